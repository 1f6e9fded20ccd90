//! What the browser makes of a policy is what the tool makes of it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

use portcullis_compile::{compile, compile_to_json};
use portcullis_core::{GateTable, Policy};
use serde_json::{Map, Value};

const SAMPLE: &str = include_str!("../../../policy.toml");
const NOTHING: &str = r#"
languages = ["en", "pt-BR"]

[site]
name = "Shop"
privacy_policy = "/privacy"

[[category]]
id = "session"
kind = "session"
necessary = true
title = { en = "Session", pt-BR = "Sessão" }
description = { en = "Kept while you browse.", pt-BR = "Guardados enquanto navega." }
"#;

fn object(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_table_is_the_tools_own_with_what_this_mode_keeps() {
    let policy = Policy::parse(SAMPLE).unwrap().policy;
    let mut expected = object(&GateTable::new(&policy).to_json().unwrap());
    let stays = expected["STAYS"].as_array_mut().unwrap();
    stays.push(serde_json::json!(["l", "portcullis:table"]));
    let table = compile("policy.toml", SAMPLE).table.unwrap();
    assert_eq!(object(table.get()), expected);
}

#[test]
fn every_table_has_the_names_of_the_closed_one() {
    let closed = object(&GateTable::closed().to_json().unwrap());
    let table = compile("policy.toml", SAMPLE).table.unwrap();
    let table = object(table.get());
    assert!(table.keys().eq(closed.keys()));
    assert_eq!(table.len(), 37);
}

#[test]
fn the_texts_are_the_tools_own_and_declare_what_this_mode_keeps() {
    let policy = Policy::parse(SAMPLE).unwrap().policy;
    let compiled = compile("policy.toml", SAMPLE);
    assert!(compiled.texts.keys().eq(["en", "sv"]));
    for (language, mut view) in compiled.texts {
        let own = view.own.pop().unwrap();
        assert_eq!(
            (own.name.as_str(), own.kind.word()),
            ("portcullis:table", "local")
        );
        assert!(!own.purpose.is_empty() && !own.duration.is_empty());
        assert_eq!(view, policy.view(&language));
    }
    assert_eq!(compiled.theme, policy.theme_css());
}

#[test]
fn a_policy_that_asks_nothing_still_declares_what_this_mode_keeps() {
    let json = object(&compile_to_json("policy.toml", NOTHING));
    assert_eq!(json["table"]["BARE"], false);
    assert_eq!(
        json["texts"]["pt-br"]["own"][0]["purpose"],
        "Guarda as regras de cookies deste site, para não as ler de novo em cada página."
    );
}

#[test]
fn a_problem_is_drawn_as_the_tool_draws_it() {
    let compiled = compile("/policy.toml", "languages = [\"en\"]\nlanguage = 1\n");
    assert!(compiled.table.is_none());
    let (method, text) = &compiled.problems[0];
    assert_eq!(*method, "error");
    let drawn = "error: missing key `site` in the file\n --> /policy.toml:1:1\n  |\n1 | languages = [\"en\"]\n  | ^";
    assert_eq!(text, drawn);
}

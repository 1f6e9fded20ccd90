//! The reference and the schema say what the registry says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

use portcullis_core::policy::registry::{Default, Key, POLICY, Table, Value};
use portcullis_core::policy::schema;

const START: &str = "<!-- The keys: written by UPDATE=1 cargo test -p portcullis-core --test policy_reference -->\n";

/// Compares a file of the project with what it should hold, or writes it under `UPDATE=1`.
#[track_caller]
fn check(path: &str, expected: &str) {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", path]
        .iter()
        .collect();
    if env::var_os("UPDATE").is_some() {
        fs::write(&file, expected).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == expected,
        "{path} has drifted: UPDATE=1 cargo test -p portcullis-core --test policy_reference"
    );
}

#[test]
fn the_schema_file_is_the_registrys() {
    check("policy.schema.json", &format!("{:#}\n", schema()));
}

#[test]
fn the_reference_describes_every_key_and_nothing_else() {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "docs", "policy.md"]
        .iter()
        .collect();
    let before = fs::read_to_string(&file).unwrap_or_default();
    let (by_hand, _) = before.split_once(START).unwrap_or((&before, ""));
    check(
        "docs/policy.md",
        &format!("{by_hand}{START}{}", reference()),
    );
}

#[test]
fn every_example_is_toml() {
    let mut examples = 0;
    each_key(&POLICY, &mut |_, key| {
        examples += 1;
        assert!(
            key.example.starts_with('[') || key.example.starts_with(key.name),
            "{}",
            key.example
        );
        assert!(toml_is_valid(key.example), "{}", key.example);
    });
    assert_eq!(examples, 55, "count the keys when you add one");
}

/// Whether the reader finds no syntax error, whatever else it finds.
fn toml_is_valid(src: &str) -> bool {
    let errors = portcullis_core::Policy::parse(src).unwrap_err();
    errors
        .iter()
        .any(|error| error.to_string().starts_with("missing key"))
}

fn each_key(table: &Table, visit: &mut impl FnMut(&Table, &Key)) {
    for key in table.keys {
        visit(table, key);
    }
    for key in table.keys {
        if let Value::Table(inner) | Value::Tables(inner) = key.value {
            each_key(inner, visit);
        }
    }
}

fn reference() -> String {
    let mut out = String::new();
    let mut heading = None;
    each_key(&POLICY, &mut |table, key| {
        if heading != Some(table.path) {
            heading = Some(table.path);
            let title = if table.path.is_empty() {
                "Top of the file".to_owned()
            } else {
                table.header()
            };
            write!(out, "\n## {title}\n").unwrap();
        }
        out.push_str(&entry(table, key));
    });
    out
}

fn entry(table: &Table, key: &Key) -> String {
    let path = if table.path.is_empty() {
        key.name.to_owned()
    } else {
        format!("{}.{}", table.path, key.name)
    };
    let default = match key.default {
        Default::Required => "none, it is required".to_owned(),
        Default::None => "nothing".to_owned(),
        Default::Is(words) if words.contains(' ') => words.to_owned(),
        Default::Is(value) => format!("`{value}`"),
    };
    format!(
        "\n### `{path}`\n\n- Type: {}\n- Default: {default}\n- Details: {}\n- Example: `{}`\n",
        key.value.describe(),
        key.details,
        key.example,
    )
}

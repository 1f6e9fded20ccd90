//! The policy as a visitor reads it, and the interface's own words.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod common;

use common::{BASE, policy};
use portcullis_core::labels;

#[test]
fn every_language_has_every_label_in_the_same_order() {
    assert_eq!(labels::KEYS.len(), 66, "count the labels when you add one");
    for language in labels::LANGUAGES {
        let keys: Vec<&str> = labels::built_in(language)
            .unwrap()
            .iter()
            .map(|(key, _)| *key)
            .collect();
        assert_eq!(keys, labels::KEYS, "{language}");
    }
}

#[test]
fn every_language_fills_the_same_gaps() {
    let gaps = |text: &str| {
        let known = ["{site}", "{service}", "{category}", "{count}", "{days}"];
        known.map(|gap| text.contains(gap))
    };
    let english = labels::built_in("en").unwrap();
    for language in labels::LANGUAGES {
        for ((key, text), (_, model)) in labels::built_in(language).unwrap().iter().zip(english) {
            assert_eq!(gaps(text), gaps(model), "{language} {key}");
            assert!(!text.trim().is_empty(), "{language} {key}");
        }
    }
}

#[test]
fn accept_and_reject_are_worded_as_auto_consent_tools_know_them() {
    // CLI-04: the labels of requirements D.1.
    let recognised = [
        ("en", "Reject all", "we use cookies"),
        ("sv", "Avvisa alla", "cookies"),
        ("de", "Alle ablehnen", "Wir verwenden Cookies"),
        ("fr", "Tout refuser", "nous utilisons des cookies"),
        ("es", "Rechazar todo", "utilizamos cookies"),
        ("it", "Rifiuta tutto", "usiamo i cookie"),
        ("nl", "Alles weigeren", "gebruiken cookies"),
        ("pt", "Rejeitar tudo", "utilizamos cookies"),
        ("pl", "Odrzuć wszystkie", "plików cookie"),
    ];
    for (language, reject, phrase) in recognised {
        let labels = labels::built_in(language).unwrap();
        let label = |key: &str| labels.iter().find(|(known, _)| *known == key).unwrap().1;
        assert_eq!(label("reject_all"), reject);
        assert!(label("intro").contains(phrase), "{}", label("intro"));
    }
}

#[test]
fn a_view_speaks_one_language() {
    let view = policy(BASE).view("SV");
    assert_eq!((view.language.as_str(), view.rtl), ("sv", false));
    assert_eq!(view.services[0].title, "Inloggning");
    assert_eq!(view.services[1].title, "Google Ireland Ltd");
    assert_eq!(view.services[1].cookies[0].duration, "2 år");
    assert_eq!(view.label("accept_all"), "Acceptera alla");
    assert!(
        view.label("intro").starts_with("Example Ltd frågar: "),
        "{}",
        view.label("intro")
    );
    assert_eq!(policy(BASE).view("de").language, "en");
}

#[test]
fn arabic_is_written_from_right_to_left() {
    // LAW-18
    let src = BASE
        .replace("[\"en\", \"sv\"]", "[\"ar-EG\"]")
        .replace("en = ", "ar-EG = ")
        .replace(", sv = \"Inloggning\"", "");
    let view = policy(&src.replace(", sv = \"Statistik\"", "")).view("ar-EG");
    assert!(view.rtl);
    assert_eq!(view.label("reject_all"), "رفض الكل");
    assert_eq!(view.services[1].cookies[0].duration, "عدد السنوات: 2");
}

#[test]
fn owners_change_labels_and_texts_stay_texts() {
    let src = format!("{BASE}[texts]\ntitle = {{ en = \"<b>Hi</b> {{site}}\", sv = \"Hej\" }}\n");
    let policy = policy(&src.replace("Example Ltd\"\nprivacy", "{days} </script>\"\nprivacy"));
    assert_eq!(
        policy.view("en").label("title"),
        "<b>Hi</b> {days} </script>"
    );
    assert_eq!(policy.view("sv").label("title"), "Hej");
}

#[test]
fn portcullis_declares_what_it_stores_only_when_it_asks() {
    // Invariant 11.
    let own = policy(BASE).view("en").own;
    let shown: Vec<_> = own
        .iter()
        .map(|it| (it.name.as_str(), it.kind.word(), it.duration.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("__Host-portcullis, portcullis", "cookie", "182 days"),
            ("portcullis", "local", "182 days")
        ]
    );
    let shared = policy(&format!(
        "{BASE}[consent]\ndays = 1\ndomain = \"a.example\"\n"
    ))
    .view("en")
    .own;
    assert_eq!(
        (shared[0].name.as_str(), shared[0].duration.as_str()),
        ("portcullis", "1 day")
    );
    let nothing = BASE.replace(
        "kind = \"persistent\"",
        "kind = \"persistent\"\nnecessary = true",
    );
    let nothing = nothing.replace(
        "id = \"third-party\"",
        "id = \"third-party\"\nnecessary = true",
    );
    assert!(policy(&nothing).view("en").own.is_empty());
}

#[test]
fn durations_are_worded_in_each_language() {
    let cookie = |duration: &str| {
        let src = BASE
            .replace("[\"en\", \"sv\"]", "[\"pl\"]")
            .replace("{ en = \"Log-in\", sv = \"Inloggning\" }", "\"L\"");
        let src = src
            .replace("{ en = \"Statistics\", sv = \"Statistik\" }", "\"S\"")
            .replace("2 years", duration);
        policy(&src).view("pl").services[1].cookies[0]
            .duration
            .clone()
    };
    assert_eq!(cookie("1 year"), "1 rok");
    assert_eq!(cookie("5 years"), "liczba lat: 5");
    assert_eq!(cookie("30 minutes"), "30 min");
    assert_eq!(cookie("session"), "do zamknięcia przeglądarki");
    assert_eq!(cookie("until erased"), "do usunięcia");
}

#[test]
fn what_no_page_can_erase_is_marked_where_it_would_have_to_be_erased() {
    // LAW-32
    let cookies = |src: &str| {
        let view = policy(src).view("en");
        let all = view.services.into_iter().flat_map(|it| it.cookies);
        all.map(|it| (it.name, it.left)).collect::<Vec<_>>()
    };
    let apart = "purpose = \"Tells visitors apart\"";
    let with = |more: &str| BASE.replace(apart, &format!("{apart}{more}"));
    assert_eq!(cookies(BASE), [("_ga".to_owned(), false)]);
    for more in [", http_only = true", ", party = \"third\""] {
        assert_eq!(cookies(&with(more)), [("_ga".to_owned(), true)], "{more}");
    }
    let necessary = with(", http_only = true")
        .replace("category = \"third-party\"", "category = \"needed\"")
        + "[[category]]\nid = \"needed\"\nkind = \"third-party\"\nnecessary = true\ntitle = \"N\"\ndescription = \"N\"\n";
    assert_eq!(cookies(&necessary), [("_ga".to_owned(), false)]);
}

#[test]
fn the_page_loads_once_more_where_the_browser_enforces_and_something_is_asked() {
    let reloads = |src: &str| policy(src).view("en").reloads;
    let enforced = format!("{BASE}[gate]\nenforce = \"csp\"\n");
    assert!(!reloads(BASE));
    assert!(reloads(&enforced));
    let (necessary, _) = enforced
        .split_once("[[category]]\nid = \"comfort\"")
        .unwrap();
    assert!(!reloads(&format!("{necessary}[gate]\nenforce = \"csp\"\n")));
    let service =
        "[[service]]\nid = \"x\"\ncategory = \"comfort\"\nvendor = \"X\"\non_grant = \"reload\"\n";
    assert!(reloads(&format!("{BASE}{service}")));
}

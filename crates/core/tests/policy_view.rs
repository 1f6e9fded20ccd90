//! The policy as a visitor reads it, and the interface's own words.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod common;

use common::{BASE, policy};
use portcullis_core::PolicyView;
use portcullis_core::labels::{self, Plural};

/// The label `key` of a built-in language.
fn built_in(language: &str, key: &str) -> Option<&'static str> {
    let labels = labels::built_in(language).unwrap().iter();
    labels
        .into_iter()
        .find(|(known, _)| *known == key)
        .map(|(_, text)| *text)
}

#[test]
fn every_language_has_every_label_in_the_same_order() {
    assert_eq!(labels::KEYS.len(), 69, "count the labels when you add one");
    for language in labels::LANGUAGES {
        let keys: Vec<&str> = labels::built_in(language)
            .unwrap()
            .iter()
            .map(|(key, _)| *key)
            .collect();
        let (all, forms) = keys.split_at(labels::KEYS.len());
        assert_eq!(all, labels::KEYS, "{language}");
        assert!(
            forms.iter().all(|it| labels::FORMS.contains(it)),
            "{language} {forms:?}"
        );
    }
}

#[test]
fn every_language_fills_the_same_gaps() {
    let gaps = |text: &str| {
        let known = [
            "{site}",
            "{service}",
            "{services}",
            "{purposes}",
            "{count}",
            "{days}",
            "{a}",
            "{b}",
            "{c}",
        ];
        known.map(|gap| text.contains(gap))
    };
    for language in labels::LANGUAGES {
        for (key, text) in labels::built_in(language).unwrap() {
            assert!(!text.trim().is_empty(), "{language} {key}");
            // "Two years" is one word in some languages.
            let Some(model) = built_in("en", key).filter(|_| !key.ends_with("_two")) else {
                continue;
            };
            assert_eq!(gaps(text), gaps(model), "{language} {key}");
        }
    }
}

#[test]
fn every_language_counts_in_its_own_forms() {
    for language in labels::LANGUAGES {
        for unit in [
            "service", "second", "minute", "hour", "day", "week", "month", "year",
        ] {
            for count in 1..=120 {
                let form = Plural::of(language, count).word();
                let text = built_in(language, &format!("{unit}_{form}"));
                assert!(text.is_some(), "{language} {unit} {count} {form}");
            }
        }
    }
    let forms =
        |language: &str| [1, 2, 3, 5, 11, 12, 22, 25, 100, 102].map(|it| Plural::of(language, it));
    use Plural::{Few, Many, One, Other, Two};
    assert_eq!(
        forms("pl"),
        [One, Few, Few, Other, Other, Other, Few, Other, Other, Few]
    );
    assert_eq!(
        forms("ar-EG"),
        [One, Two, Few, Few, Many, Many, Many, Many, Other, Other]
    );
    assert_eq!(
        forms("he"),
        [
            One, Two, Other, Other, Other, Other, Other, Other, Other, Other
        ]
    );
}

#[test]
fn every_model_has_its_own_words_in_every_language() {
    for language in labels::LANGUAGES {
        let label = |key: &str| built_in(language, key).unwrap();
        let words = ["intro", "intro_opt_out", "intro_notice"].map(label);
        let kinds = ["intro_kinds", "intro_kinds_opt_out", "intro_kinds_notice"].map(label);
        for [ask, out, tell] in [words, kinds] {
            assert!(ask != out && out != tell && ask != tell, "{language} {ask}");
        }
        assert_ne!(
            label("preferences_intro"),
            label("preferences_intro_opt_out")
        );
    }
    let intro = |model: &str| {
        let src = format!("{BASE}[consent]\nmodel = \"{model}\"\n");
        question(&policy(&src).view("en"))
    };
    assert_eq!(
        intro("opt-in"),
        "Example Ltd would like to use cookies for *Comfort* and *Statistics* (2 services)."
    );
    assert_eq!(
        intro("opt-out"),
        "Example Ltd uses cookies for *Comfort* and *Statistics* (2 services) unless you reject them."
    );
    assert_eq!(
        intro("notice"),
        "Example Ltd uses cookies for *Comfort* and *Statistics* (2 services)."
    );
}

/// The question as the first layer asks it, with stars around what is strong.
fn question(view: &PolicyView) -> String {
    let told = view
        .asked
        .iter()
        .map(|it| format!("*{}*{}", it.title, it.text));
    let told: String = told.collect();
    format!("{}{told}", view.label("intro"))
}

#[test]
fn a_title_is_a_kind_where_it_says_nothing_of_a_purpose() {
    // LAW-14
    let kinds = [
        "Third-party cookies",
        "Persistent cookies",
        "Cookies",
        "Optional cookies and services",
        "Sessionskakor",
        "Beständiga cookies",
        "Tredjepartskakor",
        "Sitzungs-Cookies",
        "Cookies von Drittanbietern",
        "Cookies tiers",
        "Cookies de terceros",
        "Cookie di terze parti",
        "Cookies van derden",
        "Cookies de sessão",
        "Pliki cookie podmiotów trzecich",
        "ملفات تعريف ارتباط الطرف الثالث",
        "קובצי Cookie של צד שלישי",
    ];
    let purposes = [
        "Statistics",
        "Statistics cookies",
        "Third-party advertising",
        "Films, maps and chat",
        "Werbe-Cookies",
        "Marknadsföringskakor",
        "Mesure d’audience",
        "الإحصاءات",
        "",
    ];
    let wrong: Vec<&str> = kinds
        .into_iter()
        .filter(|it| !labels::names_only_a_kind(it))
        .chain(
            purposes
                .into_iter()
                .filter(|it| labels::names_only_a_kind(it)),
        )
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn where_no_title_says_a_purpose_the_question_does_without() {
    let kinds = BASE
        .replace("title = \"Comfort\"", "title = \"Persistent cookies\"")
        .replace(
            "{ en = \"Statistics\", sv = \"Statistik\" }",
            "{ en = \"Third-party cookies\", sv = \"Statistik\" }",
        );
    let policy = policy(&kinds);
    let view = policy.view("en");
    assert_eq!(
        question(&view),
        "Example Ltd would like to use optional cookies (2 services).\
         * Persistent cookies* – Keeps you logged in.* Third-party cookies* – Counts visits."
    );
    assert_eq!(view.categories[1].services, "1 service");
    assert_eq!(
        question(&policy.view("sv")),
        "Example Ltd vill använda cookies (kakor) för *Statistik* (2 tjänster).\
         * Persistent cookies* – Keeps you logged in."
    );
}

#[test]
fn an_owners_question_without_the_purposes_is_followed_by_each_category() {
    let src = format!("{BASE}[texts]\nintro = \"We at {{site}} ask ({{services}}).\"\n");
    assert_eq!(
        question(&policy(&src).view("en")),
        "We at Example Ltd ask (2 services).* Comfort* – Keeps you logged in.* Statistics* – Counts visits."
    );
}

#[test]
fn a_list_is_joined_as_its_language_joins_it() {
    let list = |language: &str, last: &str| {
        let pattern = built_in(language, "list").unwrap();
        labels::joined(language, pattern, last).into_owned()
    };
    assert_eq!(list("en", "Images"), "{a}, {b} and {c}");
    assert_eq!(list("es", "Publicidad"), "{a}, {b} y {c}");
    assert_eq!(list("es", "Informes"), "{a}, {b} e {c}");
    assert_eq!(list("es", "Hielo"), "{a}, {b} y {c}");
    assert_eq!(list("he", "פרסום"), "{a}, {b} ו{c}");
    assert_eq!(list("he", "Google"), "{a}, {b} ו-{c}");
    assert_eq!(list("ar", "الإعلانات"), "{a} و{b} و{c}");
}

#[test]
fn accept_and_reject_are_worded_as_auto_consent_tools_know_them() {
    // CLI-04: the labels that they look for; they count as the phrase that tells a banner, too.
    let recognised = [
        ("en", "Accept all", "Reject all"),
        ("sv", "Acceptera alla", "Avvisa alla"),
        ("de", "Alle akzeptieren", "Alle ablehnen"),
        ("fr", "Tout accepter", "Tout refuser"),
        ("es", "Aceptar todo", "Rechazar todo"),
        ("it", "Accetta tutto", "Rifiuta tutto"),
        ("nl", "Alles accepteren", "Alles weigeren"),
        ("pt", "Aceitar tudo", "Rejeitar tudo"),
        ("pl", "Zaakceptuj wszystkie", "Odrzuć wszystkie"),
    ];
    for (language, accept, reject) in recognised {
        assert_eq!(built_in(language, "accept_all"), Some(accept));
        assert_eq!(built_in(language, "reject_all"), Some(reject));
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
        view.label("intro").starts_with("Example Ltd vill "),
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
    assert_eq!(view.services[1].cookies[0].duration, "سنتان");
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
    assert_eq!(cookie("5 years"), "5 lat");
    assert_eq!(cookie("30 minutes"), "30 minut");
    assert_eq!(cookie("session"), "do zamknięcia przeglądarki");
    assert_eq!(cookie("until erased"), "do czasu usunięcia");
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

//! `headers.txt`: what the browser enforces, as response headers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use portcullis_core::{GateTable, Grants, Policy, csp};

fn data(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "data", name]
        .iter()
        .collect()
}

/// Builds `policy` and gives `headers.txt`, where there is one.
fn headers(name: &str, policy: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("policy.toml"), policy).unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_portcullis"))
        .current_dir(&folder)
        .args(["build", "policy.toml", "--out", "out"])
        .status()
        .unwrap();
    assert!(built.success());
    fs::read_to_string(folder.join("out/headers.txt")).ok()
}

fn enforced() -> String {
    fs::read_to_string(data("enforced.toml")).unwrap()
}

/// A file of the repository.
fn shown(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap()
}

/// `policy`, enforced by the browser too.
fn enforcing(policy: &str) -> String {
    format!("{policy}\n[gate]\nenforce = \"csp\"\n")
}

/// When each of the two headers is sent.
fn when(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let pairs = lines.windows(2);
    let headers = pairs.filter(|pair| pair[1].starts_with("Content-Security-Policy: "));
    headers
        .filter_map(|pair| pair[0].strip_prefix("# "))
        .collect()
}

/// The directives of a header, each with its sources in any order.
type Directives<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

fn directives(header: &str) -> Directives<'_> {
    let directives = header.split("; ").map(|it| it.split(' '));
    directives
        .map(|mut words| (words.next().unwrap(), words.collect()))
        .collect()
}

/// The header for no grant and the lists of each fingerprint: hosts, then sockets.
fn parts(text: &str) -> (Directives<'_>, BTreeMap<&str, [Vec<&str>; 2]>) {
    let mut headers = text
        .lines()
        .filter_map(|it| it.strip_prefix("Content-Security-Policy: "));
    let lists = text.split("\n# `").skip(1).map(|part| {
        let (print, rest) = part.split_once("`: ").unwrap();
        let (_, lists) = rest.split_once("\nhosts:").unwrap();
        let (hosts, sockets) = lists.split_once("\nsockets:").unwrap();
        let lists = [hosts, sockets].map(|list| list.split_whitespace().collect());
        (print, lists)
    });
    (directives(headers.next().unwrap()), lists.collect())
}

#[test]
fn the_headers_are_these() {
    let expected = fs::read_to_string(data("enforced.headers.txt")).unwrap();
    assert_eq!(headers("these", &enforced()).unwrap(), expected);
}

#[test]
fn a_policy_that_the_browser_does_not_enforce_has_none() {
    let policy = enforced().replace("\"csp\"", "\"off\"");
    assert_eq!(headers("off", &policy), None);
}

#[test]
fn the_lists_join_to_what_the_gate_enforces() {
    let source = enforced();
    let text = headers("joined", &source).unwrap();
    let policy = Policy::parse(&source).unwrap().policy;
    let ids: Vec<_> = policy.optional().map(|(id, _)| id).collect();
    for choice in 0..1_u32 << ids.len() {
        let places = ids.iter().enumerate();
        let granted = places.filter(|(place, _)| choice >> place & 1 == 1);
        let grants: Grants = granted.map(|(_, id)| *id).collect();
        let (mut joined, lists) = parts(&text);
        for id in grants.iter() {
            let [hosts, sockets] = &lists[policy.fingerprint(id).as_str()];
            for name in ["default-src", "connect-src", "form-action"] {
                joined.get_mut(name).unwrap().extend(hosts);
            }
            joined.get_mut("connect-src").unwrap().extend(sockets);
        }
        if grants.iter().count() == ids.len() {
            joined.remove("webrtc");
        }
        assert_eq!(joined, directives(&csp(&policy, &grants)), "{choice:b}");
    }
}

#[test]
fn a_service_that_changed_is_known_by_another_fingerprint() {
    let before = headers("before", &enforced()).unwrap();
    let changed = enforced().replace("films.example/embed", "films.example/player");
    let after = headers("after", &changed).unwrap();
    let prints = |text: &str| parts(text).1.into_keys().map(str::to_owned).collect();
    let [before, after]: [BTreeSet<String>; 2] = [prints(&before), prints(&after)];
    assert_eq!((before.len(), after.len()), (2, 2));
    assert_eq!(before.intersection(&after).count(), 1);
}

#[test]
fn no_category_or_service_id_stands_where_a_server_would_compare_it() {
    let text = headers("ids", &enforced()).unwrap();
    assert!(
        !text.contains("`tidemark`") && !text.contains("`statistics`"),
        "{text}"
    );
}

#[test]
fn fourteen_services_stay_short() {
    let policy = enforcing(&shown("bench/weights/fourteen.toml"));
    let text = headers("fourteen", &policy).unwrap();
    assert!(text.len() <= 5400, "{} bytes", text.len());
}

#[test]
fn the_recipes_have_the_fingerprints_and_lists_of_their_policy() {
    let source = enforcing(&shown("examples/recipes/policy.toml"));
    let policy = Policy::parse(&source).unwrap().policy;
    for file in ["nginx/portcullis.conf", "caddy/Caddyfile"] {
        let recipe = shown(&format!("examples/recipes/{file}"));
        for service in GateTable::new(&policy).services {
            let hosts = service.sources.iter().map(|it| format!(" {it}"));
            let sockets = service.sources.iter().map(|it| format!(" ws://{it}"));
            let print = format!("^(?:.{{6}})*{}\"", service.fingerprint);
            for part in [print, hosts.collect(), sockets.collect()] {
                assert!(recipe.contains(&part), "{file}: {part}");
            }
        }
    }
}

#[test]
fn the_fingerprints_of_the_documents_are_those_of_the_recipes() {
    let policy = shown("examples/recipes/policy.toml");
    let policy = Policy::parse(&policy).unwrap().policy;
    let text = shown("docs/recipes.md");
    for (service, written) in [("pixel", "cookie, '{}'"), ("counter", "(?:.{6})*{}\"")] {
        let print = policy.fingerprint(policy.service_id(service).unwrap());
        assert!(
            text.contains(&written.replace("{}", &print)),
            "{service}: {print}"
        );
    }
}

#[test]
fn where_things_run_until_they_are_refused_no_cookie_means_everything() {
    let opt_out = |more: &str| {
        let consent = format!("[consent]\nmodel = \"opt-out\"\n{more}[gate]");
        enforced().replace("[gate]", &consent)
    };
    assert_eq!(
        when(&headers("opt-out", &opt_out("gpc = false\n")).unwrap()),
        ["no service", "no cookie, or every service"]
    );
    assert_eq!(
        when(&headers("opt-out-gpc", &opt_out("gpc = true\n")).unwrap()),
        [
            "no service, or no cookie but `Sec-GPC: 1`",
            "no cookie and no `Sec-GPC: 1`, or every service"
        ]
    );
}

#[test]
fn a_policy_without_optional_services_lets_in_what_is_necessary() {
    let policy = enforcing(&shown("bench/weights/nothing.toml"));
    let text = headers("nothing", &policy).unwrap();
    assert_eq!(when(&text), ["no cookie, or no service", "every service"]);
    assert!(parts(&text).1.is_empty(), "{text}");
}

#[test]
fn a_shared_answer_has_another_cookie() {
    let policy = enforced().replace("[gate]", "[consent]\ndomain = \"example.com\"\n[gate]");
    let text = headers("shared", &policy).unwrap();
    assert!(text.contains("of the cookie `portcullis`:\n# 6"), "{text}");
}

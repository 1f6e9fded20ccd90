//! What the gate enforces, and how a service is stopped.

use crate::{check, check_service};

#[test]
fn the_browser_enforces_or_does_not() {
    check("[gate]\nenforce = \"csp\"\n", &[]);
    check("[gate]\nenforce = \"off\"\n", &[]);
    check(
        "[gate]\nenforce = \"on\"\n",
        &["2:11 `enforce` cannot be `on`, expected one of `off`, `csp`"],
    );
}

#[test]
fn whole_hosts_are_let_in_besides() {
    let allow = |list: &str| format!("[gate]\nenforce = \"csp\"\nallow = [{list}]\n");
    check(
        &allow("\"cdn.example.net\", \"localhost:8081\", \"192.0.2.7\", \"a.example/\""),
        &[],
    );
    check(
        &allow("\"cdn.example.net/lib\""),
        &["3:10 leave the path out of `cdn.example.net/lib`, `allow` lets in whole hosts"],
    );
    check(
        &allow("\"/lib\""),
        &["3:10 leave the path out of `/lib`, `allow` lets in whole hosts"],
    );
    check(
        &allow("\"*.example.net\""),
        &["3:10 leave the `*` out of host `*.example.net`, a host stands for its subdomains too"],
    );
    check(
        &allow("5"),
        &["3:10 `allow` must be a string, not a whole number"],
    );
    check(
        &allow(&"\"x.example\",".repeat(201)),
        &["3:2410 too many hosts in `allow`, 200 are the most"],
    );
}

#[test]
fn a_page_stays_or_loads_again() {
    let keys = |word: &str| format!("hosts = [\"x.example\"]\non_withdraw = \"{word}\"\n");
    check_service(&keys("stay"), &[]);
    check_service(&keys("reload"), &[]);
    check_service(
        &keys("close"),
        &["2:15 `on_withdraw` cannot be `close`, expected one of `stay`, `reload`"],
    );
    let keys = |word: &str| format!("hosts = [\"x.example\"]\non_grant = \"{word}\"\n");
    check_service(&keys("run"), &[]);
    check_service(&keys("reload"), &[]);
    check_service(
        &keys("stay"),
        &["2:12 `on_grant` cannot be `stay`, expected one of `run`, `reload`"],
    );
}

#[test]
fn what_stops_a_service_is_a_dotted_name() {
    let stop = |name: &str| format!("hosts = [\"x.example\"]\nstop = '{name}'\n");
    let longest = format!("x.{}", "y".repeat(78));
    for name in ["stop", "tidemark.stop", "_paq.$a1.B", longest.as_str()] {
        check_service(&stop(name), &[]);
    }
    for name in [
        "",
        "a.",
        ".a",
        "a..b",
        "1a",
        "a b",
        "a()",
        "a[\"b\"]",
        "a-b",
        "héj",
        "</script>",
        format!("{longest}z").as_str(),
    ] {
        let message = format!(
            "2:8 `{name}` cannot be called, write a name such as `tidemark.stop`, 80 characters at most"
        );
        check_service(&stop(name), &[&message]);
    }
}

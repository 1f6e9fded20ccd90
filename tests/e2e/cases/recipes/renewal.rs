//! The Node server of `examples/recipes/renew`, run for real.

use super::programs::{Running, find, free_port};
use super::{recipe, site};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

const DAY: i64 = 86_400;
/// `consent.days` where the policy names none.
const DAYS: i64 = 182;

fn node(folder: &Path) -> Option<Running> {
    let program = find("node")?;
    let port = free_port();
    let mut node = Command::new(program);
    node.arg(recipe("renew/server.mjs"))
        .arg(folder)
        .arg(port.to_string());
    Some(Running::start(&mut node, port))
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(since.unwrap().as_secs()).unwrap()
}

/// The field of an answer that was given so many days ago.
fn days_ago(days: i64) -> String {
    let mut minutes = (now() - days * DAY) / 60;
    let mut digits = Vec::new();
    while minutes > 0 {
        let digit = u32::try_from(minutes % 36).unwrap();
        digits.push(char::from_digit(digit, 36).unwrap());
        minutes /= 36;
    }
    digits.iter().rev().collect()
}

fn record(days: i64) -> String {
    format!("1.{}.c.statistics.Ab3-x9.Zz_012", days_ago(days))
}

#[test]
fn node_sends_the_cookie_back_with_the_life_that_it_has_left() {
    let site = site("html");
    let folder = site.server.rules().folders["shop.test"].clone();
    let Some(server) = node(&folder) else { return };
    let sent = |cookies: &str| server.header("/", cookies, "set-cookie");
    for (name, secure) in [("portcullis", ""), ("__Host-portcullis", "; Secure")] {
        let value = record(30);
        let cookie = sent(&format!("a=b; {name}={value}; c=d")).unwrap();
        let rest = cookie
            .strip_prefix(&format!("{name}={value}; Max-Age="))
            .unwrap();
        let (left, rest) = rest.split_once("; ").unwrap();
        assert_eq!(rest, format!("SameSite=Lax; Path=/{secure}"));
        let left: i64 = left.parse().unwrap();
        assert!((left - (DAYS - 30) * DAY).abs() < 180, "{left}");
    }
    let cache = server.header("/", "", "cache-control");
    assert_eq!(cache.as_deref(), Some("private, no-cache"));
}

#[test]
fn node_sends_nothing_for_what_is_too_old_too_young_or_no_record() {
    let site = site("html");
    let folder = site.server.rules().folders["shop.test"].clone();
    let Some(server) = node(&folder) else { return };
    let good = record(30);
    let cookies = [
        String::new(),
        format!("portcullis={}", record(DAYS)),
        format!("portcullis={}", record(DAYS + 30)),
        format!("portcullis={}", record(0)),
        format!("portcullis={}", record(-3)),
        format!("portcullis={good}x"),
        format!("portcullis={good}; portcullis={good}"),
        format!("portcullis={}", good.replacen('1', "2", 1)),
        format!("xportcullis={good}"),
        "portcullis=".to_owned(),
    ];
    for cookie in cookies {
        assert_eq!(server.header("/", &cookie, "set-cookie"), None, "{cookie}");
    }
    let cookies = format!("portcullis={good}");
    assert!(server.header("/", &cookies, "set-cookie").is_some());
    let gate = server.header("/portcullis/gate.js", &cookies, "set-cookie");
    assert_eq!(gate, None, "a script is no page");
}

/// The cookie's value, and the seconds that it has left.
async fn kept(page: &Page) -> (String, i64) {
    let cookie = page.cookie("portcullis").await.unwrap();
    assert_eq!(cookie.http_only, Some(false));
    (cookie.value, cookie.expiry.unwrap() - now())
}

#[test]
fn a_visitor_of_last_month_keeps_the_answer_for_the_months_that_are_left() {
    // TECH-71
    let site = site("html");
    let folder = site.server.rules().folders["shop.test"].clone();
    let Some(server) = node(&folder) else { return };
    let address = format!("http://127.0.0.1:{}/", server.port);
    visit_with(site, Wish::default(), async |page| {
        page.go(&address).await;
        page.answer("accept-all").await;
        let mut fields: Vec<String> = kept(page).await.0.split('.').map(str::to_owned).collect();
        fields[1] = days_ago(30);
        let older = fields.join(".");
        // As Safari keeps it: for a week, and without the mirror.
        page.run(&format!(
            "localStorage.clear(); document.cookie = 'portcullis={older}; Max-Age=604800; SameSite=Lax; Path=/'"
        ))
        .await;
        page.go(&address).await;
        let (value, left) = kept(page).await;
        assert_eq!(value, older);
        assert!((left - (DAYS - 30) * DAY).abs() < 300, "{left}");
        let state: String = page.eval("return portcullis.decision.state").await;
        assert_eq!(state, "decided");
        assert_eq!(page.hosts(), ["ads.test", "film.test", "stats.test"]);
    });
}

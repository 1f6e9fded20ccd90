//! How an answer is kept, and when it no longer counts.

use portcullis_e2e::page::{ALL, Page, visit};
use portcullis_e2e::site::POLICY;

const DAY: i64 = 24 * 60;

async fn value(page: &Page) -> String {
    page.cookie("portcullis").await.unwrap().value
}

async fn expiry(page: &Page) -> i64 {
    page.cookie("portcullis").await.unwrap().expiry.unwrap()
}

/// Makes the stored answer `minutes` older, in the cookie and in its mirror.
async fn age(page: &Page, minutes: i64) {
    let record = value(page).await;
    let at = record.split('.').nth(1).unwrap();
    let older = i64::from_str_radix(at, 36).unwrap() - minutes;
    let record = record.replacen(at, &base36(older), 1);
    store(page, &record).await;
}

/// Puts `record` where the answer is kept.
async fn store(page: &Page, record: &str) {
    let record = serde_json::to_string(record).unwrap();
    page.run(&format!(
        "document.cookie = 'portcullis=' + {record} + '; path=/; max-age=31536000'; \
         localStorage.setItem('portcullis', JSON.stringify({record}))"
    ))
    .await;
}

fn base36(mut number: i64) -> String {
    let mut digits = Vec::new();
    while number > 0 {
        let digit = u32::try_from(number % 36).unwrap();
        digits.push(char::from_digit(digit, 36).unwrap());
        number /= 36;
    }
    digits.iter().rev().collect()
}

#[test]
fn accept_and_refuse_are_kept_equally_long() {
    // LAW-21, TECH-62, TECH-63
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        let accepted = page.cookie("portcullis").await.unwrap();
        page.run("portcullis.rejectAll()").await;
        page.settle().await;
        let refused = page.cookie("portcullis").await.unwrap();
        let now: i64 = page.eval("return Math.floor(Date.now() / 1000)").await;
        for cookie in [&accepted, &refused] {
            let days = (cookie.expiry.unwrap() - now) as f64 / 86400.0;
            assert!((days - 182.0).abs() < 0.1, "{days}");
            assert_eq!(cookie.path.as_deref(), Some("/"));
            assert_eq!(format!("{:?}", cookie.same_site), "Some(Lax)");
        }
    });
}

#[test]
fn two_visitors_who_answer_alike_have_the_same_cookie() {
    // LAW-23
    let answer = || {
        let mut kept = String::new();
        visit(async |page| {
            page.open("/").await;
            page.accept().await;
            let value = value(page).await;
            let (version, rest) = value.split_once('.').unwrap();
            let (_time, rest) = rest.split_once('.').unwrap();
            kept = format!("{version}.{rest}");
        });
        kept
    };
    assert_eq!(answer(), answer());
}

#[test]
fn an_answer_counts_for_182_days_and_not_a_day_longer() {
    // LAW-21
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        age(page, 181 * DAY).await;
        page.reload().await;
        assert_eq!(page.hosts(), ALL);
        assert!(!page.is_shown(".portcullis-banner").await);
        age(page, 2 * DAY).await;
        page.reload().await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.optional(), [""; 0]);
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn visits_do_not_prolong_an_answer() {
    // TECH-71
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        age(page, 30 * DAY).await;
        page.reload().await;
        let first = expiry(page).await;
        page.reload().await;
        page.reload().await;
        assert_eq!(expiry(page).await, first);
    });
}

#[test]
fn a_lost_cookie_comes_back_from_its_mirror_with_the_life_it_had() {
    // TECH-70, TECH-71
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        age(page, 30 * DAY).await;
        page.run("document.cookie = 'portcullis=; path=/; max-age=0'")
            .await;
        page.reload().await;
        assert_eq!(page.hosts(), ALL);
        let now: i64 = page.eval("return Math.floor(Date.now() / 1000)").await;
        let days = (expiry(page).await - now) as f64 / 86400.0;
        assert!((days - 152.0).abs() < 0.1, "{days}");
    });
}

#[test]
fn what_cannot_be_read_counts_as_no_answer() {
    // LAW-25
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        let good = value(page).await;
        let older = good.replacen('1', "0", 1);
        let half = good.get(..good.len() / 2).unwrap_or_default();
        for bad in ["garbage", "{}", "1.zzzzzzzz.a.en..", "%", &older, half] {
            store(page, bad).await;
            page.reload().await;
            page.shown(".portcullis-banner").await;
            assert_eq!(page.optional(), [""; 0], "{bad}");
            assert_eq!(page.errors().await, [""; 0], "{bad}");
        }
        page.accepting_shows_the_canaries().await;
    });
}

/// A service that joins later.
const JOINED: &str = r#"
[[service]]
id = "chat"
category = "measuring"
vendor = "Chat SA"
privacy = "https://chat.example/privacy"
purpose = { en = "Answers questions.", sv = "Svarar på frågor.", ar = "تجيب عن الأسئلة." }
hosts = ["chat.test"]
cookies = [{ name = "chat", duration = "1 month", purpose = { en = "Keeps the talk", sv = "Minns samtalet", ar = "تحفظ المحادثة" } }]
"#;
const CHAT: &str =
    r#"<script type="text/plain" data-consent="chat" src="http://chat.test/chat.js"></script>"#;

fn joined(page: &Page) {
    page.site.build(&format!("{POLICY}{JOINED}"));
    let home = portcullis_e2e::site::HOME.replace("</body>", &format!("{CHAT}</body>"));
    page.site.write("index.html", &home);
}

#[test]
fn a_new_service_is_refused_until_it_is_asked_about_and_what_was_answered_stays() {
    // LAW-22, invariant 5
    visit(async |page| {
        page.open("/").await;
        page.set("{ stats: true }").await;
        joined(page);
        page.reload().await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.hosts(), ["stats.test"]);
        let added: Vec<String> = page.eval("return portcullis.decision.added").await;
        assert_eq!(added, ["chat"]);
        page.answer("accept-all").await;
        assert_eq!(page.hosts(), ["chat.test", "stats.test"]);
        page.accept().await;
        let mut everyone: Vec<_> = ALL.to_vec();
        everyone.insert(1, "chat.test");
        assert_eq!(page.hosts(), everyone);
    });
}

#[test]
fn refusing_what_is_new_takes_nothing_back() {
    // LAW-22
    visit(async |page| {
        page.open("/").await;
        page.set("{ stats: true }").await;
        joined(page);
        page.reload().await;
        page.answer("reject-all").await;
        page.reload().await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.hosts(), ["stats.test"]);
    });
}

#[test]
fn a_service_that_changed_materially_is_refused_until_it_is_asked_about() {
    // LAW-22, invariant 5
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        page.site
            .build(&POLICY.replace("Heat GmbH", "Heat Holdings Inc"));
        page.reload().await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.hosts(), ["ads.test", "film.test", "stats.test"]);
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn changed_words_ask_nobody_again() {
    // LAW-22
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        let words = POLICY.replace("Gone when you close the browser.", "Short-lived.");
        page.site.build(&words);
        page.reload().await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.hosts(), ALL);
    });
}

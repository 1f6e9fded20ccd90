//! Ways that no server's log can tell of alone, or that a page has to be asked about.

use super::pages::{show, site, visit};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine::{self, Chromium};
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::POLICY;
use serde_json::{Value, json};

/// What became of connections to a host, and of what else code may ask it for; nothing where the
/// engine has no such thing.
const CONNECT: &str = "
    const ends = async (start) => { try { return String((await start())?.name ?? 'done'); } catch (why) { return why.name; } };
    const servers = (urls) => ({ iceServers: urls.map((it) => ({ urls: it, username: 'a', credential: 'b' })) });
    const urlsOf = (peer) => peer.getConfiguration().iceServers.flatMap((it) => it.urls);
    const all = ['stun:stats.test:3478', 'TURN:stats.test?transport=udp', 'stun:other.test'];
    const told = {};
    if (window.RTCPeerConnection) {
      const peer = new RTCPeerConnection(servers(all));
      told.servers = urlsOf(peer);
      peer.setConfiguration(servers([]));
      peer.setConfiguration(servers(all));
      told.again = urlsOf(peer);
      told.prefixed = urlsOf(new (window.webkitRTCPeerConnection ?? RTCPeerConnection)(servers(all)));
      told.bare = new RTCPeerConnection() instanceof RTCPeerConnection;
    }
    if (window.WebTransport) told.transport = await ends(() => new WebTransport('https://stats.test:4433').ready);
    if (window.fetchLater) { try { told.later = fetchLater('https://stats.test/later.txt', { activateAfter: 9e4 }) instanceof FetchLaterResult; } catch (why) { told.later = why.name; } }
    if (window.BackgroundFetchManager) told.background = await BackgroundFetchManager.prototype.fetch.call({}, 'one', ['http://stats.test/background.txt']).catch((why) => why.message);
    return told";

#[test]
fn connections_that_wait_end_as_the_platform_ends_them() {
    visit(async |page| {
        show(page, "empty").await;
        let told: Value = page.eval(CONNECT).await;
        let fits = |name: &str, expected: Value| {
            assert!(
                told[name] == expected || Engine::told() != Chromium,
                "{name}: {told}"
            );
        };
        for name in ["servers", "again", "prefixed"] {
            fits(name, json!(["stun:other.test"]));
        }
        fits("bare", json!(true));
        fits("transport", json!("WebTransportError"));
        fits("later", json!(false));
        // The platform has another word for a call on what is no manager.
        fits("background", json!("Failed to fetch"));
        page.set("{ measuring: true }").await;
        let told: Value = page.eval(CONNECT).await;
        if Engine::told() == Chromium {
            assert_eq!(told["servers"].as_array().map(Vec::len), Some(3), "{told}");
        }
    });
}

/// One script of the page's HTML and one by code; each names a page of `stats`.
const RULES: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <script src=\"/portcullis/gate.js\"></script><title>Rules</title></head><body>\
    <script type=\"speculationrules\">{\"prefetch\":[{\"urls\":[\"http://stats.test/one.html\"]}]}</script>\
    <script type=\"speculationrules\">{\"prefetch\":[{\"urls\":[\"/own.html\"]}]}</script>\
    <script>const it = document.createElement('script'); it.type = 'speculationrules'; \
    it.text = '{\"prefetch\":[{\"urls\":[\"//stats.test/two.html\"]}]}'; document.body.append(it)</script></body></html>";
/// No parser is there to see this one.
const LATER: &str = "const it = document.createElement('script'); it.type = 'speculationrules'; \
    it.text = '{\"prefetch\":[{\"urls\":[\"//stats.test/three.html\"]}]}'; document.body.append(it)";
const TYPES: &str = "return [...document.body.querySelectorAll('script')].map((it) => it.type)";

#[test]
fn rules_for_pages_that_wait_are_held_and_let_go() {
    let site = site(POLICY);
    site.write("rules.html", RULES);
    visit_with(site, Wish::default(), async |page| {
        show(page, "rules").await;
        let types: Vec<String> = page.eval(TYPES).await;
        let (held, rules) = ("text/plain", "speculationrules");
        assert_eq!(types, [held, rules, "", held]);
        page.run(LATER).await;
        let types: Vec<String> = page.eval(TYPES).await;
        assert_eq!(types, [held, rules, "", held, held]);
        page.accept().await;
        page.settle().await;
        let types: Vec<String> = page.eval(TYPES).await;
        assert_eq!(types, [rules, rules, "", rules, rules]);
    });
}

/// Windows without an address, where the engine opens any; each asks for a picture.
const WINDOWS: &str = "
    const ask = (name, it) => { if (it) new it.Image().src = 'http://stats.test/' + name; return it; };
    const made = [];
    made.push(ask('opened.svg', open('', '_blank', 'popup')));
    made.push(ask('by-document.svg', document.open('about:blank', '', 'popup')));
    try { made.push(ask('floating.svg', await documentPictureInPicture.requestWindow())); } catch { /* not without a click */ }
    await new Promise((done) => setTimeout(done, 300));
    made.forEach((it) => it?.close())";

async fn opened(page: &Page) -> Vec<String> {
    show(page, "empty").await;
    page.site.server.forget();
    page.run(WINDOWS).await;
    page.settle().await;
    page.hosts()
}

#[test]
fn windows_that_code_opens_are_guarded() {
    visit(async |page| {
        assert_eq!(opened(page).await, [""; 0]);
        page.set("{ measuring: true }").await;
        if Engine::told() == Chromium {
            assert_eq!(opened(page).await, ["stats.test"]);
        }
    });
}

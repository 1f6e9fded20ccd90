//! Guards break nothing: page code sees ordinary elements and functions.

use super::pages::visit;
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use serde_json::Value;

/// Each fact that page code may rely on; the whole list is true with and without consent.
const FACTS: &str = "
    const native = (it) => /^function [\\w ]*\\(\\) \\{\\s*\\[native code\\]\\s*\\}$/.test(Function.prototype.toString.call(it));
    const make = (tag) => document.createElement(tag);
    const image = make('img'); image.src = 'http://stats.test/fact.svg';
    const script = make('script'); script.setAttribute('src', 'http://stats.test/fact.js');
    const own = make('iframe'); own.src = '/empty.html';
    const stranger = new Image(); stranger.src = 'http://other.test/fact.svg';
    class Socket extends WebSocket { own() { return 1; } }
    class Ask extends XMLHttpRequest { own() { return 2; } }
    const socket = new Socket('ws://stats.test/fact');
    const ask = new Ask();
    return Object.entries({
      'src reads back': image.src === 'http://stats.test/fact.svg' && script.src === 'http://stats.test/fact.js',
      'an own src is untouched': own.getAttribute('src') === '/empty.html' && own.outerHTML === '<iframe src=\"/empty.html\"></iframe>',
      'an unlisted src is untouched': stranger.getAttribute('src') === 'http://other.test/fact.svg',
      'instanceof': new Image() instanceof HTMLImageElement && new Audio() instanceof HTMLAudioElement && ask instanceof XMLHttpRequest && socket instanceof WebSocket,
      'a subclass of XMLHttpRequest': ask instanceof Ask && ask.own() === 2,
      'a subclass of WebSocket': socket instanceof Socket && socket.own() === 1,
      'constants': WebSocket.OPEN === 1 && XMLHttpRequest.DONE === 4 && socket.OPEN === 1,
      'constructors': socket.constructor === Socket && new Image().constructor === HTMLImageElement,
      'native text': [fetch, XMLHttpRequest, WebSocket, Worker, Audio, FontFace, Element.prototype.setAttribute, Node.prototype.appendChild,
        Node.prototype.cloneNode, Document.prototype.write, navigator.sendBeacon,
        Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src').set, Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML').set].filter((it) => !native(it)).map(Function.prototype.call.bind(Function.prototype.toString)).join() === '',
      'names and lengths': fetch.name === 'fetch' && fetch.length === 1 && Node.prototype.insertBefore.length === 2 && WebSocket.name === 'WebSocket',
      'what they return': document.body.appendChild(make('p')).localName === 'p' && make('div').setAttribute('id', 'x') === undefined,
      'illegal calls throw': (() => { try { Element.prototype.setAttribute.call({}, 'a', 'b'); return false; } catch (it) { return it instanceof TypeError; } })(),
    }).filter(([, holds]) => !holds).map(([fact]) => fact)";

/// A script of the page: a driver's own runs in a world of its own in Firefox.
async fn odd_facts(page: &Page) -> Vec<String> {
    let script = serde_json::to_string(&format!("window.odd = (() => {{ {FACTS} }})()")).unwrap();
    page.run(&format!("document.head.append(Object.assign(document.createElement('script'), {{ text: {script} }}))")).await;
    page.eval("return window.odd").await
}

#[test]
fn page_code_sees_ordinary_elements_and_functions() {
    visit(async |page| {
        page.open("/empty.html").await;
        assert_eq!(odd_facts(page).await, [""; 0]);
        page.until_seen("other.test/fact.svg").await;
        assert_eq!(page.count("other.test/fact.svg"), 1);
        assert_eq!(page.hosts(), ["other.test"]);
        page.accept().await;
        assert_eq!(odd_facts(page).await, [""; 0]);
    });
}

/// Held scripts that listen for their own loading, in every way, and one that will not load.
const LISTENING: &str = "
    window.told = [];
    const made = (name, set) => {
      const it = document.createElement('script');
      it.src = 'http://stats.test/' + name;
      set(it, () => told.push(name));
      document.body.append(it);
    };
    made('property.js', (it, tell) => { it.onload = tell; });
    made('listener.js', (it, tell) => it.addEventListener('load', tell));
    made('attribute.js', (it) => it.setAttribute('onload', \"told.push('attribute.js')\"));
    made('missing.js', (it, tell) => { it.onerror = tell; });
    const image = new Image(); image.onload = () => told.push('image.svg'); document.body.append(image); image.src = 'http://stats.test/image.svg';
    const frame = document.createElement('iframe'); frame.onload = () => frame.getAttribute('src') && told.push('frame.html');
    frame.src = 'http://stats.test/frame.html'; document.body.append(frame);";

#[test]
fn handlers_of_what_was_held_are_called_after_the_release() {
    visit(async |page| {
        page.site
            .server
            .rules()
            .missing
            .push("stats.test/missing.js".to_owned());
        page.open("/empty.html").await;
        page.run(LISTENING).await;
        page.settle().await;
        assert_eq!(page.eval::<Vec<String>>("return told").await, [""; 0]);
        page.accept().await;
        page.until("told.includes('frame.html')").await;
        let told: Vec<String> = page.eval("return told.sort()").await;
        let all = [
            "attribute.js",
            "frame.html",
            "image.svg",
            "listener.js",
            "missing.js",
            "property.js",
        ];
        assert_eq!(told, all);
    });
}

#[test]
fn a_released_script_is_the_current_one_while_it_runs() {
    let body = r#"<script>const it = document.createElement('script'); it.src = 'http://stats.test/current.js'; it.dataset.key = '7'; document.body.append(it)</script>
        <script src="http://stats.test/current.js" data-key="8"></script>"#;
    let site = Site::new(POLICY);
    site.write("current.html", &html("", body));
    let script = "(window.keys ??= []).push(document.currentScript.dataset.key + document.currentScript.src)";
    site.server
        .rules()
        .bodies
        .insert("stats.test/current.js".to_owned(), script.to_owned());
    visit_with(site, Wish::default(), async |page| {
        page.open("/current.html").await;
        assert_eq!(
            page.eval::<Value>("return window.keys ?? null").await,
            Value::Null
        );
        page.accept().await;
        let keys: Vec<String> = page.eval("return keys.sort()").await;
        assert_eq!(
            keys,
            [
                "7http://stats.test/current.js",
                "8http://stats.test/current.js"
            ]
        );
    });
}

const UNLISTED: &str = r#"<script>
    for (const name of ['one', 'two']) { const it = new Image(); it.id = name; it.src = `http://${name}.other.test/a.svg`; document.body.append(it); }
    const own = new Image(); own.src = '/own.svg'; document.body.append(own);
    window.refused = fetch('http://other.test/data.json').catch((it) => it.name);
    </script>"#;

#[test]
fn hosts_that_nobody_names_wait_where_the_policy_says_so_and_are_listed() {
    let site = Site::new(&format!("{POLICY}\n[gate]\nunlisted = \"hold\"\n"));
    site.write("unlisted.html", &html("", UNLISTED));
    visit_with(site, Wish::default(), async |page| {
        page.open("/unlisted.html").await;
        assert_eq!(page.hosts(), [""; 0]);
        assert_eq!(page.count("shop.test/own.svg"), 1);
        assert_eq!(page.eval::<String>("return refused").await, "TypeError");
        let held: Vec<String> = page
            .eval("return portcullis.held().map((it) => it.url)")
            .await;
        assert_eq!(
            held,
            ["http://one.other.test/a.svg", "http://two.other.test/a.svg"]
        );
        page.accept().await;
        assert_eq!(page.hosts(), [""; 0]);
        page.site.build(POLICY);
        page.open("/unlisted.html").await;
        assert_eq!(
            page.hosts(),
            ["one.other.test", "other.test", "two.other.test"]
        );
    });
}

#[test]
fn addresses_that_cannot_be_served_here_are_held_by_their_host() {
    visit(async |page| {
        page.open("/hosts.html").await;
        let held: Vec<String> = page
            .eval("return portcullis.held().map((it) => it.url)")
            .await;
        for one in [
            "http://stats.test./held-dot.svg",
            "http://user:word@stats.test/held-user.svg",
        ] {
            assert!(held.iter().any(|it| it == one), "{held:?}");
        }
        assert_eq!(
            page.hosts(),
            ["notstats.test", "stats-test.test", "stats.test.other.test"]
        );
    });
}

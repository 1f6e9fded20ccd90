//! Each step of the gate's start is made to throw, one at a time: what the page asks for then waits, or
//! the page is closed. A step is a call of anything that belongs to the platform.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site};

/// In the ordinary run one step of this many; all with `PORTCULLIS_LONG`.
const EVERY: usize = 9;
/// Starts the gate in new frames, in each with another step that throws, and has the frame ask for
/// something. Returns how many steps there are, and the frames in which something is granted.
const RUN: &str = r#"
  // By its marked name: the server puts nothing in front of that.
  const tags = await (await fetch('/portcullis/embed.html')).text();
  const gate = await (await fetch('/portcullis/' + /gate\.\w{6}\.js/.exec(tags)[0])).text();
  const open = async () => {
    const frame = document.createElement('iframe');
    frame.src = '/blank.html';
    document.body.append(frame);
    await new Promise((done) => { frame.onload = done; });
    return frame;
  };
  /** Puts `count` in front of every method and getter of the platform. */
  function watch(realm, count) {
    // Of the frame itself: what it asks for is asked by its own document.
    const make = realm.eval(`const { apply } = Reflect; (name, native, count) =>
      function (...args) { count(name); return apply(native, this, args); }`);
    const owners = ['Object', 'Array', 'String', 'Map', 'Set', 'WeakMap', 'WeakSet', 'RegExp', 'JSON', 'Math',
      'Promise', 'URL', 'EventTarget', 'Node', 'Element', 'HTMLElement', 'HTMLScriptElement', 'Document',
      'Storage', 'MutationObserver', 'DOMImplementation', 'Navigator', 'Performance', 'ParentNode', 'Proxy',
    ].flatMap((name) => [realm[name], name === 'Object' ? null : realm[name]?.prototype]);
    for (const owner of [...owners, realm].filter(Boolean)) {
      for (const name of Reflect.ownKeys(owner)) {
        const facts = Object.getOwnPropertyDescriptor(owner, name);
        if (!facts.configurable || name === 'constructor' || typeof name === 'symbol') continue;
        const wrapped = { ...facts };
        for (const part of ['value', 'get', 'set']) {
          const native = facts[part];
          // A class is no step; what it makes is.
          if (typeof native !== 'function' || native.prototype || name === 'Proxy') continue;
          wrapped[part] = make(name, native, count);
        }
        if (['value', 'get', 'set'].every((part) => wrapped[part] === facts[part])) continue;
        Object.defineProperty(owner, name, wrapped);
      }
    }
  }
  async function start(at) {
    const frame = await open();
    const realm = frame.contentWindow;
    const { head } = realm.document;
    const { append } = realm.Element.prototype;
    const script = realm.document.createElement('script');
    script.textContent = gate;
    let steps = 0;
    let thrown = '';
    let why = '';
    realm.console.error = (line) => { why = String(line); };
    let isStarting = true;
    watch(realm, (name) => {
      if (isStarting && steps++ === at) { thrown = String(name); throw new TypeError('step ' + at); }
    });
    Reflect.apply(append, head, [script]);
    const all = steps;
    isStarting = false;
    const ask = realm.document.createElement('script');
    ask.textContent = `new Image().src = 'http://ads.test/${at}.svg'; fetch('http://stats.test/${at}').catch(() => 0);
      const it = document.createElement('script'); it.src = 'http://heat.test/${at}.js'; document.head.append(it);`;
    realm.document.head.append(ask);
    const isOpen = realm.portcullis?.allows?.('stats') ?? false;
    const isClosed = Boolean(realm.document.querySelector('meta[content^=default-src]'));
    await new Promise((done) => setTimeout(done, 30));
    frame.remove();
    return { at, all, thrown, why, isOpen, isClosed, stands: Boolean(realm.portcullis) };
  }
  const { all, why } = await start(-1);
  if (why) throw why;
  const steps = STEPS.filter((at) => at < all);
  return { all, found: await Promise.all(steps.map(start)) };
"#;

#[derive(serde::Deserialize)]
struct Said {
    all: usize,
    found: Vec<Step>,
}

/// How a frame ended in which one step threw.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Step {
    at: usize,
    thrown: String,
    why: String,
    is_open: bool,
    is_closed: bool,
    stands: bool,
}

impl Step {
    fn said(&self) -> String {
        let Step { at, thrown, .. } = self;
        format!(
            "step {at}, {thrown}: closed {}, up {}: {}",
            self.is_closed, self.stands, self.why
        )
    }

    /// Whether something that the frame asked for is in `out`.
    fn leaks(&self, out: &[String]) -> bool {
        let names = ["ads.test/AT.svg", "stats.test/AT", "heat.test/AT.js"];
        let names = names.map(|name| name.replace("AT", &self.at.to_string()));
        out.iter().any(|it| names.contains(it))
    }
}

/// One step of `every`, some at a time.
async fn each_step(page: &Page, every: usize) -> Said {
    let mut said = Said {
        all: usize::MAX,
        found: Vec::new(),
    };
    let mut next = 0;
    while next < said.all {
        let steps: Vec<usize> = (next..).step_by(every).take(40).collect();
        let run = RUN.replace("STEPS", &format!("{steps:?}"));
        let part: Said = page.eval(&run).await;
        next += every * steps.len();
        said.all = part.all;
        said.found.extend(part.found);
    }
    said
}

#[test]
fn whichever_step_of_the_start_throws_nothing_is_let_go() {
    let site = Site::new(POLICY);
    for name in ["blank.html", "frames.html"] {
        site.write(name, "<!doctype html><title>Blank</title><body></body>");
    }
    let is_long = std::env::var_os("PORTCULLIS_LONG").is_some();
    let every = if is_long { 1 } else { EVERY };
    visit_with(site, Wish::default(), async |page| {
        page.open("/frames.html").await;
        let Said { all, found } = each_step(page, every).await;
        page.settle().await;
        assert!(all > 200 && found.len() >= all / every, "{all} steps");
        let out = page.optional();
        let leaks: Vec<String> = found
            .iter()
            .filter(|it| it.leaks(&out))
            .map(Step::said)
            .collect();
        assert_eq!(leaks, [""; 0], "{all} steps: {out:?}");
        assert_eq!(out, [""; 0]);
        for step in &found {
            let is_well =
                !step.is_open && !step.thrown.is_empty() && (step.is_closed || step.stands);
            assert!(is_well, "{}", step.said());
        }
        let closed = found.iter().filter(|it| it.is_closed).count();
        eprintln!("{all} steps: {closed} of {} closed the page", found.len());
        assert!(closed > 0 && closed < found.len(), "{closed}");
    });
}

// Held markup: what the page marked with `data-consent` waits, is released, and is held again.

const ADDRESSES = ['srcset', 'src', 'srcdoc', 'href', 'poster', 'data'];
const EMBEDS = 'iframe,video,audio,embed,object';
// The gate's own changes go past the guards.
const { setAttribute } = Element.prototype;
/** Elements that are released now. @type {WeakSet<Element>} */
const released = new WeakSet();
/** What a released element had before: its attributes, or the nodes a template brought. @type {WeakMap<Element, any[]>} */
const past = new WeakMap();
/** Scripts to run, in document order. @type {Held[]} */
const queue = [];
/** Elements shown once: free until the next answer. @type {Set<Element>} */
const spared = new Set();
/** Elements whose address a guard keeps back; some stand in no document. @type {Set<Held>} */
const kept = new Set();
/** Elements that may run once the parser is done with them. @type {Set<Held>} */
const unready = new Set();
/** Milliseconds of work before other tasks have their turn. */
const SLICE = 20;
/** The next word to the interface. @type {ReturnType<typeof setTimeout> | undefined} */
let telling;
/** Ordered scripts on their way: an inline script waits for them. */
let pending = 0;

/** Services behind `id` that are not granted; undefined where the policy knows no such id. @param {string} id */
const missing = (id) => members.get(id)?.filter((service) => !here.granted.has(service));

/** Whether all behind `id`, a service or a category, may run. @param {string} id */
const allows = (id) => missing(id)?.length === 0;

const same = (/** @type {string} */ text) => text;
const types = attempt(() => /** @type {any} */ (window).trustedTypes.createPolicy(KEY,
  { createHTML: same, createScript: same, createScriptURL: same }));

/** @param {'HTML' | 'Script' | 'ScriptURL'} kind @param {string} text */
const trusted = (kind, text) => (types ? types['create' + kind](text) : text);

/** Whether the parser has put all of `node` in place: something follows it. @param {Node} node */
function complete(node) {
  for (let at = /** @type {Node | null} */ (node); at; at = at.parentNode) if (at.nextSibling) return true;
  return parsed();
}

/** @param {Held} script */
const address = (script) => script.dataset.src ?? script.getAttribute('src');

/** A script that runs, like `old` in everything else. @param {Held} old */
function revive(old) {
  const script = document.createElement('script');
  const src = address(old);
  for (const { name, value } of old.attributes) {
    if (!/^(type|src|nonce|async)$/.test(name)) script.setAttribute(name, value);
  }
  if (old.dataset.type) script.type = old.dataset.type;
  // The browser hides the nonce from getAttribute (TECH-92).
  script.nonce = old.nonce;
  script.async = old.hasAttribute('async');
  if (src === null) script.text = trusted('Script', old.text);
  else script.src = trusted('ScriptURL', src);
  return script;
}

/** @param {Held} old */
function run(old) {
  const script = revive(old);
  released.add(script);
  if (script.src && !script.async && !script.noModule && /^$|module|javascript/.test(script.type)) {
    pending++;
    const next = () => { pending--; pump(); };
    script.addEventListener('load', next);
    script.addEventListener('error', next);
  }
  old.replaceWith(script);
}

/** Runs the queue, a slice at a time; an inline script waits for the ordered scripts before it (TECH-93). */
function pump(end = performance.now() + SLICE) {
  while (queue.length) {
    if (performance.now() > end) return void setTimeout(pump);
    const inline = address(queue[0]) === null && queue[0].dataset.type !== 'module';
    if (inline && pending) return;
    const script = /** @type {Held} */ (queue.shift());
    // What was refused while it waited its turn stays.
    if (script.isConnected && isFree(script)) attempt(() => run(script));
    else released.delete(script);
  }
}

/** Media look again at their sources. @param {Element} element */
function restart(element) {
  /** @type {HTMLMediaElement | null} */ (element.closest('video,audio'))?.load();
}

/** @param {Held} element */
function restore(element) {
  /** @type {[string, string | null][]} */
  const before = [];
  for (const name of ADDRESSES) {
    const value = element.getAttribute('data-' + name);
    if (value === null) continue;
    before.push([name, element.getAttribute(name)]);
    const kind = name === 'srcdoc' ? 'HTML' : /^(embed|object)$/.test(element.localName) ? 'ScriptURL' : '';
    setAttribute.call(element, name, kind ? trusted(kind, value) : value);
  }
  past.set(element, before);
  restart(element);
}

/** @param {HTMLTemplateElement} template */
function unfold(template) {
  const brought = document.importNode(template.content, true);
  past.set(template, [...brought.childNodes]);
  for (const script of /** @type {NodeListOf<Held>} */ (brought.querySelectorAll('script:not([data-consent])'))) {
    if (script.type) script.dataset.type = script.type;
    script.type = 'text/plain';
    queue.push(script);
  }
  template.after(brought);
}

/** Lets one held element go. @param {any} element */
function release(element) {
  const { localName } = element;
  const brought = past.get(element);
  released.add(element);
  kept.delete(element);
  if (element.type === 'text/plain' && localName === 'script') queue.push(element);
  else if (localName !== 'template') restore(element);
  // Given back after a withdrawal: the same nodes, whose scripts do not run again.
  else if (brought) element.after(...brought);
  else unfold(element);
}

/** Holds again what was released; scripts that ran cannot be held. @param {Element} element */
function hold(element) {
  released.delete(element);
  const before = past.get(element) || [];
  if (element.localName === 'template') return before.forEach((node) => node.remove());
  for (const [name, value] of before) {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  restart(element);
  // Only leaving the tree ends what runs inside a frame.
  const place = new Text();
  element.replaceWith(place);
  place.replaceWith(element);
}

/** Whether `element` can be decided over now, or waits for the parser. @param {Held} element */
function isReady(element) {
  return complete(element) && (parsed() || !(element.defer || element.dataset.type === 'module'));
}

/** @param {any} element */
const isEmbed = (element) => element.matches(EMBEDS) || !!element.content?.querySelector(EMBEDS);

/** Whether holding and releasing `element` is the gate's: a script of another type is the page's. @param {Held} element */
const isGated = (element) => element.localName !== 'script' || element.type === 'text/plain' || kept.has(element);

/** Whether `element`, if it is gated at all, may run. @param {Held} element */
const isFree = ({ dataset: { consent } }) => consent == null || allows(consent);

/** Releases what may run and holds what may not, a slice at a time. @param {Held[]} elements in document order */
function decide(elements) {
  const end = performance.now() + SLICE;
  let waits = false;
  for (const [place, element] of elements.entries()) {
    if (LATE) guards.judge?.(element);
    if (performance.now() > end) {
      setTimeout(decide, 0, elements.slice(place));
      break;
    }
    const free = released.has(element);
    const allowed = spared.has(element) || (isFree(element) && guards.lets?.(element) !== false);
    if (allowed && !free) {
      if (isReady(element)) release(element);
      else unready.add(element);
    } else if (!allowed && free && element.localName !== 'script') hold(element);
    waits ||= !allowed && isEmbed(element);
  }
  pump(end);
  if (waits) load('component');
  clearTimeout(telling);
  telling = setTimeout(fire, 0, 'held');
}

/** @param {ParentNode} root @returns {Held[]} */
const gatedIn = (root) => [.../** @type {NodeListOf<Held>} */ (root.querySelectorAll('[data-consent]'))].filter((it) => it.dataset);

/** After the guards, which have more haste. @param {any[]} records of what changed */
async function onMutation(records) {
  // So many at once are found sooner in the page as a whole.
  if (await records[999]) return decide(everything());
  const found = [...unready];
  unready.clear();
  for (const record of records) {
    for (const node of record.attributeName ? [record.target] : record.addedNodes) {
      if (node.matches?.('[data-consent]')) found.push(node);
      if (node.firstElementChild) found.push(...gatedIn(node));
    }
  }
  // Scripts that were just let go are no reason to go on at once: other tasks have their turn.
  const gated = found.filter(isGated);
  if (gated[0]) decide(gated);
}

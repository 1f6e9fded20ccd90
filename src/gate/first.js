// The first layer, rendered already: a script per language that the gate calls for a visitor
// who has not answered. It asks before WebAssembly is there, and without it.

import { LAYER, PROTOCOL, SAVED, SHEET, STYLE } from './table.js';
import { document, window } from './world.js';
/** @import { Inner } from './types.js' */

const { portcullis } = window;
const isDecided = () => portcullis.decision.state === 'decided';

/** @param {string} href @param {() => void} done */
function link(href, done) {
  const it = document.createElement('link');
  it.rel = 'stylesheet';
  it.href = href;
  it.onload = it.onerror = done;
  document.head.append(it);
}

/**
 * Puts the layer's style in place, with a link where a sheet cannot be made.
 * @param {string} base
 * @param {() => void} done
 */
function dress(base, done) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const { adoptedStyleSheets: sheets } = document;
    sheets[sheets.length] = sheet;
  } catch {
    return link(base + SHEET, done);
  }
  done();
}

/** Goes on once there is a body, which may be before the parser is done. @param {() => void} done */
function whenBody(done) {
  if (document.body) done();
  else requestAnimationFrame(() => whenBody(done));
}

/** Puts the layer into the page, whose server may have sent it along. @param {Inner['trusted']} trusted */
function insert(trusted) {
  const root = /** @type {HTMLElement} */ (
    document.querySelector('.portcullis-banner') ||
      new DOMParser().parseFromString(trusted('HTML', LAYER), 'text/html').body.firstElementChild
  );
  if (!portcullis.gpc) root.querySelector('.portcullis-banner__gpc')?.remove();
  root.hidden = false;
  document.body.prepend(root);
  // Tools that refuse for a visitor look again when something changes (CLI-05).
  const nudge = (/** @type {number} */ count) =>
    setTimeout(() => {
      root.dataset.nudge = '' + count;
    }, count * 700);
  nudge(1);
  nudge(2);
  return root;
}

/** Takes the layer away with the answer, and says that it is kept. @param {HTMLElement} root */
function removeOnAnswer(root) {
  const said = document.createElement('p');
  said.className = 'portcullis-status';
  said.lang = root.lang;
  said.setAttribute('role', 'status');
  root.after(said);
  const end = () => {
    if (!isDecided()) return;
    document.removeEventListener('portcullis:decision', end);
    root.remove();
    // The interface, where it has come, says so itself (A11Y-19).
    if (!document.querySelector('.portcullis-status ~ .portcullis-status')) said.textContent = SAVED;
  };
  document.addEventListener('portcullis:decision', end);
}

/** @param {Inner} inner */
function put({ trusted, load }) {
  if (isDecided()) return;
  const root = insert(trusted);
  removeOnAnswer(root);
  load('clear');
  // Most visitors answer here: the interface comes for who is about to choose.
  const choose = root.querySelector('[data-portcullis=preferences]');
  const prepare = () => load('component');
  choose?.addEventListener('pointerover', prepare, { once: true });
  choose?.addEventListener('focus', prepare, { once: true });
}

/** Asks, until there is an answer; about what is new, the component asks (LAW-22). @param {Inner} inner */
function ask(inner) {
  const { version, base, load } = inner;
  if (version !== PROTOCOL) return console.error('portcullis: this page is of an older build, load it again');
  if (window.frameElement || isDecided()) return;
  if (portcullis.decision.added[0]) return void load('component');
  // Neither waits for a promise: a page may have replaced what they go on by.
  dress(base, () => whenBody(() => put(inner)));
}

portcullis?.attach?.(ask);

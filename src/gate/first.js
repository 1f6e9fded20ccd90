// The first layer, rendered already: a script per language that the gate calls for a visitor
// who has not answered. It asks before WebAssembly is there, and without it.

import { LAYER, PROTOCOL, SAVED, SHEET, STYLE } from './table.js';
import { document, window } from './world.js';
/** @import { Inner } from './types.js' */

const { portcullis } = window;
const isDecided = () => portcullis.decision.state === 'decided';

/** Puts the layer's style in place, with a link where a sheet cannot be made. @param {string} base */
const dress = (base) =>
  new Promise((done) => {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      document.adoptedStyleSheets.push(sheet);
      done(0);
    } catch {
      const link = document.createElement('link');
      document.head.append(
        Object.assign(link, { rel: 'stylesheet', href: base + SHEET, onload: done, onerror: done }),
      );
    }
  });

/** Once there is a body, which may be before the parser is done. */
const body = () =>
  new Promise((done) => {
    const look = () => (document.body ? done(0) : requestAnimationFrame(look));
    look();
  });

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
  for (const nudge of [1, 2])
    setTimeout(() => {
      root.dataset.nudge = '' + nudge;
    }, nudge * 700);
  return root;
}

/** Takes the layer away with the answer, and says that it is kept. @param {HTMLElement} root */
function removeOnAnswer(root) {
  const said = Object.assign(document.createElement('p'), {
    className: 'portcullis-status',
    lang: root.lang,
  });
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

/** Asks, until there is an answer; about what is new, the component asks (LAW-22). @param {Inner} inner */
async function ask({ version, base, trusted, load }) {
  if (version !== PROTOCOL) return console.error('portcullis: this page is of an older build, load it again');
  if (window.frameElement || isDecided()) return;
  if (portcullis.decision.added[0]) return void load('component');
  await Promise.all([dress(base), body()]);
  if (isDecided()) return;
  const root = insert(trusted);
  removeOnAnswer(root);
  load('clear');
  // Most visitors answer here: the interface comes for who is about to choose.
  for (const intent of ['pointerover', 'focus']) {
    root
      .querySelector('[data-portcullis=preferences]')
      ?.addEventListener(intent, () => load('component'), { once: true });
  }
}

portcullis?.attach?.(ask);

// Markup in a string: each start tag is read by the browser's own parser, and the one that
// would load what must wait is written anew as markup that the gate holds. The rest of the
// string stays as it is.

/** Comments and raw text as a whole; then start tags, with their quoted values. */
const TAGS = /<!--[^]*?(?:-->|$)|<(style|textarea|title|xmp|noembed|noframes)\b[^]*?(?:<\/\1|$)|<(script)\b(?:[^>"']|"[^"]*"|'[^']*')*>(?=([^]*?(?:<\/script|$)))|<(iframe|img|source|video|audio|track|embed|object|link|input)\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi;

/** A document in which nothing loads. */
const inert = document.implementation.createHTMLDocument('');
const readHtml = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')?.set;

/** A start tag that waits, written anew; any other as it is. @param {string} tag */
function rewriteTag(tag) {
  const place = inert.createElement('template');
  readHtml?.call(place, gate.trusted('HTML', tag));
  const element = place.content.firstElementChild;
  if (!element) return tag;
  vet(element);
  if (!element.hasAttribute('data-consent')) return tag;
  stopScript(element);
  return element.outerHTML.replace(/<\/\w+>$/, '');
}

/** A script that must not run takes another type; its own is kept. @param {any} element */
function stopScript(element) {
  if (element.localName !== 'script') return;
  if (element.type) put.call(element, 'data-type', element.type);
  put.call(element, 'type', 'text/plain');
}

/** @param {unknown} html @returns {any} */
function rewrite(html) {
  const text = String(html);
  if (!/src|href|data|poster/i.test(text)) return html;
  let script = 0;
  const rewritten = text.replace(TAGS, (tag, _raw, isScript, body, other, at) => {
    // What stands inside a script is its text, not markup.
    if (at < script) return tag;
    if (isScript) script = at + tag.length + body.length;
    return isScript || other ? rewriteTag(tag) : tag;
  });
  return rewritten === text ? html : gate.trusted('HTML', rewritten);
}

/** What waits in a shadow tree is found by no search of the page. @param {any} place */
function watchShadow(place) {
  const root = place.shadowRoot || place.getRootNode();
  if (root instanceof ShadowRoot) root.querySelectorAll('[data-consent]').forEach(take);
}

/** Every way from a string to nodes. @param {any} realm */
function guardHtml(realm) {
  for (const owner of [realm.Element, realm.ShadowRoot]) {
    for (const name of ['innerHTML', 'outerHTML']) {
      onSet(owner.prototype, name, (self, value, next) => { next(rewrite(value)); watchShadow(self); });
    }
    for (const name of ['setHTMLUnsafe']) {
      onCall(owner.prototype, name, (self, [html, ...rest], next) => { next([rewrite(html), ...rest]); watchShadow(self); });
    }
  }
  onCall(realm.Element.prototype, 'insertAdjacentHTML', (_, [where, html], next) => next([where, rewrite(html)]));
  onCall(realm.Range.prototype, 'createContextualFragment', (_, [html], next) => next([rewrite(html)]));
  for (const name of ['write', 'writeln']) {
    onCall(realm.Document.prototype, name, (_, args, next) => next(args.map(rewrite)));
  }
  onSet(realm.HTMLIFrameElement.prototype, 'srcdoc', (_, value, next) => next(inFrame(value)));
}

/** The markup of a frame begins with a gate of its own. @param {unknown} html */
const inFrame = (html) => gate.trusted('HTML', `<script src="${gate.source}"></script>${rewrite(html)}`);

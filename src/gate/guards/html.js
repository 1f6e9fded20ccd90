// Markup in a string: each start tag is read by the browser's own parser, and the one that
// would load what must wait is written anew as markup that the gate holds. The rest of the
// string stays as it is.

/** Comments and raw text as a whole; then start tags, with their quoted values. */
const TAGS = /<!--[^]*?(?:-->|$)|<(style|textarea|title|xmp|noembed|noframes)\b[^]*?(?:<\/\1|$)|<(script)\b(?:[^>"']|"[^"]*"|'[^']*')*>(?=([^]*?(?:<\/script|$)))|<(iframe|img|source|video|audio|track|embed|object|link|input)\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi;

/** A document in which nothing loads. */
const inert = document.implementation.createHTMLDocument('');
const readHtml = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')?.set;

/** What may lead to another host; where the policy has rules for paths of its own, everything may matter. */
const SUSPICIOUS = HOSTS.some((rule) => !rule[0]) || HOLDS_UNLISTED ? /src|href|data|poster/i : /\/\/|\\|&|(?:https?|wss?):|[\t\n\r]|srcdoc/i;

/** A start tag that waits, written anew; any other as it is. @param {string} tag */
function rewriteTag(tag) {
  if (!SUSPICIOUS.test(tag)) return tag;
  const place = inert.createElement('template');
  readHtml?.call(place, gate.trusted('HTML', tag));
  const element = place.content.firstElementChild;
  if (!element) return tag;
  const frame = element.getAttribute('srcdoc');
  vet(element);
  if (frame !== null) put.call(element, 'srcdoc', inFrame(frame));
  else if (!element.hasAttribute('data-consent')) return tag;
  return element.outerHTML.replace(/<\/\w+>$/, '');
}

/** @param {unknown} html @returns {any} */
function rewrite(html) {
  const text = String(html);
  if (!/src|href|data|poster/i.test(text) || !SUSPICIOUS.test(text)) return html;
  let script = 0;
  const rewritten = text.replace(TAGS, (tag, _raw, isScript, body, other, at) => {
    // What stands inside a script is its text, not markup.
    if (at < script) return tag;
    if (isScript) script = at + tag.length + body.length;
    return isScript || other ? rewriteTag(tag) : tag;
  });
  return rewritten === text ? html : gate.trusted('HTML', rewritten);
}

/** After markup has become nodes: no search of the page finds what waits in a shadow tree. @param {any} place */
function afterMarkup(place) {
  const root = place.shadowRoot || place.getRootNode();
  if (root instanceof ShadowRoot) root.querySelectorAll('[data-consent]').forEach(take);
  guardNewFrames();
}

/** Every way from a string to nodes. @param {any} realm */
function guardHtml(realm) {
  for (const owner of [realm.Element, realm.ShadowRoot]) {
    for (const name of ['innerHTML', 'outerHTML']) {
      onSet(owner.prototype, name, (self, value, native) => { native.call(self, rewrite(value)); afterMarkup(self); });
    }
    for (const name of ['setHTMLUnsafe']) {
      onCall(owner.prototype, name, (self, [html, ...rest], native) => { native.call(self, rewrite(html), ...rest); afterMarkup(self); });
    }
  }
  onCall(realm.Element.prototype, 'insertAdjacentHTML', (self, [where, html], native) => {
    native.call(self, where, rewrite(html));
    afterMarkup(self.parentNode || self);
  });
  onCall(realm.Range.prototype, 'createContextualFragment', (self, [html], native) => native.call(self, rewrite(html)));
  for (const name of ['write', 'writeln']) {
    onCall(realm.Document.prototype, name, (self, args, native) => native.apply(self, args.map(rewrite)));
  }
  onSet(realm.HTMLIFrameElement.prototype, 'srcdoc', (self, value, native) => native.call(self, inFrame(value)));
}

/** The markup of a frame begins with a gate of its own. @param {unknown} html */
const inFrame = (html) => {
  const first = `<script src="${gate.tag?.src}"></script>`;
  return String(html).startsWith(first) ? html : gate.trusted('HTML', first + rewrite(html));
};

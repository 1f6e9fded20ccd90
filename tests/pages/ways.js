// What the pages of this folder share. A canary's name says which way leaked; the tests
// read the names from the pages: `way` for elements, which load once their service is
// granted, `ask` for requests by code, which are refused and have to be made again.

/** What became of each request: a word of the platform. */
window.outcome = {};

/** One way that the platform lacks stops no other. */
function way(name, start, origin = 'http://stats.test/') {
  try { start(origin + name); } catch (why) { outcome[name] = String(why); }
}

/** `start` answers with what became of the request, or with a promise of it. */
function ask(name, start, origin = 'http://stats.test/') {
  const tell = (what) => { outcome[name] = String(what?.name ?? what); };
  try { Promise.resolve(start(origin + name)).then(tell, tell); } catch (why) { tell(why); }
}

/** What a page names `createElement` is in nobody's way. */
const { createElement: createNative } = Document.prototype;

/** An element with attributes that start no request. */
function make(tag, attributes = {}) {
  return Object.assign(createNative.call(document, tag), attributes);
}

/** A place in the page for one way. */
function room() {
  const place = make('div');
  document.body.append(place);
  return place;
}

/** A node that another document's parser made: no property of this page has seen its address. */
function foreign(html) {
  return new DOMParser().parseFromString(html, 'text/html').body.firstChild;
}

// The preview's panel: what each stand-in does, by what the browser loaded, and what is stored.
const loaded = (part) => performance.getEntriesByType('resource').some(({ name }) => name.includes(part));

/** Each service and the sign that it ran. */
const SERVICES = {
  'analytics, script': () => window.tidemark?.runs > 0,
  'analytics, inline': () => 'tidemarkPage' in window,
  'ads, pixel': () => loaded('//ads.localhost'),
  'video, embed': () => loaded('//video.localhost'),
};

const names = {
  cookie: () => document.cookie.split('; ').filter(Boolean).map((pair) => pair.split('=')[0]),
  local: () => Object.keys(localStorage),
  session: () => Object.keys(sessionStorage),
};

function element(tag, text, ...children) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function rows() {
  return Object.entries(SERVICES).flatMap(([name, ran]) => {
    const state = element('dd', ran() ? 'ran' : 'held');
    state.dataset.ran = String(ran());
    return [element('dt', name), state];
  });
}

function stored() {
  const lines = Object.entries(names).flatMap(([kind, list]) => list().map((name) => `${kind} ${name}`));
  return (lines.length ? lines : ['nothing']).map((line) => element('li', line));
}

/** What waits, as the page's own code can ask for it. */
function waiting() {
  const lines = (window.portcullis?.held() ?? []).map(({ id, url }) => `${id || 'no service'}: ${url || 'an inline script'}`);
  return (lines.length ? lines : ['nothing']).map((line) => element('li', line));
}

function forget() {
  const end = '=; path=/; max-age=0';
  names.cookie().forEach((name) => { document.cookie = name + end; });
  localStorage.clear();
  sessionStorage.clear();
  location.reload();
}

const services = element('dl');
const storage = element('ul');
const queue = element('ul');
const NOTE = 'A tag without a mark never runs before its grant, but the browser may already have asked for its file: '
  + 'mark it, or set gate.enforce = "csp".';
const button = element('button', 'Forget everything and reload');
button.type = 'button';
button.addEventListener('click', forget);

const panel = element('details', '', element('summary', 'Preview: what runs'), services,
  element('h2', 'waits'), queue, element('p', NOTE), element('h2', 'stored by this page'), storage, button);
panel.className = 'preview-panel';
panel.open = matchMedia('(min-width: 62rem)').matches;
document.body.append(panel);

let shown = '';

function refresh() {
  const now = [rows(), waiting(), stored()];
  const text = now.flat().map((it) => it.textContent).join();
  if (text === shown) return;
  shown = text;
  [services, queue, storage].forEach((place, at) => place.replaceChildren(...now[at]));
}

refresh();
setInterval(refresh, 500);

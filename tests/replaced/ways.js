// Ways out by code, on a page whose language is not what it was: syntax and the platform alone. The tests
// read the canaries' names here: `way` for what loads once it is allowed, `ask` for what is refused.

const failed = [];
function way(name, start) {
  try {
    start('http://stats.test/' + name);
  } catch (why) {
    failed[failed.length] = name + ': ' + why;
  }
}
const ask = way;
const make = (tag) => document.createElement(tag);
function room() {
  const place = make('div');
  document.body.appendChild(place);
  return place;
}

function start() {
  way('re-image.svg', (url) => { const it = make('img'); room().appendChild(it); it.src = url; });
  way('re-srcset.svg', (url) => { const it = make('img'); room().appendChild(it); it.setAttribute('srcset', url + ' 1x'); });
  way('re-script.js', (url) => { const it = make('script'); it.src = url; document.head.appendChild(it); });
  way('re-inserted.js', (url) => { const it = make('script'); it.setAttribute('src', url); document.head.insertBefore(it, null); });
  way('re-style.css', (url) => { const it = make('link'); it.rel = 'stylesheet'; it.href = url; document.head.append(it); });
  way('re-frame.html', (url) => { const it = make('iframe'); it.src = url; room().append(it); });
  way('re-inner.svg', (url) => { room().innerHTML = '<p>Text<img alt="" src="' + url + '">'; });
  way('re-outer.svg', (url) => { room().outerHTML = '<img alt="" src="' + url + '">'; });
  way('re-adjacent.svg', (url) => room().insertAdjacentHTML('beforeend', '<img alt="" src="' + url + '">'));
  way('re-template.svg', (url) => { const it = make('template'); it.innerHTML = '<img alt="" src="' + url + '">'; room().append(document.importNode(it.content, true)); });
  way('re-copy.svg', (url) => { const it = make('img'); it.src = url; room().append(it.cloneNode()); });
  way('re-shadow.svg', (url) => { room().attachShadow({ mode: 'open' }).innerHTML = '<img alt="" src="' + url + '">'; });
  ask('re-fetch', (url) => { fetch(url); });
  ask('re-xhr', (url) => { const it = new XMLHttpRequest(); it.open('GET', url); it.send(); });
  ask('re-beacon', (url) => { navigator.sendBeacon(url, 'x'); });
  ask('re-events', (url) => { new EventSource(url); });
}
start();
document.write('<img alt="" src="http://stats.test/re-written.svg"><script src="http://stats.test/re-written.js"><' + '/script>');

/** Tells the servers' log where this page stands, and goes on once it is there. */
function tell(what, next) {
  const it = new own.Image();
  it.onload = it.onerror = next;
  it.src = '/phase?' + what;
}
/** Does one thing after the other: a text is told. */
function go(steps, at) {
  const step = steps[at];
  if (!step) return;
  const next = () => go(steps, at + 1);
  if (typeof step === 'number') own.setTimeout(next, step);
  else if (typeof step === 'string') tell(step, next);
  else {
    step();
    next();
  }
}
const press = (button) => { button.dispatchEvent(new own.MouseEvent('click', { bubbles: true, cancelable: true, composed: true })); };

/** Refuses on the first layer, grants, withdraws, and starts anew after each. */
function begin(patience) {
  const button = document.querySelector('[data-portcullis=reject-all]');
  if (!button && patience) return void own.setTimeout(() => begin(patience - 1), 50);
  go(
    [
      250,
      button ? 'before' : 'no-layer',
      () => { if (button) press(button); else portcullis.rejectAll(); },
      300,
      'refused',
      () => portcullis.acceptAll(),
      900,
      'granted',
      () => portcullis.withdraw(),
      300,
      'withdrawn',
      start,
      250,
      () => {
        document.cookie = 'portcullis=; Max-Age=0; Path=/';
        own.clear();
        location.href = following;
      },
    ],
    0,
  );
}
begin(100);
// A page that has stopped is left too.
own.setTimeout(() => { location.href = following; }, 15000);

// What the guards do while the table is on its way, and once it has come.

/** Finds what an element waits for that was held before there was a table: a service, or nothing. @param {any} element */
function judge(element) {
  if (waiting || look.call(element, 'data-consent') !== LATER) return;
  for (const name of ADDRESSED[element.localName] || []) {
    const value = element.dataset[name.replace('xlink:', '')] ?? look.call(element, name);
    const id = value === null ? undefined : waitingFor(element.localName, name, value);
    if (id !== undefined) return void put.call(element, 'data-consent', id);
  }
  drop.call(element, 'data-consent');
}

/** The table has come. */
function adopt() {
  answers.clear();
  if (SIGNALS) startSignals();
  erase();
}

/** Requests that were opened before there was a table, and with what. @type {WeakMap<XMLHttpRequest, any[]>} */
const opened = new WeakMap();

/** @param {XMLHttpRequest} request @param {any[]} args of `open` */
function opensLate(request, args) {
  const isLate = waits(args[1]) === LATER && (args.length < 3 || !!args[2]);
  if (isLate) opened.set(request, args);
  else opened.delete(request);
  return isLate;
}

/** Sends what was opened before there was a table, once there is one; what must not be sent is asked of the guards again, which refuse it. @param {any} request @param {any[]} args @param {Function} send */
async function sendLate(request, args, send) {
  const how = /** @type {any[]} */ (opened.get(request));
  await arrival;
  // It may have been opened anew since, or given up.
  if (opened.get(request) !== how || request.readyState !== 1) return;
  opened.delete(request);
  if (waits(how[1]) === undefined) return void send.apply(request, args);
  request.open(...how);
  request.send(...args);
}

/** Scripts that the page's code has put in place: they have run, or never will. @type {WeakSet<Element>} */
const byCode = new WeakSet();

/** @param {any} node */
const scriptsIn = (node) => (node.localName === 'script' ? [node] : node.querySelectorAll?.('script') || []);

/** @param {any[]} args */
function note(args) {
  for (const it of args) if (it?.nodeType) for (const script of scriptsIn(it)) byCode.add(script);
}

/** Whether a script of the page's markup waits that later ones may build on. */
let isBehind = false;

/** Classic scripts of the markup run in its order: behind one that waits for the table, the others wait too. @param {any} script */
function lineUp(script) {
  const isHeld = look.call(script, 'data-consent') === LATER;
  const type = isHeld ? script.dataset.type || '' : script.type;
  if (byCode.has(script) || !/^$|javascript/.test(type) || script.hasAttribute('async') || script.hasAttribute('defer')) return;
  if (isHeld) isBehind = true;
  else if (isBehind && !complete(script) && !script.hasAttribute('data-consent')) {
    put.call(script, 'data-consent', LATER);
    stopScript(script);
  }
}

if (waiting && document.readyState === 'loading') {
  const line = new MutationObserver((records) => {
    if (!waiting && !queue.length && !pending) return line.disconnect();
    for (const { addedNodes } of records) for (const node of addedNodes) scriptsIn(node).forEach(lineUp);
  });
  line.observe(document, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', () => line.disconnect(), { once: true });
}

// Fails where the gate goes, after its start, through what a page can replace: a method, getter or global of
// the language's or the platform's that primordials.js or natives.js has not taken, or an iterator.
// `node tests/gate/captured.js TYPESCRIPT`, the compiler's package; `cargo xtask lint` does it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const GATE = `${ROOT}src/gate/`;
const ts = createRequire(`${process.argv[2]}/`)('typescript');

/** What shows something, what is left where the gate's start fails, and what takes the language's own. */
const OTHERS = /^(show|clear|second|watch|first|closed|primordials)\.js$/;
/** Functions that run before the page's own code, and no more. */
const AT_START = /^(installGuards|start|cameLate|findTag|factsIn|getterOf|setterOf|safe)$/;

/** Properties that an object has itself: no prototype comes before. */
const OWN = /\.(length|lastIndex|index|prototype|name|configurable|0)$/;
/** They have their methods themselves, and are made in primordials.js alone. */
const COLLECTIONS = /^(Weak)?(Map|Set)\./;
/** Fields of what a page hands over: they say what it wants, in its own words. */
const GIVEN = /^(RTCConfiguration|RTCIceServer|RegistrationOptions|StorageEventInit|EventListenerObject)\./;

/** Members that are asked of the page as it is now, by what comes of it where that lies or throws. */
const ALLOWED = {
  'the window itself: its location and document cannot be forged': [
    'Window.location',
    'Window.document',
    'Location.href',
    'Location.hostname',
    'Location.pathname',
    'Location.reload',
  ],
  "the window itself: a store that is not the page's stores no answer": [
    'WindowLocalStorage.localStorage',
    'WindowSessionStorage.sessionStorage',
  ],
  'by the guards that stand in front: without it what is held stays held': [
    'HTMLScriptElement.src',
    'HTMLMediaElement.src',
    'ChildNode.replaceWith',
    'ChildNode.after',
    'ParentNode.append',
    'Node.insertBefore',
    'Document.importNode',
    'HTMLOrSVGElement.nonce',
  ],
  'what the page has made of it is what counts': [
    'Array.push',
    'EventTarget.addEventListener',
    'EventTarget.removeEventListener',
    'XMLHttpRequest.open',
    'XMLHttpRequest.send',
    'XMLHttpRequest.readyState',
    'Document.write',
  ],
  'erasing: what a page keeps from the gate it keeps from itself': [
    'WindowOrWorkerGlobalScope.indexedDB',
    'IDBFactory.databases',
    'IDBFactory.deleteDatabase',
    'IDBDatabaseInfo.name',
    'WindowOrWorkerGlobalScope.caches',
    'CacheStorage.keys',
    'CacheStorage.delete',
    'Window.navigator',
    'Navigator.serviceWorker',
    'ServiceWorkerContainer.getRegistrations',
    'ServiceWorkerRegistration.scope',
    'ServiceWorkerRegistration.unregister',
  ],
  'where it fails nothing is shown, and nothing gets out': [
    'Window.frameElement',
    'HTMLElement.lang',
    'NavigatorLanguage.languages',
    'Console.error',
    'Console.info',
    'CSSStyleSheet.replaceSync',
    'DocumentOrShadowRoot.adoptedStyleSheets',
  ],
  'a policy that does not come holds everything': [
    'Response.ok',
    'Response.status',
    'Body.text',
    'PromiseConstructor.all',
    'PromiseConstructor.race',
  ],
};
const allowed = new Set(Object.values(ALLOWED).flat());

/** Globals that the joined script takes at its start. */
const SCRIPT = readFileSync(`${ROOT}crates/cli/src/kit/script.rs`, 'utf8');
const taken = new Set(/const REPLACED: \[&str; \d+\] = \[([^\]]*)\]/.exec(SCRIPT)[1].match(/\w+/g));
/** What only says or shows something, and errors, without which a guard refuses all the same. */
const SAID = /^(console|CSSStyleSheet|TypeError|DOMException|CloseEvent|ProgressEvent|EventTarget)$/;
const used = new Set();

const config = ts.readConfigFile(`${GATE}tsconfig.json`, ts.sys.readFile).config;
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, GATE);
const program = ts.createProgram(fileNames, options);
const checker = program.getTypeChecker();

/** What a symbol is of: a library's interface, or undefined for what the gate declares. */
function ownerOf(symbol) {
  const found = symbol?.declarations?.[0];
  if (!found || !/\/lib\.[\w.]*d\.ts$/.test(found.getSourceFile().fileName)) return undefined;
  return found.parent.name?.text ?? found.parent.parent?.name?.text ?? '';
}

/** A member by its full name; a class of a realm's own is none. */
function memberOf(symbol) {
  const owner = ownerOf(symbol);
  return owner ? `${owner.replace(/^Readonly/, '')}.${symbol.name}` : undefined;
}

function isFree(member) {
  used.add(member);
  return OWN.test(member) || COLLECTIONS.test(member) || GIVEN.test(member) || allowed.has(member);
}

function isGlobal(node) {
  if (!ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node))
    return false;
  const found = checker.getSymbolAtLocation(node);
  const declared = found?.valueDeclaration;
  return (
    ownerOf(found) !== undefined &&
    !!declared &&
    (ts.isVariableDeclaration(declared) || ts.isFunctionDeclaration(declared))
  );
}

/** What a pattern asks its value for. */
function patternName(it) {
  const { text } = it.propertyName ?? it.name;
  return text && checker.getTypeAtLocation(it.parent).getProperty(text);
}

/** What is wrong with one node, or undefined. */
function faultOf(node) {
  if (ts.isForOfStatement(node)) return 'for…of asks for an iterator: use `each`';
  if (ts.isSpreadElement(node)) return 'a spread asks for an iterator: use `apply` or `flat`';
  if (ts.isArrayBindingPattern(node)) return 'this pattern asks for an iterator: use `{ 0: a, 1: b }`';
  if (ts.isArrayLiteralExpression(node) && ts.isBinaryExpression(node.parent) && node.parent.left === node)
    return 'this pattern asks for an iterator';
  if (ts.isPropertyAccessExpression(node) || ts.isBindingElement(node)) {
    const isPattern = ts.isBindingElement(node);
    if (isPattern && !ts.isObjectBindingPattern(node.parent)) return undefined;
    const member = memberOf(isPattern ? patternName(node) : checker.getSymbolAtLocation(node.name));
    return member && !isFree(member) ? `${member} may be the page's: take it in natives.js` : undefined;
  }
  if (isGlobal(node) && !taken.has(node.text) && !SAID.test(node.text))
    return `${node.text} may be the page's: name it in REPLACED of script.rs`;
  return undefined;
}

const nameOf = (it) => it.name?.text ?? it.parent.name?.text ?? '';

/** One whose methods are the page's, whenever it is made. */
const collection = (node) =>
  ts.isNewExpression(node) && COLLECTIONS.test(`${node.expression.text}.`)
    ? `use Safe${node.expression.text} of primordials.js`
    : undefined;

/** A function that runs where it stands. */
const isCalledAtOnce = ({ parent }) =>
  (ts.isCallExpression(parent) && parent.expression.text === 'attempt') ||
  (ts.isParenthesizedExpression(parent) && parent.parent.expression === parent);

/** Goes through a file: what stands outside of functions runs at the start. */
function look(node, isLater, say) {
  const fault = isLater ? (faultOf(node) ?? collection(node)) : collection(node);
  if (fault) say(node, fault);
  const isFunction = ts.isFunctionLike(node) && !isCalledAtOnce(node);
  const runsLater = isFunction ? !AT_START.test(nameOf(node)) : isLater;
  ts.forEachChild(node, (it) => look(it, runsLater, say));
}

let faults = 0;
for (const file of program.getSourceFiles()) {
  const name = file.fileName.slice(GATE.length);
  if (!file.fileName.startsWith(GATE) || file.isDeclarationFile || OTHERS.test(name)) continue;
  look(file, false, (node, why) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    console.error(`src/gate/${name}:${line + 1}: ${why}`);
    faults += 1;
  });
}
for (const it of allowed) {
  if (used.has(it)) continue;
  console.error(`tests/gate/captured.js: nothing asks for ${it} any more`);
  faults += 1;
}
process.exitCode = faults ? 1 : 0;

// What the platform offers to a page's code, as its own interface definitions say: the packages
// @webref/idl and @webref/elements of npm, each at one version, which `cargo xtask` brings.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../../', import.meta.url);
const TOOLS = process.env.PORTCULLIS_TOOLS ?? join(homedir(), '.cache/portcullis/tools');
const GIVEN = { idl: process.env.PORTCULLIS_IDL, elements: process.env.PORTCULLIS_ELEMENTS };

/** The one version that counts, as xtask names it. */
function pinned(name) {
  const source = readFileSync(new URL('crates/xtask/src/gate.rs', ROOT), 'utf8');
  return new RegExp(`"@webref/${name}@([\\d.]+)"`).exec(source)?.[1];
}
export const pins = { idl: pinned('idl'), elements: pinned('elements') };

const folder = (name) =>
  GIVEN[name] ?? join(TOOLS, 'npm/@webref', `${name}@${pins[name]}`, 'node_modules/@webref', name);
const bringFrom = (name) => createRequire(join(folder(name), 'package.json'));
const bring = (name) => bringFrom(name)('./index.js');
const versionOf = (name) => bringFrom(name)('./package.json').version;

/** What was brought. */
export const versions = { idl: versionOf('idl'), elements: versionOf('elements') };

/** Every definition of every specification, and every list of elements. */
export const definitions = Object.values(await bring('idl').parseAll()).flat();
export const vocabularies = Object.entries(await bring('elements').listAll());

const fact = (it, name) => it.extAttrs?.find((each) => each.name === name);
const all = (type) => definitions.filter((it) => it.type === type);
const words = (value) => [value].flat().map((it) => it.value ?? it);

/** The realms that have something; none is said where it follows from what it belongs to. */
function realmsOf(it) {
  const { rhs } = fact(it, 'Exposed') ?? {};
  return rhs && (rhs.type === '*' ? ['Window'] : words(rhs.value));
}
const isElsewhere = (it) => realmsOf(it)?.includes('Window') === false;
/** Interfaces that have no name of their own on the window are handed out by others. */
const isOffered = (it) => realmsOf(it)?.includes('Window') || fact(it, 'LegacyNoInterfaceObject');

const OBJECTS = ['interface', 'namespace', 'callback interface'];

/** Interfaces and namespaces by name, with all that partial ones and mixins add. */
function gather() {
  const found = new Map();
  const objects = definitions.filter((it) => OBJECTS.includes(it.type));
  for (const it of objects.filter((each) => !each.partial))
    found.set(it.name, { name: it.name, parent: it.inheritance, definition: it, members: [] });
  const add = (to, from) => {
    if (!from.partial || !isElsewhere(from)) found.get(to).members.push(...from.members);
  };
  for (const it of objects) add(it.name, it);
  for (const { target, includes } of all('includes')) {
    found.get(target).includes = [...(found.get(target).includes ?? []), includes];
    for (const mixin of all('interface mixin').filter((it) => it.name === includes))
      if (!isElsewhere(mixin)) found.get(target).members.push(...mixin.members);
  }
  return found;
}

const everywhere = gather();

/** What a window has, by name. */
export const interfaces = new Map([...everywhere].filter(([, it]) => isOffered(it.definition)));

/** `Audio` and its kin, and other names that an interface has on the window. */
export const aliases = [...interfaces.values()].flatMap(({ definition }) =>
  ['LegacyFactoryFunction', 'LegacyWindowAlias'].flatMap((name) =>
    definition.extAttrs.filter((it) => it.name === name).flatMap((it) => words(it.rhs.value)),
  ),
);

const typedefs = new Map(all('typedef').map((it) => [it.name, it.idlType]));
const dictionaries = new Map();
for (const it of all('dictionary')) dictionaries.set(it.name, [...(dictionaries.get(it.name) ?? []), it]);

/** Every type that a type holds, in unions, lists and dictionaries too. */
function typesIn(type, seen = new Set()) {
  if (Array.isArray(type)) type.forEach((it) => typesIn(it, seen));
  else if (type && typeof type !== 'string') typesIn(type.idlType, seen);
  else if (type && !seen.has(type)) {
    seen.add(type);
    typesIn(typedefs.get(type), seen);
    for (const it of dictionaries.get(type) ?? [])
      typesIn([it.inheritance, ...it.members.map((each) => each.idlType)], seen);
  }
  return seen;
}

const lineage = (name) => (name ? [name, ...lineage(everywhere.get(name)?.parent)] : []);
const isNode = (type) => lineage(type).includes('Node');

/** What page code hands to a member: pairs of a name and a type. */
function given(member) {
  if (member.type === 'maplike' || member.type === 'setlike')
    return member.readonly ? [] : member.idlType.map((it) => ['', it]);
  if (member.type !== 'attribute') return (member.arguments ?? []).map((it) => [it.name, it.idlType]);
  if (!member.readonly) return [[member.name, member.idlType]];
  // `location = …` sets the address of what cannot be set.
  const forwarded = fact(member, 'PutForwards')?.rhs.value;
  const type = lineage(member.idlType.idlType).flatMap((it) => everywhere.get(it)?.members ?? []);
  const inner = forwarded && type.find((it) => it.name === forwarded);
  return inner ? [[member.name, inner.idlType]] : [];
}

const nameOf = (member) => member.name || (member.type === 'operation' ? member.special : member.type);

/** Every member of every interface, by its full name; what is overloaded is there several times. */
const members = [...interfaces.values()].flatMap((owner) =>
  owner.members
    .filter((it) => it.type !== 'const' && !isElsewhere(it) && nameOf(it))
    .map((it) => ({ name: `${owner.name}.${nameOf(it)}`, owner: owner.name, member: it })),
);
export const memberNames = new Set(members.map((it) => it.name));

const holds = (test) => (it) => given(it.member).some(([, type]) => [...typesIn(type)].some(test));
const ADDRESS = /^(USVString|RequestInfo|Trusted(HTML|Script|ScriptURL))$/;
const isAddress = holds((type) => ADDRESS.test(type));
/** An address or markup by the name of what is given. */
const isCalledAddress = (it) =>
  given(it.member).some(([name]) => /^(html|markup|ur[il]|src|href)$/.test(name));
const isHandler = ({ member }) => /EventHandler$/.test(member.idlType?.idlType);

/** The lists of members: what takes an address, a node, a style, and what stands on the window. */
const RULES = {
  addresses: (it) => isAddress(it) || isCalledAddress(it),
  nodes: holds(isNode),
  styles: holds((type) => type === 'CSSOMString'),
  globals: (it) => /^(Window|Navigator)$/.test(it.owner) && !isHandler(it),
};

/** The names under each of these rules; the first rule that fits a member has it. */
export const membersByRule = (() => {
  const found = Object.fromEntries(Object.keys(RULES).map((rule) => [rule, new Set()]));
  const ruled = new Map();
  for (const [rule, fits] of Object.entries(RULES))
    for (const it of members) if (!ruled.has(it.name) && fits(it)) ruled.set(it.name, rule);
  for (const [name, rule] of ruled) found[rule].add(name);
  for (const name of aliases) found.globals.add(name);
  return found;
})();

/** Content attributes with an address that an interface reflects: `src` of HTMLImageElement. */
export function reflected(name) {
  const own = (it) => everywhere.get(it)?.members ?? [];
  const isUrl = (it) => it.type === 'attribute' && /^USVString$/.test(it.idlType.idlType);
  const reflects = (it) => it.extAttrs.some((each) => /^Reflect(URL|Setter)?$/.test(each.name));
  const attribute = (it) => fact(it, 'Reflect')?.rhs?.value.replaceAll('"', '') ?? it.name.toLowerCase();
  const plain = lineage(name).flatMap((it) => own(it).filter((each) => isUrl(each) && reflects(each)));
  const isSvg = lineage(name).some((it) => everywhere.get(it)?.includes?.includes('SVGURIReference'));
  return [...plain.map(attribute), ...(isSvg ? ['href', 'xlink:href'] : [])];
}

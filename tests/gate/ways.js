// The list of every way out, in `tests/gate/ways`: `families.txt` says what may be said of a name, and each
// other file says it of names, under the family's own name.

import { readFileSync } from 'node:fs';

const FOLDER = new URL('ways/', import.meta.url);

/** Lines of a list, but for what it says of itself and what is empty. */
const linesOf = (list) =>
  readFileSync(new URL(`${list}.txt`, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));

/** Each family: its verdict, what belongs to it, and what holds it in the browser and in the gate. */
export const families = new Map(
  linesOf('families').map((line) => {
    const [verdict, name, what, directives, holder] = line.split('|').map((it) => it.trim());
    return [name, { verdict, name, what, directives, holder }];
  }),
);

/** A line in which a guard is named has a canary at its end; `?` stands where none is written yet. */
function read(line, family) {
  const [, name, canary] = family.verdict === 'guarded' ? /^(.*) (\S+)$/.exec(line) : [line, line, ''];
  return { name, canary, family: family.name, verdict: family.verdict };
}

/** The rows of a list, each with its family. */
export function rowsOf(list) {
  const rows = [];
  let family;
  for (const line of linesOf(list)) {
    if (!line.startsWith('= ')) rows.push(read(line, family));
    else if (!(family = families.get(line.slice(2)))) throw new Error(`${list}.txt: no family ${line}`);
  }
  return rows;
}

/** @param {string} directives several, with a space between them */
const ticked = (directives) => directives.replace(/\S+/g, '`$&`').replaceAll(' ', ', ');

const WORDS = {
  guarded: () => 'the gate',
  browser: ({ directives }) => `the browser alone: ${ticked(directives)}`,
  open: ({ directives }) => (directives ? `so far the browser alone: ${ticked(directives)}` : 'nothing yet'),
};

/** The table of `docs/embedding.md`: what holds each family. */
export function table() {
  const rows = [...families.values()].filter((it) => it.verdict in WORDS);
  const cells = rows.map((it) => `| ${it.name} | ${it.what} | ${WORDS[it.verdict](it)} |`);
  return ['| Way | What belongs to it | Held by |', '|---|---|---|', ...cells].join('\n');
}

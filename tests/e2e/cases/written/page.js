// Writes random markup past the gate and past the parser alone, COUNT times from SEED on, and returns where
// the trees differ. `natives.setHtml` is the setter from before the gate.

/** What markup is put together of: what must wait, what need not, and what may hide where a tag ends. */
const PIECES = [
  ...[
    '<img src=http://stats.test/a>',
    '<img alt=">" src="http://stats.test/b">',
    "<img src='http://stats.test/c'/>",
  ],
  ...[
    '<IMG SRC=http://stats.test/d>',
    '<img src="own.svg">',
    "<img src=own.svg title='\"'>",
    '<image href="http://stats.test/e">',
  ],
  ...[
    '<iframe src="http://stats.test/f"></iframe>',
    '<iframe src=http://stats.test/g>',
    '</iframe>',
    '<embed src=//stats.test/h>',
  ],
  ...[
    '<script src="http://stats.test/i.js"></script>',
    '<script type=a>',
    '</script>',
    '</script ',
    '<script type="a"/>',
  ],
  ...[
    '<link rel=stylesheet href="http://stats.test/j.css">',
    '<video poster=http://stats.test/k src="http://stats.test/l">',
    '</video>',
  ],
  ...[
    '<input type=image src=http://stats.test/m>',
    '<object data="http://stats.test/n">',
    '</object>',
    '<source srcset="http://stats.test/o 2x">',
  ],
  ...['<iframe srcdoc="<img src=http://stats.test/p>"></iframe>', '<iframe srcdoc="<p>own"></iframe>'],
  ...[
    '<svg>',
    '</svg>',
    '<svg/>',
    '<math>',
    '</math>',
    '<g>',
    '</g>',
    '<title>',
    '</title>',
    '<desc>',
    '</desc>',
    '<foreignObject>',
  ],
  ...[
    '</foreignObject>',
    '<use href="http://stats.test/q">',
    '<image xlink:href=http://stats.test/r />',
    '<feImage href="http://stats.test/s"/>',
  ],
  ...[
    '<mi>',
    '</mi>',
    '<mtext>',
    '<annotation-xml encoding="text/html">',
    '<annotation-xml>',
    '</annotation-xml>',
    '<font color=a>',
    '<font>',
  ],
  ...[
    '<set attributeName=href to="http://stats.test/t">',
    '<animate attributeName=href values="http://stats.test/u;a"/>',
    '<script href="http://stats.test/v.js" />',
  ],
  ...[
    '<style>',
    '</style>',
    '<textarea>',
    '</textarea>',
    '<TEXTAREA>',
    '</TextArea >',
    '<xmp>',
    '</xmp>',
    '<noembed>',
    '</noembed>',
    '<noframes>',
    '</noframes>',
  ],
  ...[
    '<plaintext>',
    '<!--',
    '-->',
    '--!>',
    '<!-->',
    '<!--->',
    '<!-',
    '<!',
    '<?',
    '</>',
    '</ ',
    '<![CDATA[',
    ']]>',
    '<!doctype html>',
    '<!DOCTYPE',
  ],
  ...[
    '<p>',
    '</p>',
    '<div>',
    '</div>',
    '<b>',
    '</b>',
    '<br/>',
    '</br>',
    '<table>',
    '<tr>',
    '<td>',
    '</td>',
    '</table>',
    '<caption>',
    '<col>',
  ],
  ...[
    '<select>',
    '<option>',
    '</select>',
    '<template>',
    '</template>',
    '<a href="http://stats.test/w">',
    '</a>',
    '<button>',
    '<li>',
  ],
  ...[
    '"',
    "'",
    '>',
    '<',
    '/',
    '=',
    ' ',
    '\n',
    '\r\n',
    '\0',
    '&amp;',
    '&#60;',
    'a',
    'text',
    '-',
    '--',
    '<i =a>',
    '<i =">">',
    '<i a= ">">',
  ],
  ...[
    '<i a=b">',
    "<i a\"='>'>",
    '<i/a/b=/>',
    '<i a = /">',
    '<img\nsrc\n=\n"http://stats.test/x"\n>',
    '<img src="http://stats.test/y"',
    '<img src="',
  ],
  ...[
    '<img src=http://stats.test/z title="<p>">',
    '<img src=ht&#116;p://stats.test/1>',
    '<head>',
    '</head>',
    '<body>',
    '</body>',
    '</html>',
  ],
];
/** What holding changes of an element, undone, by local name: an address may have had XLink's namespace. */
const HELD = /^data-(?:src|srcset|href|poster|data|to|values|from|by)$/;
const GATE = /^(?:<html><head>)?<script[^>]*\/gate\.js[^>]*><\/script>/;
const CONTEXTS = ['div', 'body', 'table', 'tr', 'select', 'textarea', 'template', 'svg', 'title', 'math'];

/** Numbers that are the same in every run. */
function diceFrom(seed) {
  let state = seed >>> 0;
  return (end) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

const parse = (html) => new DOMParser().parseFromString(html, 'text/html');

/** The attributes of an element as lines, without what holding adds. */
function attributesOf(element) {
  const held = element.hasAttribute('data-consent');
  const isScript = element.localName === 'script';
  const said = [];
  for (const { localName, value } of element.attributes) {
    if (held && (localName === 'data-consent' || (isScript && localName === 'type'))) continue;
    // The script that runs in place of one in SVG is one of HTML.
    if (held && isScript && localName === 'data-src' && element.hasAttribute('data-href')) continue;
    if (held && localName === 'data-type') said.push(`type=${value}`);
    else if (held && HELD.test(localName)) said.push(`${localName.slice(5)}=${value}`);
    else if (localName === 'srcdoc') said.push(`srcdoc=${stands(parse(value.replace(GATE, '')))}`);
    else said.push(`${localName}=${value}`);
  }
  return said.sort().join(' ');
}

/** A tree as text, as it would be without a gate. */
function stands(node) {
  if (node.nodeType === 3) return JSON.stringify(node.data);
  if (node.nodeType === 8) return `<!--${node.data}-->`;
  if (node.nodeType === 10) return `<!${node.name}>`;
  const inside = [...(node.content || node).childNodes].map(stands).join('');
  if (node.nodeType !== 1) return inside;
  return `<${node.namespaceURI.slice(-4)}:${node.localName} ${attributesOf(node)}>${inside}</>`;
}

/** Which attributes start a request. */
const LOADS = {
  ...{
    img: ['src', 'srcset'],
    image: ['href'],
    iframe: ['src'],
    embed: ['src'],
    script: ['src', 'href'],
    link: ['href'],
  },
  ...{
    video: ['src', 'poster'],
    input: ['src'],
    object: ['data'],
    source: ['srcset'],
    use: ['href'],
    feImage: ['href'],
  },
  ...{ set: ['to'], animate: ['values'] },
};

function isHeldHost(value) {
  try {
    return new URL(value.trim().split(/[ ;]/)[0], document.baseURI).host === 'stats.test';
  } catch {
    return false;
  }
}

/** Addresses in a tree that load and must wait: what stands in a template loads nothing yet. */
function loading(node) {
  const found = [...node.childNodes].flatMap(loading);
  if (/MathML$/.test(node.namespaceURI)) return found;
  for (const { localName, value } of node.attributes || [])
    if (LOADS[node.localName]?.includes(localName) && isHeldHost(value))
      found.push(`${node.localName} ${value}`);
  return found;
}

/** Markup at random, and the same in pieces. */
function markupFrom(dice) {
  const pieces = Array.from({ length: 1 + dice(14) }, () => PIECES[dice(PIECES.length)]);
  const text = pieces.join('');
  const cuts = Array.from({ length: dice(5) }, () => dice(text.length + 1)).sort((a, b) => a - b);
  return { text, pieces: [...cuts, text.length].map((end, at) => text.slice(cuts[at - 1] ?? 0, end)) };
}

let frame;

/** Another frame: a template that stays open loses what is in it where its document was opened before. */
function renew() {
  frame?.remove();
  frame = document.body.appendChild(document.createElement('iframe'));
}

/** A frame's own document with `pieces` written into it. */
function write(pieces) {
  const written = frame.contentDocument;
  written.open();
  for (const piece of pieces) written.write(piece);
  written.close();
  return written;
}

function fill(name, text, set) {
  const svg = 'http://www.w3.org/2000/svg';
  const math = 'http://www.w3.org/1998/Math/MathML';
  const space = { svg, math }[name] || 'http://www.w3.org/1999/xhtml';
  const place = document.implementation.createHTMLDocument('').createElementNS(space, name);
  set(place, text);
  return place;
}

/** What differs for one seed. */
function judge(seed) {
  const dice = diceFrom(seed);
  const { text, pieces } = markupFrom(dice);
  const context = CONTEXTS[dice(CONTEXTS.length)];
  const setHere = (place, html) => {
    place.innerHTML = html;
  };
  const setThere = (place, html) => natives.setHtml.call(place, html);
  if (/<template/i.test(text)) renew();
  const both = {
    write: [write(pieces), parse(text)],
    [context]: [fill(context, text, setHere), fill(context, text, setThere)],
  };
  const faults = Object.entries(both).flatMap(([way, [here, there]]) => {
    const [got, wanted] = [stands(here), stands(there)];
    // A script that came in a string never runs.
    const leaks = loading(here).filter((it) => way === 'write' || !it.startsWith('script'));
    if (got === wanted && !leaks[0]) return [];
    return [{ seed, way, pieces, got, wanted, leaks }];
  });
  return faults;
}

const found = [];
renew();
for (let seed = SEED; seed < SEED + COUNT; seed++) found.push(...judge(seed));
frame.remove();
return found;

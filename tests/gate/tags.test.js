// Where a start tag begins and ends in written markup, and that no cut between two pieces changes that.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.js';
import { read } from './reader.js';

const { readTags } = await load('guards/tags.js');

/** Markup, and the start tags in it that are no text; `~` stands before one of SVG or MathML. */
const KINDS = {
  'a quoted value may hold what ends a tag': [
    ['<a b=">">c', '<a b=">">'],
    ["<a b='>' c=\"'>\">", "<a b='>' c=\"'>\">"],
    ['<a b = \n">"/>', '<a b = \n">"/>'],
    ['<a b=">"c=">">', '<a b=">"c=">">'],
    ['<a b="<i>"><i>', '<a b="<i>">', '<i>'],
    ['<a b=""">">', '<a b=""">'],
    ['<a b="\'>', ''],
  ],
  'a quote that does not begin a value is none': [
    ['<a b=c">">', '<a b=c">'],
    ['<a ">">', '<a ">'],
    ["<a b'=c'>'>", "<a b'=c'>"],
    ['<a"b=">">', '<a"b=">'],
    ['<a b=c=">">', '<a b=c=">'],
    ['<a b=/">">', '<a b=/">'],
  ],
  'an unquoted value ends at a space or the end': [
    ['<a b=c>d>', '<a b=c>'],
    ['<a b=c/>', '<a b=c/>'],
    ['<a b=>">"', '<a b=>'],
    ['<a b= >">"', '<a b= >'],
    ['<a b=c<i><u>', '<a b=c<i>', '<u>'],
    ['<a b=`>`>', '<a b=`>'],
  ],
  'a name may begin with an equals sign': [
    ['<a =">">', '<a =">'],
    ['<a ==">">', '<a ==">">'],
    ['<a/=">">', '<a/=">'],
    ['<a b =">">', '<a b =">">'],
    ['<a b ==">">', '<a b ==">'],
    ['<a b="" =">">', '<a b="" =">'],
  ],
  'a name may hold nearly anything': [
    ['<a<b>c>', '<a<b>'],
    ['<a-b:c.d\u00e9>', '<a-b:c.d\u00e9>'],
    ['<a"\'=>', '<a"\'=>'],
    ['<i\0j \0=">">', '<i\0j \0=">">'],
    ['<a b<c=">">', '<a b<c=">">'],
    ['<1a><i>', '<i>'],
    ['< a><i>', '<i>'],
    ['<\u00e9><i>', '<i>'],
    ['<<i>', '<i>'],
  ],
  'slashes stand between attributes': [
    ['<a/b=">"/c>', '<a/b=">"/c>'],
    ['<a//>', '<a//>'],
    ['<a/ />">"', '<a/ />'],
    ['<a b/=">">', '<a b/=">'],
  ],
  'a comment ends where the standard says': [
    ['<!--><i>-->', '<i>'],
    ['<!---><i>-->', '<i>'],
    ['<!----><i>', '<i>'],
    ['<!--a--><i>', '<i>'],
    ['<!--a--!><i>', '<i>'],
    ['<!----!><i>', '<i>'],
    ['<!---!><i>--><b>', '<b>'],
    ['<!--a->><i>--><b>', '<b>'],
    ['<!--a--- ><i>---><b>', '<b>'],
    ['<!--a-- ><i>--><b>', '<b>'],
    ['<!--a--!-><i>--><b>', '<b>'],
    ['<!--<!--a--><i>-->', '<i>'],
    ['<!--<!--><i>', '<i>'],
    ['<!--<!---><i>', '<i>'],
    ['<!--a--!--><i>', '<i>'],
    ['<!--"--><i>"-->', '<i>'],
    ['<!--<i>', ''],
  ],
  'what is nearly a comment ends at the first sign': [
    ['<!a><i>', '<i>'],
    ['<!><i>', '<i>'],
    ['<!-a><i>-->', '<i>'],
    ['<!-><i>-->', '<i>'],
    ['<?a "><i>"?>', '<i>'],
    ['</><i>', '<i>'],
    ['</ a="><i>">', '<i>'],
    ['</1><i>', '<i>'],
    ['<!doctype html><i>', '<i>'],
    ['<!DOCTYPE a PUBLIC "><i>">', '<i>'],
    ['<!docty', ''],
  ],
  'CDATA is text in SVG and MathML alone': [
    ['<![CDATA[><i>]]>', '<i>'],
    ['<svg><![CDATA[><g>]]><g>', '<svg>', '~<g>'],
    ['<math><![CDATA[<g>]]]]><g>', '<math>', '~<g>'],
    ['<svg><![cdata[><g>]]>', '<svg>', '~<g>'],
    ['<svg><title><![CDATA[><i>]]><b>', '<svg>', '~<title>', '<b>'],
    ['<svg><desc><p><![CDATA[><i>]]>', '<svg>', '~<desc>', '<p>', '<i>'],
    ['<svg></svg><![CDATA[><i>]]>', '<svg>', '<i>'],
    ['<svg/><![CDATA[><i>]]>', '<svg/>', '<i>'],
  ],
  'the text of some elements holds no tag': [
    ...['style', 'textarea', 'title', 'iframe', 'noscript', 'xmp', 'noembed', 'noframes', 'script'].map(
      (it) => [`<${it}><i></${it}x><i></ ${it}></${it}><b>`, `<${it}>`, '<b>'],
    ),
    ['<plaintext><i></plaintext><i>', '<plaintext>'],
    ['<title/><i></title><b>', '<title/>', '<b>'],
    ['<textarea><!--</textarea><i>-->', '<textarea>', '<i>'],
    ['<style><![CDATA[</style><i>]]>', '<style>', '<i>'],
    ['<style></style a=">"><i>', '<style>', '<i>'],
    ['<style></style/><i>', '<style>', '<i>'],
    ['<xmp></xmp\n><i>', '<xmp>', '<i>'],
    ['<TextArea><i></TEXTAREA><b>', '<TextArea>', '<b>'],
    ['<textareas><i>', '<textareas>', '<i>'],
    ['<iframe src=a><i>', '<iframe src=a>'],
  ],
  'a comment in a script may hold a script': [
    ['<script><!--<i></script><b>', '<script>', '<b>'],
    ['<script><!--<script></script><i></script><b>', '<script>', '<b>'],
    ['<script><!--<script>--></script><b>', '<script>', '<b>'],
    ['<script><!--<script></script></script><b>', '<script>', '<b>'],
    ['<script><!--<script><script></script></script><b>', '<script>', '<b>'],
    ['<script><!--<scripts></script><b>', '<script>', '<b>'],
    ['<script><!--><script></script><b>', '<script>', '<b>'],
    ['<script><!---><script></script><b>', '<script>', '<b>'],
    ['<script><!----><script></script><b>', '<script>', '<b>'],
    ['<script><!--<script/></script/><i></script><b>', '<script>', '<b>'],
    ['<script><!--<SCRIPT\n></Script\t><i></scripT><b>', '<script>', '<b>'],
    ['<script><script></script><b>', '<script>', '<b>'],
    ['<script><!--<script></script><b>', '<script>'],
    ['<script><!--<script>--!></script><b>', '<script>'],
  ],
  'elements of SVG and MathML hold tags that would be text': [
    ['<svg><style><g></style><i>', '<svg>', '~<style>', '~<g>', '~<i>'],
    ['<svg><script><g></script>', '<svg>', '~<script>', '~<g>'],
    ['<math><title><g></title><xmp><g>', '<math>', '~<title>', '~<g>', '~<xmp>', '~<g>'],
    ['<svg></svg><style><g></style><i>', '<svg>', '<style>', '<i>'],
    ['<SVG></Svg><style><g></style><i>', '<SVG>', '<style>', '<i>'],
    ['<svg/><style><g></style><i>', '<svg/>', '<style>', '<i>'],
    ['<svg a=b/><style><g>', '<svg a=b/>', '~<style>', '~<g>'],
    ['<svg><svg></svg><style><g>', '<svg>', '~<svg>', '~<style>', '~<g>'],
    ['<svg><math></math><style><g>', '<svg>', '~<math>', '~<style>', '~<g>'],
  ],
  'HTML stands in some of them': [
    ['<svg><title><style><g></style><b>', '<svg>', '~<title>', '<style>', '<b>'],
    ['<svg><foreignObject><style><g></style><b>', '<svg>', '~<foreignObject>', '<style>', '<b>'],
    ['<svg><desc></desc><style><g>', '<svg>', '~<desc>', '~<style>', '~<g>'],
    ['<svg><desc/><style><g>', '<svg>', '~<desc/>', '~<style>', '~<g>'],
    ['<svg><desc><svg></svg><style><g></style>', '<svg>', '~<desc>', '<svg>', '<style>'],
    ['<math><mi><style><g></style><b>', '<math>', '~<mi>', '<style>', '<b>'],
    ['<svg><mi><style><g>', '<svg>', '~<mi>', '~<style>', '~<g>'],
    ['<math><desc><style><g>', '<math>', '~<desc>', '~<style>', '~<g>'],
    ['<math><annotation-xml><style><g>', '<math>', '~<annotation-xml>', '~<style>', '~<g>'],
    [
      '<math><annotation-xml encoding="text/HTML"><style><g></style>',
      ...['<math>', '~<annotation-xml encoding="text/HTML">', '<style>'],
    ],
    [
      '<math><annotation-xml><svg><title><style><g></style>',
      ...['<math>', '~<annotation-xml>', '~<svg>', '~<title>', '<style>'],
    ],
    ['<svg><g><foreignObject></g><style><i>', '<svg>', '~<g>', '~<foreignObject>', '~<style>', '~<i>'],
  ],
  'some tags end them': [
    ['<svg><b><style><g></style>', '<svg>', '<b>', '<style>'],
    ['<svg><font><style><g>', '<svg>', '~<font>', '~<style>', '~<g>'],
    ['<svg><font color=a><style><g></style>', '<svg>', '<font color=a>', '<style>'],
    ['<svg></p><style><g></style>', '<svg>', '<style>'],
    ['<math></br><style><g></style>', '<math>', '<style>'],
    ['<div><svg></div><style><g></style>', '<div>', '<svg>', '<style>'],
    ['<svg></div><style><g>', '<svg>', '~<style>', '~<g>'],
    ['<svg><desc><svg><p></p></desc><style><g>', '<svg>', '~<desc>', '<svg>', '<p>', '~<style>', '~<g>'],
  ],
  'end tags may have attributes': [
    ['</a b=">"><i>', '<i>'],
    ["</a b='>'/><i>", '<i>'],
    ['</a =">"><i>">', '<i>'],
    ['</a', ''],
  ],
  'NUL, other ends of lines and capitals are like the rest': [
    ['<a\r\nb\r=\r\n">"\r>', '<a\r\nb\r=\r\n">"\r>'],
    ['<A B=">"><I>', '<A B=">">', '<I>'],
    ['<\0i><b>', '<b>'],
    ['<a\fb\f=\f">">', '<a\fb\f=\f">">'],
    ['<a\vb=">">', '<a\vb=">'],
    ['<style\r\n><i></style\r\n><b>', '<style\r\n>', '<b>'],
  ],
};

for (const [name, rows] of Object.entries(KINDS))
  test(name, () => {
    for (const [markup, ...tags] of rows) {
      const { written, ...found } = read(readTags, [markup]);
      assert.deepEqual(found.tags, tags.filter(Boolean), markup);
      assert.equal(written, markup);
    }
  });

test('only what has not ended is held back', () => {
  const rows = [
    ['a', ''],
    ['a<', '<'],
    ['<i', '<i'],
    ['<i a=">', '<i a=">'],
    ['<!-', '<!-'],
    ['<!--a--', '<!--a--'],
    ['<svg><![CDA', '<![CDA'],
    ['<svg><![CDATA[a]]', '<![CDATA[a]]'],
    ['<style>a', 'a'],
    ['<iframe src=a>', ''],
    ['<textarea></textarea', '</textarea'],
    ['<plaintext>a', 'a'],
  ];
  for (const [markup, rest] of rows) assert.equal(read(readTags, [markup]).rest, rest, markup);
});

/** Pieces of markup that change what the next ones are. */
const NASTY = [
  ...[
    '<',
    '>',
    '/',
    '=',
    '"',
    "'",
    '!',
    '-',
    '--',
    '?',
    ' ',
    '\n',
    '\r\n',
    '\0',
    'a',
    'B',
    '&lt;',
    ']',
    '[',
    'é',
  ],
  ...[
    '<i>',
    '<I a=">">',
    "<i b='",
    '<img src=a>',
    '<a b=c/>',
    '<i =',
    '</i>',
    '</',
    '<p>',
    '</p>',
    '<font color=a>',
  ],
  ...['<!--', '-->', '--!>', '<!-->', '<!--->', '<!', '<?', '</>', '<!doctype html>', '<![CDATA[', ']]>'],
  ...[
    'script',
    '<script>',
    '</script>',
    '</script ',
    '<style>',
    '</style>',
    '<textarea>',
    '</TextArea>',
    '<xmp>',
  ],
  ...[
    '<title>',
    '</title>',
    '<iframe src=a>',
    '</iframe>',
    '<noscript>',
    '</noscript>',
    '<noembed>',
    '<plaintext>',
  ],
  ...[
    '<svg>',
    '</svg>',
    '<svg/>',
    '<math>',
    '</math>',
    '<desc>',
    '</desc>',
    '<foreignObject>',
    '<mi>',
    '<g/>',
  ],
  ...[
    '<annotation-xml encoding=text/html>',
    '<annotation-xml>',
    '<template>',
    '<table>',
    '</table>',
    '<div>',
    '</div>',
  ],
];

/** Numbers that are the same in every run. */
function diceFrom(seed) {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/** `text` in pieces, cut where `isCut` says so. */
function cut(text, isCut) {
  const pieces = [''];
  for (const unit of text.split('')) {
    if (isCut()) pieces.push('');
    pieces[pieces.length - 1] += unit;
  }
  return pieces;
}

test('markup in pieces is read and written like the whole', () => {
  const dice = diceFrom(7);
  const mark = (tag) => tag.replace('>', ' data-held>');
  let tags = 0;
  for (let turn = 0; turn < 20_000; turn++) {
    const text = Array.from({ length: 1 + dice(9) }, () => NASTY[dice(NASTY.length)]).join('');
    const whole = read(readTags, [text], mark);
    const every = turn % 4 ? 1 + dice(20) : 1;
    const inPieces = read(
      readTags,
      cut(text, () => dice(every) === 0),
      mark,
    );
    assert.deepEqual(inPieces, whole, JSON.stringify(text));
    assert.equal(read(readTags, [text]).written, text);
    tags += whole.tags.length;
  }
  assert.ok(tags > 24_000, `only ${tags} tags`);
});

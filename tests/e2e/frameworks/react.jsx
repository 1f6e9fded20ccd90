import { useState } from 'react';

/** One frame among others of its place, as an owner marks it where `marked` is set; `change` draws it again. */
export function App() {
  const [facts, change] = useState({ src: '//film.test/one.html', title: 'One', shown: true, more: false });
  globalThis.change = (more) => change({ ...facts, ...more });
  const address = globalThis.marked ? { 'data-consent': 'film', 'data-src': facts.src } : { src: facts.src };
  return (
    <main>
      <h1>Film Club</h1>
      {facts.more && <p id="more">More</p>}
      <p id="row">
        <b>A film</b>
        {facts.shown && <iframe id="film" {...address} title={facts.title} width="320" height="180" />}
        <i id="after">{facts.title}</i>
      </p>
    </main>
  );
}

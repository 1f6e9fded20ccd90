import { useState } from 'react';
import { Consented } from '../react/consent.js';

const settings = <button data-portcullis="preferences">Cookie settings</button>;

/** The whole page, as the server renders it and the browser takes it over. */
export function Layout() {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        {/* A plain tag: a framework's own script component would make it late. */}
        <script
          data-cfasync="false"
          data-nowprocket
          data-no-minify="1"
          data-no-optimize="1"
          data-no-defer="1"
          data-noptimize="1"
          data-jetpack-boost="ignore"
          data-pagespeed-no-defer
          src="/portcullis/gate.js"
        />
        <title>Film Club</title>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <App />
      </body>
    </html>
  );
}

function App() {
  const [times, setTimes] = useState(0);
  return (
    <main>
      <h1>Film Club</h1>
      <button id="again" onClick={() => setTimes(times + 1)}>{`Drawn again ${times} times`}</button>
      <Consented service="video" otherwise={<p id="no-film">The film needs your permission. {settings}</p>}>
        <iframe src="//film.test/player.html" title="Film" width="320" height="180" />
      </Consented>
      <img data-consent="counter" data-src="//stats.test/count.svg" alt="" />
      <footer>{settings}</footer>
    </main>
  );
}

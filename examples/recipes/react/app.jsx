import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Consented } from './consent.js';

const settings = <button data-portcullis="preferences">Cookie settings</button>;

function App() {
  const [times, setTimes] = useState(0);
  return (
    <main>
      <h1>Film Club</h1>
      <button id="again" onClick={() => setTimes(times + 1)}>Drawn again {times} times</button>
      <Consented service="video" otherwise={<p id="no-film">The film needs your permission. {settings}</p>}>
        <iframe src="//film.test/player.html" title="Film" width="320" height="180" />
      </Consented>
      {/* Without a component: marked, and left to the gate. */}
      <img data-consent="counter" data-src="//stats.test/count.svg" alt="" />
      <footer>{settings}</footer>
    </main>
  );
}

createRoot(document.getElementById('app')).render(<App />);

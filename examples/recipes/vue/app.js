import { createApp, ref } from 'vue';
import { Consented } from './consent.js';

createApp({
  components: { Consented },
  setup: () => ({ times: ref(0) }),
  template: `
    <main>
      <h1>Film Club</h1>
      <button id="again" @click="times += 1">Drawn again {{ times }} times</button>
      <Consented service="video">
        <iframe src="//film.test/player.html" title="Film" width="320" height="180"></iframe>
        <template #otherwise>
          <p id="no-film">The film needs your permission. <button data-portcullis="preferences">Cookie settings</button></p>
        </template>
      </Consented>
      <!-- Without a component: marked, and left to the gate. -->
      <img data-consent="counter" data-src="//stats.test/count.svg" alt="">
      <footer><button data-portcullis="preferences">Cookie settings</button></footer>
    </main>`,
}).mount('#app');

import { app } from './vue.js';

window.mended = [];
app().mount('#app');

import { hydrateRoot } from 'react-dom/client';
import { App } from './react.jsx';

window.mended = [];
hydrateRoot(document.querySelector('#app'), <App />, {
  onRecoverableError: (why) => window.mended.push(String(why)),
});

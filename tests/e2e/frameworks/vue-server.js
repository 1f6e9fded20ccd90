import { renderToString } from '@vue/server-renderer';
import { app } from './vue.js';

globalThis.marked = process.argv[2] === 'marked';
renderToString(app()).then((html) => process.stdout.write(html));

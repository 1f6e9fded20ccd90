import { renderToString } from 'react-dom/server';
import { App } from './react.jsx';

globalThis.marked = process.argv[2] === 'marked';
process.stdout.write(renderToString(<App />));

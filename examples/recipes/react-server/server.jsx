import { renderToPipeableStream } from 'react-dom/server';
import { Layout } from './layout.jsx';

const { pipe } = renderToPipeableStream(<Layout />, {
  bootstrapScripts: ['/app.js'],
  onAllReady: () => pipe(process.stdout),
});

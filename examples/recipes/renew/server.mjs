// Serves a folder, and renews the choice cookie with each page: `node server.mjs FOLDER PORT`.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { renewed } from './renew.mjs';

const [folder, port] = process.argv.slice(2);
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css',
  '.json': 'application/json', '.wasm': 'application/wasm',
};

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const path = normalize(decodeURIComponent(pathname)).replace(/\/$/, '/index.html');
  const body = await readFile(join(folder, path));
  response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
  if (extname(path) === '.html') renew(request, response);
  response.end(body);
}

function renew(request, response) {
  const cookie = renewed(request.headers.cookie, Math.floor(Date.now() / 1000));
  // A shared cache must not hand one visitor's cookie to the next.
  response.setHeader('Cache-Control', 'private, no-cache');
  if (cookie) response.setHeader('Set-Cookie', cookie);
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(404).end());
});
server.listen(Number(port), '127.0.0.1', () => console.log(server.address().port));

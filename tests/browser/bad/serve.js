// A careless server, for serve.test.js: it asks nobody for whom it answers, reads any file it is asked for, has no page
// for what is not there, never looks at a file twice, and will not end.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const option = (name) => process.argv[process.argv.indexOf(name) + 1];
const root = option('--source');
const seen = new Map();

function read(path) {
  if (!seen.has(path)) seen.set(path, readFileSync(join(root, path === '/' ? 'index.html' : path)));
  return seen.get(path);
}

const server = createServer((request, response) => {
  try {
    const body = read(decodeURIComponent(request.url));
    response.writeHead(200, { 'content-type': request.url.endsWith('.css') ? 'text/css' : 'text/html' }).end(body);
  } catch {
    response.writeHead(404).end('404');
  }
});
server.listen(Number(option('--port')), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => {});

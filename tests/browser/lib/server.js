// A plain web server for a folder, mounted in a subfolder of the host as a municipality's web server would do it.
import { createServer } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

/** Deep on purpose: a page that believes it lives at the root breaks here. */
export const MOUNT = '/a/b/';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.xml': 'application/xml',
  '.ics': 'text/calendar; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

function answer(root, address) {
  const path = decodeURIComponent(new URL(address, 'http://x').pathname);
  if (!path.startsWith(MOUNT)) return undefined;
  let file = join(root, normalize('/' + path.slice(MOUNT.length)));
  try {
    if (statSync(file).isDirectory()) file = join(file, 'index.html');
    return { type: TYPES[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) };
  } catch {
    return undefined;
  }
}

/** Serves `root` on a free port of the loopback. Returns its base address, ending in a slash, and `close`. */
export async function serveFolder(root) {
  const server = createServer((request, response) => {
    const found = answer(root, request.url);
    // Chromium asks for this by itself where a page names no icon: not a fault of the page.
    if (!found && request.url === '/favicon.ico') return response.writeHead(204).end();
    if (!found) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    response.writeHead(200, { 'content-type': found.type, 'cache-control': 'no-store' }).end(found.body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    base: `http://127.0.0.1:${server.address().port}${MOUNT}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

// The Nu HTML checker over every page: see lib/nu.js.
import { fileConcern } from './lib/concern.js';
import { run } from './lib/nu.js';
import { serveFolder } from './lib/server.js';
import { addressOf } from './lib/site.js';

async function check(files, root) {
  // Over http and not from the disk: of a file it says that the policy's 'self' shuts out the page's own style sheet.
  const server = await serveFolder(root);
  const fileOf = new Map(files.map((file) => [server.base + addressOf(root, file), file]));
  const found = new Map();
  try {
    for (const { url, ...finding } of await run([...fileOf.keys()])) {
      const file = fileOf.get(url);
      if (!file) throw new Error(`Nu speaks of a page it was not given: ${url} ${JSON.stringify(finding)}`);
      found.set(file, [...(found.get(file) ?? []), finding]);
    }
  } finally {
    await server.close();
  }
  return found;
}

fileConcern('nu', check);

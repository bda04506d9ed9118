// The Nu HTML checker, one Java process for all pages. Warnings and notes count as faults.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { fileConcern } from './lib/concern.js';
import { serveFolder } from './lib/server.js';
import { addressOf } from './lib/site.js';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

async function run(urls) {
  // It refuses to read from the loopback unless it is told otherwise.
  const java = ['-Xss4m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', JAR];
  const options = [...java, '--format', 'json', '--stdout', '--exit-zero-always'];
  const { stdout } = await promisify(execFile)('java', [...options, ...urls], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout).messages;
}

async function check(files, root) {
  // Over http and not from the disk: of a file it says that the policy's 'self' shuts out the page's own style sheet.
  const server = await serveFolder(root);
  const fileOf = new Map(files.map((file) => [server.base + addressOf(root, file), file]));
  const found = new Map();
  try {
    for (const message of await run([...fileOf.keys()])) {
      const file = fileOf.get(message.url);
      if (!file) throw new Error(`Nu speaks of a page it was not given: ${JSON.stringify(message)}`);
      const finding = {
        rule: message.message,
        where: `line ${message.lastLine}, column ${message.lastColumn}`,
        html: message.extract?.replace(/\s+/g, ' '),
        help: message.subType ?? message.type,
      };
      found.set(file, [...(found.get(file) ?? []), finding]);
    }
  } finally {
    await server.close();
  }
  return found;
}

fileConcern('nu', check);

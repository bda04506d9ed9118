// The Nu HTML checker, one Java process for all pages.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/**
 * It takes every `<script>` for a script. One whose type is no script's is a data block, which is never run, and so never shut
 * out by a policy either (HTML, "prepare the script element", step 12 before 19).
 */
const dataBlock = ({ message, extract }) =>
  message.startsWith('Inline script violates') && /<script type="application\/ld\+json">[^<]*$/.test(extract ?? '');

/** What it says of pages at some addresses; warnings and notes count as faults. */
export async function run(urls) {
  // It refuses to read from the loopback unless it is told otherwise.
  const java = ['-Xss4m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', JAR];
  const options = [...java, '--format', 'json', '--stdout', '--exit-zero-always'];
  const { stdout } = await promisify(execFile)('java', [...options, ...urls], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout).messages.filter((message) => !dataBlock(message)).map((message) => ({
    url: message.url,
    rule: message.message,
    where: `line ${message.lastLine}, column ${message.lastColumn}`,
    html: message.extract?.replace(/\s+/g, ' '),
    help: message.subType ?? message.type,
  }));
}

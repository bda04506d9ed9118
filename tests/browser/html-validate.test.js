// html-validate over every page: see lib/html-validate.js.
import { readFileSync } from 'node:fs';
import { fileConcern } from './lib/concern.js';
import { validate } from './lib/html-validate.js';

async function check(files) {
  const found = new Map();
  for (const file of files) found.set(file, await validate(readFileSync(file, 'utf8'), file));
  return found;
}

fileConcern('html-validate', check);

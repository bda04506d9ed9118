// axe-core: see lib/axe.js.
import { check } from './lib/axe.js';
import { pageConcern } from './lib/concern.js';

pageConcern('axe', { variants: { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' } }, check });

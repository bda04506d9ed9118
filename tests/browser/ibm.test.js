// IBM's Equal Access engine: see lib/ibm.js.
import { pageConcern } from './lib/concern.js';
import { check } from './lib/ibm.js';

pageConcern('ibm', { variants: { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' } }, check });

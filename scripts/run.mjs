// `npm start` and its like: sets up, then runs the command line in this same process, so that a signal reaches it directly.
import { setUp } from './setup.mjs';

setUp();
await import('../dist/main.js');

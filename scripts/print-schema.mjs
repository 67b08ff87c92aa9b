// Writes schema/schema.graphql: the public contract, sorted, as `npm run generate` keeps it and a test compares it.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printGraph } from '../dist/graphql/print.js';

writeFileSync(fileURLToPath(new URL('../schema/schema.graphql', import.meta.url)), printGraph());

// Writes what `npm run generate` keeps and tests compare: schema/schema.graphql, the public contract, sorted, and the JSON Schema of mappings.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printGraph } from '../dist/graphql/print.js';
import { printMappingSchema } from '../dist/import/mapping/schema.js';

const write = (name, text) => writeFileSync(fileURLToPath(new URL(`../schema/${name}`, import.meta.url)), text);

write('schema.graphql', printGraph());
write('mapping.schema.json', printMappingSchema());

import { z } from 'zod';
import { mappingSchema } from './schema.ts';

/** The JSON Schema of a mapping, as `schema/mapping.schema.json` has it for editors. */
export function printMappingSchema(): string {
  const schema = z.toJSONSchema(mappingSchema, { io: 'input' });
  return `${JSON.stringify({ title: 'A mapping of govgraph', ...schema }, null, 2)}\n`;
}

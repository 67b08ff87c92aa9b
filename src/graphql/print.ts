import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

/** The graph in schema definition language, sorted, so that a difference is a change and not an order. */
export const printGraph = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

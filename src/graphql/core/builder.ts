import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { getDatamodel, type default as PrismaTypes } from '../../database/generated/pothos.ts';
import type { Period } from '../../domain/period/period.ts';
import type { Context } from './context.ts';

/** How the parts of every filter go together. */
export const ANY_AND_ALL = 'Values in one list combine with OR, fields with AND.';

/** Rows of a plain list that grows with nothing: a metric's dimensions, a task's responsibilities. */
export const SHORT_LIST = 10;

export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Decimal: { Input: string; Output: string };
    Date: { Input: string; Output: Date | string };
    DateTime: { Input: Date; Output: Date };
    Period: { Input: Period; Output: string };
    Language: { Input: string; Output: string };
  };
  Connection: { totalCount: () => number };
}>({
  plugins: [ComplexityPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  prisma: {
    client: (context) => context.database.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: SHORT_LIST },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'An object with a global id, by which `Query.node` reads it again.' },
    pageInfoTypeOptions: { description: 'The position of a page in its list.' },
    // The page's size multiplies the connection itself; its list of edges must not multiply once more.
    edgesFieldOptions: {
      description: 'The edges of the page: its rows, each with a cursor.',
      complexity: { field: 0, multiplier: 1 },
    },
    nodesOnConnection: {
      description: 'The nodes of the page: its rows without cursors.',
      complexity: { field: 0, multiplier: 1 },
    },
    nodeFieldOptions: { description: 'The object of this edge.', complexity: { field: 0, multiplier: 1 } },
    cursorFieldOptions: { description: 'The cursor of the edge, for `after` and `before`.' },
    idFieldOptions: { description: 'The global id of the object.' },
    pageInfoFieldOptions: {
      description: 'The position of the page in the list.',
      complexity: { field: 0, multiplier: 1 },
    },
    hasNextPageFieldOptions: { description: 'True if rows follow the page.', complexity: 0 },
    hasPreviousPageFieldOptions: { description: 'True if rows precede the page.', complexity: 0 },
    startCursorFieldOptions: { description: 'The cursor of the first row. Null for an empty page.', complexity: 0 },
    endCursorFieldOptions: { description: 'The cursor of the last row. Null for an empty page.', complexity: 0 },
    firstArgOptions: {
      description: 'Number of rows to return from the start, or after `after`. Default 50, maximum 1,000.',
    },
    afterArgOptions: { description: 'Cursor: the page starts with the row after it.' },
    lastArgOptions: { description: 'Number of rows to return from the end, or before `before`. Maximum 1,000.' },
    beforeArgOptions: { description: 'Cursor: the page ends with the row before it.' },
  },
});

builder.queryType({
  description: `Entry points for reading plans, indicators and their sources. Start with \`datasets\`, \`metrics\` or \`search\`; then read figures with
\`observations\` or \`cube\`, and plans with \`workingGroups\`, \`programmes\` or \`tasks\`. Lists that can grow are Relay connections: page through them
with \`first\` and \`after\`. Every list is bounded and totally ordered, text by code point. \`node(id:)\` reads any object again by its global id.`,
});

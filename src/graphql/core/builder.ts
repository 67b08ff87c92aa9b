import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { getDatamodel, type default as PrismaTypes } from '../../database/generated/pothos.ts';
import type { Period } from '../../domain/period/period.ts';
import type { Context } from './context.ts';

/** How the parts of every filter go together. */
export const ANY_AND_ALL = 'Within one list: any of them; between fields: all of them.';

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
    nodeTypeOptions: { description: 'Anything with a global id, by which it can be read again.' },
    pageInfoTypeOptions: { description: 'Where a page lies in its list.' },
    // The page's size multiplies the connection itself; its list of edges must not multiply once more.
    edgesFieldOptions: {
      description: 'The rows of the page, each with its cursor.',
      complexity: { field: 0, multiplier: 1 },
    },
    nodesOnConnection: {
      description: 'The rows of the page without their cursors.',
      complexity: { field: 0, multiplier: 1 },
    },
    nodeFieldOptions: { description: 'The row.', complexity: { field: 0, multiplier: 1 } },
    cursorFieldOptions: { description: 'Its place in the list, for `after` and `before`.' },
    idFieldOptions: { description: 'Its global id.' },
    pageInfoFieldOptions: { description: 'Where the page lies.', complexity: { field: 0, multiplier: 1 } },
    hasNextPageFieldOptions: { description: 'Whether rows follow the page.', complexity: 0 },
    hasPreviousPageFieldOptions: { description: 'Whether rows precede the page.', complexity: 0 },
    startCursorFieldOptions: { description: 'The place of its first row; null where it is empty.', complexity: 0 },
    endCursorFieldOptions: { description: 'The place of its last row; null where it is empty.', complexity: 0 },
    firstArgOptions: { description: 'So many rows from the start, or after `after`: 50 unless given, at most 1,000.' },
    afterArgOptions: { description: 'A cursor: the page begins with the row that follows it.' },
    lastArgOptions: { description: 'So many rows from the end, or before `before`, at most 1,000.' },
    beforeArgOptions: { description: 'A cursor: the page ends with the row that precedes it.' },
  },
});

builder.queryType({ description: 'What can be asked. Every list is bounded and totally ordered, text by code point.' });

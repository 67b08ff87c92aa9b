import type { ObjectRef } from '@pothos/core';
import { builder } from './builder.ts';
import { DEFAULT_PAGE, type PageArguments } from './pagination.ts';

type Types = typeof builder.$inferSchemaTypes;

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many rows the list has in all. Counted only when asked for.',
    resolve: (connection) => connection.totalCount(),
  }),
);

/** The connection type of a list of `ref`, shared by every field that answers such a list. */
export function connectionType<Row>(ref: ObjectRef<Types, Row>, name: string) {
  return builder.connectionObject(
    { type: ref, name: `${name}Connection`, description: `A page of a list of ${name} rows.` },
    { description: `A ${name} row in a list, and its place there.` },
  );
}

/** What a connection field costs: its rows times what is asked of each. */
export const pageCost = (args: PageArguments) => ({ field: 1, multiplier: args.first ?? args.last ?? DEFAULT_PAGE });

import type { ObjectRef } from '@pothos/core';
import { builder } from './builder.ts';

type Types = typeof builder.$inferSchemaTypes;

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'The total number of rows in the list. Counted only when selected.',
    resolve: (connection) => connection.totalCount(),
  }),
);

/** The connection type of a list of `ref`, shared by every field that answers such a list; `rows` names its rows in prose. */
export function connectionType<Row>(ref: ObjectRef<Types, Row>, name: string, rows: string) {
  return builder.connectionObject(
    { type: ref, name: `${name}Connection`, description: `A connection of ${rows}.` },
    { description: `An edge in a connection of ${rows}.` },
  );
}

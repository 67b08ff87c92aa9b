import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { ListPage, ListRead, SortKey } from '../../read/core/statement.ts';
import type { Context } from './context.ts';
import type { CursorType, OrderPart } from './cursor.ts';
import { buildConnection, type ConnectionShape, type PageArguments, resolvePage } from './pagination.ts';
import { selectedList } from './selection.ts';
import { MANY_ROWS } from './turn.ts';

const CURSOR_TYPE: Readonly<Record<SortKey['type'], CursorType>> = {
  int: 'int',
  text: 'text',
  date: 'day',
  numeric: 'decimal',
  timestamptz: 'moment',
};

/** A part of an order in SQL, as its cursors hold it. */
export const toOrderPart = ({ name, type, descending, nullable = false }: SortKey): OrderPart => ({
  name: descending ? `-${name}` : name,
  type: CURSOR_TYPE[type],
  nullable,
});

/** A list that is read from the database: its order, and how its page is read for several owners at once. */
export interface SqlList<Key, Row, Node> {
  readonly keys: readonly SortKey[];
  readonly read: (owners: readonly Key[], page: ListPage, state: Snapshot) => Promise<readonly ListRead<Row>[]>;
  readonly nodeOf: (row: Row, state: Snapshot) => Node;
  /** The state that is read, where it is not that of the request. */
  readonly state?: Snapshot;
}

/** Reads the pages of a list for all rows at one place of the query in one statement, with their length where that is asked for. */
export function listLoader<Key, Row, Node>(
  { keys, read, nodeOf, state }: SqlList<Key, Row, Node>,
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
): DataLoader<Key, ConnectionShape<Node>> {
  const { cursors, total } = selectedList(info);
  const page = resolvePage(args, keys.map(toOrderPart), context, state);
  const wanted = { keys, limit: page.limit, backward: page.backward, after: page.after, cursors, total };
  return new DataLoader<Key, ConnectionShape<Node>>(async (owners) => {
    const lists = await read(owners, wanted, page.state);
    if (lists.reduce((sum, { rows }) => sum + rows.length, 0) > MANY_ROWS) await context.takeTurn(true);
    return lists.map((list) =>
      buildConnection(
        list.rows,
        page,
        (row) => row.sort ?? [],
        () => list.total ?? 0,
        (row) => nodeOf(row, page.state),
      ),
    );
  });
}

/** A list that hangs on nothing: its page is read under the key 0. */
export const ROOT_KEY = 0;

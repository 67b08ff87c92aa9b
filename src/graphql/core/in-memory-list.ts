import { compareText } from '../../domain/core/text.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import type { Context } from './context.ts';
import { buildConnection, type ConnectionShape, type Page, type PageArguments, resolvePage } from './pagination.ts';

/** One part of the order of a list in memory. */
export interface InMemoryKey<Row> {
  readonly name: string;
  readonly type: 'text' | 'int';
  readonly descending?: boolean;
  readonly of: (row: Row) => string | number;
}

/** A list of rows in memory, in its order. `sorted`: the rows are given in that order already. */
export interface InMemoryList<Row> {
  readonly rows: readonly Row[];
  readonly keys: readonly InMemoryKey<Row>[];
  readonly sorted: boolean;
  readonly shows: (row: Row, state: Snapshot) => boolean;
}

type Released = { readonly datasetId: number; readonly fromSeq: number; readonly toSeq: number };
type Coded = Released & { readonly id: number; readonly code: string };

export const CODE_KEY: InMemoryKey<{ readonly code: string }> = { name: 'code', type: 'text', of: ({ code }) => code };

/** Rows that are held by code, of which those are answered that the state shows and that fit. */
export const byCode = <Row extends Coded>(rows: readonly Row[], fits: (row: Row) => boolean = () => true) => ({
  rows,
  keys: [CODE_KEY],
  sorted: true,
  shows: (row: Row, state: Snapshot) => isVisible(row, state) && fits(row),
});

const compareValues = (a: string | number, b: string | number): number =>
  typeof a === 'string' ? compareText(a, String(b)) : a - Number(b);

const compareRows = <Row>(keys: readonly InMemoryKey<Row>[], valuesOf: (key: InMemoryKey<Row>) => number): number => {
  for (const key of keys) {
    const order = valuesOf(key);
    if (order !== 0) return key.descending ? -order : order;
  }
  return 0;
};

/** A list with more rows takes a turn: looking at them takes a good part of a millisecond. */
const MANY_TO_SEARCH = 5_000;

type MaybePromise<Value> = Value | Promise<Value>;

/** The page of a list in memory that the arguments ask for. */
export function inMemoryPage<Row>(
  list: InMemoryList<Row>,
  args: PageArguments,
  context: Context,
): MaybePromise<ConnectionShape<Row>>;
export function inMemoryPage<Row, Node>(
  list: InMemoryList<Row>,
  args: PageArguments,
  context: Context,
  nodeOf: (row: Row) => Node,
): MaybePromise<ConnectionShape<Node>>;
export function inMemoryPage<Row, Node>(
  list: InMemoryList<Row>,
  args: PageArguments,
  context: Context,
  nodeOf: (row: Row) => Row | Node = (row) => row,
): MaybePromise<ConnectionShape<Row | Node>> {
  const order = list.keys.map(({ name, type, descending }) => ({ name: descending ? `-${name}` : name, type }));
  const page = resolvePage(args, order, context);
  const select = () => selectPage(list, page, nodeOf);
  return list.rows.length > MANY_TO_SEARCH ? context.takeTurn().then(select) : select();
}

function selectPage<Row, Node>(
  { rows, keys, sorted, shows }: InMemoryList<Row>,
  page: Page,
  nodeOf: (row: Row) => Row | Node,
): ConnectionShape<Row | Node> {
  const shown = rows.filter((row) => shows(row, page.state));
  if (!sorted) shown.sort((a, b) => compareRows(keys, (key) => compareValues(key.of(a), key.of(b))));
  const list = page.backward ? shown.toReversed() : shown;
  const { after } = page;
  const placeOf = (row: Row) =>
    compareRows(keys, (key) => compareValues(key.of(row), after?.[keys.indexOf(key)] ?? ''));
  const start = after ? list.findIndex((row) => (page.backward ? placeOf(row) < 0 : placeOf(row) > 0)) : 0;
  return buildConnection(
    start === -1 ? [] : list.slice(start, start + page.limit),
    page,
    (row) => keys.map((key) => String(key.of(row))),
    () => shown.length,
    nodeOf,
  );
}

/** The visible row with a code; of plans, in one data set. */
export const findByCode = <Row extends Coded>(
  rows: readonly Row[],
  code: string,
  { state }: Pick<Context, 'state'>,
  datasetId?: number,
): Row | null =>
  rows.find(
    (row) => row.code === code && (datasetId === undefined || row.datasetId === datasetId) && isVisible(row, state),
  ) ?? null;

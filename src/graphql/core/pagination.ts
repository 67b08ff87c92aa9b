import { badInput, limitExceeded } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { Context } from './context.ts';
import { decodeCursor, encodeCursor, fits, type OrderPart } from './cursor.ts';
import type { Pieces } from './piece.ts';

export const DEFAULT_PAGE = 50;
export const MAX_PAGE_SIZE = 1_000;

/** The arguments of a Relay connection. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** One page of a list in one order, and the state in which it is read. */
export interface Page {
  readonly size: number;
  /** One row more than the page, which tells whether there is a further one. */
  readonly limit: number;
  readonly backward: boolean;
  /** The sort values of the row that the page begins after. */
  readonly after: readonly (string | null)[] | null;
  readonly state: Snapshot;
  readonly order: string;
  readonly pieces: Pieces | null;
}

/** How many rows a page has, unless asked otherwise, and at most; and in what its arguments stand, where they are fields of an input. */
export interface PageSizes {
  readonly usual: number;
  readonly most: number;
  readonly within?: string;
}
const LIST: PageSizes = { usual: DEFAULT_PAGE, most: MAX_PAGE_SIZE };

/** Checks the arguments of a page, and that its cursor is one of this order. */
export function resolvePage(
  args: PageArguments,
  order: readonly OrderPart[],
  context: Context,
  state = context.state,
  sizes = LIST,
): Page {
  const backward = args.last != null || (args.before != null && args.first == null);
  if (args.first != null && args.last != null) throw badInput('last', message('graphql.first-and-last'));
  if (backward && args.after != null) throw badInput('after', message('graphql.after-with-last'));
  if (!backward && args.before != null) throw badInput('before', message('graphql.before-with-first'));
  const within = sizes.within ? `${sizes.within}.` : '';
  const size = sizeOf(`${within}${backward ? 'last' : 'first'}`, backward ? args.last : args.first, sizes);
  const name = order.map((part) => part.name).join(' ');
  const page = { size, limit: size + 1, backward, order: name, pieces: context.pieces };

  const text = backward ? args.before : args.after;
  const argument = `${within}${backward ? 'before' : 'after'}`;
  if (text == null) return { ...page, after: null, state };
  const cursor = decodeCursor(text);
  const begun = cursor && context.stateAt(cursor);
  if (cursor && cursor.order !== name) {
    const values = { argument, cursorOrder: cursor.order.slice(0, 100), order: name };
    throw badInput(argument, message('graphql.cursor-of-another-order', values));
  }
  if (!cursor || !begun || !fits(cursor.values, order)) {
    throw badInput(argument, message('graphql.not-a-cursor', { cursor: text.slice(0, 100) }));
  }
  return { ...page, after: cursor.values, state: begun };
}

function sizeOf(argument: string, value: number | null | undefined, { usual, most }: PageSizes): number {
  const size = value ?? usual;
  if (size < 0) throw badInput(argument, message('graphql.out-of-range', { argument, min: 0, max: most, value: size }));
  if (size > most) {
    throw limitExceeded('page', message('graphql.page-too-large', { argument, max: most, value: size }), most, size);
  }
  return size;
}

interface ConnectionEdge<Node> {
  readonly cursor: string;
  node: Node;
}

export interface ConnectionShape<Node> {
  /** Those of a long list may come later. */
  edges: (ConnectionEdge<Node> | Promise<ConnectionEdge<Node>>)[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  totalCount: () => number;
}

/** Where rows stand in a list. A cursor is made when it is asked for: most lists are read for their rows alone. */
class Places<Row> {
  readonly #page: Page;
  readonly #valuesOf: (row: Row) => readonly (string | null)[];

  constructor(page: Page, valuesOf: (row: Row) => readonly (string | null)[]) {
    this.#page = page;
    this.#valuesOf = valuesOf;
  }

  cursorOf(row: Row): string {
    const { state, order } = this.#page;
    return encodeCursor({ facts: state.facts, asOf: state.asOf, order, values: this.#valuesOf(row) });
  }
}

class Edge<Row, Node> {
  readonly node: Node;
  readonly #row: Row;
  readonly #places: Places<Row>;

  constructor(row: Row, node: Node, places: Places<Row>) {
    this.node = node;
    this.#row = row;
    this.#places = places;
  }

  get cursor(): string {
    return this.#places.cursorOf(this.#row);
  }
}

/** Rows that were read with `limit`, in the order that they were read, as the page that was asked for. */
export function buildConnection<Row, Node>(
  rows: readonly Row[],
  page: Page,
  valuesOf: (row: Row) => readonly (string | null)[],
  totalCount: () => number,
  nodeOf: (row: Row) => Node,
): ConnectionShape<Node> {
  const more = rows.length > page.size;
  const kept = rows.slice(0, page.size);
  if (page.backward) kept.reverse();
  const places = new Places(page, valuesOf);
  const edges = kept.map((row) => new Edge(row, nodeOf(row), places));
  return {
    edges: page.pieces?.share(edges) ?? edges,
    pageInfo: {
      hasNextPage: page.backward ? page.after !== null : more,
      hasPreviousPage: page.backward ? more : page.after !== null,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    totalCount,
  };
}

/** An order that names a key twice means the first. */
export const firstOfEach = <Key extends { readonly name: string }>(keys: readonly Key[]): Key[] =>
  keys.filter((key, index) => keys.findIndex(({ name }) => name === key.name) === index);

import type { ODataExpression, Path, Segment } from './expression.ts';
import type { Search } from './search-parse.ts';

export interface Ordering {
  readonly expression: ODataExpression;
  readonly descending: boolean;
}

/** What is expanded by this name is whatever an entity is linked to. */
export const EVERY_WAY = '*';

/** What is answered along with an entity: those that it is linked to, or only how many there are. */
export interface Expanding {
  readonly segment: Segment;
  readonly countOnly: boolean;
  readonly query: Query;
  /** Its options as they were written, for the address at which it goes on. */
  readonly written: ReadonlyMap<string, string>;
}

/** What is asked of a collection, at whatever depth. */
export interface Query {
  /** Null: everything. */
  readonly select: readonly Path[] | null;
  readonly expand: readonly Expanding[];
  readonly filter: ODataExpression | null;
  readonly orderby: readonly Ordering[];
  readonly search: Search | null;
  readonly top: number | null;
  readonly skip: number;
  readonly count: boolean;
}

export const ALL: Query = {
  select: null,
  expand: [],
  filter: null,
  orderby: [],
  search: null,
  top: null,
  skip: 0,
  count: false,
};

export const METHODS = ['sum', 'min', 'max', 'average', 'countdistinct'] as const;
export type Method = (typeof METHODS)[number];

/** One figure of a group; without a path, how many rows it has. */
export interface Aggregate {
  readonly path: Path | null;
  readonly method: Method | null;
  readonly alias: string;
  readonly at: number;
}

/** A property that is computed of others. */
export interface Computation {
  readonly expression: ODataExpression;
  readonly alias: string;
  readonly at: number;
}

/** Leaves the rows of the groups that fulfil a condition. */
export interface GroupFilter {
  readonly kind: 'groupfilter';
  readonly paths: readonly Path[];
  /** The figures of a group that the condition asks for, under the names that it has for them. */
  readonly aggregates: readonly Aggregate[];
  readonly condition: ODataExpression;
}

/** One step of `$apply`. */
export type Transformation =
  | { readonly kind: 'identity' }
  | { readonly kind: 'filter'; readonly condition: ODataExpression }
  | { readonly kind: 'search'; readonly search: Search }
  | { readonly kind: 'compute'; readonly computations: readonly Computation[] }
  | { readonly kind: 'orderby'; readonly orderings: readonly Ordering[] }
  | { readonly kind: 'skip' | 'top'; readonly count: number }
  /** The first so many of an order. */
  | { readonly kind: 'first'; readonly count: number; readonly order: Ordering }
  | { readonly kind: 'groupby'; readonly paths: readonly Path[]; readonly aggregates: readonly Aggregate[] }
  | GroupFilter
  /** What each of these sequences makes of the same rows, one after the other. It is the last step of its sequence. */
  | { readonly kind: 'concat'; readonly branches: readonly (readonly Transformation[])[] };

/** What is asked of the resource that an address names. */
export interface Request extends Query {
  readonly apply: readonly Transformation[] | null;
  readonly compute: readonly Computation[];
  readonly skiptoken: string | null;
  readonly format: string | null;
}

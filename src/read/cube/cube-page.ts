import type { SortKey } from '../core/statement.ts';

/** A page of a table is read column by column: ten thousand rows are an array for each column, not ten thousand objects on the way. */
export type CubeColumns<Row> = { readonly [Name in keyof Row]?: readonly Row[Name][] };

export interface CubePage {
  readonly keys: readonly SortKey[];
  readonly limit: number;
  readonly after: readonly (string | null)[] | null;
  readonly cursors: boolean;
  readonly total: boolean;
}

export interface CubeRead<Row> {
  readonly columns: CubeColumns<Row>;
  readonly length: number;
  readonly sort: readonly (readonly (string | null)[])[];
  readonly total: number | null;
}

export type RawPage = Readonly<Record<string, unknown>> & { readonly length: number };

/** Selects of the rows of a page what their cursors are made of. */
export const selectSort = ({ keys, cursors }: CubePage): string =>
  cursors ? `, array[${keys.map(({ expression }) => `${expression}::text`).join(', ')}] as sort` : '';

/** Selects the rows of a page as one row of arrays. */
export const selectPage = (columns: readonly string[], { cursors }: CubePage): string =>
  [
    'count(*)::int as length',
    ...columns.map((name) => `json_agg(c."${name}") as "${name}"`),
    ...(cursors ? ['json_agg(c.sort) as sort'] : []),
  ].join(', ');

/** Parses the row of arrays; a column of an empty page is an empty array. */
export function parsePage<Row>(found: RawPage | undefined, columns: readonly (keyof Row & string)[]): CubeRead<Row> {
  return {
    columns: Object.fromEntries(columns.map((name) => [name, found?.[name] ?? []])) as unknown as CubeColumns<Row>,
    length: found?.length ?? 0,
    sort: (found?.sort ?? []) as CubeRead<Row>['sort'],
    total: typeof found?.total === 'number' ? found.total : null,
  };
}

/** The value of a column in the row at this place. Every column that is asked for was read, and each is as long as the page. */
export const getValueAt = <Value>(column: readonly Value[] | undefined, at: number): Value => column?.[at] as Value;

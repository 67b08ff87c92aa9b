import type { ObservationBasis } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { beyond, orderBy, Parameters, type SortKey, seenTable } from '../core/statement.ts';
import { columnList, NEWEST, type ObservationRow } from '../observation/observation.ts';
import { type ObservationFilter, observationConditions, seriesConditions } from '../observation/observation-filter.ts';
import { PERIOD_KEYS } from '../observation/observation-order.ts';

/** What an observation has beyond a cell of a table: what names it among its revisions, and what is to be read beside it. */
type Beside = 'seriesId' | 'fromSeq' | 'reportedById' | 'citationIds' | 'note';

/** A cell of a table: what one data set says of one metric in one region, for one part, in one period. */
export interface CellRow extends Omit<ObservationRow, 'basis' | Beside> {
  readonly basis: ObservationBasis | 'ROLLED_UP';
}
export type CellColumn = keyof CellRow;

/** A page of a table, column by column: ten thousand rows are an array for each column, not ten thousand objects on the way. */
export type Columns<Row> = { readonly [Name in keyof Row]?: readonly Row[Name][] };

export interface CubePage {
  readonly keys: readonly SortKey[];
  readonly limit: number;
  readonly after: readonly (string | null)[] | null;
  readonly cursors: boolean;
  readonly total: boolean;
}

export interface CubeRead<Row> {
  readonly columns: Columns<Row>;
  readonly length: number;
  readonly sort: readonly (readonly (string | null)[])[];
  readonly total: number | null;
}

const METRIC_KEY: SortKey = { name: 'metric', expression: 's.metric_code', type: 'text', descending: false };
const REGION_KEY: SortKey = { name: 'region', expression: 's.region_code', type: 'text', descending: false };
const BREAKDOWN_KEY: SortKey = { name: 'breakdown', expression: 's.breakdown_key', type: 'text', descending: false };
const SERIES_KEY: SortKey = { name: 'series', expression: 's.id', type: 'int', descending: false };
const VALUE_KEY = (descending: boolean): SortKey => ({
  name: 'value',
  expression: 'o.value',
  type: 'numeric',
  descending,
  nullable: true,
});

export const CUBE_KEYS = {
  METRIC_ASC: [METRIC_KEY],
  REGION_ASC: [REGION_KEY],
  PERIOD_ASC: PERIOD_KEYS(false),
  PERIOD_DESC: PERIOD_KEYS(true),
  VALUE_ASC: [VALUE_KEY(false)],
  VALUE_DESC: [VALUE_KEY(true)],
} as const satisfies Record<string, readonly SortKey[]>;
/** What makes any order total. */
export const CUBE_ENDS: readonly SortKey[] = [BREAKDOWN_KEY, SERIES_KEY];

export interface CubeQuery {
  readonly metrics: readonly number[];
  readonly filter: ObservationFilter;
  /** Only the latest so many periods of each series. */
  readonly latest: number | null;
}

/** A page of what is stored. Each series gives no more than a page, and a page that follows the order of series reads no further than its end. */
export async function readCells(
  sql: Sql,
  state: Snapshot,
  { metrics, filter, latest }: CubeQuery,
  page: CubePage,
  columns: readonly CellColumn[],
): Promise<CubeRead<CellRow>> {
  const parameters = new Parameters();
  const series = `select s.*, m.code as metric_code, r.code as region_code, seen.seq
    from series s join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id
    where ${[`s.metric_id = any(${parameters.add(metrics, 'int[]')})`, ...seriesConditions(filter, parameters)].join(' and ')}`;
  const conditions = ['o.series_id = s.id', ...observationConditions(filter, parameters, 's')];
  const observations =
    latest === null
      ? `join observation o on ${conditions.join(' and ')}`
      : `cross join lateral (
      select * from observation o where ${conditions.join(' and ')}
      order by ${NEWEST} limit ${parameters.add(latest, 'int')}
    ) o`;
  const from = `from (
    ${series}
  ) s
  ${observations}`;
  const after = page.after ? `where ${beyond(page.keys, page.after, false, parameters)}` : '';
  const rows = `select ${columnList(columns)}${sortColumn(page)}
  ${from}
  ${after}
  order by ${orderBy(page.keys, false)} limit ${parameters.add(page.limit, 'int')}`;
  const [found] = await sql.query<RawPage>(
    `-- cube.cells
select ${pageList(columns, page)}${page.total ? `, (select count(*)::int ${from}) as total` : ''}
from (
  ${rows}
) c`,
    parameters.values,
  );
  return cubeRead(found, columns);
}

export type RawPage = Readonly<Record<string, unknown>> & { readonly length: number };

/** What is selected of the rows of a page for its cursors. */
export const sortColumn = ({ keys, cursors }: CubePage): string =>
  cursors ? `, array[${keys.map(({ expression }) => `${expression}::text`).join(', ')}] as sort` : '';

/** A page's rows as one row of arrays. */
export const pageList = (columns: readonly string[], { cursors }: CubePage): string =>
  [
    'count(*)::int as length',
    ...columns.map((name) => `json_agg(c."${name}") as "${name}"`),
    ...(cursors ? ['json_agg(c.sort) as sort'] : []),
  ].join(', ');

export function cubeRead<Row>(found: RawPage | undefined, columns: readonly (keyof Row & string)[]): CubeRead<Row> {
  return {
    columns: Object.fromEntries(columns.map((name) => [name, found?.[name] ?? []])) as unknown as Columns<Row>,
    length: found?.length ?? 0,
    sort: (found?.sort ?? []) as CubeRead<Row>['sort'],
    total: typeof found?.total === 'number' ? found.total : null,
  };
}

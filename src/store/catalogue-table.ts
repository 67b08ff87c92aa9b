import { Decimal } from '../domain/decimal.ts';
import type * as Row from './generated/prisma/client.ts';
import type { Sql } from './sql.ts';

/** The tables that are held, and what is held of each. */
interface Tables {
  readonly dataset: Row.Dataset;
  readonly release: Row.Release;
  readonly source: Row.Source;
  readonly theme: Row.Theme;
  readonly unit: Row.Unit;
  readonly dimension: Row.Dimension;
  readonly category: Row.Category;
  readonly organization: Row.Organization;
  readonly organization_head: Row.OrganizationHead;
  readonly working_group: Row.WorkingGroup;
  readonly programme: Row.Programme;
  readonly programme_region: Row.ProgrammeRegion;
  readonly programme_metric: Row.ProgrammeMetric;
  readonly metric: Row.Metric;
  readonly metric_dimension: Row.MetricDimension;
  readonly region_version: Row.RegionVersion;
  readonly region_successor: Row.RegionSuccessor;
  readonly former: Row.Former;
}
type Name = keyof Tables;
export type CatalogueRows = { readonly [N in Name]: readonly Tables[N][] };

const RELEASED = ['id', 'datasetId', 'code', 'fromSeq', 'toSeq'] as const;

// biome-ignore format: a table a line
const COLUMNS: { readonly [N in Name]: readonly (keyof Tables[N])[] } = {
  dataset: ['id', 'code', 'title', 'language', 'timeZone', 'licence', 'publisherId', 'regionId', 'minCount', 'currentSeq'],
  release: ['id', 'datasetId', 'seq', 'version', 'state', 'publishAt', 'publishedAt', 'notes', 'contentHash', 'observationCount'],
  source: [...RELEASED, 'title', 'publisherId', 'publishedDate', 'url', 'sha256', 'licence'],
  theme: [...RELEASED, 'name'],
  unit: [...RELEASED, 'name', 'symbol'],
  dimension: [...RELEASED, 'name'],
  category: [...RELEASED, 'dimensionId', 'name', 'position'],
  organization: [...RELEASED, 'name', 'kind', 'parentId', 'regionId', 'citationIds', 'searchText'],
  organization_head: ['organizationId', 'headId', 'position'],
  working_group: [...RELEASED, 'ordinal', 'name', 'leadingGroupId', 'citationIds'],
  programme: [...RELEASED, 'name', 'kind', 'themeId', 'workingGroupId', 'attribution', 'citationIds', 'searchText'],
  programme_region: ['programmeId', 'regionId', 'position'],
  programme_metric: ['programmeId', 'metricId', 'position'],
  metric: [
    ...RELEASED, 'name', 'sortName', 'definition', 'themeId', 'workingGroupId', 'attribution', 'kind', 'basis', 'unitId',
    'unitMultiplier', 'decimals', 'direction', 'overTime', 'overRegions', 'overBreakdowns', 'numeratorId', 'denominatorId', 'factor',
    'expression', 'citationIds', 'searchText',
  ],
  metric_dimension: ['metricId', 'dimensionId', 'position'],
  region_version: [
    ...RELEASED, 'regionId', 'scheme', 'name', 'level', 'parentId', 'path', 'validFrom', 'validTo', 'current', 'searchText',
  ],
  region_successor: ['regionId', 'successorId', 'position'],
  former: ['kind', 'id', 'until', 'row'],
};

/** What JSON has no type for is read as Prisma's models have it. */
const READ: Readonly<Record<string, (text: string) => unknown>> = {
  publishAt: (text) => new Date(text),
  publishedAt: (text) => new Date(text),
  publishedDate: (text) => new Date(text),
  validFrom: (text) => new Date(text),
  validTo: (text) => new Date(text),
  factor: (text) => new Decimal(text),
};

const CONDITION: { readonly [N in Name]?: string } = {
  release: "state = 'PUBLISHED' order by seq",
  former: "kind <> 'TASK' order by until",
  dataset: 'true order by id',
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const columnOf = (name: string) => `${snake(name)}${name === 'factor' ? '::text' : ''} as "${name}"`;

const STATEMENT = `-- catalogue.read
select ${(Object.keys(COLUMNS) as Name[])
  .map((table) => {
    const columns = (COLUMNS[table] as readonly string[]).map(columnOf).join(', ');
    return `(select coalesce(json_agg(r), '[]') from (select ${columns} from ${table} where ${CONDITION[table] ?? 'true'}) r) as ${table}`;
  })
  .join(',\n  ')}`;

/** All rows of all of them, as they stood at one moment: one statement, one text for each table. */
export async function readTables(sql: Sql): Promise<CatalogueRows> {
  const [found] = await sql.query<Record<Name, Record<string, unknown>[]>>(STATEMENT);
  if (!found) throw new Error('the catalogue could not be read');
  for (const rows of Object.values(found)) for (const row of rows) readTypes(row);
  return found as unknown as CatalogueRows;
}

function readTypes(row: Record<string, unknown>): Record<string, unknown> {
  for (const [name, read] of Object.entries(READ)) {
    const value = row[name];
    if (typeof value === 'string' || typeof value === 'number') row[name] = read(String(value));
  }
  return row;
}

type Links = 'programme_metric' | 'programme_region' | 'metric_dimension' | 'organization_head' | 'region_successor';

/** Where what was kept belongs: its table, and of each list of links the table, the column that says whose they are, and its own key. */
const FORMER: Readonly<
  Record<string, { readonly table: Name; readonly links: Readonly<Record<string, readonly [Links, string, string]>> }>
> = {
  METRIC: { table: 'metric', links: { dimensions: ['metric_dimension', 'metricId', 'id'] } },
  PROGRAMME: {
    table: 'programme',
    links: {
      metrics: ['programme_metric', 'programmeId', 'id'],
      regions: ['programme_region', 'programmeId', 'id'],
    },
  },
  WORKING_GROUP: { table: 'working_group', links: {} },
  ORGANIZATION: { table: 'organization', links: { heads: ['organization_head', 'organizationId', 'id'] } },
  REGION_VERSION: { table: 'region_version', links: { successors: ['region_successor', 'regionId', 'regionId'] } },
};

/** The rows as they were when there had been so many publications. */
export function pastRows(rows: CatalogueRows, facts: number): CatalogueRows {
  const past: Record<string, readonly Record<string, unknown>[]> = { ...(rows as object) };
  for (const [kind, { table, links }] of Object.entries(FORMER)) {
    const then = new Map<number, Record<string, unknown>>();
    for (const { id, until, row, kind: of } of rows.former) {
      if (of === kind && until > facts && !then.has(id)) then.set(id, readTypes(camelRow(row as object)));
    }
    if (then.size === 0) continue;
    past[table] = (past[table] ?? []).map((row) => then.get(row.id as number) ?? row);
    for (const [name, [linkTable, owner, key]] of Object.entries(links)) {
      const changed = new Set([...then.values()].map((row) => row[key]));
      const standing = (past[linkTable] ?? []).filter((link) => !changed.has(link[owner]));
      const kept = [...then.values()].flatMap((row) =>
        (row[name] as object[]).map((link) => ({ ...camelRow(link), [owner]: row[key] })),
      );
      past[linkTable] = [...standing, ...kept];
    }
  }
  return past as unknown as CatalogueRows;
}

const camelRow = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

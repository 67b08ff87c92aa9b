import type * as Row from '../../database/generated/prisma/client.ts';
import type { Sql } from '../../database/sql.ts';
import { Decimal } from '../../domain/number/decimal.ts';

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
  readonly rating: Row.Rating;
  readonly region_alias: Row.RegionAlias;
  readonly assessment_rule: Row.AssessmentRule;
  readonly row_history: Row.RowHistory;
}
export type Name = keyof Tables;
export type CatalogueRows = { readonly [N in Name]: readonly Tables[N][] };

const RELEASED = ['id', 'datasetId', 'code', 'fromSeq', 'toSeq'] as const;

// biome-ignore format: a table a line
const COLUMNS: { readonly [N in Name]: readonly (keyof Tables[N])[] } = {
  dataset: ['id', 'code', 'title', 'language', 'timeZone', 'licence', 'publisherId', 'regionId', 'minCount', 'taskLight', 'currentSeq'],
  release: ['id', 'datasetId', 'seq', 'version', 'state', 'publishAt', 'publishedAt', 'importedAt', 'notes', 'contentHash', 'observationCount'],
  source: [...RELEASED, 'title', 'publisherId', 'publishedDate', 'url', 'sha256', 'licence'],
  theme: [...RELEASED, 'name'],
  unit: [...RELEASED, 'name', 'symbol'],
  dimension: [...RELEASED, 'name'],
  category: [...RELEASED, 'dimensionId', 'name', 'position', 'validFrom', 'validTo'],
  organization: [...RELEASED, 'name', 'kind', 'parentId', 'regionId', 'citationIds', 'searchText'],
  organization_head: ['organizationId', 'headId', 'position'],
  working_group: [...RELEASED, 'ordinal', 'name', 'leadingGroupId', 'citationIds'],
  programme: [...RELEASED, 'name', 'kind', 'themeId', 'workingGroupId', 'attribution', 'citationIds', 'searchText'],
  programme_region: ['programmeId', 'regionId', 'position'],
  programme_metric: ['programmeId', 'metricId', 'position'],
  metric: [
    ...RELEASED, 'name', 'sortName', 'definition', 'themeId', 'workingGroupId', 'attribution', 'kind', 'basis', 'unitId',
    'unitMultiplier', 'decimals', 'direction', 'overTime', 'overRegions', 'overBreakdowns', 'numeratorId', 'denominatorId', 'factor',
    'minimum', 'maximum', 'exact', 'tolerance', 'confidence', 'expression', 'citationIds', 'searchText',
  ],
  metric_dimension: ['metricId', 'dimensionId', 'position'],
  region_version: [
    ...RELEASED, 'regionId', 'scheme', 'name', 'level', 'parentId', 'path', 'validFrom', 'validTo', 'current', 'searchText',
  ],
  region_successor: ['regionId', 'successorId', 'position'],
  rating: [...RELEASED, 'name', 'description', 'light', 'position', 'validFrom', 'validTo'],
  region_alias: ['id', 'datasetId', 'scheme', 'alias', 'regionId', 'fromSeq', 'toSeq'],
  assessment_rule: [
    ...RELEASED, 'metricId', 'description', 'compare', 'maintainWithin', 'greenFrom', 'yellowFrom', 'yellowDays',
  ],
  row_history: ['kind', 'id', 'until', 'row'],
};

/** What JSON has no type for is read as Prisma's models have it. */
const READ: Readonly<Record<string, (text: string) => unknown>> = {
  publishAt: (text) => new Date(text),
  publishedAt: (text) => new Date(text),
  importedAt: (text) => new Date(text),
  publishedDate: (text) => new Date(text),
  validFrom: (text) => new Date(text),
  validTo: (text) => new Date(text),
  factor: (text) => new Decimal(text),
  minimum: (text) => new Decimal(text),
  maximum: (text) => new Decimal(text),
  tolerance: (text) => new Decimal(text),
  confidence: (text) => new Decimal(text),
  maintainWithin: (text) => new Decimal(text),
  greenFrom: (text) => new Decimal(text),
  yellowFrom: (text) => new Decimal(text),
};
/** What a number of JSON could lose a digit of. */
const EXACT = new Set([
  'factor',
  'minimum',
  'maximum',
  'tolerance',
  'confidence',
  'maintainWithin',
  'greenFrom',
  'yellowFrom',
]);

const CONDITION: { readonly [N in Name]?: string } = {
  release: "state = 'PUBLISHED' order by seq",
  row_history: "kind <> 'TASK' order by until",
  dataset: 'true order by id',
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const columnOf = (name: string) => `${snake(name)}${EXACT.has(name) ? '::text' : ''} as "${name}"`;

const STATEMENT = `-- catalogue.read
select ${(Object.keys(COLUMNS) as Name[])
  .map((table) => {
    const columns = (COLUMNS[table] as readonly string[]).map(columnOf).join(', ');
    return `(select coalesce(json_agg(r), '[]') from (select ${columns} from ${table} where ${CONDITION[table] ?? 'true'}) r) as ${table}`;
  })
  .join(',\n  ')}`;

/** All rows of all of them, as they stood at one moment: one statement, one text for each table. */
export async function readTables(sql: Sql): Promise<CatalogueRows> {
  const [found] = await sql.query<CatalogueRows>(STATEMENT);
  if (!found) throw new Error('the catalogue could not be read');
  for (const rows of Object.values(found)) for (const row of rows) readTypes(row);
  return found;
}

/** Texts and numbers of JSON as Prisma's models have them. */
export function readTypes<Row extends object>(row: Row): Row {
  for (const [name, read] of Object.entries(READ)) {
    const value: unknown = Reflect.get(row, name);
    if (typeof value === 'string' || typeof value === 'number') Reflect.set(row, name, read(String(value)));
  }
  return row;
}

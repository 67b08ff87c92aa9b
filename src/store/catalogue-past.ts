import { type CatalogueRows, type Name, readTypes } from './catalogue-table.ts';

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
  ASSESSMENT_RULE: { table: 'assessment_rule', links: {} },
  THEME: { table: 'theme', links: {} },
  UNIT: { table: 'unit', links: {} },
  DIMENSION: { table: 'dimension', links: {} },
  CATEGORY: { table: 'category', links: {} },
  SOURCE: { table: 'source', links: {} },
  DATASET: { table: 'dataset', links: {} },
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

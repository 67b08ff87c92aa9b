import type { HistoryKind } from '../../database/generated/prisma/enums.ts';
import { historyTable } from '../core/history.ts';
import { type CatalogueRows, readTypes } from './catalogue-table.ts';

type Links = 'programme_metric' | 'programme_region' | 'metric_dimension' | 'organization_head' | 'region_successor';

/** Of each list of links that is kept with a row: the table, the column that says whose they are, and its own key. */
const LINKS: { readonly [Kind in HistoryKind]?: Readonly<Record<string, readonly [Links, string, string]>> } = {
  METRIC: { dimensions: ['metric_dimension', 'metricId', 'id'] },
  PROGRAMME: {
    metrics: ['programme_metric', 'programmeId', 'id'],
    regions: ['programme_region', 'programmeId', 'id'],
  },
  ORGANIZATION: { heads: ['organization_head', 'organizationId', 'id'] },
  REGION_VERSION: { successors: ['region_successor', 'regionId', 'regionId'] },
};

/** The rows as they were when there had been so many publications. */
export function catalogueRowsAsOf(rows: CatalogueRows, facts: number): CatalogueRows {
  const past: Record<string, readonly Record<string, unknown>[]> = { ...(rows as object) };
  for (const kind of new Set(rows.row_history.map(({ kind }) => kind))) {
    const table = historyTable(kind);
    const then = new Map<number, Record<string, unknown>>();
    for (const { id, until, row, kind: of } of rows.row_history) {
      if (of === kind && until > facts && !then.has(id)) then.set(id, readTypes(camelRow(row as object)));
    }
    if (then.size === 0) continue;
    past[table] = (past[table] ?? []).map((row) => then.get(row.id as number) ?? row);
    for (const [name, [linkTable, owner, key]] of Object.entries(LINKS[kind] ?? {})) {
      const changed = new Set([...then.values()].map((row) => row[key]));
      const standing = (past[linkTable] ?? []).filter((link) => !changed.has(link[owner]));
      const kept = [...then.values()].flatMap((row) =>
        (row[name] as object[]).map((link) => ({ ...camelRow(link), [owner]: row[key] })),
      );
      past[linkTable] = [...standing, ...kept];
    }
  }
  // Rows were handled by the names of their columns, and each stands in the table that it came from.
  return past as unknown as CatalogueRows;
}

const camelRow = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

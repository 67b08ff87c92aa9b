import { brandWithType } from '@pothos/core';
import type DataLoader from 'dataloader';
import { findStandingVersion } from '../../read/catalogue/region-code.ts';
import { isVisible } from '../../read/core/snapshot.ts';
import { readSeriesById } from '../../read/observation/series.ts';
import { readTasksBy } from '../../read/plan/task.ts';
import { readReportsById } from '../../read/plan/task-link.ts';
import { loaderById } from '../core/by-id.ts';
import type { Context } from '../core/context.ts';
import { taskColumns } from '../plan/task-list.ts';

export type NodeRow = object;
/** Reads the visible row that a number names; those that are asked for in one turn together. */
export type RowReader = (key: number) => NodeRow | null | Promise<NodeRow | null>;

type Released = { readonly id: number; readonly datasetId: number; readonly fromSeq: number; readonly toSeq: number };

/** How the rows of each type with a global id are found by the number in it. `names` are the fields that are asked of them. */
export function rowReaders(
  { catalogue, database, state }: Pick<Context, 'catalogue' | 'database' | 'state'>,
  names: ReadonlySet<string>,
): Readonly<Record<string, RowReader>> {
  const released =
    (cached: { find(id: number): Released | null }): RowReader =>
    (key) => {
      const row = cached.find(key);
      return row && isVisible(row, state) ? row : null;
    };
  const loaded =
    (loader: DataLoader<number, NodeRow | null>): RowReader =>
    (key) =>
      loader.load(key);
  return {
    WorkingGroup: released(catalogue.workingGroups),
    Programme: released(catalogue.programmes),
    Rating: released(catalogue.ratings),
    Metric: released(catalogue.metrics),
    Organization: released(catalogue.organizations),
    Theme: released(catalogue.themes),
    Unit: released(catalogue.units),
    Dimension: released(catalogue.dimensions),
    Category: released(catalogue.categories),
    Source: released(catalogue.sources),
    Region: (key) => findStandingVersion(key, { catalogue, state }),
    Dataset: (key) => (state.seqs.has(key) ? catalogue.datasets.find(key) : null),
    Release: (key) => {
      const release = catalogue.releases.find(key);
      return release && release.seq <= (state.seqs.get(release.datasetId) ?? 0) ? release : null;
    },
    Task: loaded(loaderById((ids) => readTasksBy(database, state, { ids }, taskColumns(names)))),
    TaskReport: loaded(loaderById((ids) => readReportsById(database, state, ids))),
    Series: loaded(loaderById((ids) => readSeriesById(database, state, ids))),
  };
}

/** Says of a row which type it is of, which an interface cannot tell by itself. */
export function branded<Value extends object>(row: Value, type: string): Value {
  // Pothos takes any name; its types know those alone that the builder was told of as a shape.
  brandWithType(row, type as never);
  return row;
}

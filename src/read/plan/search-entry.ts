import type { Sql } from '../../database/sql.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findAliases } from '../catalogue/region-code.ts';
import { isVisible, type Snapshot } from '../core/snapshot.ts';
import { Parameters, seenTable, visibleIn } from '../core/statement.ts';
import { taskTable } from './task-history.ts';

type Names = Readonly<Record<string, string>>;

/** Something that people look for: what it is called, and what more is said of it. */
export interface SearchEntry {
  readonly type:
    | 'WorkingGroup'
    | 'Programme'
    | 'Task'
    | 'Metric'
    | 'Region'
    | 'Organization'
    | 'Source'
    | 'Dataset'
    | 'Release'
    | 'Theme'
    | 'Unit'
    | 'Dimension'
    | 'Category'
    | 'Rating';
  /** The number in its global id. */
  readonly key: number;
  /** Its code; of a region also its aliases, after a blank; of a release its version. */
  readonly code: string;
  readonly name: Names | null;
  /**
   * What is found below all that has the word in its name. Of a release, which has no name: its data set's title, and its notes. Of a unit: its
   * symbol.
   */
  readonly definition: Names | null;
}

/**
 * Everything that can be searched, as a state shows it: the catalogue with its documents and releases, what classifies metrics, figures and tasks, and the titles
 * of tasks.
 */
export async function readSearchEntries(sql: Sql, catalogue: Catalogue, state: Snapshot): Promise<SearchEntry[]> {
  const shown = <Row extends { datasetId: number; fromSeq: number; toSeq: number }>(rows: readonly Row[]) =>
    rows.filter((row) => isVisible(row, state));
  const cached = <Row extends { id: number; code: string; name: unknown }>(
    type: SearchEntry['type'],
    rows: readonly Row[],
    of: (row: Row) => { readonly key?: number; readonly code?: string; readonly definition?: unknown } = () => ({}),
  ): SearchEntry[] =>
    rows.map((row) => {
      const { key = row.id, code = row.code, definition = null } = of(row);
      return { type, key, code, name: row.name as Names | null, definition: definition as Names | null };
    });
  return [
    ...cached('WorkingGroup', shown(catalogue.workingGroups.rows)),
    ...cached('Programme', shown(catalogue.programmes.rows)),
    ...cached('Metric', shown(catalogue.metrics.rows), ({ definition }) => ({ definition })),
    ...cached(
      'Region',
      shown(catalogue.regions.versions.rows).filter(({ current }) => current),
      ({ regionId, code }) => ({
        key: regionId,
        code: [code, ...findAliases(regionId, { catalogue, state }).map(({ alias }) => alias)].join(' '),
      }),
    ),
    ...cached('Organization', shown(catalogue.organizations.rows)),
    ...cached(
      'Source',
      shown(catalogue.sources.rows).map(({ id, code, title: name }) => ({ id, code, name })),
    ),
    ...cached(
      'Dataset',
      state.datasets
        .map(({ id }) => catalogue.datasets.get(id))
        .map(({ id, code, title: name }) => ({ id, code, name })),
    ),
    ...cached(
      'Release',
      catalogue.releases.rows
        .filter(({ datasetId, seq }) => seq <= (state.seqs.get(datasetId) ?? 0))
        .map(({ id, version: code, datasetId, notes }) => {
          const { title } = catalogue.datasets.get(datasetId);
          return { id, code, name: null, definition: joinNames(title as Names | null, notes as Names | null) };
        }),
      ({ definition }) => ({ definition }),
    ),
    ...cached('Theme', shown(catalogue.themes.rows)),
    ...cached('Unit', shown(catalogue.units.rows), ({ symbol: definition }) => ({ definition })),
    ...cached('Dimension', shown(catalogue.dimensions.rows)),
    ...cached('Category', shown(catalogue.categories.rows)),
    ...cached('Rating', shown(catalogue.ratings.rows), ({ description: definition }) => ({ definition })),
    ...cached('Task', await readTitles(sql, state)),
  ];
}

/** Two texts as one, in every language that either has. */
function joinNames(one: Names | null, other: Names | null): Names {
  const languages = Object.keys({ ...one, ...other });
  return Object.fromEntries(
    languages.map((language) => [language, [one?.[language] ?? '', other?.[language] ?? ''].join(' ')]),
  );
}

function readTitles(sql: Sql, state: Snapshot): Promise<{ id: number; code: string; name: Names | null }[]> {
  const parameters = new Parameters();
  return sql.query(
    `-- task.titles
select t.id, t.code, t.title as name
from ${taskTable(state, parameters)} join ${seenTable(state, parameters)} on seen.dataset_id = t.dataset_id
where ${visibleIn('t')}`,
    parameters.values,
  );
}

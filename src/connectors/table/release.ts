import { seenTable } from '../../read/core/statement.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn, textsIn } from './column.ts';
import type { Table } from './table.ts';

export const RELEASES: Table = {
  name: 'Releases',
  rowName: 'Release',
  description: 'The published releases of each data set, the first one first.',
  key: ['datasetCode', 'seq'],
  order: ['datasetNumber', 'seq'],
  from: ({ reading, parameters }) => `release r
join ${seenTable(reading.state, parameters)} on seen.dataset_id = r.dataset_id
join dataset d on d.id = r.dataset_id`,
  conditions: ["r.state = 'PUBLISHED'", 'r.seq <= seen.seq'],
  joins: {},
  columns: [
    globalIdColumn('Release', 'r.id'),
    column.string('datasetCode', 'The code of the data set of the release.', 'd.code'),
    column.int32('seq', "The release's number in its data set, counted from 1.", 'r.seq'),
    column.string('version', "The publisher's version of the release.", 'r.version'),
    nullableColumn.dateTimeOffset(
      'publishedAt',
      'The time of publication as the publisher declares it, or else of the import.',
      'r.published_at',
    ),
    nullableColumn.dateTimeOffset(
      'importedAt',
      'The time of the import into this installation, from which readers see the release.',
      'r.imported_at',
    ),
    nullableColumn.string('notes', "The publisher's notes on the release.", ({ name }) =>
      name('r.notes', 'd.language'),
    ),
    column.string('contentHash', 'The SHA-256 hash of the imported files.', 'r.content_hash'),
    column.int32(
      'observationCount',
      'The number of published observations in the release. Computed observations are not counted.',
      'r.observation_count',
    ),
    internal('number', 'r.id'),
    internal('datasetNumber', 'r.dataset_id'),
    searchTextColumn(`fold_text(concat_ws(' ', d.code, r.version, ${textsIn('r.notes')}))`),
  ],
};

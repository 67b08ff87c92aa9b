import { seenTable } from '../../read/core/statement.ts';
import { column, globalId, internal, maybe, searchText } from './column.ts';
import type { Table } from './table.ts';

export const RELEASES: Table = {
  name: 'Releases',
  rowName: 'Release',
  description: 'What was published of each data set, the first release first.',
  key: ['datasetCode', 'seq'],
  order: ['datasetNumber', 'seq'],
  from: ({ reading, parameters }) => `release r
join ${seenTable(reading.state, parameters)} on seen.dataset_id = r.dataset_id
join dataset d on d.id = r.dataset_id`,
  conditions: ["r.state = 'PUBLISHED'", 'r.seq <= seen.seq'],
  joins: {},
  columns: [
    globalId('Release', 'r.id'),
    column.string('datasetCode', 'The data set that was released.', 'd.code'),
    column.int32('seq', "The release's number in its data set: 1, 2, 3 …", 'r.seq'),
    column.string('version', 'The version that the publisher gave it.', 'r.version'),
    maybe.dateTimeOffset('publishedAt', 'When readers began to see it.', 'r.published_at'),
    maybe.string('notes', 'What the publisher says of it.', ({ name }) => name('r.notes', 'd.language')),
    column.string('contentHash', 'sha256 over the files that were imported.', 'r.content_hash'),
    column.int32(
      'observationCount',
      'Observations that the source publishes, as they stand in it; computed ones are not counted.',
      'r.observation_count',
    ),
    internal('number', 'r.id'),
    internal('datasetNumber', 'r.dataset_id'),
    searchText("lower(concat_ws(' ', d.code, r.version, r.notes::text))"),
  ],
};

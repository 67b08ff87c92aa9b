import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, shown } from '../../read/core/statement.ts';
import { column, globalId, internal, maybe, searchText } from './column.ts';
import type { Table } from './table.ts';

export const PROGRAMMES: Table = {
  name: 'Programmes',
  rowName: 'Programme',
  description: 'Campaigns, pilots, mechanisms and systems.',
  key: ['datasetCode', 'code'],
  order: ['datasetNumber', 'code'],
  from: ({ reading, parameters }) => `${tableAsOf('programme', 'p', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = p.dataset_id
join dataset d on d.id = p.dataset_id`,
  conditions: [shown('p')],
  joins: {
    theme: { sql: 'join theme t on t.id = p.theme_id' },
    workingGroup: { sql: 'left join working_group g on g.id = p.working_group_id' },
  },
  columns: [
    globalId('Programme', 'p.id'),
    column.string('datasetCode', 'The data set that it belongs to.', 'd.code'),
    column.string('code', 'Its code, unique in its data set.', 'p.code'),
    column.string('name', 'Its name.', ({ name }) => `coalesce(${name('p.name', 'd.language')}, p.code)`),
    column.string('kind', 'CAMPAIGN, PILOT, MECHANISM or SYSTEM.', 'p.kind::text'),
    column.string('themeCode', 'Its field of work.', 't.code', 'theme'),
    maybe.string('workingGroupCode', 'The working group that it belongs to.', 'g.code', 'workingGroup'),
    maybe.string(
      'attribution',
      'STATED where the source says that it belongs to its working group, INFERRED where we infer it; null without a group.',
      'p.attribution::text',
    ),
    internal('number', 'p.id'),
    internal('datasetNumber', 'p.dataset_id'),
    internal('workingGroupNumber', 'p.working_group_id'),
    searchText('p.search_text'),
  ],
};

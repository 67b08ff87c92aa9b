import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn } from './column.ts';
import type { Table } from './table.ts';

export const PROGRAMMES: Table = {
  name: 'Programmes',
  rowName: 'Programme',
  description: 'The programmes: campaigns, pilots, mechanisms and systems.',
  key: ['datasetCode', 'code'],
  order: ['datasetNumber', 'code'],
  from: ({ reading, parameters }) => `${tableAsOf('programme', 'p', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = p.dataset_id
join dataset d on d.id = p.dataset_id`,
  conditions: [visibleIn('p')],
  joins: {
    theme: { sql: 'join theme t on t.id = p.theme_id' },
    workingGroup: { sql: 'left join working_group g on g.id = p.working_group_id' },
  },
  columns: [
    globalIdColumn('Programme', 'p.id'),
    column.string('datasetCode', 'The code of the data set to which the programme belongs.', 'd.code'),
    column.string('code', "The programme's code, unique in its data set.", 'p.code'),
    column.string('name', "The programme's name.", ({ name }) => `coalesce(${name('p.name', 'd.language')}, p.code)`),
    column.string('kind', 'The kind of the programme: CAMPAIGN, PILOT, MECHANISM or SYSTEM.', 'p.kind::text'),
    column.string('themeCode', "The code of the programme's theme.", 't.code', 'theme'),
    nullableColumn.string(
      'workingGroupCode',
      'The code of the working group to which the programme belongs.',
      'g.code',
      'workingGroup',
    ),
    nullableColumn.string(
      'attribution',
      'The basis for assigning the programme to its working group: STATED by the source, or INFERRED. Null without a working group.',
      'p.attribution::text',
    ),
    internal('number', 'p.id'),
    internal('datasetNumber', 'p.dataset_id'),
    internal('workingGroupNumber', 'p.working_group_id'),
    searchTextColumn('p.search_text'),
  ],
};

import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn, textsIn } from './column.ts';
import type { Table } from './table.ts';

export const WORKING_GROUPS: Table = {
  name: 'WorkingGroups',
  rowName: 'WorkingGroup',
  description: 'The special working groups under leading groups.',
  key: ['datasetCode', 'code'],
  order: ['datasetNumber', 'ordinal', 'code'],
  from: ({ reading, parameters }) => `${tableAsOf('working_group', 'g', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = g.dataset_id
join dataset d on d.id = g.dataset_id`,
  conditions: [visibleIn('g')],
  joins: { leadingGroup: { sql: 'join organization o on o.id = g.leading_group_id' } },
  columns: [
    globalIdColumn('WorkingGroup', 'g.id'),
    column.string('datasetCode', 'The code of the data set to which the working group belongs.', 'd.code'),
    column.string('code', "The working group's code, unique in its data set.", 'g.code'),
    column.int32('ordinal', 'The number of the working group in the source, from 1.', 'g.ordinal'),
    nullableColumn.string(
      'name',
      "The working group's name. Null if the source only counts the group and does not name it.",
      ({ name }) => name('g.name', 'd.language'),
    ),
    column.boolean('namedInSource', 'True if the source names the group.', 'g.name is not null'),
    column.string(
      'leadingGroupCode',
      'The code of the leading group above the working group.',
      'o.code',
      'leadingGroup',
    ),
    internal('number', 'g.id'),
    internal('datasetNumber', 'g.dataset_id'),
    internal('leadingGroupNumber', 'g.leading_group_id'),
    searchTextColumn(`fold_text(concat_ws(' ', g.code, ${textsIn('g.name')}))`),
  ],
};

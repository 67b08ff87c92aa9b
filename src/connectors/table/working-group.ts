import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, shown } from '../../read/core/statement.ts';
import { column, globalId, internal, maybe, searchText } from './column.ts';
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
  conditions: [shown('g')],
  joins: { leadingGroup: { sql: 'join organization o on o.id = g.leading_group_id' } },
  columns: [
    globalId('WorkingGroup', 'g.id'),
    column.string('datasetCode', 'The data set that it belongs to.', 'd.code'),
    column.string('code', 'Its code, unique in its data set.', 'g.code'),
    column.int32('ordinal', "Its place in the source's count, from 1.", 'g.ordinal'),
    maybe.string('name', 'Its name; null where the source only counts it.', ({ name }) => name('g.name', 'd.language')),
    column.boolean('namedInSource', 'Whether the source gives it a name.', 'g.name is not null'),
    column.string('leadingGroupCode', 'The leading group that it works under.', 'o.code', 'leadingGroup'),
    internal('number', 'g.id'),
    internal('datasetNumber', 'g.dataset_id'),
    internal('leadingGroupNumber', 'g.leading_group_id'),
    searchText("lower(concat_ws(' ', g.code, g.name::text))"),
  ],
};

import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn } from './column.ts';
import type { Table } from './table.ts';

export const ORGANIZATIONS: Table = {
  name: 'Organizations',
  rowName: 'Organization',
  description: 'The organisations that lead, work and report. Never private persons.',
  key: ['code'],
  order: ['code'],
  from: ({ reading, parameters }) => `${tableAsOf('organization', 'o', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = o.dataset_id
join dataset d on d.id = o.dataset_id`,
  conditions: [visibleIn('o')],
  joins: {
    parent: { sql: 'left join organization p on p.id = o.parent_id' },
    region: { sql: 'left join region r on r.id = o.region_id' },
  },
  columns: [
    globalIdColumn('Organization', 'o.id'),
    column.string('code', "The organisation's code, unique in the installation.", 'o.code'),
    column.string(
      'name',
      "The organisation's name.",
      ({ name }) => `coalesce(${name('o.name', 'd.language')}, o.code)`,
    ),
    column.string(
      'kind',
      'The kind of the organisation: LEADING_GROUP, PARTY_COMMITTEE, GOVERNMENT, DEPARTMENT, ORGAN or OTHER.',
      'o.kind::text',
    ),
    nullableColumn.string('parentCode', 'The code of the parent organisation.', 'p.code', 'parent'),
    nullableColumn.string('regionCode', 'The code of the region in which the organisation works.', 'r.code', 'region'),
    internal('number', 'o.id'),
    internal('parentNumber', 'o.parent_id'),
    internal('regionNumber', 'o.region_id'),
    searchTextColumn('o.search_text'),
  ],
};

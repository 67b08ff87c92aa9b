import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn } from './column.ts';
import type { Making, Table } from './table.ts';

const aliases = ({ reading, parameters }: Making): string => `(
  select string_agg(distinct a.alias, ';' order by a.alias) from region_alias a
  join ${seenTable(reading.state, parameters)} on seen.dataset_id = a.dataset_id
  where a.region_id = v.region_id and ${visibleIn('a')}
)`;

export const REGIONS: Table = {
  name: 'Regions',
  rowName: 'Region',
  description: 'The regions in their current version. A code is unique in its scheme.',
  key: ['scheme', 'code'],
  order: ['code', 'scheme'],
  from: ({ reading, parameters }) => `${tableAsOf('region_version', 'v', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = v.dataset_id
join dataset d on d.id = v.dataset_id`,
  conditions: [visibleIn('v'), 'v.current'],
  joins: { parent: { sql: 'left join region p on p.id = v.parent_id' } },
  columns: [
    globalIdColumn('Region', 'v.region_id'),
    column.string('scheme', 'The code scheme of the region, such as GB/T 2260 for Chinese regions.', 'v.scheme'),
    column.string('code', "The region's code in its scheme, such as 620500.", 'v.code'),
    column.string('name', "The region's name.", ({ name }) => `coalesce(${name('v.name', 'd.language')}, v.code)`),
    column.string(
      'level',
      'The administrative level: COUNTRY, PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY, GRID or OTHER.',
      'v.level::text',
    ),
    nullableColumn.string('parentCode', 'The code of the region directly above.', 'p.code', 'parent'),
    nullableColumn.date(
      'validFrom',
      'The first day on which this name and parent are valid. Null if it is not known.',
      'v.valid_from',
    ),
    nullableColumn.date(
      'validTo',
      'The last day on which this name and parent are valid. Null if they are still valid.',
      'v.valid_to',
    ),
    nullableColumn.string(
      'aliases',
      'Other codes of the region, such as former ones, separated by a semicolon. Null if there are none.',
      aliases,
    ),
    internal('number', 'v.region_id'),
    internal('parentNumber', 'v.parent_id'),
    searchTextColumn((making) => `concat_ws(' ', v.search_text, lower(${aliases(making)}))`),
  ],
};

import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { column, nullableColumn } from './column.ts';
import type { Table } from './table.ts';

export const CATEGORIES: Table = {
  name: 'Categories',
  rowName: 'Category',
  description: 'The categories of the dimensions by which metrics are broken down.',
  key: ['dimensionCode', 'code'],
  order: ['dimensionCode', 'position', 'code'],
  from: ({ reading, parameters }) => `${tableAsOf('category', 'k', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = k.dataset_id
join ${tableAsOf('dimension', 'x', reading.state, parameters)} on x.id = k.dimension_id
join dataset d on d.id = k.dataset_id`,
  conditions: [visibleIn('k')],
  joins: {},
  columns: [
    column.string('dimensionCode', 'The code of the dimension, as breakdowns have it.', 'x.code'),
    column.string(
      'dimensionName',
      "The dimension's name.",
      ({ name }) => `coalesce(${name('x.name', 'd.language')}, x.code)`,
    ),
    column.string('code', "The category's code in its dimension.", 'k.code'),
    column.string('name', "The category's name.", ({ name }) => `coalesce(${name('k.name', 'd.language')}, k.code)`),
    column.int32('position', "The category's place in its dimension, from 1.", 'k.position'),
    nullableColumn.date(
      'validFrom',
      'The first day on which the category is valid. Null if it is not known.',
      'k.valid_from',
    ),
    nullableColumn.date(
      'validTo',
      'The last day on which the category is valid. Null if it is still valid.',
      'k.valid_to',
    ),
  ],
};

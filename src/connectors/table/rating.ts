import { tableAsOf } from '../../read/core/history.ts';
import { seenTable } from '../../read/core/statement.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn } from './column.ts';
import type { Table } from './table.ts';

export const RATINGS: Table = {
  name: 'Ratings',
  rowName: 'Rating',
  description:
    'The grades of the scales on which reports judge tasks, the best one of each data set first. A grade that a later release left out stays, with the reports that gave it.',
  key: ['datasetCode', 'code'],
  order: ['datasetNumber', 'order', 'code'],
  from: ({ reading, parameters }) => `${tableAsOf('rating', 'q', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = q.dataset_id
join dataset d on d.id = q.dataset_id`,
  // Tasks and reports keep a rating that a release left out.
  conditions: ['q.from_seq <= seen.seq'],
  joins: {},
  columns: [
    globalIdColumn('Rating', 'q.id'),
    column.string('datasetCode', 'The code of the data set to which the rating belongs.', 'd.code'),
    column.string('code', "The rating's code, unique in its data set.", 'q.code'),
    column.string('name', "The rating's name.", ({ name }) => `coalesce(${name('q.name', 'd.language')}, q.code)`),
    nullableColumn.string(
      'description',
      'The meaning of the rating in words. Null if the source does not give it.',
      ({ name }) => name('q.description', 'd.language'),
    ),
    nullableColumn.string(
      'light',
      "The traffic light of an open task with this rating, where the data set's lights follow ratings: GREEN, YELLOW or RED. Null for none.",
      'q.light::text',
    ),
    column.int32('order', "The rating's place on its scale. 1 is the best.", 'q.position'),
    nullableColumn.date(
      'validFrom',
      'The first day on which a report may give the rating. Null if it is not known.',
      'q.valid_from',
    ),
    nullableColumn.date(
      'validTo',
      'The last day on which a report may give the rating. Null if it is still valid.',
      'q.valid_to',
    ),
    internal('number', 'q.id'),
    internal('datasetNumber', 'q.dataset_id'),
    searchTextColumn("fold_text(concat_ws(' ', q.code, q.name::text))"),
  ],
};

import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { column, nullableColumn, searchTextColumn } from './column.ts';
import type { Table, TableColumn } from './table.ts';

const COLUMNS: readonly TableColumn[] = [
  column.string('period', 'The period in SDMX notation: 2020, 2020-Q3, 2020-11, 2020-01-01/P11M.', 'p.period'),
  nullableColumn.date(
    'periodStart',
    "The period's first day. Null if the source does not give the start.",
    'p.period_start',
  ),
  { ...nullableColumn.date('periodEnd', "The period's last day.", 'p.period_end'), nullable: false },
  column.string(
    'frequency',
    'The frequency of the period: ANNUAL, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY, or SPAN for any other range.',
    'p.frequency::text',
  ),
  column.int32('year', 'The year in which the period ends.', 'extract(year from p.period_end)::int'),
  column.string(
    'label',
    'The period in words, such as November 2020, or 2014/15 of a fiscal year. Sort by periodEnd.',
    ({ reading, parameters }) =>
      `period_label(p.period, p.period_start, p.period_end, coalesce(${parameters.add(reading.languages[0] ?? null, 'text')}, (select language from dataset order by id limit 1)))`,
  ),
  searchTextColumn('lower(p.period)'),
];

const ABOUT: Omit<Table, 'name' | 'from' | 'conditions'> = {
  rowName: 'Period',
  description: 'The periods with observations.',
  key: ['period'],
  order: ['periodEnd', 'period'],
  joins: {},
  columns: COLUMNS,
};

export const PERIODS: Table = {
  ...ABOUT,
  name: 'Periods',
  from: ({ reading, parameters }) => `(
  select distinct o.period, o.period_start, o.period_end, o.frequency
  from observation o
  join series s on s.id = o.series_id
  join ${seenTable(reading.state, parameters)} on seen.dataset_id = s.dataset_id
  where ${visibleIn('o')}
) p`,
  conditions: [],
};

/** The period of one observation, which holds all of it itself: nothing is looked for. */
export const periodWithin = (observation: string): Table => ({
  ...PERIODS,
  from: `(select ${observation}."period" as period, ${observation}."periodStart" as period_start,
    ${observation}."periodEnd" as period_end, ${observation}."frequency" as frequency) p`,
});

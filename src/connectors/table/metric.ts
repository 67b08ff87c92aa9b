import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, shown } from '../../read/core/statement.ts';
import { column, globalId, internal, maybe, searchText } from './column.ts';
import type { Table } from './table.ts';

/** A plain quotient is kept by its parts, and written as any other formula is. */
const EXPRESSION = `coalesce(m.expression, n.code || ' / ' || o.code
  || case when m.factor <> 1 then ' × ' || trim_scale(m.factor)::text else '' end)`;

export const METRICS: Table = {
  name: 'Metrics',
  rowName: 'Metric',
  description: 'What is measured: its unit, its kind, and how its values may be brought together.',
  key: ['code'],
  order: ['code'],
  from: ({ reading, parameters }) => `${tableAsOf('metric', 'm', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = m.dataset_id
join dataset d on d.id = m.dataset_id`,
  conditions: [shown('m')],
  joins: {
    theme: {
      sql: ({ reading, parameters }) =>
        `join ${tableAsOf('theme', 't', reading.state, parameters)} on t.id = m.theme_id`,
    },
    unit: {
      sql: ({ reading, parameters }) => `join ${tableAsOf('unit', 'u', reading.state, parameters)} on u.id = m.unit_id`,
    },
    workingGroup: { sql: 'left join working_group g on g.id = m.working_group_id' },
    numerator: { sql: 'left join metric n on n.id = m.numerator_id' },
    denominator: { sql: 'left join metric o on o.id = m.denominator_id' },
  },
  columns: [
    globalId('Metric', 'm.id'),
    column.string('code', 'Its code, unique in the installation.', 'm.code'),
    column.string('name', 'Its name.', ({ name }) => `coalesce(${name('m.name', 'd.language')}, m.code)`),
    maybe.string('definition', 'What exactly is counted, where that is more than the name says.', ({ name }) =>
      name('m.definition', 'd.language'),
    ),
    column.string('datasetCode', 'The data set that defined it.', 'd.code'),
    column.string('themeCode', 'The theme that it belongs to.', 't.code', 'theme'),
    column.string(
      'themeName',
      "The theme's name.",
      ({ name }) => `coalesce(${name('t.name', 'd.language')}, t.code)`,
      'theme',
    ),
    maybe.string('workingGroupCode', 'The working group that it belongs to.', 'g.code', 'workingGroup'),
    maybe.string(
      'attribution',
      'STATED where the source says that it belongs to its working group, INFERRED where we infer it; null without a group.',
      'm.attribution::text',
    ),
    column.string('kind', 'COUNT, AMOUNT, RATE, RATIO, INDEX or SCORE.', 'm.kind::text'),
    column.string(
      'basis',
      'LEVEL: how many at the end of a period; FLOW: how many in it; CUMULATIVE: how many since a fixed start.',
      'm.basis::text',
    ),
    column.string('unitCode', 'The unit of its values.', 'u.code', 'unit'),
    column.string(
      'unitName',
      "The unit's name.",
      ({ name }) => `coalesce(${name('u.name', 'd.language')}, u.code)`,
      'unit',
    ),
    column.int32('unitMultiplier', 'The power of ten of the unit: 4 for 万.', 'm.unit_multiplier'),
    maybe.int32(
      'decimals',
      'Decimals to which a computed value is rounded; null: 12 significant digits.',
      'm.decimals',
    ),
    maybe.double(
      'minimum',
      'The least value that can be right; null: 0 for a count or a rate, and none for anything else.',
      'm.minimum',
    ),
    maybe.double(
      'maximum',
      'The greatest value that can be right; null: 100 for a rate, and none for anything else.',
      'm.maximum',
    ),
    column.string('direction', 'HIGHER_IS_BETTER, LOWER_IS_BETTER or NEUTRAL.', 'm.direction::text'),
    column.string(
      'overTime',
      'How values of several periods become one: SUM, LAST, AVERAGE, WEIGHTED or NONE.',
      'm.over_time::text',
    ),
    column.string('overRegions', 'The same of several regions.', 'm.over_regions::text'),
    column.string('overBreakdowns', 'The same of several parts.', 'm.over_breakdowns::text'),
    maybe.string('numeratorCode', 'Of a rate or ratio: the metric of its numerator.', 'n.code', 'numerator'),
    maybe.string('denominatorCode', 'Of a rate or ratio: the metric of its denominator.', 'o.code', 'denominator'),
    maybe.string(
      'expression',
      'Of a computed metric: its formula over codes of metrics.',
      EXPRESSION,
      'numerator',
      'denominator',
    ),
    internal('number', 'm.id'),
    internal('workingGroupNumber', 'm.working_group_id'),
    internal('numeratorNumber', 'm.numerator_id'),
    internal('denominatorNumber', 'm.denominator_id'),
    searchText('m.search_text'),
  ],
};

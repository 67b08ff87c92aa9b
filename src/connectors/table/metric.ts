import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn } from './column.ts';
import type { Table } from './table.ts';
import { unitMultiplierSql, unitNameSql, valueSql } from './unit.ts';

/** A plain quotient is kept by its parts, and written as any other formula is. */
const EXPRESSION = `coalesce(m.expression, n.code || ' / ' || o.code
  || case when m.factor <> 1 then ' × ' || trim_scale(m.factor)::text else '' end)`;

export const METRICS: Table = {
  name: 'Metrics',
  rowName: 'Metric',
  description: 'The metrics, with their unit, kind and aggregation rules.',
  key: ['code'],
  order: ['code'],
  from: ({ reading, parameters }) => `${tableAsOf('metric', 'm', reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = m.dataset_id
join dataset d on d.id = m.dataset_id`,
  conditions: [visibleIn('m')],
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
    globalIdColumn('Metric', 'm.id'),
    column.string('code', "The metric's code, unique in the installation.", 'm.code'),
    column.string('name', "The metric's name.", ({ name }) => `coalesce(${name('m.name', 'd.language')}, m.code)`),
    nullableColumn.string('definition', 'The definition of the metric. Null if the name says it all.', ({ name }) =>
      name('m.definition', 'd.language'),
    ),
    column.string('datasetCode', 'The code of the data set that defined the metric.', 'd.code'),
    column.string('themeCode', "The code of the metric's theme.", 't.code', 'theme'),
    column.string(
      'themeName',
      "The theme's name.",
      ({ name }) => `coalesce(${name('t.name', 'd.language')}, t.code)`,
      'theme',
    ),
    nullableColumn.string(
      'workingGroupCode',
      'The code of the working group to which the metric belongs.',
      'g.code',
      'workingGroup',
    ),
    nullableColumn.string(
      'attribution',
      'The basis for assigning the metric to its working group: STATED by the source, or INFERRED. Null without a working group.',
      'm.attribution::text',
    ),
    column.string('kind', 'The kind of the metric: COUNT, AMOUNT, RATE, RATIO, INDEX or SCORE.', 'm.kind::text'),
    column.string(
      'basis',
      'The basis of the values: LEVEL at the end of the period, FLOW during the period, CUMULATIVE since a fixed start.',
      'm.basis::text',
    ),
    column.string('unitCode', 'The code of the unit of the values.', 'u.code', 'unit'),
    column.string(
      'unitName',
      'The unit of the values in words, with the multiplier, such as 万元 or thousand persons.',
      unitNameSql,
      'unit',
    ),
    column.int32(
      'unitMultiplier',
      'The exponent of the unit multiplier, such as 4 for 万 (10⁴): 2.5 with 4 is 25,000 units. 0 where `scaled=true` is in the address.',
      unitMultiplierSql,
    ),
    nullableColumn.int32(
      'decimals',
      'The number of decimals to which computed values are rounded. Null for 12 significant digits.',
      ({ reading }) => (reading.scaled ? 'greatest(m.decimals - m.unit_multiplier, 0)' : 'm.decimals'),
    ),
    nullableColumn.double(
      'minimum',
      'The lower bound of the values. Null for the default: 0 for a count or a rate, none for other kinds.',
      valueSql('m.minimum'),
    ),
    nullableColumn.double(
      'maximum',
      'The upper bound of the values. Null for the default: 100 for a rate, none for other kinds.',
      valueSql('m.maximum'),
    ),
    column.string(
      'direction',
      'The direction in which the metric improves: HIGHER_IS_BETTER, LOWER_IS_BETTER or NEUTRAL.',
      'm.direction::text',
    ),
    column.string(
      'overTime',
      'The rule for aggregating periods: SUM, LAST, AVERAGE, WEIGHTED or NONE.',
      'm.over_time::text',
    ),
    column.string(
      'overRegions',
      'The rule for aggregating regions: SUM, LAST, AVERAGE, WEIGHTED or NONE.',
      'm.over_regions::text',
    ),
    column.string(
      'overBreakdowns',
      'The rule for aggregating breakdowns: SUM, LAST, AVERAGE, WEIGHTED or NONE.',
      'm.over_breakdowns::text',
    ),
    nullableColumn.string(
      'numeratorCode',
      'The code of the numerator metric of a rate or ratio.',
      'n.code',
      'numerator',
    ),
    nullableColumn.string(
      'denominatorCode',
      'The code of the denominator metric of a rate or ratio.',
      'o.code',
      'denominator',
    ),
    nullableColumn.string(
      'expression',
      'The formula of a computed metric, over metric codes.',
      EXPRESSION,
      'numerator',
      'denominator',
    ),
    nullableColumn.double(
      'confidence',
      "The confidence level of the bounds of the metric's estimates, in per cent. Null if the publisher gives none.",
      'm.confidence',
    ),
    internal('number', 'm.id'),
    internal('workingGroupNumber', 'm.working_group_id'),
    internal('numeratorNumber', 'm.numerator_id'),
    internal('denominatorNumber', 'm.denominator_id'),
    searchTextColumn('m.search_text'),
  ],
};

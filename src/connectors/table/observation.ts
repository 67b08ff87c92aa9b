import { OPEN } from '../../database/sql.ts';
import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { column, internal, nullableColumn, searchTextColumn } from './column.ts';
import type { Making, Table } from './table.ts';
import { unitMultiplierSql, unitNameSql, valueSql } from './unit.ts';

/** The number in an observation's global id. */
const ID = `'Observation:' || o.series_id || ':' || o.from_seq || ':' || o.period`;

/**
 * Why a change cannot be told, as src/domain/comparison/comparison.ts has it: one of the two is suppressed, the series breaks between them, or one of
 * them is defined in another way.
 */
const flagged = (alias: string, flag: string): string => `coalesce(${alias}.flags && '{${flag}}', false)`;
const COMPARABLE = `not (${flagged('o', 'SUPPRESSED')} or ${flagged('b', 'SUPPRESSED')} or b.is_broken
  or ${flagged('o', 'DEFINITION_DIFFERS')} <> ${flagged('b', 'DEFINITION_DIFFERS')})`;

/** The names of the categories, in the order in which the breakdown has their codes. */
const breakdownName = ({ reading, parameters, name }: Making): string => `case when s.breakdown_key = '' then '' else (
  select string_agg(coalesce(${name('k.name', 'd.language')}, k.code), '; ' order by x.code collate "C")
  from series_category i
  join ${tableAsOf('category', 'k', reading.state, parameters)} on k.id = i.category_id
  join dimension x on x.id = i.dimension_id
  where i.series_id = s.id
) end`;

/** Every figure that a release shows, published or computed, flat and wide. */
export const OBSERVATION_TABLE: Table = {
  name: 'Observations',
  rowName: 'Observation',
  description: 'The observations in the current release of each data set, published or computed, one per row.',
  key: ['id'],
  order: ['seriesNumber', 'periodEnd', 'period'],
  from: ({ reading, parameters }) => `observation o
join series s on s.id = o.series_id
join ${seenTable(reading.state, parameters)} on seen.dataset_id = s.dataset_id
join ${tableAsOf('metric', 'm', reading.state, parameters)} on m.id = s.metric_id
join region r on r.id = s.region_id
join dataset d on d.id = s.dataset_id`,
  conditions: [visibleIn('o')],
  joins: {
    theme: { sql: 'join theme t on t.id = m.theme_id' },
    unit: {
      sql: ({ reading, parameters }) => `join ${tableAsOf('unit', 'u', reading.state, parameters)} on u.id = m.unit_id`,
    },
    workingGroup: { sql: 'left join working_group g on g.id = m.working_group_id' },
    // The version that stands for the region: the open one that is current, else the one that was shown last.
    version: {
      sql: ({ reading, parameters }) => `left join lateral (
  select v.name, v.level, v.search_text from ${tableAsOf('region_version', 'v', reading.state, parameters)} where v.region_id = s.region_id
  order by v.current and v.to_seq = ${OPEN} desc, v.current desc, v.to_seq desc limit 1
) v on true`,
    },
    release: { sql: 'left join release e on e.dataset_id = s.dataset_id and e.seq = o.from_seq' },
    citation: {
      sql: 'left join citation c on c.id = o.citation_ids[1]\nleft join source x on x.id = c.source_id',
    },
    published: {
      sql: `left join published_change y on y.series_id = o.series_id and y.period_end = o.period_end and y.period = o.period
  and y.kind = 'YOY' and ${visibleIn('y')}`,
    },
    base: {
      sql: `left join lateral (
  select b.value, b.flags, exists (
    select from observation k
    where k.series_id = o.series_id and k.period_end > b.period_start and k.flags && '{BREAK}' and ${visibleIn('k')}
      and breaks_series(k.period_start, k.period_end, k.frequency, m.over_time = 'LAST', b.period_start, b.period_end, o.frequency, o.period_end)
  ) as is_broken
  from observation b
  where b.series_id = o.series_id and b.period_end = end_a_year_before(o.period_start, o.period_end)
    and b.period_start = start_a_year_before(o.period_start, o.period_end) and ${visibleIn('b')} limit 1
) b on true`,
    },
  },
  columns: [
    column.string(
      'id',
      "The global id of this revision of the observation, for the graph's node(id:).",
      `replace(encode(convert_to(${ID}, 'UTF8'), 'base64'), chr(10), '')`,
    ),
    column.string('datasetCode', 'The code of the data set that publishes the observation.', 'd.code'),
    column.string('metricCode', "The metric's code.", 'm.code'),
    column.string('metricName', "The metric's name.", ({ name }) => name('m.name', 'd.language')),
    column.string('themeCode', "The code of the metric's theme.", 't.code', 'theme'),
    nullableColumn.string(
      'workingGroupCode',
      'The code of the working group to which the metric belongs. Null if it belongs to none.',
      'g.code',
      'workingGroup',
    ),
    column.string('regionCode', "The region's code.", 'r.code'),
    column.string(
      'regionScheme',
      "The code scheme in which the region's code is unique, such as GB/T 2260 for Chinese regions.",
      'r.scheme',
    ),
    nullableColumn.string('regionName', "The region's name.", ({ name }) => name('v.name', 'd.language'), 'version'),
    nullableColumn.string(
      'regionLevel',
      'The administrative level: COUNTRY, PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY, GRID or OTHER. Values of different levels overlap: never add them up.',
      'v.level::text',
      'version',
    ),
    column.string('period', 'The period in SDMX notation: 2020, 2020-Q3, 2020-11, 2020-01-01/P11M.', 'o.period'),
    nullableColumn.date(
      'periodStart',
      "The period's first day. Null if the source does not give the start.",
      'o.period_start',
    ),
    column.date('periodEnd', "The period's last day.", 'o.period_end'),
    column.string(
      'frequency',
      'The frequency of the period: ANNUAL, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY, or SPAN for any other range. Values of different frequencies overlap: never add them up.',
      'o.frequency::text',
    ),
    column.string(
      'breakdown',
      'The breakdown as dimension=category, several separated by a semicolon. Empty for the total.',
      's.breakdown_key',
    ),
    column.string(
      'breakdownName',
      'The names of the categories of the breakdown, several separated by a semicolon. Empty for the total.',
      breakdownName,
    ),
    column.boolean(
      'isTotal',
      'True for the total over all breakdowns. Totals and their parts overlap: never add them up together.',
      "s.breakdown_key = ''",
    ),
    nullableColumn.double(
      'value',
      'The value, in unitCode × 10^unitMultiplier. Null only with a status flag that says why. Zero is a value.',
      valueSql('o.value'),
    ),
    nullableColumn.double('numerator', 'The numerator of a rate or ratio. Null if it is not known.', 'o.numerator'),
    nullableColumn.double(
      'denominator',
      'The denominator of a rate or ratio. Null if it is not known.',
      'o.denominator',
    ),
    column.string('unitCode', 'The code of the unit of the value.', 'u.code', 'unit'),
    column.string(
      'unitName',
      'The unit of the value in words, with the multiplier, such as 万元 or thousand persons.',
      unitNameSql,
      'unit',
    ),
    column.int32(
      'unitMultiplier',
      'The exponent of the unit multiplier, such as 4 for 万 (10⁴): 2.5 with 4 is 25,000 units. 0 where `scaled=true` is in the address.',
      unitMultiplierSql,
    ),
    column.string(
      'statusFlags',
      'The status flags of the value, separated by a space: NORMAL, BREAK, ESTIMATED, PROVISIONAL, MISSING, SUPPRESSED and so on.',
      "coalesce(nullif(array_to_string(o.flags, ' '), ''), 'NORMAL')",
    ),
    column.string(
      'basis',
      'The origin of the value: PUBLISHED by the source, or COMPUTED by a formula.',
      'o.basis::text',
    ),
    nullableColumn.double(
      'yoyPercent',
      'The year-on-year change (同比), in per cent to 12 significant digits. Null for a rate, or if the two values cannot be compared.',
      `case when m.kind <> 'RATE' and ${COMPARABLE} then change_percent(o.value, b.value) end`,
      'base',
    ),
    nullableColumn.double(
      'yoyPoints',
      'The year-on-year change of a rate, in percentage points (百分点). Null for any other metric.',
      (making) => `case when m.kind = 'RATE' and ${COMPARABLE} then ${valueSql('o.value - b.value')(making)} end`,
      'base',
    ),
    nullableColumn.double(
      'yoyPublished',
      'The year-on-year change published by the source: in per cent, or in percentage points for a rate.',
      (making) =>
        making.reading.scaled
          ? `case when m.kind = 'RATE' then ${valueSql('y.value')(making)} else y.value end`
          : 'y.value',
      'published',
    ),
    nullableColumn.string(
      'sourceCode',
      'The code of the cited source, the first if there are several.',
      'x.code',
      'citation',
    ),
    nullableColumn.string('locator', 'The cited place in the source.', 'c.locator', 'citation'),
    column.string(
      'releaseVersion',
      'The version of the release that introduced this revision.',
      'e.version',
      'release',
    ),
    nullableColumn.dateTimeOffset(
      'publishedAt',
      'The time of publication of that release.',
      'e.published_at',
      'release',
    ),
    nullableColumn.double(
      'standardError',
      'The standard error of the value. Null if the publisher gives none.',
      valueSql('o.standard_error'),
    ),
    nullableColumn.double(
      'lowerBound',
      "The lower bound of the value, at the metric's confidence. Null if the publisher gives none.",
      valueSql('o.lower_bound'),
    ),
    nullableColumn.double(
      'upperBound',
      "The upper bound of the value, at the metric's confidence. Null if the publisher gives none.",
      valueSql('o.upper_bound'),
    ),
    nullableColumn.double(
      'rank',
      'The rank of the value among the others: a place or a percentile, as the definition of the metric says.',
      'o.rank',
    ),
    nullableColumn.double('rankLowerBound', 'The lower bound of the rank.', 'o.rank_lower_bound'),
    nullableColumn.double('rankUpperBound', 'The upper bound of the rank.', 'o.rank_upper_bound'),
    nullableColumn.int32('sourceCount', 'The number of sources from which the value was estimated.', 'o.source_count'),
    internal('seriesNumber', 'o.series_id'),
    internal('metricNumber', 's.metric_id'),
    internal('regionNumber', 's.region_id'),
    internal('releaseNumber', 'e.id', 'release'),
    internal('workingGroupNumber', 'm.working_group_id'),
    searchTextColumn("concat_ws(' ', m.search_text, v.search_text)", 'version'),
  ],
};

/** The columns that are alike for all rows of a series. */
export const OF_SERIES: ReadonlySet<string> = new Set([
  'datasetCode',
  'metricCode',
  'metricName',
  'themeCode',
  'workingGroupCode',
  'regionCode',
  'regionScheme',
  'regionName',
  'regionLevel',
  'breakdown',
  'breakdownName',
  'isTotal',
  'unitCode',
  'unitName',
  'unitMultiplier',
]);

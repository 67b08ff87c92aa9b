import { OPEN } from '../../database/sql.ts';
import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, shown } from '../../read/core/statement.ts';
import { column, internal, maybe, searchText } from './column.ts';
import type { Table } from './table.ts';

/** The number in an observation's global id. */
const ID = `'Observation:' || o.series_id || ':' || o.from_seq || ':' || o.period`;

/**
 * Why a change cannot be told, as src/domain/comparison/comparison.ts has it: one of the two is suppressed, the series breaks between them, or one of
 * them is defined in another way.
 */
const flagged = (alias: string, flag: string): string => `coalesce(${alias}.flags && '{${flag}}', false)`;
const COMPARABLE = `not (${flagged('o', 'SUPPRESSED')} or ${flagged('b', 'SUPPRESSED')} or b.is_broken
  or ${flagged('o', 'DEFINITION_DIFFERS')} <> ${flagged('b', 'DEFINITION_DIFFERS')})`;

/** Every figure that a release shows, published or computed, flat and wide. */
export const OBSERVATIONS: Table = {
  name: 'Observations',
  rowName: 'Observation',
  description: 'One row for each figure that the current release of its data set holds, published or computed.',
  key: ['id'],
  order: ['seriesNumber', 'periodEnd', 'period'],
  from: ({ reading, parameters }) => `observation o
join series s on s.id = o.series_id
join ${seenTable(reading.state, parameters)} on seen.dataset_id = s.dataset_id
join ${tableAsOf('metric', 'm', reading.state, parameters)} on m.id = s.metric_id
join region r on r.id = s.region_id
join dataset d on d.id = s.dataset_id`,
  conditions: [shown('o')],
  joins: {
    theme: { sql: 'join theme t on t.id = m.theme_id' },
    unit: { sql: 'join unit u on u.id = m.unit_id' },
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
  and y.kind = 'YOY' and ${shown('y')}`,
    },
    base: {
      sql: `left join lateral (
  select b.value, b.flags, exists (
    select from observation k
    where k.series_id = o.series_id and k.period_end > b.period_start and k.flags && '{BREAK}' and ${shown('k')}
      and breaks_series(k.period_start, k.period_end, k.frequency, m.over_time = 'LAST', b.period_start, b.period_end, o.frequency, o.period_end)
  ) as is_broken
  from observation b
  where b.series_id = o.series_id and b.period_end = end_a_year_before(o.period_start, o.period_end)
    and b.period_start = start_a_year_before(o.period_start, o.period_end) and ${shown('b')} limit 1
) b on true`,
    },
  },
  columns: [
    column.string(
      'id',
      "Its global id, which names this very revision; the graph's node(id:) takes it.",
      `replace(encode(convert_to(${ID}, 'UTF8'), 'base64'), chr(10), '')`,
    ),
    column.string('datasetCode', 'The data set that publishes it.', 'd.code'),
    column.string('metricCode', 'What it measures.', 'm.code'),
    column.string('metricName', "The metric's name.", ({ name }) => name('m.name', 'd.language')),
    column.string('themeCode', 'The theme that the metric belongs to.', 't.code', 'theme'),
    maybe.string(
      'workingGroupCode',
      'The working group that the metric belongs to, where it belongs to one.',
      'g.code',
      'workingGroup',
    ),
    column.string('regionCode', 'The region that it is of.', 'r.code'),
    column.string(
      'regionScheme',
      "The scheme of the region's code, in which it is unique: GB/T 2260 for Chinese regions.",
      'r.scheme',
    ),
    maybe.string('regionName', "The region's name.", ({ name }) => name('v.name', 'd.language'), 'version'),
    maybe.string(
      'regionLevel',
      'COUNTRY, PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY, GRID or OTHER. Figures of different levels overlap: never add them up.',
      'v.level::text',
      'version',
    ),
    column.string(
      'period',
      'The span of time that it is of, in SDMX notation: 2020, 2020-Q3, 2020-11, 2020-01-01/P11M.',
      'o.period',
    ),
    maybe.date('periodStart', "The period's first day; null where the source does not give it.", 'o.period_start'),
    column.date('periodEnd', "The period's last day.", 'o.period_end'),
    column.string(
      'frequency',
      'ANNUAL, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY, or SPAN for any other range. Figures of different frequencies overlap: never add them up.',
      'o.frequency::text',
    ),
    column.string(
      'breakdown',
      'What part it is of, as dimension=category, several separated by a semicolon; empty for the total.',
      's.breakdown_key',
    ),
    column.boolean(
      'isTotal',
      'Whether it is the total over all breakdowns. Totals and their parts overlap: never add them up together.',
      "s.breakdown_key = ''",
    ),
    maybe.double(
      'value',
      'The figure, in unitCode × 10^unitMultiplier; null only with a status flag that says why. Zero is a value.',
      'o.value',
    ),
    maybe.double('numerator', 'Of a rate or ratio: what it was computed from, where that is known.', 'o.numerator'),
    maybe.double('denominator', 'Of a rate or ratio: what it was divided by, where that is known.', 'o.denominator'),
    column.string('unitCode', 'The unit of the value.', 'u.code', 'unit'),
    column.int32('unitMultiplier', 'The power of ten of the unit: 4 for 万.', 'm.unit_multiplier'),
    column.string(
      'statusFlags',
      'What is to be said of the value, separated by a space: NORMAL, BREAK, ESTIMATED, PROVISIONAL, MISSING, SUPPRESSED and so on.',
      "coalesce(nullif(array_to_string(o.flags, ' '), ''), 'NORMAL')",
    ),
    column.string('basis', 'PUBLISHED: the source says it; COMPUTED: the result of a formula.', 'o.basis::text'),
    maybe.double(
      'yoyPercent',
      'The change against the same period of the year before (同比), in per cent to 12 significant digits; null for a rate, and where the two cannot be compared.',
      `case when m.kind <> 'RATE' and ${COMPARABLE} then change_percent(o.value, b.value) end`,
      'base',
    ),
    maybe.double(
      'yoyPoints',
      'The same change of a rate, in percentage points (百分点); null for anything else.',
      `case when m.kind = 'RATE' and ${COMPARABLE} then o.value - b.value end`,
      'base',
    ),
    maybe.double(
      'yoyPublished',
      'The change against the year before as the source states it: per cent, of a rate percentage points.',
      'y.value',
      'published',
    ),
    maybe.string('sourceCode', 'The document that it was read from; of several the first.', 'x.code', 'citation'),
    maybe.string('locator', 'The place in that document.', 'c.locator', 'citation'),
    column.string('releaseVersion', 'The release that this revision came with.', 'e.version', 'release'),
    maybe.dateTimeOffset('publishedAt', 'When that release was published.', 'e.published_at', 'release'),
    internal('seriesNumber', 'o.series_id'),
    internal('metricNumber', 's.metric_id'),
    internal('regionNumber', 's.region_id'),
    internal('releaseNumber', 'e.id', 'release'),
    internal('workingGroupNumber', 'm.working_group_id'),
    searchText("concat_ws(' ', m.search_text, v.search_text)", 'version'),
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
  'isTotal',
  'unitCode',
  'unitMultiplier',
]);

import { message, type Text } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import { buildCodeList, nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import type { CodeReading, MultiplierReading, PeriodReading } from '../mapping/reading-schema.ts';
import type { ValueColumns } from '../mapping/schema.ts';
import { Wrong } from '../package/cell.ts';
import { columnAt, columnLetters } from '../reader/sheet.ts';
import { readMultiplier } from '../text/multiplier-text.ts';
import { nameKey } from '../text/plain-text.ts';
import { unitReadings } from '../text/unit-text.ts';
import { DOTTED_DAYS, isDottedDay, readHeaderForm } from './header-form.ts';
import { type AnswerForm, type Inference, shownTexts } from './inference.ts';
import { MetricRows, type MetricText } from './metric-rows.ts';
import { inferSlashes } from './slashed-period.ts';
import {
  askMultiple,
  askUnit,
  isMultipleText,
  isSaidByHeaders,
  isUnitOf,
  type TitleUnit,
  titleUnitText,
} from './title-unit.ts';

/** What is known of a metric from a header: its name, and the unit that stands with it. */
export interface NamedMetric {
  readonly name: string;
  readonly unit: string | null;
  readonly columns: readonly number[];
}

export interface InferredValues {
  readonly groups: readonly ValueColumns[];
  readonly metrics: readonly NamedMetric[];
  /** Whether every group says its metric, and its period. */
  readonly hasMetric: boolean;
  readonly hasPeriod: boolean;
}

/** Says that periods follow, and is no metric. */
const PERIOD_WORD =
  /^(?:year|date|period|time|month|quarter|stichtag|jahr|monat|année|annee|año|anno|年份|年度|月份|日期|时间|时期)$/i;

/** What the headers of a column say, as it is read so far. */
interface ColumnGroup {
  metric?: CodeReading;
  period?: PeriodReading;
  unit?: CodeReading;
  multiplier?: MultiplierReading;
}

/** Reads the headers of the columns with values: which row says the period, which the metric, and how both are joined in one. */
export function inferValues(
  columns: readonly number[],
  header: Header,
  { rows, unitRow }: { readonly rows: number; readonly unitRow: number | null },
  known: KnownCodes,
  titleUnit: TitleUnit | null,
  inference: Inference,
): InferredValues {
  const metrics = new Map<string, { unit: string | null; columns: number[] }>();
  const groups = new Map<string, ColumnGroup & { columns: number[] }>();
  const periods: string[] = [];
  const units = new Set<string>();
  const choice = new MetricRows(inference);
  const unitOf = titleUnitFinder(titleUnit, known);
  const multiples = new Map<string, string>();
  const cellOf = (row: number, column: number) => `${columnLetters(column)}${header.rowNumber(row) ?? ''}`;
  for (const column of columns) {
    const group: ColumnGroup = {};
    const said: MetricText[] = [];
    let unit: string | null = null;
    let last = '';
    for (let row = 1; row <= rows; row++) {
      const text = header.text(row, column) ?? '';
      if (text === '' || text === last) continue;
      last = text;
      if (PERIOD_WORD.test(text)) continue;
      if (row === unitRow) {
        if (readMultiplier(text) !== null) group.multiplier = { header: row };
        else group.unit = { header: row };
        if (group.unit !== undefined) unit = text;
        continue;
      }
      const { template, parts } = readHeaderForm(text, known);
      const place = template === null ? { header: row } : { header: row, template };
      const period = parts.get('period');
      if (period !== undefined) periods.push(period);
      if (period !== undefined) group.period = isDottedDay(period) ? { ...place, format: DOTTED_DAYS } : place;
      if (parts.has('unit')) group.unit = place;
      unit = parts.get('unit') ?? unit;
      if (parts.has('unit')) units.add(nameKey(unit ?? ''));
      const name = parts.get('metric');
      if (name !== undefined) said.push({ name, place });
    }
    // Whichever row names the metric, one that multiplies its values must not be lost.
    for (const { name, place } of said.length > 1 && group.unit === undefined ? said : []) {
      if (isMultipleText(name)) multiples.set(name, cellOf(place.header ?? 1, column));
    }
    const found = choice.choose(said);
    if (found !== null) {
      group.metric = found.place;
      const entry = metrics.get(found.name) ?? { unit, columns: [] };
      entry.columns.push(column);
      metrics.set(found.name, entry);
      const ofTitle = group.unit === undefined ? unitOf(found.name) : null;
      if (ofTitle !== null) Object.assign(group, { unit: ofTitle.reading });
      if (ofTitle !== null && entry.unit === null) entry.unit = ofTitle.unit;
    }
    const key = JSON.stringify(group);
    const same = groups.get(key) ?? { columns: [], ...group };
    same.columns.push(column);
    groups.set(key, same);
  }
  if (unitOf.isAsked() && titleUnit !== null && !isSaidByHeaders(titleUnit, units, known))
    askUnit(titleUnit, known, inference);
  if (unitOf.isRead() && titleUnit !== null) inference.decide('unit', titleUnitText(titleUnit));
  if (multiples.size > 0) askMultiple(multiples, inference);
  const names = nameKeys(known.metrics);
  const format = inferSlashes(periods, inference);
  const made = [...groups.values()].map((group) =>
    group.period === undefined ? group : { ...group, period: { ...format, ...group.period } },
  );
  for (const { columns: own, metric, period } of made) {
    const titles = shownTexts(own.map((column) => header.title(column)));
    const said = [...(period ? [message('inference.period')] : []), ...(metric ? [message('inference.metric')] : [])];
    // A name that nobody has defined may be a metric, or a part of a value such as its bounds.
    const isKnown = own.every((column) =>
      [...metrics].every(([name, of]) => !of.columns.includes(column) || names.has(nameKey(name))),
    );
    for (const what of said) {
      inference.decide('values', message('inference.header-says', { titles, what }), isKnown ? 'CERTAIN' : 'LIKELY');
    }
  }
  return {
    groups: made.map(({ columns: own, ...group }) => ({ columns: ranges(own), ...group })),
    metrics: [...metrics].map(([name, found]) => ({ name, ...found })),
    hasMetric: made.every(({ metric }) => metric !== undefined),
    hasPeriod: made.every(({ period }) => period !== undefined),
  };
}

/** The unit of a title for the metric of a name: of one that is known only where the unit is its own. */
function titleUnitFinder(titleUnit: TitleUnit | null, known: KnownCodes) {
  let [isAsked, isRead] = [false, false];
  const find = (name: string) => {
    if (titleUnit === null) return null;
    const found = known.metrics.filter(({ code, names }) =>
      [code, ...names].some((one) => nameKey(one) === nameKey(name)),
    );
    const answers = found.map((metric) => isUnitOf(titleUnit, metric, known));
    if (answers.length > 0 && answers.every((answer) => answer === 'NO')) return null;
    const { reading, unit } = titleUnit;
    if (reading !== null && answers.every((answer) => answer === 'YES')) {
      isRead = true;
      return { reading, unit };
    }
    isAsked = true;
    return null;
  };
  return Object.assign(find, { isAsked: () => isAsked, isRead: () => isRead });
}

/** The values of a format that says itself which column holds them: their titles say no metric. */
export const namedValues = (columns: readonly string[]): InferredValues => ({
  groups: [{ columns: [...columns] }],
  metrics: [],
  hasMetric: false,
  hasPeriod: false,
});

/** The columns of a range of letters, or of one. */
export function columnsIn(range: string): readonly number[] {
  const [, from = '', to = from] = /^\$([A-Z]+)(?::\$([A-Z]+))?$/.exec(range) ?? [];
  if (from === '') return [];
  return Array.from({ length: columnAt(to) - columnAt(from) + 1 }, (_, index) => columnAt(from) + index);
}

/** Columns next to each other as ranges of letters. */
export function ranges(columns: readonly number[]): string[] {
  const found: [number, number][] = [];
  for (const column of [...columns].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === column - 1) last[1] = column;
    else found.push([column, column]);
  }
  return found.map(([from, to]) =>
    from === to ? `$${columnLetters(from)}` : `$${columnLetters(from)}:$${columnLetters(to)}`,
  );
}

/** Asks which metric is meant where several are called so, and says which are none of the data set. */
export function tellMetrics(
  metrics: readonly NamedMetric[],
  groups: readonly ValueColumns[],
  known: KnownCodes,
  inference: Inference,
): void {
  const list = buildCodeList({ entries: known.metrics, kind: 'metric', at: 'metric.codes' });
  const names = nameKeys(known.metrics);
  const foreign: KnownMetric[] = [];
  for (const { name, columns } of metrics) {
    if (!names.has(nameKey(name))) continue;
    try {
      const code = list.find(name);
      const metric = known.metrics.find((one) => one.code === code);
      if (known.dataset !== null && metric !== undefined && metric.isOwn !== true) foreign.push(metric);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      const of = groups.findIndex((group) => isIn(columns[0] ?? -1, group));
      inference.ask(`values.${of}.metric.codes`, ...askMetric(name, columns, known));
    }
  }
  if (foreign.length > 0) {
    const texts = foreign.map(({ code, owner }) => (owner === undefined ? code : `${code} (${owner})`));
    inference.decide('metric', message('inference.foreign-metrics', { metrics: shownTexts(texts) }), 'LIKELY');
  }
}

/** Whether a column is one of those of a group, which are named by ranges of letters. */
const isIn = (column: number, { columns }: ValueColumns): boolean =>
  columns !== 'OTHERS' && columns.some((name) => columnsIn(name).includes(column));

function askMetric(
  name: string,
  columns: readonly number[],
  { metrics }: KnownCodes,
): [question: Text, choices: readonly string[], form: AnswerForm] {
  const found = metrics.filter(({ code, names }) => [code, ...names].some((one) => nameKey(one) === nameKey(name)));
  const own = found.filter(({ isOwn }) => isOwn);
  const named = own.length > 0 ? own : found;
  const options = named.map(({ code }) => code);
  return [
    message('inference.which-named-metric', { text: JSON.stringify(name) }),
    options,
    {
      options,
      labels: named.map(({ code, owner, unit }) => `${code} (${[owner, unit].filter(Boolean).join(', ')})`),
      apply: ({ values = [], ...mapping }, answer) => ({
        ...mapping,
        values: values.map((group) =>
          group.metric === undefined || !columns.some((column) => isIn(column, group))
            ? group
            : { ...group, metric: { ...group.metric, codes: { ...group.metric.codes, [name]: answer } } },
        ),
      }),
    },
  ];
}

/** Proposes metrics that nobody has defined, with what the file tells of them. */
export function proposeMetrics(
  metrics: readonly NamedMetric[],
  known: KnownCodes,
  language: string,
  tell: (metric: NamedMetric) => { readonly decimals: number; readonly isPercent: boolean; readonly addsUp: boolean },
  inference: Inference,
): void {
  const names = nameKeys(known.metrics);
  for (const metric of metrics) {
    if (names.has(nameKey(metric.name))) continue;
    const { decimals, isPercent, addsUp } = tell(metric);
    const said = metric.unit ?? (isPercent ? '%' : null);
    const unit = said === null ? null : findUnit(said, known);
    if (unit !== null && unit.code === null) proposeUnit(metric.name, unit.base, language, inference);
    inference.propose('metrics', {
      code: null,
      [`name:${language}`]: metric.name,
      theme: null,
      kind: isPercent ? 'RATE' : null,
      basis: null,
      unit: unit?.code ?? null,
      ...(unit && unit.exponent !== 0 ? { unit_multiplier: unit.exponent } : {}),
      decimals,
      ...(addsUp ? { over_regions: 'SUM' } : {}),
    });
  }
}

/** The unit that is known, or else what would be its name: of 亿元, 元 in hundreds of millions. */
function findUnit(text: string, { units }: KnownCodes) {
  const readings = unitReadings(text);
  for (const reading of readings) {
    const found = units.find(({ code, names }) => [code, ...names].some((name) => nameKey(name) === reading.base));
    if (found !== undefined) return { ...reading, code: found.code };
  }
  // 千克 is no thousand of anything; what begins with 万 or 亿 is.
  const reading = readings.find(({ exponent }) => exponent >= 4) ?? readings[0];
  return reading === undefined ? null : { ...reading, code: null };
}

function proposeUnit(metric: string, base: string, language: string, inference: Inference): void {
  const isNew = ![...inference.unitNames.values()].includes(base);
  inference.unitNames.set(metric, base);
  if (isNew) inference.propose('units', { code: null, [`name:${language}`]: base });
}

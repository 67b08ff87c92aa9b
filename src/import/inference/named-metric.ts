import { message, type Text } from '../../domain/message/message.ts';
import { buildCodeList, entriesCalled, nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import type { ValueColumns } from '../mapping/schema.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { type AnswerForm, type Inference, shownTexts } from '../question/inference.ts';
import type { DescribedNumbers } from '../shape/column-number.ts';
import { isInGroup } from '../shape/column-range.ts';
import type { NamedMetric } from '../shape/metric-text.ts';
import { readUnitMultiple } from '../text/multiplier-text.ts';
import { nameKey } from '../text/plain-text.ts';
import { unitReadings } from '../text/unit-text.ts';

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
      const of = groups.findIndex((group) => isInGroup(columns[0] ?? -1, group));
      inference.ask(`values.${of}.metric.codes`, ...askMetric(name, columns, known));
    }
  }
  if (foreign.length > 0) {
    const texts = foreign.map(({ code, owner }) => (owner === undefined ? code : `${code} (${owner})`));
    inference.decide('metric', message('inference.foreign-metrics', { metrics: shownTexts(texts) }), 'LIKELY');
  }
}

function askMetric(
  name: string,
  columns: readonly number[],
  { metrics }: KnownCodes,
): [question: Text, choices: readonly string[], form: AnswerForm] {
  const found = entriesCalled(metrics, name);
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
          group.metric === undefined || !columns.some((column) => isInGroup(column, group))
            ? group
            : { ...group, metric: { ...group.metric, codes: { ...group.metric.codes, [name]: answer } } },
        ),
      }),
    },
  ];
}

/** What a table tells of its metrics. */
interface TableTelling {
  readonly language: string;
  /** Its periods that are fiscal or school years, where nothing says on which day these begin. */
  readonly fiscalYears: readonly string[];
  tell(metric: NamedMetric): DescribedNumbers;
}

/** Proposes metrics that nobody has defined, with what the file tells of them. */
export function proposeMetrics(
  metrics: readonly NamedMetric[],
  known: KnownCodes,
  { language, fiscalYears, tell }: TableTelling,
  inference: Inference,
): void {
  const names = nameKeys(known.metrics);
  const open = metrics.filter(({ name }) => !names.has(nameKey(name)));
  const isFiscal = open.length > 0 && fiscalYears.length > 0;
  if (isFiscal)
    inference.decide('definitions', message('inference.year-start', { texts: shownTexts(fiscalYears) }), 'LIKELY');
  for (const metric of open) {
    const { decimals, isPercent, addsUp, least } = tell(metric);
    // The sign behind a number goes before the unit of a whole table, as it does in an import.
    const said = isPercent ? '%' : metric.unit;
    const unit = said === null ? null : findUnit(said, known);
    if (unit?.code === null && unit.base !== null) proposeUnit(metric.name, unit.base, language, inference);
    if (least !== null) {
      const words = message('inference.falls-below', { name: JSON.stringify(metric.name), text: quoted(least.text) });
      inference.decide('definitions', words, 'LIKELY');
    }
    inference.propose('metrics', {
      code: null,
      [`name:${language}`]: metric.name,
      theme: null,
      kind: isPercent ? 'RATE' : null,
      basis: null,
      unit: unit?.code ?? null,
      ...(unit && unit.exponent !== 0 ? { unit_multiplier: unit.exponent } : {}),
      decimals: metric.decimals ?? decimals,
      ...(least === null ? {} : { minimum: proposeMinimum(least.value, said) }),
      ...(addsUp ? { over_regions: 'SUM' } : {}),
      ...(isFiscal ? { fiscal_year_start: null } : {}),
    });
  }
}

const PER_CENT = /^(?:%|percent|per cent|百分比)$/i;
const LEAST_PER_CENT = -100;

/** What falls in per cent falls by no more than all of it; where anything else ends, a person has to say. */
const proposeMinimum = (least: number, unit: string | null): number | null =>
  unit !== null && PER_CENT.test(unit) && least >= LEAST_PER_CENT ? LEAST_PER_CENT : null;

/** A unit of a proposed metric. */
interface ProposedUnit {
  /** Null for a multiple of a unit that is not named. */
  readonly base: string | null;
  readonly exponent: number;
  /** Null for one that has to be defined. */
  readonly code: string | null;
}

/** The unit that is known, or else what would be its name: of 亿元, 元 in hundreds of millions. */
function findUnit(text: string, { units }: KnownCodes): ProposedUnit | null {
  const multiple = readUnitMultiple(text);
  if (multiple !== null) return { base: null, exponent: multiple, code: null };
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

import { message, type Text } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import type { CodeReading, PeriodReading, RegionReading } from '../mapping/reading-schema.ts';
import { inferPeriodFormat } from '../period/period-format.ts';
import { type Inference, readAgain, shownTexts } from '../question/inference.ts';
import { HEADING_WITH_UNIT, type HeadedTable } from '../shape/headed-rows.ts';
import type { InferredMetric } from '../shape/metric-text.ts';

/** What the headings of a table say of the rows below them; of these, one at most. */
export interface InferredHeadings {
  readonly metric: InferredMetric | null;
  readonly region: RegionReading | null;
  readonly period: PeriodReading | null;
}

export const NO_HEADINGS: InferredHeadings = { metric: null, region: null, period: null };

/** Where the metric, the region and the period are said besides. */
export interface SaidElsewhere {
  readonly metric: boolean;
  readonly region: boolean;
  readonly period: boolean;
}

/** Reads the headings that stand above rows; asks what they say, where that is open or is said elsewhere as well. */
export function inferHeadings(
  found: HeadedTable,
  elsewhere: SaidElsewhere,
  values: readonly number[],
  header: Header,
  inference: Inference,
): InferredHeadings {
  const texts = found.sections.map(({ heading }) => heading);
  const titles = shownTexts(texts);
  const place = { heading: columnReference(header, found.column) };
  const choice = JSON.stringify(place);
  const mayBeMetric = found.says === null && !elsewhere.metric;
  const says = mayBeMetric && inference.answers.get('metric') === choice ? 'metric' : found.says;
  if (says !== null && !elsewhere[says]) {
    inference.decide(says, message('inference.headings-say', { titles, what: WHAT[says]() }), 'LIKELY');
    if (says === 'region') return { ...NO_HEADINGS, region: place };
    if (says === 'period') return { ...NO_HEADINGS, period: { ...place, ...inferPeriodFormat(texts, inference) } };
    return { ...NO_HEADINGS, metric: readMetric(found, place, values) };
  }
  const question = message('inference.which-heading', { titles, place: choice });
  if (!mayBeMetric) {
    inference.ask('breakdown', question, ['breakdown', 'metric', 'region', 'period']);
    return NO_HEADINGS;
  }
  const form = { options: [choice], apply: readAgain };
  inference.ask('metric', question, [choice, 'breakdown', 'region', 'period'], form);
  return { ...NO_HEADINGS, metric: readMetric(found, place, values) };
}

function readMetric({ sections }: HeadedTable, place: CodeReading, columns: readonly number[]): InferredMetric {
  const hasUnit = sections.every(({ form }) => form.template === HEADING_WITH_UNIT);
  const reading = hasUnit ? { ...place, template: HEADING_WITH_UNIT } : place;
  const named = sections.map(({ heading, form, rows }) => ({
    name: hasUnit ? (form.parts.get('metric') ?? heading) : heading,
    unit: hasUnit ? (form.parts.get('unit') ?? null) : null,
    columns,
    rows,
  }));
  return { reading, column: null, unit: hasUnit ? reading : null, named };
}

const WHAT: Readonly<Record<'metric' | 'region' | 'period', () => Text>> = {
  metric: () => message('inference.metric'),
  region: () => message('inference.region'),
  period: () => message('inference.period'),
};

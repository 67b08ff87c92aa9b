import type { ObservationStatus } from '../../database/generated/prisma/enums.ts';
import { isSmall } from '../../domain/disclosure/suppression.ts';
import { list, message } from '../../domain/message/message.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { findUnknownCode } from '../catalogue/reference.ts';
import { FACTS, type FactRow } from '../package/fact-format.ts';
import { checkEstimate, estimateCells } from './estimate.ts';
import type { FactFormat, MetricFacts } from './fact.ts';
import { arrayText, CHANGES, OBSERVATION_STAGING, type StageRow, TARGETS } from './stage.ts';

/** What leaves a value out must say why; any other flag speaks of a value. */
const WHY_MISSING: readonly ObservationStatus[] = [
  'MISSING',
  'SUPPRESSED',
  'NOT_SIGNIFICANT',
  'UNVALIDATED',
  'LOW_RELIABILITY',
];

export const observationFormat = (names: CodeIds, minCount: number | null): FactFormat<FactRow<'observations'>> => ({
  columns: FACTS.observations,
  stage: OBSERVATION_STAGING,
  rest: (row, metric, complain, { unread, missing, period }) => {
    let reporter: number | null = null;
    if (row.reported_by !== null) {
      reporter = names.use('organization', row.reported_by);
      const unknown = reporter === null ? findUnknownCode(names, 'organization', row.reported_by) : null;
      if (unknown !== null) complain('reported_by', row.reported_by, unknown.message, unknown.expected);
    }
    const flags = (row.status ?? []).filter((flag) => flag !== 'NORMAL');
    const hasReason = () =>
      flags.some((flag) => WHY_MISSING.includes(flag)) || unread.has('status') || unread.has('value');
    if (row.value === null && !hasReason()) {
      // Whoever declares what stands for a missing value has said why there is none.
      if (missing.has('value')) flags.push('MISSING');
      else {
        complain(
          'value',
          null,
          message('import.value-without-reason'),
          message('import.reason-expected', { statuses: list(WHY_MISSING) }),
        );
      }
    }
    if (row.value !== null && flags.includes('MISSING')) {
      complain(
        'status',
        row.status.join(' '),
        message('import.value-although-missing'),
        message('import.no-value-expected'),
      );
    }
    if (flags.includes('SUPPRESSED')) {
      for (const column of ['value', 'numerator', 'denominator'] as const) {
        if (row[column] === null) continue;
        const text = message('import.figure-although-suppressed');
        complain(column, row[column], text, message('import.empty-or-status'));
      }
    }
    checkEstimate(row, unread, complain);
    if (unread.size > 0 || period === null) return [];
    const { start, frequency } = period;
    const { value, numerator, denominator, note, flags: kept, estimate } = suppressed(row, flags, metric, minCount);
    return [
      start,
      frequency,
      'PUBLISHED',
      value,
      numerator,
      denominator,
      kept.length === 0 ? null : arrayText(kept),
      reporter === null ? null : String(reporter),
      note === null ? null : JSON.stringify(note),
      ...estimate,
    ];
  },
  // The passage that a figure was read in says the figure.
  cite: (row, metric) => (isTooSmall(row, metric, minCount) ? { ...row, quote: null } : row),
});

export const changeFormat: FactFormat<FactRow<'published_changes'>> = {
  columns: FACTS.published_changes,
  stage: CHANGES,
  rest: ({ change, value }) => [change, value],
};

export const targetFormat: FactFormat<FactRow<'targets'>> = {
  columns: FACTS.targets,
  stage: TARGETS,
  rest: ({ kind, value }) => [kind, value],
};

type Kept = Pick<FactRow<'observations'>, 'value' | 'numerator' | 'denominator' | 'note'> & {
  readonly flags: readonly ObservationStatus[];
  readonly estimate: StageRow;
};

const isTooSmall = (
  { value }: FactRow<'observations'>,
  metric: MetricFacts | undefined,
  minCount: number | null,
): boolean => metric?.kind === 'COUNT' && value !== null && isSmall(value, minCount, metric.unit_multiplier);

/** A count that is too small to publish is not kept anywhere, nor what is said of it, so that nothing can disclose it. */
function suppressed(
  row: FactRow<'observations'>,
  flags: readonly ObservationStatus[],
  metric: MetricFacts | undefined,
  minCount: number | null,
): Kept {
  const { value, numerator, denominator, note } = row;
  if (!isTooSmall(row, metric, minCount)) {
    return { value, numerator, denominator, note, flags, estimate: estimateCells(row) };
  }
  const kept = [...new Set<ObservationStatus>([...flags, 'SUPPRESSED'])];
  return { value: null, numerator: null, denominator: null, note: null, flags: kept, estimate: [] };
}

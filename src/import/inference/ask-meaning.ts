import type { Text } from '../../domain/message/message.ts';
import { entriesCalled } from '../mapping/code-list.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import type { Mapping, ValueColumns } from '../mapping/schema.ts';
import { changeGroup, type Inference } from '../question/inference.ts';

/** What a table is read as so far. */
export interface ReadMetrics {
  readonly groups: readonly ValueColumns[];
  /** Of a table whose headers name no metric. */
  readonly reading: CodeReading | null;
  /** Every name that is read as that of a metric. */
  readonly names: readonly string[];
}

/** The metrics that names are of, as far as they are known. */
export const metricsNamed = (names: readonly string[], { metrics }: KnownCodes): readonly KnownMetric[] => [
  ...new Set(names.flatMap((name) => entriesCalled(metrics, name))),
];

/** The answer is what was read, or the code of another metric where one is enough. */
export function askMeaning(
  question: Text,
  { groups, reading, names }: ReadMetrics,
  codes: readonly string[],
  inference: Inference,
): void {
  const of = groups.findIndex(({ metric }) => metric !== undefined);
  const read = reading ?? groups[of]?.metric;
  if (read === undefined) return;
  const at = reading === null ? `values.${of}.metric` : 'metric';
  if (inference.isAsked(at)) return;
  const asRead = JSON.stringify(read);
  inference.ask(at, question, [asRead], {
    options: [asRead],
    labels: [[...new Set(names)].slice(0, MAX_SHOWN).join(', ')],
    accepts: (answer) => codes.includes(answer),
    apply: (mapping, answer): Mapping => (answer === asRead ? mapping : withMetric(mapping, { constant: answer }, of)),
  });
}

const MAX_SHOWN = 5;

const withMetric = (mapping: Mapping, metric: CodeReading, of: number): Mapping =>
  of < 0 ? { ...mapping, metric } : changeGroup(mapping, of, { metric });

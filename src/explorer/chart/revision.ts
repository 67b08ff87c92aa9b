import { isSameRounded } from '../language/figure.ts';
import type { Translate } from '../language/text.ts';
import { tellRuns } from './gap.ts';

interface Stated {
  readonly value?: string | null | undefined;
}

export interface RevisedPoint extends Stated {
  readonly id?: string;
  /** What was published for the same period, this statement among it. */
  readonly revisions?: { readonly nodes: readonly (Stated & { readonly id: string })[] };
}

/** Whether two statements say something else: more or fewer digits of the same are no revision. */
export const differs = ({ value }: Stated, other: Stated): boolean =>
  value && other.value ? !isSameRounded(value, other.value) : (value ?? null) !== (other.value ?? null);

/** Whether something else was published for the period before. */
export const isRevised = (point: RevisedPoint): boolean =>
  point.revisions?.nodes.some((one) => one.id !== point.id && differs(one, point)) ?? false;

/** The periods whose figure was revised, in words; null without any. */
export function tellRevisions(
  points: readonly (RevisedPoint & { readonly periodLabel: string })[],
  t: Translate,
): string | null {
  const places = points.flatMap((point, place) => (isRevised(point) ? [place] : []));
  if (places.length === 0) return null;
  const labels = points.map(({ periodLabel }) => periodLabel);
  return t('chart.revised', { periods: tellRuns(places, labels, t) });
}

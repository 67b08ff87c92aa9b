import type { FigureFragment } from '../api/generated/graphql.ts';
import { idOf, type Translate } from '../language/text.ts';

type Flags = Pick<FigureFragment, 'statusFlags'>;

/** Why a point has no value. */
export const GAPS = ['MISSING', 'SUPPRESSED'] as const;
export type Gap = (typeof GAPS)[number];

/** Why a point has no value: it is suppressed, or nobody knows it. */
export const gapOf = ({ statusFlags }: Flags): Gap => (statusFlags.includes('SUPPRESSED') ? 'SUPPRESSED' : 'MISSING');

/** Places in a row of labels in words: those that follow each other by the first and the last. */
export function tellRuns(places: readonly number[], labels: readonly string[], t: Translate): string {
  const runs: { readonly first: number; last: number }[] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (run?.last === place - 1) run.last = place;
    else runs.push({ first: place, last: place });
  }
  const tell = (place: number) => labels[place] ?? '';
  return runs
    .map(({ first, last }) => (first === last ? tell(first) : `${tell(first)} – ${tell(last)}`))
    .join(t('text.comma'));
}

interface Point extends Flags {
  readonly number?: number | null | undefined;
  readonly periodLabel: string;
}

/** The periods without a value, by the reason: what is missing and what is suppressed are two things. */
export function tellGaps(
  points: readonly Point[],
  t: Translate,
): readonly { readonly gap: Gap; readonly words: string }[] {
  const labels = points.map(({ periodLabel }) => periodLabel);
  return GAPS.flatMap((gap) => {
    const places = points.flatMap((point, place) =>
      typeof point.number !== 'number' && gapOf(point) === gap ? [place] : [],
    );
    if (places.length === 0) return [];
    return [{ gap, words: t('chart.gap', { flag: t(idOf('flag', gap)), periods: tellRuns(places, labels, t) }) }];
  });
}

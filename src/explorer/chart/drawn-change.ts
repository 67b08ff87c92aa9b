import type { MetricSearch } from '../address/pages.ts';
import type { InterfaceLanguage } from '../address/search.ts';
import type { ChangePartsFragment, MeasureFragment } from '../api/generated/graphql.ts';
import { relativeChange } from '../element/change.tsx';
import { nearly, unitWords, withUnit } from '../language/figure.ts';
import { idOf, type Translate } from '../language/text.ts';
import { tellRuns } from './gap.ts';

interface Compared {
  readonly periodLabel: string;
  readonly yoy?: ChangePartsFragment | null;
  readonly previous?: ChangePartsFragment | null;
  readonly target?: ChangePartsFragment | null;
}

const CHANGES = { YOY: 'yoy', PREVIOUS_PERIOD: 'previous', VS_TARGET: 'target' } as const;
export type BarComparison = keyof typeof CHANGES;

/** The comparison whose changes are drawn as bars; null where values or an index are. */
export const comparisonOf = (compare: MetricSearch['compare']): BarComparison | null =>
  compare === undefined || compare === 'INDEX' ? null : compare;

/** The change that is drawn of each point: relative where there is any, else in the unit of the metric. */
export function drawnChanges(
  points: readonly (Compared | null)[],
  { kind }: Pick<MeasureFragment, 'kind'>,
  compare: BarComparison,
) {
  const changes = points.map((point) => point?.[CHANGES[compare]] ?? null);
  const relative = changes.map((change) => change?.published ?? (change && relativeChange(change, kind)));
  const isRelative = relative.some((shown) => shown !== null);
  return { changes, shown: isRelative ? relative : changes.map((change) => change?.absolute ?? null), isRelative };
}

/** The unit of changes that are drawn. */
export function changeUnit(
  measure: Pick<MeasureFragment, 'kind' | 'unit' | 'unitMultiplier'>,
  isRelative: boolean,
  language: InterfaceLanguage,
  t: Translate,
): string {
  if (!isRelative) return unitWords(measure.unit, measure.unitMultiplier, language);
  return measure.kind === 'RATE' ? t('change.points') : '%';
}

/** A change in words, with its sign and its unit. */
export function tellChange(change: string, unit: string): string {
  const number = nearly(change);
  const signedNumber = /^-|^0*(?:\.0*)?$/.test(change) ? number : number.replace(/^(≈ )?/, '$1+');
  return withUnit(signedNumber, unit);
}

/** Why there is no bar: a sentence for each reason, which names the periods, those that follow each other by the first and the last. */
export function tellMissingBars(
  points: readonly Compared[],
  measure: Pick<MeasureFragment, 'kind'>,
  compare: BarComparison,
  t: Translate,
): readonly string[] {
  const { changes, shown } = drawnChanges(points, measure, compare);
  const places = new Map<string, number[]>();
  shown.forEach((change, index) => {
    if (change !== null) return;
    const reason = changes[index]?.reason;
    const words = t(reason ? idOf('reason', reason) : 'chart.no-figure');
    places.set(words, [...(places.get(words) ?? []), index]);
  });
  const labels = points.map(({ periodLabel }) => periodLabel);
  return [...places].map(([reason, indexes]) => t('chart.no-bar', { periods: tellRuns(indexes, labels, t), reason }));
}

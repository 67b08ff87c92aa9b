import type { InterfaceLanguage } from '../address/search.ts';
import type { FigureFragment, MeasureFragment } from '../api/generated/graphql.ts';
import { tellValue } from '../element/figure.tsx';
import { nearly, unitAfter, withUnit } from '../language/figure.ts';
import { idOf, type Translate } from '../language/text.ts';
import { type BarComparison, changeUnit, drawnChanges, tellChange, tellMissingBars } from './drawn-change.ts';
import { tellGaps } from './gap.ts';
import { type RevisedPoint, tellRevisions } from './revision.ts';
import type { ChartPoint } from './series-option.ts';
import { slotsOf } from './slot.ts';

type Point = Pick<FigureFragment, 'period' | 'value' | 'number' | 'statusFlags' | 'basis' | 'periodLabel'> &
  RevisedPoint;

/** Where a course begins and where it ends, with the unit, for whoever does not see it. */
export function describeCourse(
  points: readonly Pick<Point, 'number' | 'periodLabel' | 'statusFlags'>[],
  measure: Pick<MeasureFragment, 'unit' | 'unitMultiplier'>,
  language: InterfaceLanguage,
  t: Translate,
): string {
  const there = points.filter(({ number }) => typeof number === 'number');
  const [first, last] = [there[0], there.at(-1)];
  if (!first || !last) return '';
  const tell = ({ number }: Pick<Point, 'number'>) => {
    const unit = unitAfter(`${number}`, measure.unit, measure.unitMultiplier, language);
    return withUnit(nearly(`${number}`), unit);
  };
  const ends = { from: first.periodLabel, to: last.periodLabel, first: tell(first), last: tell(last) };
  return [t('chart.course', ends), ...tellGaps(points, t).map(({ words }) => words)].join(' ');
}

/** What a chart shows, for whoever does not see it: where it begins, where it ends, the lowest, the highest, the gaps. */
export function describeSeries(
  points: readonly Point[],
  name: string,
  measure: MeasureFragment,
  language: InterfaceLanguage,
  t: Translate,
): string {
  const tell = (point: Point) =>
    t('text.aside', { text: tellValue(point, measure, language, t), aside: point.periodLabel });
  const there = points.filter(({ number }) => typeof number === 'number');
  const sorted = there.toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0));
  const [first, last, low, high] = [there[0], there.at(-1), sorted[0], sorted.at(-1)];
  if (!first || !last || !low || !high) return name;
  const absent = slotsOf(points).length - points.length;
  const revised = tellRevisions(points, t);
  return [
    t('chart.series', { name, count: points.length }),
    t('chart.ends', { first: tell(first), last: tell(last) }),
    t('chart.range', { low: tell(low), high: tell(high) }),
    ...tellGaps(points, t).map(({ words }) => words),
    ...(absent > 0 ? [t('chart.absent', { count: absent })] : []),
    ...(revised === null ? [] : [revised]),
  ].join(' ');
}

/** What bars of changes show: the same of the changes, and why a period has none. */
export function describeChanges(
  points: readonly ChartPoint[],
  measure: MeasureFragment,
  comparison: BarComparison,
  language: InterfaceLanguage,
  t: Translate,
): string {
  const { shown, isRelative } = drawnChanges(points, measure, comparison);
  const unit = changeUnit(measure, isRelative, language, t);
  const there = points.flatMap(({ periodLabel }, index) => {
    const change = shown[index] ?? null;
    if (change === null) return [];
    return [{ number: Number(change), text: t('text.aside', { text: tellChange(change, unit), aside: periodLabel }) }];
  });
  const sorted = there.toSorted((one, other) => one.number - other.number);
  const [first, last, low, high] = [there[0], there.at(-1), sorted[0], sorted.at(-1)];
  const name = t('text.aside', { text: measure.name, aside: t(idOf('compare', comparison)) });
  if (!first || !last || !low || !high) return name;
  const absent = slotsOf(points).length - points.length;
  return [
    t('chart.series', { name, count: there.length }),
    t('chart.ends', { first: first.text, last: last.text }),
    t('chart.range', { low: low.text, high: high.text }),
    ...tellMissingBars(points, measure, comparison, t),
    ...(absent > 0 ? [t('chart.absent', { count: absent })] : []),
  ].join(' ');
}

import type { FigureFragment } from '../api/generated/graphql.ts';
import { gapOf } from './gap.ts';

interface Point {
  readonly number?: number | null | undefined;
  readonly statusFlags?: FigureFragment['statusFlags'];
  /** How far along the axis of time it is; without it, all points are equally far from each other. */
  readonly at?: number;
}

const WIDTH = 96;
const HEIGHT = 28;
const INSET = 3;
const TICK = 5;

/**
 * The course of a series in the space of a word. Its last point is marked; what has no value is a gap, with a tick at its foot where it is suppressed.
 * `words` say the same.
 */
export function Sparkline({
  points,
  words,
  range,
}: {
  readonly points: readonly Point[];
  readonly words: string;
  /** The range that several charts share. */
  readonly range?: readonly [number, number] | undefined;
}) {
  const numbers = points.flatMap(({ number }) => (typeof number === 'number' ? [number] : []));
  if (numbers.length < 2) return null;
  const [low, high] = range ?? [Math.min(...numbers), Math.max(...numbers)];
  const placeOf = (index: number) => points[index]?.at ?? index;
  const [start, end] = [placeOf(0), placeOf(points.length - 1)];
  const x = (index: number) => INSET + ((placeOf(index) - start) * (WIDTH - 2 * INSET)) / Math.max(end - start, 1);
  const y = (number: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - INSET - ((number - low) * (HEIGHT - 2 * INSET)) / (high - low);
  let isOpen = false;
  const path = points.map(({ number }, index) => {
    if (typeof number !== 'number') {
      isOpen = false;
      return '';
    }
    // A point between two gaps is drawn as a dot: a line of no length has round ends.
    const step = `${isOpen ? 'L' : 'M'}${x(index).toFixed(1)} ${y(number).toFixed(1)}${isOpen ? '' : 'h0'}`;
    isOpen = true;
    return step;
  });
  const ticks = points.flatMap(({ number, statusFlags }, index) =>
    typeof number !== 'number' && statusFlags && gapOf({ statusFlags }) === 'SUPPRESSED'
      ? [`M${x(index).toFixed(1)} ${HEIGHT}v-${TICK}`]
      : [],
  );
  const last = points.findLastIndex(({ number }) => typeof number === 'number');
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words}
      preserveAspectRatio="none"
    >
      <title>{words}</title>
      <path d={path.join('')} />
      {ticks.length > 0 && <path d={ticks.join('')} className="is-suppressed-tick" />}
      <circle cx={x(last)} cy={y(points[last]?.number ?? 0)} r="2.4" />
    </svg>
  );
}

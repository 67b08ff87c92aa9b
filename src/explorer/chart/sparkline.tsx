interface Point {
  readonly number?: number | null | undefined;
}

const WIDTH = 96;
const HEIGHT = 28;
const INSET = 3;

/** The course of a series in the space of a word. Its last point is marked; what is missing is a gap. `words` say the same. */
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
  const x = (index: number) => INSET + (index * (WIDTH - 2 * INSET)) / Math.max(points.length - 1, 1);
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
  const last = points.findLastIndex(({ number }) => typeof number === 'number');
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words}
      preserveAspectRatio="none"
    >
      <path d={path.join('')} />
      <circle cx={x(last)} cy={y(points[last]?.number ?? 0)} r="2.4" />
    </svg>
  );
}

import { useScope } from '../../address/scope.ts';
import { tellValue, ValueText } from '../../element/figure.tsx';
import { nearly } from '../../language/figure.ts';
import { useText } from '../../language/text.ts';
import type { RegionFigure, RegionViewProps } from './region-view.ts';

const WIDTH = 960;
const HEIGHT = 170;
const INSET = 18;
const RADIUS = 5;

/** How the regions are spread: a dot for each, its place its value; the region that is looked at stands out. */
export function Spread({ figures, metric, region }: RegionViewProps) {
  const t = useText();
  const { language } = useScope();
  const there = figures.filter(({ number }) => typeof number === 'number').toReversed();
  const [low, middle, high] = [there[0], there[Math.floor(there.length / 2)], there.at(-1)];
  const own = there.find(({ regionCode }) => regionCode === region);
  if (!low || !middle || !high) return null;
  const tell = (figure: RegionFigure) => `${figure.name}, ${tellValue(figure, metric, language, t)}`;
  const words = t('spread.words', { count: there.length, low: tell(low), middle: tell(middle), high: tell(high) });
  const dots = placeDots(there, low.number ?? 0, high.number ?? 0);
  return (
    <figure>
      <svg className="spread" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        <line x1={INSET} x2={WIDTH - INSET} y1={HEIGHT - 24} y2={HEIGHT - 24} />
        {dots.map(({ figure, x, y }) => (
          <circle key={figure.regionCode} cx={x} cy={y} r={RADIUS} className={figure === own ? 'is-marked' : undefined}>
            <title>{tell(figure)}</title>
          </circle>
        ))}
        <text x={INSET} y={HEIGHT - 6}>
          {nearly(low.value ?? '')}
        </text>
        <text x={WIDTH - INSET} y={HEIGHT - 6} textAnchor="end">
          {nearly(high.value ?? '')}
        </text>
      </svg>
      <figcaption>
        <dl className="fact-list">
          {(
            [
              ['spread.low', low],
              ['spread.middle', middle],
              ['spread.high', high],
              ...(own ? [['spread.own', own]] : []),
            ] as const
          ).map(([id, figure]) => (
            <div key={id as string}>
              <dt>{t(id as 'spread.low')}</dt>
              <dd className="inline">
                {(figure as RegionFigure).name} <ValueText of={figure as RegionFigure} measure={metric} />
              </dd>
            </div>
          ))}
        </dl>
      </figcaption>
    </figure>
  );
}

/** Each dot stands at its value, and above those that it would cover. */
function placeDots(figures: readonly RegionFigure[], low: number, high: number) {
  const scale = (WIDTH - 2 * INSET) / (high - low || 1);
  const columns = new Map<number, number>();
  return figures.map((figure) => {
    const x = INSET + ((figure.number ?? 0) - low) * scale;
    const column = Math.round(x / (2 * RADIUS));
    const depth = columns.get(column) ?? 0;
    columns.set(column, depth + 1);
    return { figure, x, y: Math.max(RADIUS, HEIGHT - 34 - depth * 2 * RADIUS) };
  });
}

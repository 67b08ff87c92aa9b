import { useScope } from '../../address/scope.ts';
import { GAPS, gapOf } from '../../chart/gap.ts';
import { tellValue, ValueText } from '../../element/figure.tsx';
import { nearly } from '../../language/figure.ts';
import { idOf, useText } from '../../language/text.ts';
import type { RegionFigure, RegionViewProps } from './region-view.ts';

const MAX_WIDTH = 960;
/** What a page leaves beside the drawing. */
const MARGINS = 32;
const HEIGHT = 170;
const INSET = 18;

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
  // Drawn as wide as it is seen: a drawing that shrinks on a phone takes dots and digits with it.
  const width = Math.min(MAX_WIDTH, document.documentElement.clientWidth - MARGINS);
  const radius = width < 600 ? 4 : 5;
  const dots = placeDots(there, [low.number ?? 0, high.number ?? 0], width, radius);
  return (
    <figure>
      <svg className="spread" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={words}>
        <line x1={INSET} x2={width - INSET} y1={HEIGHT - 24} y2={HEIGHT - 24} />
        {dots.map(({ figure, x, y }) => (
          <circle key={figure.regionCode} cx={x} cy={y} r={radius} className={figure === own ? 'is-marked' : undefined}>
            <title>{tell(figure)}</title>
          </circle>
        ))}
        <text x={INSET} y={HEIGHT - 6}>
          {nearly(low.value ?? '')}
        </text>
        <text x={width - INSET} y={HEIGHT - 6} textAnchor="end">
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
        {GAPS.map((gap) => {
          const count = figures.filter((figure) => typeof figure.number !== 'number' && gapOf(figure) === gap).length;
          return count > 0 && <p key={gap}>{t('spread.gap', { count, flag: t(idOf('flag', gap)) })}</p>;
        })}
      </figcaption>
    </figure>
  );
}

/** Each dot stands at its value, and above those that it would cover. */
function placeDots(
  figures: readonly RegionFigure[],
  [low, high]: readonly [number, number],
  width: number,
  radius: number,
) {
  const scale = (width - 2 * INSET) / (high - low || 1);
  const columns = new Map<number, number>();
  return figures.map((figure) => {
    const x = INSET + ((figure.number ?? 0) - low) * scale;
    const column = Math.round(x / (2 * radius));
    const depth = columns.get(column) ?? 0;
    columns.set(column, depth + 1);
    return { figure, x, y: Math.max(radius, HEIGHT - 34 - depth * 2 * radius) };
  });
}

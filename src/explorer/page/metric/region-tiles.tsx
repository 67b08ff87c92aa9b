import { useScope } from '../../address/scope.ts';
import { tellValue } from '../../element/figure.tsx';
import { groupDigits } from '../../language/figure.ts';
import { useText } from '../../language/text.ts';
import { RegionLink } from './region-link.tsx';
import type { RegionFigure, RegionViewProps } from './region-view.ts';

const CLASSES = 5;

/** Regions as tiles of one size, by code, so that neighbours by number stand together. No borders are drawn: none are free to ship. */
export function Tiles({ figures, metric, region }: RegionViewProps) {
  const t = useText();
  const { language } = useScope();
  const classes = classesOf(figures);
  return (
    <>
      <ul className="tiles">
        {figures
          .toSorted((one, other) => one.regionCode.localeCompare(other.regionCode, 'en'))
          .map((figure) => {
            const words = `${figure.name}: ${tellValue(figure, metric, language, t)}`;
            const level = classes.levelOf(figure);
            return (
              <li key={figure.regionCode}>
                <RegionLink
                  metric={metric.code}
                  region={figure.regionCode}
                  className={`tile is-level-${level}${figure.regionCode === region ? ' is-marked' : ''}`}
                  title={words}
                  aria-label={words}
                >
                  <span aria-hidden="true">{figure.name}</span>
                </RegionLink>
              </li>
            );
          })}
      </ul>
      <ol className="tile-legend" aria-label={t('tiles.legend')}>
        {classes.bounds.map(([low, high], index) => (
          <li key={low + high}>
            <i className={`tile is-level-${index}`} aria-hidden="true" />{' '}
            <span className="digits">
              {low === high ? groupDigits(low) : `${groupDigits(low)} – ${groupDigits(high)}`}
            </span>
          </li>
        ))}
        <li>
          <i className="tile is-level-none" aria-hidden="true" /> {t('flag.MISSING')}
        </li>
      </ol>
    </>
  );
}

/** Five classes with as many regions in each, as far as ties allow; their bounds are figures that were published. */
function classesOf(figures: readonly RegionFigure[]) {
  const there = figures.filter(({ number }) => typeof number === 'number').toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0)); // biome-ignore format: one line
  const rankOf = new Map<number, number>();
  there.forEach(({ number }, index) => {
    if (typeof number === 'number' && !rankOf.has(number)) rankOf.set(number, index);
  });
  const count = Math.min(CLASSES, rankOf.size) || 1;
  const levelOf = ({ number }: RegionFigure): number | 'none' =>
    typeof number === 'number' ? Math.floor(((rankOf.get(number) ?? 0) * count) / there.length) : 'none';
  const bounds = Array.from({ length: count }, (_, level) => there.filter((figure) => levelOf(figure) === level))
    .filter((members) => members.length > 0)
    .map((members) => [members[0]?.value ?? '', members.at(-1)?.value ?? ''] as const);
  return { levelOf, bounds };
}

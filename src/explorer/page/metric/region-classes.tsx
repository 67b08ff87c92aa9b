import { GAPS, type Gap, gapOf } from '../../chart/gap.ts';
import { nearly } from '../../language/figure.ts';
import { idOf, useText } from '../../language/text.ts';
import type { RegionFigure } from './region-view.ts';

const CLASSES = 5;

export interface Classes {
  readonly bounds: readonly (readonly [low: string, high: string])[];
  /** Why figures have no class, those of each reason. */
  readonly gaps: readonly Gap[];
  /** The class of a figure as its style names it; of one without a value, why it has none. */
  levelOf(figure: RegionFigure): string;
}

/** Five classes with as many regions in each, as far as ties allow; their bounds are figures that were published. */
export function classesOf(figures: readonly RegionFigure[]): Classes {
  const there = figures.filter(({ number }) => typeof number === 'number').toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0)); // biome-ignore format: one line
  const rankOf = new Map<number, number>();
  there.forEach(({ number }, index) => {
    if (typeof number === 'number' && !rankOf.has(number)) rankOf.set(number, index);
  });
  const count = Math.min(CLASSES, rankOf.size) || 1;
  const levelOf = (figure: RegionFigure): string =>
    typeof figure.number === 'number'
      ? `${Math.floor(((rankOf.get(figure.number) ?? 0) * count) / there.length)}`
      : gapOf(figure).toLowerCase();
  const gaps = GAPS.filter((gap) => figures.some((figure) => levelOf(figure) === gap.toLowerCase()));
  const bounds = Array.from({ length: count }, (_, level) => there.filter((figure) => levelOf(figure) === `${level}`))
    .filter((members) => members.length > 0)
    .map((members) => [members[0]?.value ?? '', members.at(-1)?.value ?? ''] as const);
  return { levelOf, bounds, gaps };
}

/** The colours of the classes, and the figures between which each lies. */
export function ClassLegend({ classes }: { readonly classes: Classes }) {
  const t = useText();
  return (
    <ol className="tile-legend" aria-label={t('tiles.legend')}>
      {classes.bounds.map(([low, high], index) => (
        <li key={low + high}>
          <i className={`tile is-level-${index}`} aria-hidden="true" />{' '}
          <span className="digits">{low === high ? nearly(low) : `${nearly(low)} … ${nearly(high)}`}</span>
        </li>
      ))}
      {classes.gaps.map((gap) => (
        <li key={gap}>
          <i className={`tile is-level-${gap.toLowerCase()}`} aria-hidden="true" /> {t(idOf('flag', gap))}
        </li>
      ))}
    </ol>
  );
}

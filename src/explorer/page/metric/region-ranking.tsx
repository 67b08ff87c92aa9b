import { useState } from 'react';
import { Bars } from '../../chart/bars.tsx';
import { PaperCutNote } from '../../element/cut-note.tsx';
import { ValueText } from '../../element/figure.tsx';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import { RegionLink } from './region-link.tsx';
import type { RegionFigure, RegionViewProps } from './region-view.ts';

const FIRST = 20;

/**
 * Highest first, as the API orders them. Equal figures have the same rank; one without a value, or of another period than the others, has none;
 * and where there is one alone there is no rank.
 */
export function Ranking({ figures, metric, period, region }: RegionViewProps) {
  const t = useText();
  const [isWhole, setWhole] = useState(figures.length <= FIRST + 5);
  const ranks = ranksOf(figures, period);
  const shown = figures.filter((figure, index) => isWhole || index < FIRST || figure.regionCode === region);
  return (
    <>
      <Bars
        bars={shown.map((figure) => ({
          key: figure.regionCode,
          isMarked: figure.regionCode === region,
          name: (
            <>
              <span className="rank digits">{ranks.get(figure.regionCode)}</span>{' '}
              <RegionLink metric={metric.code} region={figure.regionCode}>
                {beginLine(figure.name)}
              </RegionLink>
            </>
          ),
          number: figure.number ?? null,
          figure: (
            <span className="inline">
              <ValueText of={figure} measure={metric} bare />{' '}
              {figure.periodLabel !== period && <small className="muted">{figure.periodLabel}</small>}
            </span>
          ),
        }))}
      />
      {!isWhole && <PaperCutNote shown={FIRST} total={figures.length} />}
      {!isWhole && (
        <p className="more">
          <button type="button" onClick={() => setWhole(true)}>
            {t('metric.all-regions', { count: figures.length })}
          </button>
        </p>
      )}
    </>
  );
}

function ranksOf(figures: readonly RegionFigure[], period: string): ReadonlyMap<string, number> {
  const ranked = figures.filter(({ number, periodLabel }) => typeof number === 'number' && periodLabel === period);
  const ranks = new Map<string, number>();
  if (ranked.length < 2) return ranks;
  let rank = 1;
  ranked.forEach(({ regionCode, number }, index) => {
    if (number !== ranked[index - 1]?.number) rank = index + 1;
    ranks.set(regionCode, rank);
  });
  return ranks;
}

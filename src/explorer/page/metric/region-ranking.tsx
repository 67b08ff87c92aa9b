import { useState } from 'react';
import { Bars } from '../../chart/bars.tsx';
import { ValueText } from '../../element/figure.tsx';
import { useText } from '../../language/text.ts';
import { RegionLink } from './region-link.tsx';
import type { RegionViewProps } from './region-view.ts';

const FIRST = 20;

/** Highest first, as the API orders them; regions without a value come last and have no rank. */
export function Ranking({ figures, metric, period, region }: RegionViewProps) {
  const t = useText();
  const [isWhole, setWhole] = useState(figures.length <= FIRST + 5);
  const shown = figures.filter((figure, index) => isWhole || index < FIRST || figure.regionCode === region);
  return (
    <>
      <Bars
        bars={shown.map((figure) => ({
          key: figure.regionCode,
          isMarked: figure.regionCode === region,
          name: (
            <>
              <span className="rank digits">
                {figure.number === null || figure.number === undefined ? '' : figures.indexOf(figure) + 1}
              </span>{' '}
              <RegionLink metric={metric.code} region={figure.regionCode}>
                {figure.name}
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

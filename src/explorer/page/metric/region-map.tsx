import { useMemo } from 'react';
import { useScope } from '../../address/scope.ts';
import { drawBorders, MAP_WIDTH, useBorders } from '../../chart/borders.ts';
import { Empty, Skeleton } from '../../element/failure.tsx';
import { tellValue } from '../../element/figure.tsx';
import { useText } from '../../language/text.ts';
import { ClassLegend, classesOf } from './region-classes.tsx';
import { RegionLink } from './region-link.tsx';
import type { RegionViewProps } from './region-view.ts';

/** Regions within the borders that the installation was given. What has none is counted below. */
export function RegionMap({ figures, metric, region }: RegionViewProps) {
  const t = useText();
  const { language } = useScope();
  const borders = useBorders();
  const { height, paths } = useMemo(() => {
    const codes = new Set(figures.map(({ regionCode }) => regionCode));
    return drawBorders(borders?.features.filter(({ properties }) => codes.has(properties.code)) ?? []);
  }, [borders, figures]);
  if (!borders) return <Skeleton />;
  if (paths.size === 0) return <Empty>{t('map.none')}</Empty>;
  const classes = classesOf(figures);
  // The region that is looked at is drawn last, so that no neighbour covers its border.
  const drawn = figures
    .filter(({ regionCode }) => paths.has(regionCode))
    .toSorted((one, other) => Number(one.regionCode === region) - Number(other.regionCode === region));
  return (
    <figure>
      <svg className="map" viewBox={`-2 -2 ${MAP_WIDTH + 4} ${height + 4}`} role="group" aria-label={t('map.words')}>
        <defs>
          <pattern id="suppressed" width="8" height="8" patternUnits="userSpaceOnUse">
            <path d="M0 8 8 0" />
          </pattern>
        </defs>
        {drawn.map((figure) => {
          const words = t('text.named', { name: figure.name, value: tellValue(figure, metric, language, t) });
          const marked = figure.regionCode === region ? ' is-marked' : '';
          return (
            <RegionLink
              key={figure.regionCode}
              metric={metric.code}
              region={figure.regionCode}
              className={`is-level-${classes.levelOf(figure)}${marked}`}
              aria-label={words}
            >
              <path d={paths.get(figure.regionCode)}>
                <title>{words}</title>
              </path>
            </RegionLink>
          );
        })}
      </svg>
      <ClassLegend classes={classes} />
      <figcaption>
        {drawn.length < figures.length && `${t('map.without', { count: figures.length - drawn.length })} `}
        {t('map.attribution', { attribution: borders.attribution })}
      </figcaption>
    </figure>
  );
}

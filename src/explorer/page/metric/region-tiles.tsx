import { useScope } from '../../address/scope.ts';
import { tellValue } from '../../element/figure.tsx';
import { useText } from '../../language/text.ts';
import { ClassLegend, classesOf } from './region-classes.tsx';
import { RegionLink } from './region-link.tsx';
import type { RegionViewProps } from './region-view.ts';

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
            const words = t('text.named', { name: figure.name, value: tellValue(figure, metric, language, t) });
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
      <ClassLegend classes={classes} />
    </>
  );
}

import { useScope } from '../../address/scope.ts';
import type { InterfaceLanguage } from '../../address/search.ts';
import { tellValue } from '../../element/figure.tsx';
import { beginLine } from '../../language/line-start.ts';
import { sortByName } from '../../language/name-order.ts';
import { useText } from '../../language/text.ts';
import { ClassLegend, classesOf } from './region-classes.tsx';
import { RegionLink } from './region-link.tsx';
import type { RegionFigure, RegionViewProps } from './region-view.ts';

/** Numbers of divisions tell where these lie: neighbours stand together. Of other codes, which no reader sees, nothing follows. */
const NUMBER = /^\d+$/;

const orderTiles = (figures: readonly RegionFigure[], language: InterfaceLanguage): readonly RegionFigure[] =>
  figures.every(({ regionCode }) => NUMBER.test(regionCode))
    ? figures.toSorted((one, other) => one.regionCode.localeCompare(other.regionCode, 'en'))
    : sortByName(
        figures.map((figure) => ({ ...figure, code: figure.regionCode })),
        language,
      );

/** Regions as tiles of one size. No borders are drawn: none are free to ship. */
export function Tiles({ figures, metric, region }: RegionViewProps) {
  const t = useText();
  const { language } = useScope();
  const classes = classesOf(figures);
  return (
    <>
      <ul className="tiles">
        {orderTiles(figures, language).map((figure) => {
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
                <span aria-hidden="true">{beginLine(figure.name)}</span>
              </RegionLink>
            </li>
          );
        })}
      </ul>
      <ClassLegend classes={classes} />
    </>
  );
}

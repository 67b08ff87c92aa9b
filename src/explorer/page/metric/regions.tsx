import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { type MetricSearch, REGION_VIEWS } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { MetricRegionsDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useHasBorders } from '../../chart/borders.ts';
import { Downloadable } from '../../chart/downloadable.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { unitWords } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { idOf, useText } from '../../language/text.ts';
import { captionOf } from './caption.ts';
import { frequencyOf, type MetricCard, mostFrequent, mostRegions, regionsInput } from './card.ts';
import { FileLinks } from './file-links.tsx';
import { RegionMap } from './region-map.tsx';
import { Multiples, MultiplesTable } from './region-multiples.tsx';
import { Ranking } from './region-ranking.tsx';
import { Spread } from './region-spread.tsx';
import { RegionTable } from './region-table.tsx';
import { Tiles } from './region-tiles.tsx';
import type { RegionFigure } from './region-view.ts';

const VIEWS = { ranking: Ranking, multiples: Multiples, tiles: Tiles, map: RegionMap, spread: Spread } as const;

/** The regions of one level beside each other, in four views of the same figures. */
export function Regions({
  metric,
  region,
  search,
  children,
}: {
  readonly metric: MetricCard;
  readonly region: string;
  readonly search: MetricSearch;
  /** What stands in the place of figures that there were none of on a day. */
  readonly children: ReactNode;
}) {
  const t = useText();
  const scope = useScope();
  const { asOf, asOfDay, language } = scope;
  const navigate = useNavigate({ from: '/metric/$code' });
  const hasMap = useHasBorders();
  const view = hasMap === false && search.view === 'map' ? 'ranking' : (search.view ?? 'ranking');
  const { level, names } = useMemo(() => mostRegions(metric), [metric]);
  const input = regionsInput(metric, search, asOf);
  const answer = useAnswer(MetricRegionsDocument, { input });
  const { regions } = metric.availability;
  return (
    <section aria-labelledby="regions">
      <h2 id="regions">
        {t('metric.regions')} <span className="count digits">{names.size}</span>{' '}
        <small className="muted">{t(idOf('level', level))}</small>
      </h2>
      <CutNote shown={regions.nodes.length} total={regions.totalCount} of={t('metric.regions')} />
      <fieldset className="switch no-print">
        <legend className="visually-hidden">{t('metric.view')}</legend>
        {REGION_VIEWS.filter((one) => one !== 'map' || hasMap).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="view"
              checked={view === one}
              onChange={() =>
                void navigate({
                  search: (now) => ({ ...now, view: one, order: orderIn(one, view, now.order) }),
                  resetScroll: false,
                })
              }
            />
            <span>{t(idOf('view', one))}</span>
          </label>
        ))}
      </fieldset>
      <Await answer={answer}>
        {({ cube: { rows, totalCount } }) => {
          const figures = rows.flatMap((row) => {
            const name = names.get(row.regionCode);
            return name === undefined ? [] : [{ ...row, name }];
          });
          const period = mostFrequent(figures.map((figure) => figure.periodLabel));
          if (figures.length === 0) {
            return asOfDay ? children : <Empty>{t('metric.no-total')}</Empty>;
          }
          // Places and colours compare: figures of another period have none. The others tell the period of each.
          const isMixed = view === 'ranking' || view === 'multiples';
          const isShown = ({ periodLabel }: RegionFigure) => isMixed || periodLabel === period;
          const shown = figures.filter(isShown);
          const View = shown.length === 1 ? Ranking : VIEWS[view];
          const Table = View === Multiples ? MultiplesTable : RegionTable;
          const views = {
            figures: shown,
            metric,
            period,
            region,
            part: search.part,
            frequency: frequencyOf(metric, search),
          };
          return (
            <>
              <p className="muted">
                {t('metric.period', { period })} · {unitWords(metric.unit, metric.unitMultiplier, language)}
              </p>
              <Downloadable
                name={`${metric.code}-${view}`}
                title={beginLine(metric.name)}
                lines={captionOf(metric, [t('metric.period', { period })], scope, t)}
              >
                <View {...views} />
              </Downloadable>
              <Table {...views} />
              {shown.length === 1 && <p className="muted">{t('metric.only-region')}</p>}
              <LeftOut figures={figures.filter((figure) => !isShown(figure))} period={period} />
              {rows.length === totalCount && figures.length < names.size && (
                <p className="muted">{t('metric.without-figure', { count: names.size - figures.length })}</p>
              )}
              <CutNote shown={rows.length} total={totalCount} of={t('metric.regions')} />
              <FileLinks metric={metric.code} />
            </>
          );
        }}
      </Await>
      <QueryLink document={MetricRegionsDocument} variables={{ input }} />
    </section>
  );
}

type View = keyof typeof VIEWS;

/** The order of the table when another view is chosen: those of courses and of single figures have no more than the names in common. */
const orderIn = (next: View, view: View, order: string | undefined): string | undefined =>
  (next === 'multiples') === (view === 'multiples') || order?.endsWith('name') ? order : undefined;

/** How many of the regions that are left out are named. */
const MAX_NAMED = 12;

function LeftOut({ figures, period }: { readonly figures: readonly RegionFigure[]; readonly period: string }) {
  const t = useText();
  if (figures.length === 0) return null;
  const named = figures
    .slice(0, MAX_NAMED)
    .map(({ name, periodLabel }) => t('text.aside', { text: name, aside: periodLabel }));
  const more = figures.length - named.length;
  const names = [...named, ...(more > 0 ? [t('metric.other-period-more', { count: more })] : [])];
  return <p className="muted">{t('metric.other-period', { period, names: names.join(t('text.comma')) })}</p>;
}

import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type MetricSearch, REGION_VIEWS } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { MetricRegionsDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Downloadable } from '../../chart/downloadable.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { unitWords } from '../../language/figure.ts';
import { idOf, useText } from '../../language/text.ts';
import { useHasBorders } from './borders.ts';
import { captionOf } from './caption.ts';
import { type MetricCard, regionsInput } from './card.ts';
import { FileLinks } from './file-links.tsx';
import { RegionMap } from './region-map.tsx';
import { Multiples } from './region-multiples.tsx';
import { Ranking } from './region-ranking.tsx';
import { Spread } from './region-spread.tsx';
import { Tiles } from './region-tiles.tsx';

const VIEWS = { ranking: Ranking, multiples: Multiples, tiles: Tiles, map: RegionMap, spread: Spread } as const;

/** The regions of one level beside each other, in four views of the same figures. */
export function Regions({
  metric,
  region,
  search,
}: {
  readonly metric: MetricCard;
  readonly region: string;
  readonly search: MetricSearch;
}) {
  const t = useText();
  const scope = useScope();
  const { asOf, asOfDay, language } = scope;
  const navigate = useNavigate({ from: '/metric/$code' });
  const hasMap = useHasBorders();
  const view = search.view ?? 'ranking';
  const { level, names } = useMemo(() => mostRegions(metric), [metric]);
  const input = regionsInput(metric, search, asOf);
  const answer = useAnswer(MetricRegionsDocument, { input });
  const View = VIEWS[view];
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
                void navigate({ search: (now) => ({ ...now, view: one }), replace: true, resetScroll: false })
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
            return <Empty>{asOfDay ? t('metric.none-as-of', { day: asOfDay }) : t('metric.no-total')}</Empty>;
          }
          return (
            <>
              <p className="muted">
                {t('metric.period', { period })} · {unitWords(metric.unit, metric.unitMultiplier, language)}
              </p>
              <Downloadable
                name={`${metric.code}-${view}`}
                title={metric.name}
                lines={captionOf(metric, [t('metric.period', { period })], scope, t)}
              >
                <View figures={figures} metric={metric} period={period} region={region} part={search.part} />
              </Downloadable>
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

/** The level that most of the regions are of: a country is no rank among its provinces. */
function mostRegions({ availability }: MetricCard) {
  const { nodes } = availability.regions;
  const level = mostFrequent(nodes.map((one) => one.level)) as (typeof nodes)[number]['level'];
  return { level, names: new Map(nodes.filter((one) => one.level === level).map(({ code, name }) => [code, name])) };
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

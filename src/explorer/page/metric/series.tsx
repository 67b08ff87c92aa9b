import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { COMPARISONS, type MetricSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { knownIn } from '../../address/stray.ts';
import { fetchPart } from '../../api/fetch-part.ts';
import { type Frequency, MetricSeriesDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Downloadable } from '../../chart/downloadable.tsx';
import { hasChange } from '../../element/change.tsx';
import { Choice } from '../../element/choice.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { UnknownNote } from '../../element/stray-note.tsx';
import { beginLine } from '../../language/line-start.ts';
import { sortByName } from '../../language/name-order.ts';
import { idOf, useText } from '../../language/text.ts';
import { captionOf } from './caption.ts';
import {
  frequencyOf,
  isOfPart,
  lacksPercent,
  type MetricCard,
  type SeriesPoint,
  seriesVariables,
  withoutPercent,
} from './card.ts';
import { FileLinks } from './file-links.tsx';
import { Headline } from './headline.tsx';
import { SeriesTable } from './series-table.tsx';
import { TargetTable } from './target-table.tsx';

const SeriesChart = lazy(() =>
  fetchPart(() => import('../../chart/series-chart.tsx')).then(({ SeriesChart: Chart }) => ({ default: Chart })),
);

export function Series({
  metric,
  region,
  isFirst,
  search,
  children,
}: {
  readonly metric: MetricCard;
  readonly region: string;
  /** Nothing speaks for the region but its name, the first of all. */
  readonly isFirst: boolean;
  readonly search: MetricSearch;
  /** What stands in the place of figures that there were none of on a day. */
  readonly children: ReactNode;
}) {
  const t = useText();
  const scope = useScope();
  const { dataset, asOf, asOfDay, language } = scope;
  const navigate = useNavigate({ from: '/metric/$code' });
  const set = (change: Partial<MetricSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), resetScroll: false });
  const { frequencies, regions } = metric.availability;
  const offered = useMemo(() => sortByName(regions.nodes, language), [regions.nodes, language]);
  const frequency = frequencyOf(metric, search);
  const hasChoices = regions.nodes.length > 1 || metric.dimensions.length > 0 || frequencies.length > 1;
  const variables = seriesVariables(metric, region, search, { dataset, asOf });
  const answer = useAnswer(MetricSeriesDocument, variables);
  return (
    <section aria-label={t('metric.series')} className="series">
      <div className={hasChoices ? 'choices no-print' : 'no-print'}>
        {regions.nodes.length > 1 && (
          <Choice
            label={t('plan.by.region')}
            value={region}
            isRequired
            options={offered.map(({ code, name }) => [code, name])}
            onChoice={(code) => set({ region: code })}
          />
        )}
        {metric.dimensions.length > 0 && (
          <Choice
            label={t('metric.part')}
            value={search.part}
            options={metric.dimensions.flatMap(({ code, name, categories }) =>
              categories.map(
                (category) => [`${code}:${category.code}`, t('text.named', { name, value: category.name })] as const,
              ),
            )}
            onChoice={(part) => set({ part })}
          />
        )}
        {frequencies.length > 1 && (
          <Choice
            label={t('metric.frequency')}
            value={frequency}
            isRequired
            options={frequencies.map((one) => [one, t(idOf('frequency', one))])}
            onChoice={(value) => set({ frequency: frequencies.find((one) => one === value) })}
          />
        )}
      </div>
      <CutNote shown={regions.nodes.length} total={regions.totalCount} of={t('plan.by.region')} />
      {isFirst && offered.length > 1 && (
        <p className="muted">
          {t('metric.first-region', {
            name: offered.find(({ code }) => code === region)?.name ?? region,
            count: offered.length,
          })}
        </p>
      )}
      <Await answer={answer}>
        {(data) => {
          const nodes = data.metric?.observations.nodes ?? [];
          const isInUnits = lacksPercent(nodes);
          const points = isInUnits ? nodes.map(withoutPercent) : nodes;
          if (!data.metric || points.length === 0) {
            if (asOfDay) return children;
            if (answer.error) return null;
            return <Empty>{t(metric.dimensions.length > 0 ? 'metric.no-total' : 'metric.no-figures')}</Empty>;
          }
          const targets = data.metric.targets.nodes.filter(({ breakdown }) => isOfPart(breakdown, search.part));
          const { latest } = data.metric;
          const comparisons = comparisonsOf(points, metric.kind, frequency);
          const compare = comparisons.find((one) => one === search.compare);
          return (
            <>
              <Headline
                data={isInUnits && latest ? { ...data.metric, latest: withoutPercent(latest) } : data.metric}
                metric={metric}
              />
              <UnknownNote
                known={{
                  compare: comparisons,
                  period: knownIn({ ...data.metric.observations, nodes: points }, ({ period }) => period),
                }}
              />
              {points.length > 1 && (
                <>
                  {comparisons.length > 0 && (
                    <CompareSwitch
                      value={compare}
                      comparisons={comparisons}
                      onChange={(one) => set({ compare: one })}
                    />
                  )}
                  <Downloadable
                    name={`${metric.code}-${region}`}
                    title={beginLine(t('text.named', { name: metric.name, value: points[0]?.region.name ?? region }))}
                    lines={captionOf(metric, [t(idOf('compare', compare ?? 'VALUE'))], scope, t)}
                  >
                    <Suspense fallback={<div className="chart is-waiting" />}>
                      <SeriesChart points={points} targets={targets} measure={metric} compare={compare} />
                    </Suspense>
                  </Downloadable>
                </>
              )}
              <CutNote
                shown={points.length}
                total={data.metric.observations.totalCount}
                of={t('metric.series')}
                isLatest
              />
              <CutNote
                shown={data.metric.targets.nodes.length}
                total={data.metric.targets.totalCount}
                of={t('kind-of.Target')}
              />
              <SeriesTable points={points} metric={metric} period={search.period} />
              <TargetTable targets={targets} metric={metric} />
              <FileLinks metric={metric.code} region={region} />
            </>
          );
        }}
      </Await>
      <QueryLink document={MetricSeriesDocument} variables={variables} />
    </section>
  );
}

/**
 * What there is to compare with: a comparison that no figure has is not offered. Of years, the year before is the previous period; and of scores, and
 * where figures fall to zero or below, no index means anything.
 */
function comparisonsOf(points: readonly SeriesPoint[], kind: MetricCard['kind'], frequency: Frequency | undefined) {
  const has = (kind: 'yoy' | 'previous' | 'target') => points.some((point) => hasChange(point[kind]));
  const isThere: Readonly<Record<(typeof COMPARISONS)[number], boolean>> = {
    YOY: has('yoy'),
    PREVIOUS_PERIOD: frequency !== 'ANNUAL' && has('previous'),
    VS_TARGET: has('target'),
    INDEX: kind !== 'SCORE' && points.every(({ number }) => typeof number !== 'number' || number > 0),
  };
  return COMPARISONS.filter((one) => isThere[one]);
}

function CompareSwitch({
  value,
  comparisons,
  onChange,
}: {
  readonly value: MetricSearch['compare'];
  readonly comparisons: readonly (typeof COMPARISONS)[number][];
  onChange(compare: MetricSearch['compare']): void;
}) {
  const t = useText();
  return (
    <fieldset className="switch no-print">
      <legend className="visually-hidden">{t('metric.compare')}</legend>
      {[undefined, ...comparisons].map((one) => (
        <label key={one ?? 'VALUE'}>
          <input type="radio" name="compare" checked={value === one} onChange={() => onChange(one)} />
          <span>{t(idOf('compare', one ?? 'VALUE'))}</span>
        </label>
      ))}
    </fieldset>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { COMPARISONS, type MetricSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { MetricSeriesDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Downloadable } from '../../chart/downloadable.tsx';
import { Choice } from '../../element/choice.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { idOf, useText } from '../../language/text.ts';
import { captionOf } from './caption.ts';
import { frequencyOf, type MetricCard, seriesVariables } from './card.ts';
import { FileLinks } from './file-links.tsx';
import { Headline } from './headline.tsx';
import { SeriesTable } from './series-table.tsx';

const SeriesChart = lazy(() =>
  import('../../chart/series-chart.tsx').then(({ SeriesChart: Chart }) => ({ default: Chart })),
);

export function Series({
  metric,
  region,
  search,
}: {
  readonly metric: MetricCard;
  readonly region: string;
  readonly search: MetricSearch;
}) {
  const t = useText();
  const { dataset, asOf, language } = useScope();
  const navigate = useNavigate({ from: '/metric/$code' });
  const set = (change: Partial<MetricSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  const { frequencies, regions } = metric.availability;
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
            options={regions.nodes.map(({ code, name }) => [code, name])}
            onChoice={(code) => set({ region: code })}
          />
        )}
        {metric.dimensions.length > 0 && (
          <Choice
            label={t('metric.part')}
            value={search.part}
            options={metric.dimensions.flatMap(({ code, name, categories }) =>
              categories.map((category) => [`${code}:${category.code}`, `${name}: ${category.name}`] as const),
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
            onChoice={(one) => set({ frequency: one })}
          />
        )}
      </div>
      <Await answer={answer}>
        {(data) => {
          const points = data.metric?.observations.nodes ?? [];
          if (!data.metric || points.length === 0) {
            return <Empty>{t(metric.dimensions.length > 0 ? 'metric.no-total' : 'metric.no-figures')}</Empty>;
          }
          return (
            <>
              <Headline data={data.metric} metric={metric} />
              {points.length > 1 && (
                <>
                  <CompareSwitch value={search.compare} onChange={(compare) => set({ compare })} />
                  <Downloadable
                    name={`${metric.code}-${region}`}
                    title={metric.name}
                    lines={captionOf(
                      metric,
                      [points[0]?.region.name ?? region, t(idOf('compare', search.compare ?? 'VALUE'))],
                      language,
                      t,
                    )}
                  >
                    <Suspense fallback={<div className="chart is-waiting" />}>
                      <SeriesChart
                        points={points}
                        targets={data.metric.targets.nodes}
                        measure={metric}
                        compare={search.compare}
                      />
                    </Suspense>
                  </Downloadable>
                </>
              )}
              <SeriesTable points={points} metric={metric} isOpen={points.length <= 2} />
              <FileLinks metric={metric.code} region={region} />
            </>
          );
        }}
      </Await>
      <QueryLink document={MetricSeriesDocument} variables={variables} />
    </section>
  );
}

function CompareSwitch({
  value,
  onChange,
}: {
  readonly value: MetricSearch['compare'];
  onChange(compare: MetricSearch['compare']): void;
}) {
  const t = useText();
  return (
    <fieldset className="switch no-print">
      <legend className="visually-hidden">{t('metric.compare')}</legend>
      {[undefined, ...COMPARISONS].map((one) => (
        <label key={one ?? 'VALUE'}>
          <input type="radio" name="compare" checked={value === one} onChange={() => onChange(one)} />
          <span>{t(idOf('compare', one ?? 'VALUE'))}</span>
        </label>
      ))}
    </fieldset>
  );
}

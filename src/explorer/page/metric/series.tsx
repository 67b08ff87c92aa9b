import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { COMPARISONS, type MetricSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { type Frequency, MetricSeriesDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Choice } from '../../element/choice.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { idOf, useText } from '../../language/text.ts';
import { breakdownsOf, type MetricCard } from './card.ts';
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
  const { dataset, asOf } = useScope();
  const navigate = useNavigate({ from: '/metric/$code' });
  const set = (change: Partial<MetricSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  const { frequencies, regions } = metric.availability;
  const frequency = frequencies.find((one) => one === search.frequency) ?? mostTelling(frequencies);
  const hasChoices = regions.nodes.length > 1 || metric.dimensions.length > 0 || frequencies.length > 1;
  const breakdowns = breakdownsOf(metric, search.part);
  const where = { regions: [region], breakdowns, ...(frequency ? { frequency: [frequency] } : {}) };
  const variables = {
    code: metric.code,
    region,
    dataset: metric.dataset.code === dataset ? dataset : null,
    breakdowns,
    frequency: frequency ? [frequency] : null,
    asOf,
    where,
  };
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
                  <Suspense fallback={<div className="chart is-waiting" />}>
                    <SeriesChart
                      points={points}
                      targets={data.metric.targets.nodes}
                      measure={metric}
                      compare={search.compare}
                    />
                  </Suspense>
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

/** Years tell the course of things best where there are several frequencies. */
const ORDER: readonly Frequency[] = ['ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'SPAN'];
const mostTelling = (frequencies: readonly Frequency[]): Frequency | undefined =>
  ORDER.find((one) => frequencies.includes(one));

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

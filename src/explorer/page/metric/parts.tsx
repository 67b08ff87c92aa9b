import { useScope } from '../../address/scope.ts';
import { MetricPartsDocument, type MetricPartsQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Bars } from '../../chart/bars.tsx';
import { Downloadable } from '../../chart/downloadable.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await } from '../../element/failure.tsx';
import { ValueText } from '../../element/figure.tsx';
import { useText } from '../../language/text.ts';
import { captionOf } from './caption.ts';
import type { MetricCard } from './card.ts';

type Row = MetricPartsQuery['cube']['rows'][number];

/** The latest figures by each dimension that there are any for. */
export function Parts({ metric, region }: { readonly metric: MetricCard; readonly region: string }) {
  const used = new Set(metric.availability.breakdowns.map(({ code }) => code));
  return metric.dimensions
    .filter(({ code }) => used.has(code))
    .map((dimension) => <Part key={dimension.code} metric={metric} region={region} dimension={dimension} />);
}

function Part({
  metric,
  region,
  dimension,
}: {
  readonly metric: MetricCard;
  readonly region: string;
  readonly dimension: MetricCard['dimensions'][number];
}) {
  const t = useText();
  const scope = useScope();
  const { asOf } = scope;
  const input = {
    metrics: [metric.code],
    regions: { codes: [region] },
    breakdowns: [{ dimension: dimension.code }],
    latest: 1,
    asOf,
    first: 500,
  };
  const answer = useAnswer(MetricPartsDocument, { input });
  return (
    <section aria-labelledby={`part-${dimension.code}`}>
      <h2 id={`part-${dimension.code}`}>{t('metric.by', { dimension: dimension.name })}</h2>
      <Await answer={answer}>
        {({ cube: { rows, totalCount } }) => {
          const parts = rows.filter(({ breakdown }) => breakdown.length > 0);
          const periods = [...new Set(rows.map(({ periodLabel }) => periodLabel))];
          return (
            <>
              <Downloadable
                name={`${metric.code}-${dimension.code}`}
                title={t('text.named', { name: metric.name, value: dimension.name })}
                lines={captionOf(metric, [rows[0]?.region.name ?? region, ...periods], scope, t)}
              >
                <Bars bars={parts.map((row) => toBar(row, metric, periods.length > 1))} />
              </Downloadable>
              <p className="muted">
                {periods.length === 1 ? t('metric.period', { period: periods[0] ?? '' }) : t('metric.periods-differ')}
              </p>
              <CutNote shown={rows.length} total={totalCount} />
            </>
          );
        }}
      </Await>
    </section>
  );
}

const toBar = (row: Row, metric: MetricCard, withPeriod: boolean) => ({
  key: row.breakdown.map(({ category }) => category.code).join(' '),
  name: row.breakdown.map(({ category }) => category.name).join(', '),
  number: row.number ?? null,
  figure: (
    <span className="inline">
      <ValueText of={row} measure={metric} /> {withPeriod && <small className="muted">{row.periodLabel}</small>}
    </span>
  ),
});

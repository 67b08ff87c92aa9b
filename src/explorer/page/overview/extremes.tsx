import { Link } from '@tanstack/react-router';
import { useScope } from '../../address/scope.ts';
import { ExtremesDocument, type ExtremesQuery, type OverviewQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Coverage } from '../../element/coverage.tsx';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';

type Metric = OverviewQuery['metrics']['nodes'][number];
type Row = ExtremesQuery['high']['rows'][number];

/** What is asked for the highest and the lowest region of the last period, totals alone. */
function extremesVariables({ code, dimensions, availability: { to, frequencies } }: Metric, dataset: string) {
  const [dimension] = dimensions;
  const shared = {
    metrics: [code],
    datasets: [dataset],
    frequency: frequencies,
    from: to ?? null,
    to: to ?? null,
    breakdowns: dimension ? [{ dimension: dimension.code, categories: ['TOTAL'] }] : [],
    first: 1,
  };
  return {
    high: { ...shared, orderBy: ['VALUE_DESC' as const] },
    low: { ...shared, orderBy: ['VALUE_ASC' as const] },
  };
}

/** Whether the regions of a metric can be set beside each other: figures of one kind of period, of several regions. */
export const hasExtremes = ({ latest, availability: { to, frequencies, regions } }: Metric): boolean =>
  !latest && Boolean(to) && frequencies.length === 1 && regions.totalCount > 1;

/** Of a metric without a figure of the whole: the highest and the lowest region of its last period. Regions of two levels are not compared. */
export function Extremes({ metric }: { readonly metric: Metric }) {
  const t = useText();
  const { dataset } = useScope();
  const { data, error } = useAnswer(ExtremesDocument, extremesVariables(metric, dataset));
  const [high, low] = [data?.high.rows[0], data?.low.rows[0]];
  const isComparable = high?.value && low?.value && high.region.level === low.region.level;
  if (data || error) {
    if (!isComparable) return <Coverage code={metric.code} of={metric.availability} then={undefined} />;
  }
  return (
    <>
      <dl className="extremes">
        <Extreme name={t('spread.high')} row={high} metric={metric} />
        <Extreme name={t('spread.low')} row={low} metric={metric} />
      </dl>
      <p className="origin">
        <span>{metric.availability.toLabel}</span>
        <span>{data && t('overview.of-regions', { count: data.high.totalCount })}</span>
      </p>
    </>
  );
}

/** Its place is there before its figure is. */
function Extreme({
  name,
  row,
  metric,
}: {
  readonly name: string;
  readonly row: Row | undefined;
  readonly metric: Metric;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {row ? (
          <>
            <Link to="/metric/$code" params={{ code: metric.code }} search={{ region: row.regionCode }}>
              {beginLine(row.region.name)}
            </Link>{' '}
            <b className="inline">
              <ValueText of={row} measure={metric} />
            </b>{' '}
            <SourceOf citations={row.citations} />
          </>
        ) : (
          '…'
        )}
      </dd>
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { useScope } from '../../address/scope.ts';
import { CoursesDocument, type CoursesQuery, type OverviewQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Sparkline } from '../../chart/sparkline.tsx';
import { ChangeText, hasChange } from '../../element/change.tsx';
import { Coverage } from '../../element/coverage.tsx';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { useText } from '../../language/text.ts';

type Metric = OverviewQuery['metrics']['nodes'][number];
type Course = CoursesQuery['observations']['nodes'];

const MAX_FIGURES = 12;

/** What tells most comes first: a figure with a change, then one with a figure at all; among equals as the data set has them. */
function chooseKeyFigures(metrics: readonly Metric[]): readonly Metric[] {
  const weight = (metric: Metric) => (hasChange(metric.latest?.change) ? 0 : metric.latest?.value ? 1 : 2);
  return metrics.toSorted((one, other) => weight(one) - weight(other)).slice(0, MAX_FIGURES);
}

export function KeyFigures({ metrics, total }: { readonly metrics: readonly Metric[]; readonly total: number }) {
  const t = useText();
  const { dataset, asOf } = useScope();
  const chosen = chooseKeyFigures(metrics);
  const regions = [...new Set(chosen.flatMap(({ latest }) => (latest ? [latest.region.code] : [])))];
  const variables = { dataset, asOf, metrics: chosen.map(({ code }) => code), regions };
  const { data } = useAnswer(CoursesDocument, variables, chosen.length === 0);
  if (chosen.length === 0) return null;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t('overview.figures')}</h2>
      <ul className="figure-grid">
        {chosen.map((metric) => (
          <FigureCard key={metric.code} metric={metric} course={courseOf(metric, data)} />
        ))}
      </ul>
      <p className="more">
        <Link to="/metric">{t('overview.all-metrics', { count: total })}</Link>
      </p>
    </section>
  );
}

/** The total of the region of the latest figure, period after period of the same length. */
function courseOf({ code, latest }: Metric, data: CoursesQuery | undefined): Course {
  return (data?.observations.nodes ?? []).filter(
    ({ metric, region, breakdown, frequency }) =>
      metric.code === code &&
      breakdown.length === 0 &&
      region.code === latest?.region.code &&
      frequency === latest.frequency,
  );
}

function FigureCard({ metric, course }: { readonly metric: Metric; readonly course: Course }) {
  const t = useText();
  const { latest } = metric;
  return (
    <li className="figure-card">
      <p className="kicker">{metric.theme.name}</p>
      <h3>
        <Link to="/metric/$code" params={{ code: metric.code }}>
          {metric.name}
        </Link>
      </h3>
      {latest ? (
        <>
          <p className="figure">
            <ValueText of={latest} measure={metric} />
            <Sparkline
              points={course}
              words={t('chart.course', {
                from: course[0]?.periodLabel ?? '',
                to: course.at(-1)?.periodLabel ?? '',
                first: course[0]?.value ?? '',
                last: course.at(-1)?.value ?? '',
              })}
            />
          </p>
          {latest.change && hasChange(latest.change) && <ChangeText change={latest.change} measure={metric} />}
          <p className="origin">
            <span>{latest.periodLabel}</span>
            <span>{latest.region.name}</span>
            <SourceOf citations={latest.citations} />
          </p>
        </>
      ) : (
        <Coverage code={metric.code} of={metric.availability} />
      )}
    </li>
  );
}

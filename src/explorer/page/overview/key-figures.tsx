import { Link } from '@tanstack/react-router';
import { useScope } from '../../address/scope.ts';
import { CoursesDocument, type CoursesQuery, type OverviewQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { describeCourse } from '../../chart/describe.ts';
import { placePoints } from '../../chart/slot.ts';
import { Sparkline } from '../../chart/sparkline.tsx';
import { ChangeText, hasChange } from '../../element/change.tsx';
import { Coverage, useFiguresThen } from '../../element/coverage.tsx';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import { Extremes, hasExtremes } from './extremes.tsx';

type Metric = OverviewQuery['metrics']['nodes'][number];
type Course = CoursesQuery['observations']['nodes'];

const MAX_FIGURES = 12;

/** How much a figure tells: with a target, with a change, alone, or not there for the whole. Less is more. */
function weightOf({ latest }: Metric): number {
  if (hasChange(latest?.target)) return 0;
  if (hasChange(latest?.yearBefore)) return 1;
  return latest?.value ? 2 : 3;
}

/**
 * What tells most comes first; among equals the themes take turns, so that no theme fills the page, each in the order of the data set.
 * Nobody says which figures are key: docs/decisions/0052-what-a-key-figure-is.md.
 */
function chooseKeyFigures(metrics: readonly Metric[]): readonly Metric[] {
  const turns = new Map<string, number>();
  const ranked = metrics.map((metric) => {
    const weight = weightOf(metric);
    const kind = `${weight} ${metric.theme.code}`;
    const turn = turns.get(kind) ?? 0;
    turns.set(kind, turn + 1);
    return { metric, weight, turn };
  });
  return ranked
    .toSorted((one, other) => one.weight - other.weight || one.turn - other.turn)
    .slice(0, MAX_FIGURES)
    .map(({ metric }) => metric);
}

export function KeyFigures({ metrics, total }: { readonly metrics: readonly Metric[]; readonly total: number }) {
  const t = useText();
  const { dataset, asOf } = useScope();
  const chosen = chooseKeyFigures(metrics);
  const regions = [...new Set(chosen.flatMap(({ latest }) => (latest ? [latest.region.code] : [])))];
  const variables = { dataset, asOf, metrics: chosen.map(({ code }) => code), regions };
  const { data } = useAnswer(CoursesDocument, variables, chosen.length === 0);
  const then = useFiguresThen(chosen.filter(({ latest }) => !latest).map(({ code }) => code));
  if (chosen.length === 0) return null;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t('overview.figures')}</h2>
      {chosen.length < total && <p className="muted">{t('overview.figures-rule')}</p>}
      {asOf === null && chosen.every(hasExtremes) && <p className="muted">{t('overview.figures-regions')}</p>}
      <ul className="figure-grid">
        {chosen.map((metric) => (
          <FigureCard key={metric.code} metric={metric} course={courseOf(metric, data)} then={then.get(metric.code)} />
        ))}
      </ul>
      <p className="more">
        <Link to="/metric">{t('overview.all-metrics', { count: total })}</Link>{' '}
        {metrics.length < total && (
          <span className="muted">{t('overview.figures-from', { shown: metrics.length, total })}</span>
        )}
      </p>
    </section>
  );
}

/** The total of the region of the latest figure, period after period of the same length. The API gives the latest first. */
function courseOf({ code, latest }: Metric, data: CoursesQuery | undefined): Course {
  const course = (data?.observations.nodes ?? []).filter(
    ({ metric, region, breakdown, frequency }) =>
      metric.code === code &&
      breakdown.length === 0 &&
      region.code === latest?.region.code &&
      frequency === latest.frequency,
  );
  return course.reverse();
}

function FigureCard({
  metric,
  course,
  then,
}: {
  readonly metric: Metric;
  readonly course: Course;
  readonly then: boolean | undefined;
}) {
  const t = useText();
  const { language, asOf } = useScope();
  const { latest } = metric;
  return (
    <li className="figure-card">
      <p className="kicker">{beginLine(metric.theme.name)}</p>
      <h3>
        <Link to="/metric/$code" params={{ code: metric.code }}>
          {beginLine(metric.name)}
        </Link>
      </h3>
      {latest ? (
        <>
          <p className="figure">
            <ValueText of={latest} measure={metric} />
            <Sparkline points={placePoints(course)} words={describeCourse(course, metric, language, t)} />
          </p>
          {[latest.yearBefore, latest.target].map(
            (change) =>
              change && hasChange(change) && <ChangeText key={change.kind} change={change} measure={metric} />,
          )}
          <p className="origin">
            <span>{latest.periodLabel}</span>
            <span>{latest.region.name}</span>
            <SourceOf citations={latest.citations} />
          </p>
        </>
      ) : asOf === null && hasExtremes(metric) ? (
        <Extremes metric={metric} />
      ) : (
        <Coverage code={metric.code} of={metric.availability} then={then} />
      )}
    </li>
  );
}

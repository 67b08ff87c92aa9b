import { useScope } from '../../address/scope.ts';
import { MetricCoursesDocument, type MetricCoursesQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { describeCourse } from '../../chart/describe.ts';
import { gapOf } from '../../chart/gap.ts';
import { placePoints } from '../../chart/slot.ts';
import { Sparkline } from '../../chart/sparkline.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { ValueText } from '../../element/figure.tsx';
import { nearly, unitWords } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import { breakdownsOf } from './card.ts';
import { RegionLink } from './region-link.tsx';
import { CourseTable } from './region-table.tsx';
import type { RegionViewProps } from './region-view.ts';

type Row = MetricCoursesQuery['cube']['rows'][number];

/** One small chart for each region, all on the same scale and over the same time. */
export function Multiples(props: RegionViewProps) {
  const { figures, metric, period } = props;
  const t = useText();
  const { language } = useScope();
  const answer = useCourses(props);
  return (
    <Await answer={answer}>
      {({ cube: { rows, totalCount } }) => {
        const courses = coursesOf(figures, rows);
        const times = timesOf(courses);
        const numbers = [...courses.values()].flatMap((course) =>
          [...course.values()].flatMap(({ number }) => (typeof number === 'number' ? [number] : [])),
        );
        if (numbers.length === 0) return <Empty>{t('metric.no-figures')}</Empty>;
        const range = [numbers.reduce((a, b) => Math.min(a, b), Infinity), numbers.reduce((a, b) => Math.max(a, b), -Infinity)] as const; // biome-ignore format: one line
        return (
          <>
            <p className="muted">
              {t('cube.unit', { unit: unitWords(metric.unit, metric.unitMultiplier, language) })} ·{' '}
              {t('multiples.scale', { low: nearly(`${range[0]}`), high: nearly(`${range[1]}`) })}{' '}
              {hasSuppressed(courses) && t('multiples.suppressed')}{' '}
              {t('multiples.time', { from: times[0]?.periodLabel ?? '', to: times.at(-1)?.periodLabel ?? '' })}
            </p>
            <CutNote shown={rows.length} total={totalCount} of={t('metric.series')} />
            <ul className="multiples">
              {figures.map((figure) => {
                const course = courses.get(figure.regionCode) ?? new Map<string, Row>();
                return (
                  <li key={figure.regionCode}>
                    <RegionLink metric={metric.code} region={figure.regionCode}>
                      {beginLine(figure.name)}
                    </RegionLink>
                    <Sparkline
                      points={times.map(({ period: one, at }) => ({ ...course.get(one), at }))}
                      range={range}
                      words={describeCourse([...course.values()], metric, language, t)}
                    />
                    <span className="inline">
                      <ValueText of={figure} measure={metric} bare />{' '}
                      {figure.periodLabel !== period && <small className="muted">{figure.periodLabel}</small>}
                    </span>
                  </li>
                );
              })}
            </ul>
          </>
        );
      }}
    </Await>
  );
}

/** The twin of the small charts: what they draw, and nothing more is asked for it. */
export function MultiplesTable(props: RegionViewProps) {
  const { data } = useCourses(props);
  if (!data) return null;
  const courses = coursesOf(props.figures, data.cube.rows);
  return <CourseTable {...props} times={timesOf(courses)} courses={courses} />;
}

/** The figures of all regions over time. */
function useCourses({ metric, part, frequency }: RegionViewProps) {
  const { asOf } = useScope();
  const input = {
    metrics: [metric.code],
    breakdowns: breakdownsOf(metric, part),
    ...(frequency ? { frequency: [frequency] } : {}),
    orderBy: ['REGION_ASC' as const, 'PERIOD_ASC' as const],
    asOf,
    first: 10_000,
  };
  return useAnswer(MetricCoursesDocument, { input });
}

const hasSuppressed = (courses: Courses): boolean =>
  [...courses.values()].some((course) =>
    [...course.values()].some((row) => typeof row.number !== 'number' && gapOf(row) === 'SUPPRESSED'),
  );

type Courses = ReadonlyMap<string, ReadonlyMap<string, Row>>;

/** The figures of the regions that are shown, by region and period, in their order. */
function coursesOf(figures: RegionViewProps['figures'], rows: readonly Row[]): Courses {
  const shown = new Set(figures.map(({ regionCode }) => regionCode));
  const groups = new Map<string, Map<string, Row>>();
  for (const row of rows) {
    if (!shown.has(row.regionCode)) continue;
    const group = groups.get(row.regionCode) ?? new Map<string, Row>();
    groups.set(row.regionCode, group.set(row.period, row));
  }
  return groups;
}

/** Every period of any region, in order. Periods of one frequency of which one lies before the other have texts that do too. */
function timesOf(courses: Courses) {
  const labels = new Map(
    [...courses.values()].flatMap((course) =>
      [...course.values()].map(({ period, periodLabel }) => [period, periodLabel] as const),
    ),
  );
  const times = [...labels].map(([period, periodLabel]) => ({ period, periodLabel }));
  return placePoints(times.toSorted((one, other) => (one.period < other.period ? -1 : 1)));
}

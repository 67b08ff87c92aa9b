import { useScope } from '../../address/scope.ts';
import { MetricCoursesDocument, type MetricCoursesQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Sparkline } from '../../chart/sparkline.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await } from '../../element/failure.tsx';
import { ValueText } from '../../element/figure.tsx';
import { nearly, unitWords } from '../../language/figure.ts';
import { useText } from '../../language/text.ts';
import { breakdownsOf } from './card.ts';
import { RegionLink } from './region-link.tsx';
import type { RegionViewProps } from './region-view.ts';

type Row = MetricCoursesQuery['cube']['rows'][number];

/** One small chart for each region, all on the same scale. */
export function Multiples({ figures, metric, part }: RegionViewProps) {
  const t = useText();
  const { asOf, language } = useScope();
  const frequency = metric.availability.frequencies[0];
  const input = {
    metrics: [metric.code],
    breakdowns: breakdownsOf(metric, part),
    ...(frequency ? { frequency: [frequency] } : {}),
    orderBy: ['REGION_ASC' as const, 'PERIOD_ASC' as const],
    asOf,
    first: 10_000,
  };
  const answer = useAnswer(MetricCoursesDocument, { input });
  return (
    <Await answer={answer}>
      {({ cube: { rows, totalCount } }) => {
        const courses = groupRows(rows);
        const shown = new Set(figures.map(({ regionCode }) => regionCode));
        const numbers = rows.flatMap(({ number, regionCode }) =>
          typeof number === 'number' && shown.has(regionCode) ? [number] : [],
        );
        const range = [numbers.reduce((a, b) => Math.min(a, b), Infinity), numbers.reduce((a, b) => Math.max(a, b), -Infinity)] as const; // biome-ignore format: one line
        return (
          <>
            <p className="muted">
              {t('cube.unit', { unit: unitWords(metric.unit, metric.unitMultiplier, language) })} ·{' '}
              {t('multiples.scale', { low: nearly(`${range[0]}`), high: nearly(`${range[1]}`) })}
            </p>
            <CutNote shown={rows.length} total={totalCount} of={t('metric.series')} />
            <ul className="multiples">
              {figures.map((figure) => {
                const course = courses.get(figure.regionCode) ?? [];
                return (
                  <li key={figure.regionCode}>
                    <RegionLink metric={metric.code} region={figure.regionCode}>
                      {figure.name}
                    </RegionLink>
                    <Sparkline
                      points={course}
                      range={range}
                      words={t('chart.course', {
                        from: course[0]?.periodLabel ?? '',
                        to: course.at(-1)?.periodLabel ?? '',
                        first: course[0]?.number ?? '',
                        last: course.at(-1)?.number ?? '',
                      })}
                    />
                    <span className="inline">
                      <ValueText of={figure} measure={metric} bare />
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

function groupRows(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.regionCode);
    if (group) group.push(row);
    else groups.set(row.regionCode, [row]);
  }
  return groups;
}

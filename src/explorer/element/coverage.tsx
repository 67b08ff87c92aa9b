import { Link } from '@tanstack/react-router';
import { useScope } from '../address/scope.ts';
import { type CoverageFragment, FiguresThenDocument } from '../api/generated/graphql.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useText } from '../language/text.ts';

/** From the first period to the last, or the only one. */
export const tellSpan = ({ fromLabel, toLabel }: Pick<CoverageFragment, 'fromLabel' | 'toLabel'>): string =>
  fromLabel === toLabel ? `${fromLabel}` : `${fromLabel} – ${toLabel}`;

/** Which of some metrics had figures on the day in the bar above: they are not counted, since that costs the server much. Of today, nothing. */
export function useFiguresThen(codes: readonly string[]): ReadonlyMap<string, boolean> {
  const { dataset, asOf } = useScope();
  const variables = { codes: [...codes], dataset, asOf: asOf ?? '' };
  const { data } = useAnswer(FiguresThenDocument, variables, asOf === null || codes.length === 0);
  return new Map(data?.metrics.nodes.map(({ code, observations }) => [code, observations.nodes.length > 0]));
}

/** Of a metric without a figure for the whole on a day: whether it had some for parts of it, once that is known. */
export function CoverageThen({ code, had }: { readonly code: string; readonly had: boolean | undefined }) {
  const t = useText();
  const { asOfDay } = useScope();
  if (asOfDay === null || had === undefined) return null;
  if (!had) return t('metric.none-as-of', { day: asOfDay });
  return (
    <Link to="/metric/$code" params={{ code }}>
      {t('metric.parts-as-of', { day: asOfDay })}
    </Link>
  );
}

/** Of a metric without a figure for the whole: how much there is for parts of it. */
export function Coverage({
  code,
  of,
  then,
}: {
  readonly code: string;
  /** What there is today. */
  readonly of: CoverageFragment;
  /** Whether there were figures on the day in the bar above. */
  readonly then: boolean | undefined;
}) {
  const t = useText();
  const { asOfDay } = useScope();
  const regions = of.regions.totalCount;
  if (asOfDay) {
    return (
      <p className="muted">
        <CoverageThen code={code} had={then} />
      </p>
    );
  }
  if (of.observationCount === 0) return <p className="muted">{t('metric.no-figures')}</p>;
  if (regions < 2) return <p className="muted">{t('metric.no-total')}</p>;
  return (
    <>
      <p className="figure">
        <Link to="/metric/$code" params={{ code }} className="value">
          <span className="digits">{regions}</span>
          <span className="unit">{t('metric.regions-count', { count: regions })}</span>
        </Link>
      </p>
      <p className="origin">
        <span>{t('metric.figures-count', { count: of.observationCount })}</span>
        <span className="digits">{tellSpan(of)}</span>
      </p>
    </>
  );
}

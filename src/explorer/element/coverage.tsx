import { Link } from '@tanstack/react-router';
import { useScope } from '../address/scope.ts';
import type { CoverageFragment } from '../api/generated/graphql.ts';
import { useText } from '../language/text.ts';

/** From the first period to the last, or the only one. */
export const tellSpan = ({ fromLabel, toLabel }: Pick<CoverageFragment, 'fromLabel' | 'toLabel'>): string =>
  fromLabel === toLabel ? `${fromLabel}` : `${fromLabel} – ${toLabel}`;

/** Of a metric without a figure for the whole: how much there is for parts of it. */
export function Coverage({ code, of }: { readonly code: string; readonly of: CoverageFragment }) {
  const t = useText();
  const { asOfDay } = useScope();
  const regions = of.regions.totalCount;
  // What there is, is counted as of today.
  if (asOfDay) return <p className="muted">{t('metric.none-as-of', { day: asOfDay })}</p>;
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

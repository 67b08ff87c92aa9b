import { useScope } from '../../address/scope.ts';
import { differs } from '../../chart/revision.ts';
import { ChangeText, hasChange } from '../../element/change.tsx';
import { SourceOf, type Value, ValueText } from '../../element/figure.tsx';
import { countDecimals, unitWords } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import type { MetricCard, SeriesPoint } from './card.ts';

/** The twin of the chart: the same figures, with all that is known of each. */
export function SeriesTable({
  points,
  metric,
  period,
}: {
  readonly points: readonly SeriesPoint[];
  readonly metric: MetricCard;
  /** The one that the reader came for: the table is open, and it stands out. */
  readonly period: string | undefined;
}) {
  const t = useText();
  const { language } = useScope();
  const has = (kind: 'yoy' | 'previous' | 'target') => points.some((point) => hasChange(point[kind]));
  // Of years, the year before is the previous period.
  const isAnnual = points.every(({ frequency }) => frequency === 'ANNUAL');
  const kinds = (['yoy', 'previous', 'target'] as const).filter(
    (kind) => has(kind) && !(isAnnual && kind === 'previous'),
  );
  return (
    <details className="twin" open={points.length <= 2 || points.some((point) => point.period === period)}>
      <summary>{t('table.twin')}</summary>
      <div
        className="table-scroll"
        role="region"
        aria-label={t('text.named', { name: t('table.twin'), value: t('metric.series') })}
        tabIndex={0}
      >
        <table>
          <caption>
            <span className="caption-text">
              {beginLine(metric.name)} ({unitWords(metric.unit, metric.unitMultiplier, language)})
            </span>
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('table.period')}</th>
              <th scope="col" className="is-number">
                {t('table.value')}
              </th>
              {kinds.map((kind) => (
                <th key={kind} scope="col" className="is-number">
                  {t(KIND_IDS[kind])}
                </th>
              ))}
              <th scope="col">{t('table.release')}</th>
              <th scope="col">{t('table.source')}</th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map((point) => (
              <tr
                key={point.id}
                className={point.period === period ? 'is-marked' : undefined}
                ref={point.period === period ? showRow : undefined}
              >
                <th scope="row">{beginLine(point.periodLabel)}</th>
                <td className="is-number">
                  <ValueText of={point} measure={metric} bare exact />
                  <Revisions point={point} metric={metric} />
                </td>
                {kinds.map((kind) => (
                  <td key={kind} className="is-number">
                    {point[kind] && <ChangeText change={point[kind]} measure={metric} withKind={false} />}
                  </td>
                ))}
                <td className="muted">{point.release.version}</td>
                <td>
                  <SourceOf citations={point.citations} bare />
                  {point.note && <p className="point-note">{point.note}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const showRow = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' });

const KIND_IDS = { yoy: 'compare.YOY', previous: 'compare.PREVIOUS_PERIOD', target: 'compare.VS_TARGET' } as const;

const tellDigits = (revision: Value, { value }: Value) =>
  countDecimals(revision.value ?? '') < countDecimals(value ?? '') ? 'table.before-fewer' : 'table.before-longer';

/** What was published for the same period before. The same with more or fewer digits is none of it, and has no figure of its own. */
function Revisions({ point, metric }: { readonly point: SeriesPoint; readonly metric: MetricCard }) {
  const t = useText();
  const { totalCount, nodes } = point.revisions;
  if (totalCount < 2) return null;
  const more = totalCount - nodes.length;
  return (
    <ul className="revisions">
      {nodes
        .filter(({ id }) => id !== point.id)
        .map((revision) => (
          <li key={revision.id}>
            {differs(revision, point) || revision.value === point.value ? (
              <>
                {t('table.before', { version: revision.release.version })}{' '}
                <ValueText of={revision} measure={metric} bare exact />
              </>
            ) : (
              t(tellDigits(revision, point), { version: revision.release.version })
            )}
          </li>
        ))}
      {more > 0 && <li>{t('table.before-more', { count: more })}</li>}
    </ul>
  );
}

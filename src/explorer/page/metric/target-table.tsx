import { useScope } from '../../address/scope.ts';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { nearly, unitWords } from '../../language/figure.ts';
import { idOf, useText } from '../../language/text.ts';
import type { MetricCard, SeriesData } from './card.ts';

type Target = SeriesData['targets']['nodes'][number];

/** What is aimed at, whether or not there is a figure for its period yet, and where that is stated. */
export function TargetTable({ targets, metric }: { readonly targets: readonly Target[]; readonly metric: MetricCard }) {
  const t = useText();
  const { language } = useScope();
  if (targets.length === 0) return null;
  const hasAttainment = targets.some(({ attainment }) => attainment);
  return (
    <div className="table-scroll is-targets" role="region" aria-label={t('target.title')} tabIndex={0}>
      <table>
        <caption>
          <span className="caption-text">
            {t('target.title')} ({unitWords(metric.unit, metric.unitMultiplier, language)})
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('table.period')}</th>
            <th scope="col">{t('table.kind')}</th>
            <th scope="col" className="is-number">
              {t('table.value')}
            </th>
            {hasAttainment && (
              <th scope="col" className="is-number">
                {t('table.attainment')}
              </th>
            )}
            <th scope="col">{t('table.source')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map(({ id, kind, periodLabel, value, attainment, citations }) => (
            <tr key={id}>
              <th scope="row">{periodLabel}</th>
              <td>{t(idOf('target', kind))}</td>
              <td className="is-number">
                <ValueText of={{ value, statusFlags: [] }} measure={metric} bare exact />
              </td>
              {hasAttainment && <td className="is-number">{attainment && `${nearly(attainment)}%`}</td>}
              <td>
                <SourceOf citations={citations} bare />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

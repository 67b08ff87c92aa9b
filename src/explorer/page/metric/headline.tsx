import { dayOf } from '../../address/day.ts';
import { useScope } from '../../address/scope.ts';
import type { InterfaceLanguage } from '../../address/search.ts';
import { ChangeText } from '../../element/change.tsx';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { LightMark } from '../../element/light.tsx';
import { groupDigits, nearly, unitAfter, withUnit } from '../../language/figure.ts';
import { idOf, useText } from '../../language/text.ts';
import type { MetricCard, SeriesData } from './card.ts';

/** The latest figure, with what it is compared with, and where it was read. */
export function Headline({ data, metric }: { readonly data: SeriesData; readonly metric: MetricCard }) {
  const t = useText();
  const { timeZone, asOfDay, language } = useScope();
  const { latest, assessment } = data;
  if (!latest) return null;
  const isAnnual = latest.frequency === 'ANNUAL';
  // Of years, the year before is the previous period. Where there is no target, nothing is said of one.
  const shown = [
    latest.yoy,
    isAnnual ? null : latest.previous,
    latest.target?.reason === 'NO_BASE' ? null : latest.target,
  ];
  const changes = shown.flatMap((change) => (change ? [change] : []));
  const { numerator, denominator } = latest;
  const quotient = numerator && denominator ? tellQuotient(numerator, denominator, metric, language) : undefined;
  const published = latest.release.publishedAt ?? latest.release.importedAt;
  return (
    <div className="headline">
      <p className="headline-figure">
        <ValueText of={latest} measure={metric} quotient={quotient} />
      </p>
      <p className="facts">
        <span>{latest.periodLabel}</span>
        <span>{latest.region.name}</span>
        <SourceOf citations={latest.citations} />
        <span>
          {t('overview.release', { version: latest.release.version })}
          {published && ` (${dayOf(published, timeZone)})`}
        </span>
        {latest.reportedBy && <span>{t('metric.reported-by', { name: latest.reportedBy.name })}</span>}
        {quotient && <span className="digits">{quotient}</span>}
      </p>
      {latest.estimate && <EstimateText estimate={latest.estimate} />}
      <ul className="change-list">
        {changes.map((change) => (
          <li key={change.kind}>
            <ChangeText change={change} measure={metric} />
            {change.published && change.impliedBase && (
              <small className="muted">{t('change.implied', { base: groupDigits(change.impliedBase) })}</small>
            )}
          </li>
        ))}
        {assessment && asOfDay === null && (
          <li title={assessment.rule.description}>
            {assessment.light && <LightMark light={assessment.light} />}{' '}
            <span className="change-kind">{t('metric.trend')}</span> {t(idOf('trend', assessment.trend))}
          </li>
        )}
      </ul>
      {latest.note && <p className="note">{latest.note}</p>}
    </div>
  );
}

/** What may follow the denominator in the formula of a quotient. */
const FACTOR = /^(?: × [\d.]+)?$/;

/** Numerator by denominator, each in the unit of its metric where a formula tells which these are. */
function tellQuotient(
  numerator: string,
  denominator: string,
  { formula }: MetricCard,
  language: InterfaceLanguage,
): string {
  const [over, under = '', ...more] = formula?.expression.split(' / ') ?? [];
  const operands = more.length === 0 ? (formula?.operands ?? []) : [];
  const first = operands.find(({ code }) => code === over);
  const second = operands.find(({ code }) => under.startsWith(code) && FACTOR.test(under.slice(code.length)));
  const tell = (decimal: string, operand: typeof first) => {
    if (!first || !second || !operand) return groupDigits(decimal);
    const unit = unitAfter(decimal, operand.unit, operand.unitMultiplier, language);
    return withUnit(groupDigits(decimal), unit);
  };
  return `${tell(numerator, first)} / ${tell(denominator, second)}`;
}

/** How sure the publisher is of an estimate. */
function EstimateText({ estimate }: { readonly estimate: NonNullable<NonNullable<SeriesData['latest']>['estimate']> }) {
  const t = useText();
  const { confidence, lowerBound, upperBound, standardError, rank, sourceCount } = estimate;
  /** The sign stays with its number. */
  const tell = (decimal: string) => nearly(decimal).replace(' ', '\u00a0');
  const range = lowerBound && upperBound ? { low: tell(lowerBound), high: tell(upperBound) } : null;
  return (
    <p className="facts digits">
      {range && (
        <span>{confidence ? t('estimate.range', { ...range, confidence }) : t('estimate.range-plain', range)}</span>
      )}
      {standardError && <span>{t('estimate.error', { error: tell(standardError) })}</span>}
      {rank && <span>{t('estimate.rank', { rank: tell(rank) })}</span>}
      {typeof sourceCount === 'number' && <span>{t('estimate.sources', { count: sourceCount })}</span>}
    </p>
  );
}

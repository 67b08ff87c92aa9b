import { useScope } from '../address/scope.ts';
import type { ChangePartsFragment, MeasureFragment } from '../api/generated/graphql.ts';
import { MAX_DECIMALS, roundDecimal, signed, unitWords } from '../language/figure.ts';
import { idOf, useText } from '../language/text.ts';

const DECIMALS = 2;

/** Whether a change says how much: of a score, which has no per cent, the difference. */
export function hasChange(
  change: Pick<ChangePartsFragment, 'published' | 'percent' | 'points' | 'absolute'> | null | undefined,
): boolean {
  const { published, percent, points, absolute } = change ?? {};
  return (published ?? percent ?? points ?? absolute ?? null) !== null;
}

type Relative = Pick<ChangePartsFragment, 'percent' | 'points'> &
  Partial<Pick<ChangePartsFragment, 'baseValue' | 'absolute'>>;

/** Whether the value that a change leads to is below zero: a percentage of a base above zero says nothing of it. */
const endsBelowZero = ({ baseValue, absolute }: Relative): boolean =>
  Boolean(baseValue && absolute) && Number(baseValue) + Number(absolute) < 0;

/** A change against its base: in points of a rate, else in per cent. A score is measured from no zero, and has neither. */
export function relativeChange(change: Relative, kind: MeasureFragment['kind']): string | null {
  if (kind === 'SCORE') return null;
  if (kind === 'RATE') return change.points ?? null;
  return endsBelowZero(change) ? null : (change.percent ?? null);
}

/** A change as the source published it, else as it is computed; points for rates; and a reason where there is none. */
export function ChangeText({
  change,
  measure,
  withKind = true,
}: {
  readonly change: ChangePartsFragment;
  readonly measure: Pick<MeasureFragment, 'kind' | 'unit' | 'unitMultiplier'>;
  readonly withKind?: boolean;
}) {
  const t = useText();
  const { language } = useScope();
  const { kind, published, absolute, improvement, reason } = change;
  const relative = relativeChange(change, measure.kind);
  const isRate = measure.kind === 'RATE';
  const shown = published ?? relative ?? absolute;
  const label = withKind && <span className="change-kind">{t(idOf('compare', kind))}</span>;
  if (shown === null || shown === undefined) {
    return (
      <span className="change is-none" title={reason ? t(idOf('reason', reason)) : undefined}>
        {label} <span>{reason ? t(idOf('reason-short', reason)) : t('change.none')}</span>
      </span>
    );
  }
  const isPublished = shown === published;
  const isRelative = isPublished || shown === relative;
  // Per cent of a quotient, or the difference of two estimates.
  const decimals = isRelative ? DECIMALS : MAX_DECIMALS;
  const { text, isRounded } = isPublished ? { text: shown, isRounded: false } : roundDecimal(shown, decimals);
  const relativeUnit = isRate ? ` ${t('change.points')}` : '%';
  const unit = isRelative ? relativeUnit : ` ${unitWords(measure.unit, measure.unitMultiplier, language)}`;
  const mood = improvement === true ? 'is-better' : improvement === false ? 'is-worse' : 'is-neutral';
  const direction = /^-/.test(shown) ? '▼' : /[1-9]/.test(shown) ? '▲' : '●';
  const whole = isRounded ? `${t('change.rounded')} ${signed(shown)}${unit}` : undefined;
  return (
    <span className={`change ${mood}`} title={whole}>
      {label}{' '}
      <span className="digits">
        <i aria-hidden="true">{direction}</i> {isRounded && '≈ '}
        {signed(text)}
        {unit}
      </span>
      <small>{t(isPublished ? 'change.published' : 'change.computed')}</small>
      {improvement !== null && improvement !== undefined && (
        <span className="visually-hidden">{t(improvement ? 'change.better' : 'change.worse')}</span>
      )}
    </span>
  );
}

import { Link } from '@tanstack/react-router';
import { useScope } from '../address/scope.ts';
import type { FigureFragment, MeasureFragment, PassageFragment } from '../api/generated/graphql.ts';
import {
  groupDigits,
  isClose,
  MAX_DECIMALS,
  roundDecimal,
  shiftPoint,
  unitAfter,
  unitName,
  withUnit,
} from '../language/figure.ts';
import { cutQuotientOf } from '../language/quotient.ts';
import { idOf, type Translate, useText } from '../language/text.ts';

type Measure = Pick<MeasureFragment, 'unit' | 'unitMultiplier'>;
type Status = FigureFragment['statusFlags'][number];

export interface Value {
  readonly value?: string | null | undefined;
  readonly statusFlags: readonly Status[];
  readonly basis?: FigureFragment['basis'] | undefined;
  /** Of what it is a quotient, if it is one. */
  readonly numerator?: string | null | undefined;
  readonly denominator?: string | null | undefined;
}

/** Flags of a value that is there, each with a sign of its own; NORMAL needs none. */
const isTold = (flag: Status): boolean => flag !== 'NORMAL' && flag !== 'MISSING' && flag !== 'SUPPRESSED';

/** The words of a value for whoever does not see it: digits, unit, and what is to be known of it. */
export function tellValue(of: Value, measure: Measure, language: 'zh-Hans' | 'en', t: Translate): string {
  const { value, statusFlags, basis } = of;
  const flags = statusFlags.filter((flag) => flag !== 'NORMAL').map((flag) => t(idOf('flag', flag)));
  if (value === null || value === undefined) return flags.join(t('text.comma')) || t('flag.MISSING');
  const unit = unitAfter(value, measure.unit, measure.unitMultiplier, language);
  const origin = basis && basis !== 'PUBLISHED' ? [t(idOf('basis', basis))] : [];
  const number = withUnit((cutQuotientOf(of) ? '≈ ' : '') + groupDigits(value), unit);
  return [number, ...flags, ...origin].join(t('text.comma'));
}

/** A value with its unit in words. What is missing, what is suppressed, what is provisional and a zero look different. */
export function ValueText({
  of,
  measure,
  bare = false,
  exact = false,
  withBasis = true,
  quotient,
}: {
  readonly of: Value;
  readonly measure: Measure;
  /** Without its unit, where the table has it. */
  readonly bare?: boolean;
  /** With all its digits, however many. */
  readonly exact?: boolean;
  /** With the word for one that was computed. */
  readonly withBasis?: boolean;
  /** What the value is exactly, should digits have been left out when it was computed: numerator and denominator with their units. */
  readonly quotient?: string | undefined;
}) {
  const t = useText();
  const { language } = useScope();
  const { value, statusFlags, basis } = of;
  if (value === null || value === undefined) return <NoValue flags={statusFlags} />;
  const unit = unitAfter(value, measure.unit, measure.unitMultiplier, language);
  const { text, isRounded: isCut } = exact ? { text: value, isRounded: false } : roundDecimal(value, MAX_DECIMALS);
  const cut = cutQuotientOf(of);
  const isRounded = isCut || cut !== null;
  const whole = cut ? (quotient ?? cut.map(groupDigits).join(' / ')) : groupDigits(value);
  const plain = measure.unitMultiplier === 0 ? undefined : `= ${groupDigits(shiftPoint(value, measure.unitMultiplier))} ${unitName(measure.unit, language)}`; // biome-ignore format: one line
  return (
    <span
      className={isClose(unit) ? 'value is-close' : 'value'}
      title={isRounded ? `${t('change.rounded')} ${whole}` : plain}
    >
      <span className="digits">
        {isRounded && '≈ '}
        {groupDigits(text)}
      </span>
      {!bare && !isClose(unit) && ' '}
      {!bare && <span className="unit">{unit}</span>}
      {statusFlags.filter(isTold).map((flag) => (
        <abbr key={flag} className={`flag is-${flag.toLowerCase()}`} title={t(idOf('flag', flag))}>
          {t(idOf('flag-short', flag))}
        </abbr>
      ))}
      {withBasis && basis && basis !== 'PUBLISHED' && (
        <abbr className="flag is-computed" title={t(idOf('basis', basis))}>
          {t('basis.short')}
        </abbr>
      )}
    </span>
  );
}

/** In the place of a value that is missing, or suppressed. */
export function NoValue({ flags }: { readonly flags: readonly Status[] }) {
  const t = useText();
  const flag = flags.includes('SUPPRESSED') ? 'SUPPRESSED' : 'MISSING';
  return (
    <span className={`no-value is-${flag.toLowerCase()}`}>
      <span aria-hidden="true">{flag === 'SUPPRESSED' ? '▒▒' : '—'}</span> {t(idOf('flag', flag))}
    </span>
  );
}

/** Where a figure was read: a link to the passage. */
export function SourceOf({
  citations,
  bare = false,
}: {
  readonly citations: readonly PassageFragment[];
  /** The place alone, where a head says that it is a source. */
  readonly bare?: boolean;
}) {
  const t = useText();
  const [first] = citations;
  if (!first) return <span className="source is-none">{t('source.none')}</span>;
  const { source, locator, locatorLabel } = first;
  return (
    <Link
      to="/source/$code"
      params={{ code: source.code }}
      search={{ at: locator }}
      className="source"
      title={source.title}
    >
      {bare ? locatorLabel : t('source.at', { place: locatorLabel })}
      {citations.length > 1 && ` +${citations.length - 1}`}
    </Link>
  );
}

import { type ReactNode, useMemo } from 'react';
import { NoValue } from '../../element/figure.tsx';
import { useText } from '../../language/text.ts';
import type { Cell, Pivot } from './pivot.ts';

/** Stands in a cell for which nothing is published. */
export function NoCell() {
  return <span className="no-cell">·</span>;
}

const ZERO = /^-?0(?:\.0*)?$/;

/** Which of the signs of a table without a figure are in it; and whether a zero is, which is none of them. */
function signsIn({ rows, columns }: Pivot, cells: readonly Cell[]) {
  const gaps = cells.filter(({ value }) => value === null || value === undefined);
  const suppressed = gaps.filter(({ statusFlags }) => statusFlags.includes('SUPPRESSED'));
  return {
    isEmpty: cells.length < rows.length * columns.length,
    isMissing: suppressed.length < gaps.length,
    isSuppressed: suppressed.length > 0,
    hasZero: cells.some(({ value }) => ZERO.test(value ?? '')),
  };
}

/** What a cell without a figure means, each in its own way, as far as there are any. */
export function SignLegend({ pivot, cells }: { readonly pivot: Pivot; readonly cells: readonly Cell[] }) {
  const t = useText();
  const { isEmpty, isMissing, isSuppressed, hasZero } = useMemo(() => signsIn(pivot, cells), [pivot, cells]);
  if (!isEmpty && !isMissing && !isSuppressed) return null;
  return (
    <ul className="sign-legend" aria-label={t('cube.signs')}>
      {isEmpty && <Sign sign={<NoCell />}>{t('cube.sign-empty')}</Sign>}
      {isMissing && <Sign sign={<NoValue flags={['MISSING']} />}>{t('cube.sign-missing')}</Sign>}
      {isSuppressed && <Sign sign={<NoValue flags={['SUPPRESSED']} />}>{t('cube.sign-suppressed')}</Sign>}
      {hasZero && <li>{t('cube.sign-zero')}</li>}
    </ul>
  );
}

function Sign({ sign, children }: { readonly sign: ReactNode; readonly children: ReactNode }) {
  return (
    <li>
      {sign} {children}
    </li>
  );
}

import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useScope } from '../../address/scope.ts';
import type { MeasureFragment } from '../../api/generated/graphql.ts';
import { ValueText } from '../../element/figure.tsx';
import { usePrinting } from '../../element/use-printing.ts';
import { MAX_DECIMALS, roundDecimal, signed, unitWords } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import type { Pair, ReleaseCell } from './pair.ts';

/** The days as of which the figures of the two are shown; without one, those of now. */
export interface Days {
  readonly before: string;
  readonly after: string | undefined;
}

/** Figures of one metric beside each other, before and after, with what the publisher notes of them. */
export function DifferenceTable({
  pairs,
  metric,
  days,
  isSorted,
}: {
  readonly pairs: readonly Pair[];
  readonly metric: MeasureFragment;
  readonly days: Days;
  readonly isSorted: boolean;
}) {
  const t = useText();
  const { language } = useScope();
  const hasNotes = pairs.some(({ after }) => after?.note);
  return (
    <div className="table-scroll is-comparison" role="region" aria-label={beginLine(metric.name)} tabIndex={0}>
      <table>
        <caption>
          <span className="caption-text">
            {beginLine(metric.name)} ({unitWords(metric.unit, metric.unitMultiplier, language)})
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('plan.by.region')}</th>
            <th scope="col">{t('table.period')}</th>
            <th scope="col" className="is-number">
              {t('release.before')}
            </th>
            <th scope="col" className="is-number">
              {t('release.after')}
            </th>
            <DifferenceHead isRate={metric.kind === 'RATE'} isSorted={isSorted} />
            {hasNotes && <th scope="col">{t('table.note')}</th>}
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <DifferenceRow key={pair.key} pair={pair} metric={metric} days={days} hasNotes={hasNotes} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DifferenceRow({
  pair: { name, before, after, difference },
  metric,
  days,
  hasNotes,
}: {
  readonly pair: Pair;
  readonly metric: MeasureFragment;
  readonly days: Days;
  readonly hasNotes: boolean;
}) {
  const cell = after ?? before;
  if (!cell) return null;
  return (
    <tr>
      <th scope="row">{beginLine(name)}</th>
      <td className="is-period">{cell.periodLabel}</td>
      <td className="is-number">
        <CellValue cell={before} metric={metric} day={days.before} />
      </td>
      <td className="is-number">
        <CellValue cell={after} metric={metric} day={days.after} />
      </td>
      <td className="is-number">{difference !== null && <DifferenceText of={difference} />}</td>
      {hasNotes && <td className="is-note">{after?.note}</td>}
    </tr>
  );
}

/** Orders the table by size, and back. */
function DifferenceHead({ isRate, isSorted }: { readonly isRate: boolean; readonly isSorted: boolean }) {
  const t = useText();
  const navigate = useNavigate({ from: '/releases' });
  const toggle = () =>
    void navigate({
      search: (now) => ({ ...now, sort: isSorted ? undefined : ('difference' as const) }),
      resetScroll: false,
    });
  const name = t(isRate ? 'release.difference-points' : 'release.difference');
  // A browser prints no head again that has a button.
  const isPrinting = usePrinting();
  return (
    <th scope="col" className="is-number" aria-sort={isSorted ? 'descending' : undefined}>
      {isPrinting ? (
        name
      ) : (
        <button type="button" className="sort" title={t('release.by-difference')} onClick={toggle}>
          {name} <span aria-hidden="true">{isSorted ? '▼' : '▽'}</span>
        </button>
      )}
    </th>
  );
}

function DifferenceText({ of }: { readonly of: string }) {
  const t = useText();
  const { text, isRounded } = roundDecimal(of, MAX_DECIMALS);
  return (
    <span className="digits" title={isRounded ? `${t('change.rounded')} ${signed(of)}` : undefined}>
      {isRounded && '≈ '}
      {signed(text)}
    </span>
  );
}

/** A figure of one of the releases leads to its series as it was then, where its passage stands. */
function CellValue({
  cell,
  metric,
  day,
}: {
  readonly cell: ReleaseCell | undefined;
  readonly metric: MeasureFragment;
  readonly day: string | undefined;
}): ReactNode {
  const t = useText();
  if (!cell) return <span className="muted">{t('release.not-there')}</span>;
  const [only, ...others] = cell.breakdown;
  const part = only && others.length === 0 ? `${only.dimension.code}:${only.category.code}` : undefined;
  return (
    <Link
      to="/metric/$code"
      params={{ code: metric.code }}
      search={{ asOf: day, region: cell.regionCode, frequency: cell.frequency, period: cell.period, part }}
    >
      <ValueText of={cell} measure={metric} bare exact />
    </Link>
  );
}

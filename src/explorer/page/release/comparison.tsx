import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { dayOf } from '../../address/day.ts';
import { useScope } from '../../address/scope.ts';
import { type MeasureFragment, ReleaseCellsDocument, type ReleaseCellsQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PaperCutNote } from '../../element/cut-note.tsx';
import { Await } from '../../element/failure.tsx';
import { ValueText } from '../../element/figure.tsx';
import {
  groupDigits,
  isSameRounded,
  MAX_DECIMALS,
  roundDecimal,
  signed,
  subtractDecimal,
  unitWords,
} from '../../language/figure.ts';
import { useText } from '../../language/text.ts';
import { momentOf, type Release } from './release.ts';

type Cell = ReleaseCellsQuery['cube']['rows'][number];

const FIRST = 10_000;
const SHOWN = 100;

interface Pair {
  readonly key: string;
  readonly before: Cell | undefined;
  readonly after: Cell | undefined;
  /** What the later release adds to the figure of the earlier; null where one of them has none. */
  readonly difference: string | null;
}

/** The figures of one metric as two releases have them: what came, what went, and what was revised. */
export function Comparison({
  reasons,
  earlier,
  later,
  metric,
  isLatest,
}: {
  /** The releases whose notes may say why something was revised. */
  readonly reasons: readonly Release[];
  readonly earlier: Release;
  readonly later: Release;
  readonly metric: MeasureFragment;
  /** Whether the later one is what is published now. */
  readonly isLatest: boolean;
}) {
  const { dataset, timeZone } = useScope();
  const dayIn = (release: Release) => dayOf(momentOf(release), timeZone);
  const input = (release: Release) => ({
    metrics: [metric.code],
    datasets: [dataset],
    asOf: momentOf(release),
    first: FIRST,
  });
  const before = useAnswer(ReleaseCellsDocument, { input: input(earlier) });
  const after = useAnswer(ReleaseCellsDocument, { input: input(later) });
  return (
    <Await answer={before}>
      {(old) => (
        <Await answer={after}>
          {(now) => (
            <Differences
              reasons={reasons}
              pairs={pairsOf(old.cube.rows, now.cube.rows)}
              metric={metric}
              isCut={old.cube.pageInfo.hasNextPage || now.cube.pageInfo.hasNextPage}
              days={{ before: dayIn(earlier), after: isLatest ? undefined : dayIn(later) }}
            />
          )}
        </Await>
      )}
    </Await>
  );
}

function pairsOf(before: readonly Cell[], after: readonly Cell[]): readonly Pair[] {
  const keyOf = ({ regionCode, period, breakdown }: Cell) =>
    [regionCode, period, ...breakdown.map(({ category }) => category.code)].join('|');
  const old = new Map(before.map((cell) => [keyOf(cell), cell]));
  const now = new Map(after.map((cell) => [keyOf(cell), cell]));
  return [...new Set([...now.keys(), ...old.keys()])].map((key) => {
    const pair = { key, before: old.get(key), after: now.get(key) };
    return { ...pair, difference: differenceOf(pair) };
  });
}

const differenceOf = ({ before, after }: Pick<Pair, 'before' | 'after'>): string | null =>
  before?.value && after?.value ? subtractDecimal(after.value, before.value) : null;

/** The largest difference first, up or down; pairs without one stay in their order behind them. */
function bySize(pairs: readonly Pair[]): readonly Pair[] {
  const sizeOf = ({ difference }: Pair) => (difference === null ? -1 : Math.abs(Number(difference)));
  return pairs.toSorted((one, other) => sizeOf(other) - sizeOf(one));
}

const isSame = (one: Cell, other: Cell): boolean =>
  one.value === other.value && `${one.statusFlags}` === `${other.statusFlags}`;

/** Two statements of the same figure, one with fewer digits: no revision of what it says. */
function differInDigitsOnly({ before, after }: Pair): boolean {
  if (!before?.value || !after?.value || `${before.statusFlags}` !== `${after.statusFlags}`) return false;
  return isSameRounded(before.value, after.value);
}

/** The days as of which the figures of the two are shown; without one, those of now. */
interface Days {
  readonly before: string;
  readonly after: string | undefined;
}

function Differences({
  reasons,
  pairs,
  metric,
  isCut,
  days,
}: {
  readonly reasons: readonly Release[];
  readonly pairs: readonly Pair[];
  readonly metric: MeasureFragment;
  readonly isCut: boolean;
  readonly days: Days;
}) {
  const t = useText();
  const { language } = useScope();
  const { sort } = useSearch({ from: '/releases' });
  const [shown, setShown] = useState(SHOWN);
  const added = pairs.filter(({ before }) => !before);
  const removed = pairs.filter(({ after }) => !after);
  const revised = pairs.filter(({ before, after }) => before && after && !isSame(before, after));
  const digits = revised.filter(differInDigitsOnly);
  const changed = [...revised.filter((pair) => !differInDigitsOnly(pair)), ...removed, ...added, ...digits];
  const ordered = sort === 'difference' ? bySize(changed) : changed;
  return (
    <>
      <p className="release-sum">
        {t('release.sum', {
          revised: revised.length,
          added: added.length,
          removed: removed.length,
          same: pairs.length - changed.length,
        })}
        {digits.length > 0 && ` ${t('release.digits', { count: digits.length })}`}
        {isCut && ` ${t('release.cut', { count: FIRST })}`}
      </p>
      {revised.length + removed.length > 0 && <Reasons of={reasons} />}
      {changed.length > 0 && (
        <div className="table-scroll is-comparison" role="region" aria-label={metric.name} tabIndex={0}>
          <table>
            <caption>
              {metric.name} ({unitWords(metric.unit, metric.unitMultiplier, language)})
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
                <DifferenceHead isRate={metric.kind === 'RATE'} isSorted={sort === 'difference'} />
              </tr>
            </thead>
            <tbody>
              {ordered.slice(0, shown).map(({ key, before, after, difference }) => {
                const cell = after ?? before;
                return (
                  cell && (
                    <tr key={key}>
                      <th scope="row">
                        {[cell.region.name, ...cell.breakdown.map(({ category }) => category.name)].join(' · ')}
                      </th>
                      <td className="is-period">{cell.periodLabel}</td>
                      <td className="is-number">
                        <CellValue cell={before} metric={metric} day={days.before} />
                      </td>
                      <td className="is-number">
                        <CellValue cell={after} metric={metric} day={days.after} />
                      </td>
                      <td className="is-number">{difference !== null && <DifferenceText of={difference} />}</td>
                    </tr>
                  )
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <PaperCutNote shown={shown} total={changed.length} />
      {changed.length > shown && (
        <p className="more">
          <button type="button" onClick={() => setShown(shown * 4)}>
            {t('list.more')} ({groupDigits(`${changed.length - shown}`)})
          </button>
        </p>
      )}
    </>
  );
}

/** Why figures were revised, in the words of the publisher; or that he has none. */
function Reasons({ of }: { readonly of: readonly Release[] }) {
  const t = useText();
  const told = of.filter(({ notes }) => notes);
  if (told.length === 0) return <p className="release-reason muted">{t('release.no-reason')}</p>;
  return told.map(({ id, version, notes }) => (
    <p key={id} className="release-reason">
      {t('release.reason', { version, notes: notes ?? '' })}
    </p>
  ));
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
  return (
    <th scope="col" className="is-number" aria-sort={isSorted ? 'descending' : undefined}>
      <button type="button" className="sort" title={t('release.by-difference')} onClick={toggle}>
        {t(isRate ? 'release.difference-points' : 'release.difference')}{' '}
        <span aria-hidden="true">{isSorted ? '▼' : '▽'}</span>
      </button>
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
  readonly cell: Cell | undefined;
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

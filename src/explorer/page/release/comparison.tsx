import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useScope } from '../../address/scope.ts';
import { type MeasureFragment, ReleaseCellsDocument, type ReleaseCellsQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PaperCutNote } from '../../element/cut-note.tsx';
import { Await } from '../../element/failure.tsx';
import { ValueText } from '../../element/figure.tsx';
import { groupDigits, roundDecimal, unitWords } from '../../language/figure.ts';
import { useText } from '../../language/text.ts';
import { momentOf, type Release } from './release.ts';

type Cell = ReleaseCellsQuery['cube']['rows'][number];

const FIRST = 10_000;
const SHOWN = 100;

interface Pair {
  readonly key: string;
  readonly before: Cell | undefined;
  readonly after: Cell | undefined;
}

/** The figures of one metric as two releases have them: what came, what went, and what was revised. */
export function Comparison({
  earlier,
  later,
  metric,
}: {
  readonly earlier: Release;
  readonly later: Release;
  readonly metric: MeasureFragment;
}) {
  const { dataset } = useScope();
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
              pairs={pairsOf(old.cube.rows, now.cube.rows)}
              metric={metric}
              isCut={old.cube.pageInfo.hasNextPage || now.cube.pageInfo.hasNextPage}
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
  return [...new Set([...now.keys(), ...old.keys()])].map((key) => ({
    key,
    before: old.get(key),
    after: now.get(key),
  }));
}

const isSame = (one: Cell, other: Cell): boolean =>
  one.value === other.value && `${one.statusFlags}` === `${other.statusFlags}`;

/** Two statements of the same figure, one with fewer digits: no revision of what it says. */
function differInDigitsOnly({ before, after }: Pair): boolean {
  if (!before?.value || !after?.value || `${before.statusFlags}` !== `${after.statusFlags}`) return false;
  const decimals = (value: string) => value.split('.')[1]?.length ?? 0;
  const fewer = Math.min(decimals(before.value), decimals(after.value));
  return roundDecimal(before.value, fewer).text === roundDecimal(after.value, fewer).text;
}

function Differences({
  pairs,
  metric,
  isCut,
}: {
  readonly pairs: readonly Pair[];
  readonly metric: MeasureFragment;
  readonly isCut: boolean;
}) {
  const t = useText();
  const { language } = useScope();
  const [shown, setShown] = useState(SHOWN);
  const added = pairs.filter(({ before }) => !before);
  const removed = pairs.filter(({ after }) => !after);
  const revised = pairs.filter(({ before, after }) => before && after && !isSame(before, after));
  const digits = revised.filter(differInDigitsOnly);
  const changed = [...revised.filter((pair) => !differInDigitsOnly(pair)), ...removed, ...added, ...digits];
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
      {changed.length > 0 && (
        <div className="table-scroll is-comparison" role="region" aria-label={t('release.compare')} tabIndex={0}>
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
              </tr>
            </thead>
            <tbody>
              {changed.slice(0, shown).map(({ key, before, after }) => {
                const cell = after ?? before;
                return (
                  cell && (
                    <tr key={key}>
                      <th scope="row">
                        <Link
                          to="/metric/$code"
                          params={{ code: metric.code }}
                          search={(now) => ({ ...now, metric: undefined, region: cell.regionCode })}
                        >
                          {cell.region.name}
                        </Link>
                        {cell.breakdown.map(({ category }) => ` · ${category.name}`)}
                      </th>
                      <td className="is-period">{cell.periodLabel}</td>
                      <td className="is-number">
                        {before ? (
                          <ValueText of={before} measure={metric} bare exact />
                        ) : (
                          <span className="muted">{t('release.not-there')}</span>
                        )}
                      </td>
                      <td className="is-number">
                        {after ? (
                          <ValueText of={after} measure={metric} bare exact />
                        ) : (
                          <span className="muted">{t('release.not-there')}</span>
                        )}
                      </td>
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

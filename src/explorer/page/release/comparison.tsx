import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf } from '../../address/day.ts';
import { useScope } from '../../address/scope.ts';
import { type MeasureFragment, ReleaseCellsDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PaperCutNote } from '../../element/cut-note.tsx';
import { Await } from '../../element/failure.tsx';
import { groupDigits } from '../../language/figure.ts';
import { useText } from '../../language/text.ts';
import { type Days, DifferenceTable } from './difference-table.tsx';
import { bySize, changesOf, type Pair, pairsOf } from './pair.ts';
import { Reasons } from './reasons.tsx';
import { momentOf, type Release } from './release.ts';

const FIRST = 10_000;
const SHOWN = 100;

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
  const { dataset, timeZone, language } = useScope();
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
              pairs={pairsOf(old.cube.rows, now.cube.rows, language)}
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
  const { sort } = useSearch({ from: '/releases' });
  const [shown, setShown] = useState(SHOWN);
  const isSorted = sort === 'difference';
  const { revised, removed, added, digits } = changesOf(pairs);
  const changed = [...revised, ...removed, ...added, ...digits];
  const ordered = isSorted ? bySize(changed) : changed;
  return (
    <>
      <p className="release-sum">
        {t('release.sum', {
          revised: revised.length + digits.length,
          added: added.length,
          removed: removed.length,
          same: pairs.length - changed.length,
        })}
        {digits.length > 0 && ` ${t('release.digits', { count: digits.length })}`}
        {isCut && ` ${t('release.cut', { count: FIRST })}`}
      </p>
      <Reasons of={reasons} pairs={[...revised, ...digits, ...removed]} />
      {changed.length > 0 && (
        <DifferenceTable pairs={ordered.slice(0, shown)} metric={metric} days={days} isSorted={isSorted} />
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

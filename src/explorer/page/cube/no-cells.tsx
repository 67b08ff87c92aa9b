import type { CubeSearch } from '../../address/pages.ts';
import { CubeAbsenceDocument, CubeCellsDocument, type CubeInput } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty, Skeleton } from '../../element/failure.tsx';
import { idOf, useText } from '../../language/text.ts';
import { absenceVariables } from './absent-note.tsx';
import {
  ALL_PERIODS,
  ALL_REGIONS,
  dropTotal,
  findPartsInstead,
  findRefused,
  type Refusable,
  showParts,
} from './fixed-axes.ts';
import { type CubeMetric, firstPage } from './request.ts';

interface NoCellsProps {
  readonly input: CubeInput;
  readonly chosen: readonly CubeMetric[];
  onChange(change: Partial<CubeSearch>): void;
}

/** Why a selection has no cells: its figures do not make up the total, or only figures of parts are published. */
export function NoCells({ input, chosen, onChange }: NoCellsProps) {
  const t = useText();
  const { rollUp, breakdowns, ...bare } = input;
  const plain = breakdowns ? { ...bare, breakdowns } : bare;
  // Without a total to explain, the same was just asked.
  const published = useAnswer(CubeCellsDocument, firstPage(plain), !rollUp);
  const isNonePublished = !rollUp || published.data?.cube.totalCount === 0;
  // Without any breakdown, every one is meant.
  const parts = useAnswer(CubeCellsDocument, firstPage(bare), !isNonePublished || !breakdowns);
  const isLoading = published.isLoading || (isNonePublished && parts.isLoading);
  if (isLoading) return <Skeleton />;
  if (rollUp && published.data && !isNonePublished) {
    const { rows, totalCount } = published.data.cube;
    const frequencies = [...new Set(rows.map(({ frequency }) => t(idOf('frequency', frequency))))];
    const values = { count: totalCount, frequencies: frequencies.join(t('text.comma')) };
    return (
      <Empty>
        {t(rollUp.overTime ? 'cube.fills-no-year' : 'cube.fills-no-total', values)}{' '}
        <button type="button" onClick={() => onChange(dropTotal(input))}>
          {t('cube.without-total')}
        </button>
      </Empty>
    );
  }
  const rows = breakdowns && isNonePublished ? (parts.data?.cube.rows ?? []) : [];
  if (rows.length === 0) return <NoneAtAll input={input} onChange={onChange} />;
  const { reason, hasTotals, dimensions } = findPartsInstead(rows, breakdowns);
  const names = new Map(chosen.flatMap((metric) => metric.dimensions.map(({ code, name }) => [code, name] as const)));
  return (
    <Empty>
      {t(reason)}{' '}
      {dimensions.map((code) => (
        <button key={code} type="button" onClick={() => onChange(showParts(code))}>
          {t('cube.show-parts', { name: names.get(code) ?? code })}
        </button>
      ))}
      {hasTotals && (
        <button type="button" onClick={() => onChange(showParts(undefined))}>
          {t('cube.show-totals')}
        </button>
      )}
    </Empty>
  );
}

/** Nothing is published by any breakdown: there may be figures of other periods, of other regions, or of others of both. */
function NoneAtAll({ input, onChange }: Omit<NoCellsProps, 'chosen'>) {
  const t = useText();
  const { from, to, frequency, latest, ...always } = input;
  const { data, isLoading } = useAnswer(CubeAbsenceDocument, absenceVariables(input));
  const isElsewhere = (data?.regions.totalCount ?? 0) > 0;
  const isElsewhen = (data?.periods.totalCount ?? 0) > 0;
  const areBoth = data !== undefined && !isLoading && !isElsewhere && !isElsewhen;
  const apart = useAnswer(CubeAbsenceDocument, absenceVariables(always), !areBoth).data?.regions.totalCount ?? 0;
  const step = (words: string, change: Partial<CubeSearch>) => (
    <button type="button" onClick={() => onChange({ ...change, total: undefined })}>
      {words}
    </button>
  );
  const [periods, regions] = [t('cube.all-periods'), t('cube.all-regions')];
  return (
    <Empty>
      {t('metric.no-figures')} {isElsewhen && step(periods, ALL_PERIODS)} {isElsewhere && step(regions, ALL_REGIONS)}
      {areBoth && apart > 0 && step(`${periods} · ${regions}`, { ...ALL_PERIODS, ...ALL_REGIONS })}
    </Empty>
  );
}

/** The server refused what was chosen: one step each gives up what of it cannot be. */
export function RefusedSteps({ onChange, ...asked }: Refusable & Pick<NoCellsProps, 'onChange'>) {
  const t = useText();
  const steps = findRefused(asked);
  if (steps.length === 0) return null;
  return (
    <p className="choice-steps">
      {steps.map(({ words, name, change }) => (
        <button key={words} type="button" onClick={() => onChange(change)}>
          {t(words, { name })}
        </button>
      ))}
    </p>
  );
}

/** What was found is of other periods, which lie within the one that is shown. */
export function NoCellsOfPeriod({ count, onChange }: Pick<NoCellsProps, 'onChange'> & { readonly count: number }) {
  const t = useText();
  return (
    <Empty>
      {t('metric.no-figures')} {t('cube.other-spans', { count })}{' '}
      <button type="button" onClick={() => onChange(ALL_PERIODS)}>
        {t('cube.all-periods')}
      </button>
    </Empty>
  );
}

import type { CubeSearch } from '../../address/pages.ts';
import { CubeCellsDocument, type CubeInput } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty, Skeleton } from '../../element/failure.tsx';
import { idOf, useText } from '../../language/text.ts';
import { ALL_PERIODS, dropTotal, findPartsInstead, showParts } from './fixed-axes.ts';
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
  if (rows.length === 0) return <Empty>{t('metric.no-figures')}</Empty>;
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

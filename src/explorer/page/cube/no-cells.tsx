import type { CubeSearch } from '../../address/pages.ts';
import { CubeCellsDocument, type CubeInput } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty, Skeleton } from '../../element/failure.tsx';
import { idOf, useText } from '../../language/text.ts';
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
        <button type="button" onClick={() => onChange({ total: undefined })}>
          {t('cube.without-total')}
        </button>
      </Empty>
    );
  }
  const rows = breakdowns && isNonePublished ? (parts.data?.cube.rows ?? []) : [];
  if (rows.length === 0) return <Empty>{t('metric.no-figures')}</Empty>;
  // A dimension that is published only together with another one has no figures of its own.
  const alone = new Set(rows.flatMap(({ breakdown: [only, ...others] }) => (others.length === 0 && only ? [only.dimension.code] : []))); // biome-ignore format: one line
  const names = new Map(chosen.flatMap(({ dimensions }) => dimensions.map(({ code, name }) => [code, name] as const)));
  return (
    <Empty>
      {t('metric.no-total')}{' '}
      {[...alone].map((code) => (
        <button key={code} type="button" onClick={() => onChange({ dimension: code, total: undefined })}>
          {t('cube.show-parts', { name: names.get(code) ?? code })}
        </button>
      ))}
    </Empty>
  );
}

import { type ReactNode, useMemo } from 'react';
import type { CubeSearch } from '../../address/pages.ts';
import { CubeAbsenceDocument, type CubeAbsenceQuery, type CubeInput } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import { ALL_PERIODS, ALL_REGIONS, dropTotal, findPartsInstead, showParts } from './fixed-axes.ts';
import type { Cell } from './pivot.ts';
import { type CubeMetric, firstPage } from './request.ts';

/** Of more, their number is told: each is asked for by itself. */
const MAX_TOLD = 8;

type Change = (change: Partial<CubeSearch>) => void;

interface AbsentNoteProps {
  readonly input: CubeInput;
  readonly chosen: readonly CubeMetric[];
  readonly cells: readonly Cell[];
  onChange: Change;
}

/** What a table has cells of. Periods of which one lies before the other have texts that do too. */
function shownIn(cells: readonly Cell[]) {
  const metrics = new Set<string>();
  const regions = new Set<string>();
  let [first, last] = [cells[0], cells[0]];
  for (const cell of cells) {
    metrics.add(cell.metricCode);
    regions.add(cell.regionCode);
    if (first && cell.period < first.period) first = cell;
    if (last && cell.period > last.period) last = cell;
  }
  return { metrics, regions, first, last };
}

/** What was chosen and has no cell in the table, why, and one step to where it has some. */
export function AbsentNote({ input, chosen, cells, onChange }: AbsentNoteProps) {
  const t = useText();
  const shown = useMemo(() => shownIn(cells), [cells]);
  const metrics = chosen.filter(({ code }) => !shown.metrics.has(code));
  const named = input.rollUp?.toRegion ? [] : (input.regions?.codes ?? []);
  const regions = named.filter((code) => !shown.regions.has(code));
  const span = <SpanNote input={input} first={shown.first} last={shown.last} />;
  const count = metrics.length + regions.length;
  if (count === 0) return span;
  const told = metrics.slice(0, MAX_TOLD);
  const toldRegions = regions.slice(0, MAX_TOLD - told.length);
  return (
    <section className="absent" aria-label={t('cube.absent')}>
      <p>{t('cube.absent')}</p>
      <ul>
        {told.map((metric) => (
          <Absent
            key={metric.code}
            name={metric.name}
            input={{ ...input, metrics: [metric.code] }}
            of={[metric]}
            onChange={onChange}
          />
        ))}
        {toldRegions.map((code) => (
          <Absent
            key={code}
            region={code}
            input={{ ...input, regions: { codes: [code] } }}
            of={chosen}
            onChange={onChange}
          />
        ))}
        {count > MAX_TOLD && <li>{t('cube.absent-more', { count: count - MAX_TOLD })}</li>}
      </ul>
      {span}
    </section>
  );
}

interface AbsentProps {
  readonly name?: string;
  /** The code of a region; without it, a metric is absent. */
  readonly region?: string;
  readonly input: CubeInput;
  readonly of: readonly CubeMetric[];
  onChange: Change;
}

function Absent({ name, region, input, of, onChange }: AbsentProps) {
  const { data } = useAnswer(CubeAbsenceDocument, absenceVariables(input, region));
  if (!data) return null;
  return (
    <li>
      <b>{beginLine(name ?? data.region?.name ?? region ?? '')}</b>{' '}
      <Reason found={data} input={input} of={of} onChange={onChange} />
    </li>
  );
}

/** The same selection without its total, with any part, of any period, of any region. */
export function absenceVariables(input: CubeInput, region?: string) {
  const { rollUp: _, ...published } = input;
  const { breakdowns: __, ...parts } = published;
  const { from, to, frequency, latest, ...periods } = published;
  const { regions, ...anywhere } = published;
  const one = (selection: CubeInput): CubeInput => ({ ...selection, first: 1 });
  return {
    region: region ?? '',
    isRegion: region !== undefined,
    published: one(published),
    parts: firstPage(parts).input,
    periods: one(periods),
    regions: one(region === undefined ? anywhere : published),
  };
}

/** Why there is no cell, as far as one choice is the reason, and the step that takes it back. */
function Reason({
  found: { published, parts, periods, regions },
  input,
  of,
  onChange,
}: {
  readonly found: CubeAbsenceQuery;
  readonly input: CubeInput;
  readonly of: readonly CubeMetric[];
  onChange: Change;
}): ReactNode {
  const t = useText();
  const step = (words: string, change: Partial<CubeSearch>) => (
    <button key={words} type="button" className="plain" onClick={() => onChange(change)}>
      {words}
    </button>
  );
  if (input.rollUp && published.totalCount > 0) {
    return [t('cube.absent-total'), ' ', step(t('cube.without-total'), dropTotal(input))];
  }
  if (parts.totalCount > 0) {
    const { reason, hasTotals, dimensions } = findPartsInstead(parts.rows, input.breakdowns);
    const names = new Map(of.flatMap((metric) => metric.dimensions.map(({ code, name }) => [code, name] as const)));
    return [
      `${t(reason)} `,
      ...dimensions.flatMap((code) => [
        step(t('cube.show-parts', { name: names.get(code) ?? code }), showParts(code)),
        ' ',
      ]),
      ...(hasTotals ? [step(t('cube.show-totals'), showParts(undefined))] : []),
    ];
  }
  if (periods.totalCount > 0) {
    return [t('cube.absent-periods'), ' ', step(t('cube.all-periods'), { ...ALL_PERIODS, total: undefined })];
  }
  if (regions.totalCount > 0) {
    return [t('cube.absent-regions'), ' ', step(t('cube.all-regions'), { ...ALL_REGIONS, total: undefined })];
  }
  return t('cube.absent-all');
}

interface SpanNoteProps {
  readonly input: CubeInput;
  readonly first: Cell | undefined;
  readonly last: Cell | undefined;
}

/** Where the chosen span of periods goes beyond the figures. */
function SpanNote({ input: { from, to }, first, last }: SpanNoteProps) {
  const t = useText();
  if (!first || !last) return null;
  const isLate = typeof from === 'string' && first.period > from && !first.period.startsWith(from);
  const isEarly = typeof to === 'string' && last.period < to && !to.startsWith(last.period);
  if (!isLate && !isEarly) return null;
  const span =
    first.periodLabel === last.periodLabel ? first.periodLabel : `${first.periodLabel} – ${last.periodLabel}`;
  return (
    <p className="muted absent-span">{t('cube.absent-span', { chosen: `${from ?? '…'} – ${to ?? '…'}`, span })}</p>
  );
}

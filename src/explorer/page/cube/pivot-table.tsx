import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type MouseEvent, memo, useLayoutEffect, useMemo, useRef } from 'react';
import { useScope } from '../../address/scope.ts';
import type { MeasureFragment } from '../../api/generated/graphql.ts';
import { ValueText } from '../../element/figure.tsx';
import { SkipLink } from '../../element/skip-link.tsx';
import { unitWords } from '../../language/figure.ts';
import { useText } from '../../language/text.ts';
import {
  cornerHeight,
  DOUBLE_HEIGHT,
  layoutColumns,
  layoutRowHeads,
  ROW_HEIGHT,
  type RowHeadLayout,
} from './head-layout.ts';
import type { Cell, Member, Pivot } from './pivot.ts';
import { RowHeads } from './row-heads.tsx';
import { CoverageSign, NoCell } from './sign-legend.tsx';
import { useTextScale, useWindowWidth } from './use-text-room.ts';

const COLUMN_WIDTH = 132;
const SEPARATOR = '\n';
const splitTitles = (titles: string): readonly string[] => (titles === '' ? [] : titles.split(SEPARATOR));

export interface PivotTableProps {
  /** What the table is called. */
  readonly name: string;
  readonly pivot: Pivot;
  readonly rowAxes: readonly string[];
  readonly measures: ReadonlyMap<string, MeasureFragment>;
  /** What stands behind a cell is wanted. On paper nothing is. */
  onOpen(cell: Cell): void;
}

/** A table of any size: what is in sight is drawn, in both directions. Its size and places are told to whoever does not see it. */
export function PivotTable({ name, pivot, rowAxes, measures, onOpen }: PivotTableProps) {
  const t = useText();
  const { language } = useScope();
  /** One listener for all cells: one for each would cost more than the cell. */
  const open = ({ target }: MouseEvent) => {
    const { row, column } = (target as Element).closest<HTMLElement>('.pivot-cell button')?.dataset ?? {};
    const [line, member] = [pivot.rows[Number(row)], pivot.columns[Number(column)]];
    const cell = line && member && pivot.at(line, member);
    if (cell) onOpen(cell);
  };
  const scroll = useRef<HTMLDivElement>(null);
  const column = useMemo(
    () => layoutColumns([...new Set(pivot.columns.flatMap(({ labels }) => labels))], COLUMN_WIDTH),
    [pivot],
  );
  const titles = rowAxes.join(SEPARATOR);
  // All is laid out for text of the usual size in a window that has as much room for it, and grows with the text.
  const scale = useTextScale();
  const room = useWindowWidth() / scale;
  const layout = useMemo(() => {
    const names = splitTitles(titles).map((title, place) => [
      title,
      ...new Set(pivot.rows.map(({ labels }) => labels[place] ?? '')),
    ]);
    return layoutRowHeads(names, room, pivot.columns.length * column.width);
  }, [pivot, titles, column.width, room]);
  const rowHeight = layout.rowHeight * scale;
  const columnWidth = column.width * scale;
  const headsWidth = layout.width * scale;
  const isDouble = layout.kind === 'columns' && layout.columns.isDouble;
  const rows = useVirtualizer({
    count: pivot.rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const columns = useVirtualizer({
    count: pivot.columns.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => columnWidth,
    horizontal: true,
    overscan: 4,
    paddingStart: headsWidth,
  });
  // Sizes are kept from one drawing to the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they change with these three
  useLayoutEffect(() => {
    rows.measure();
    columns.measure();
  }, [rowHeight, columnWidth, headsWidth]);
  const shown = columns.getVirtualItems();
  const units = [
    ...new Set([...measures.values()].map((measure) => unitWords(measure.unit, measure.unitMultiplier, language))),
  ];
  const [unit] = units;
  const headDepth = Math.max(pivot.columns[0]?.labels.length ?? 1, 1);
  const ownHeight = headDepth * (column.isDouble ? DOUBLE_HEIGHT : ROW_HEIGHT);
  const headHeight = Math.max(ownHeight, cornerHeight(layout, rowAxes.length)) * scale;
  return (
    <>
      <p className="muted">{units.length === 1 && unit ? t('cube.unit', { unit }) : t('cube.units-differ')}</p>
      <SkipLink to="takeaway">{t('cube.skip')}</SkipLink>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the buttons, which are reached one by one */}
      <div
        ref={scroll}
        onClick={open}
        className={`pivot${isDouble ? ' has-long-rows' : ''}${column.isDouble ? ' has-long-columns' : ''}`}
        role="table"
        aria-label={name}
        aria-rowcount={pivot.rows.length + 1}
        aria-colcount={pivot.columns.length + rowAxes.length}
        tabIndex={0}
      >
        <div
          className="pivot-sheet"
          style={{ width: columns.getTotalSize(), height: rows.getTotalSize() + headHeight }}
        >
          <div role="row" aria-rowindex={1} className="pivot-head" style={{ height: headHeight }}>
            <RowHeads layout={layout} axes={rowAxes} labels={rowAxes} role="columnheader" />
            {shown.map(({ key, index, start }) => (
              <span
                key={key}
                role="columnheader"
                aria-colindex={index + rowAxes.length + 1}
                className="pivot-column"
                style={{ left: start, width: columnWidth }}
              >
                {pivot.columns[index]?.labels.map((label) => (
                  <span key={label} title={label} className="pivot-name">
                    {label}
                  </span>
                ))}
                {pivot.columns[index]?.labels.length === 0 && t('table.value')}
              </span>
            ))}
          </div>
          {rows.getVirtualItems().map(({ key, index, start }) => {
            const row = pivot.rows[index];
            return (
              row && (
                <PivotRow
                  key={key}
                  row={row}
                  index={index}
                  top={start + headHeight}
                  height={rowHeight}
                  shown={shown}
                  columnWidth={columnWidth}
                  withUnit={units.length > 1}
                  titles={titles}
                  {...{ layout, pivot, measures }}
                />
              )
            );
          })}
        </div>
      </div>
    </>
  );
}

interface PivotRowProps extends Pick<PivotTableProps, 'pivot' | 'measures'> {
  readonly row: Member;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly layout: RowHeadLayout;
  /** The names of the axes, in one text: a list would be another one at each drawing. */
  readonly titles: string;
  readonly shown: readonly VirtualItem[];
  readonly columnWidth: number;
  readonly withUnit: boolean;
}

/** A row is drawn once: while others are scrolled into sight it stays as it is. */
const PivotRow = memo(function PivotRow(props: PivotRowProps) {
  const { pivot, measures, row, index, top, height, layout, titles, shown, columnWidth, withUnit } = props;
  const axes = splitTitles(titles);
  return (
    <div role="row" aria-rowindex={index + 2} className="pivot-row" style={{ top, height }}>
      <RowHeads layout={layout} axes={axes} labels={row.labels} role="rowheader" />
      {shown.map(({ key, index: at, start: left }) => {
        const member = pivot.columns[at];
        return (
          <span
            key={key}
            role="cell"
            aria-colindex={at + axes.length + 1}
            className="pivot-cell"
            style={{ left, width: columnWidth }}
          >
            {member && (
              <CellText
                cell={pivot.at(row, member)}
                measures={measures}
                withUnit={withUnit}
                place={{ row: index, column: at }}
              />
            )}
          </span>
        );
      })}
    </div>
  );
});

export function CellText({
  cell,
  measures,
  withUnit,
  place,
}: {
  readonly cell: Cell | undefined;
  readonly measures: ReadonlyMap<string, MeasureFragment>;
  readonly withUnit: boolean;
  /** Where in the table a reader opens it; on paper, nowhere. */
  readonly place?: { readonly row: number; readonly column: number };
}) {
  const t = useText();
  const measure = cell && measures.get(cell.metricCode);
  if (!cell || !measure) return <NoCell />;
  const value = <ValueText of={cell} measure={measure} bare={!withUnit} withBasis={false} />;
  return (
    <>
      {place ? (
        <button type="button" aria-haspopup="dialog" data-row={place.row} data-column={place.column}>
          {value}
        </button>
      ) : (
        value
      )}
      {cell.coverage && (
        <span title={t('cube.coverage', cell.coverage)}>
          {' '}
          <CoverageSign of={cell.coverage} />
        </span>
      )}
    </>
  );
}

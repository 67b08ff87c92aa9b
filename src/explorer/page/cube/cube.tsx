import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useRef, useState, useTransition } from 'react';
import type { CubeSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { knownIn } from '../../address/stray.ts';
import { fetchPart } from '../../api/fetch-part.ts';
import { CubeChoicesDocument } from '../../api/generated/graphql.ts';
import { isServerGone } from '../../api/server-gone.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Empty, Failure, ServerGone, Skeleton } from '../../element/failure.tsx';
import { PageHeading } from '../../element/page-heading.tsx';
import { UnknownNote } from '../../element/stray-note.tsx';
import { usePrinting } from '../../element/use-printing.ts';
import { idOf, useText } from '../../language/text.ts';
import { AbsentNote } from './absent-note.tsx';
import { AXES, type Axis, type Layout, layoutOf } from './axis.ts';
import { CellPanel } from './cell-panel.tsx';
import './cube.css';
import { Filters } from './filters.tsx';
import { cellsOfPeriod, nameShown, searchOfLayout } from './fixed-axes.ts';
import { useMemberOrder } from './member-order.ts';
import { NoCells, NoCellsOfPeriod, RefusedSteps } from './no-cells.tsx';
import { type Cell, pivot } from './pivot.ts';
import { PivotTable } from './pivot-table.tsx';
import { PrintedPivot } from './printed-pivot.tsx';
import { type CubeMetric, chooseMetrics, inputOf, isAddedUp, MAX_CELLS } from './request.ts';
import { SignLegend } from './sign-legend.tsx';
import { Takeaway } from './takeaway.tsx';
import { type Cells, useCells, usePeriods } from './use-cells.ts';

/** What drags is larger than the table, which is there without it. */
const AxisLists = lazy(() =>
  fetchPart(() => import('./axis-lists.tsx')).then(({ AxisLists: Lists }) => ({ default: Lists })),
);

/** Cells are shown when the order is known in which they stand. */
const NOT_YET: Pick<Cells, 'cells' | 'total' | 'isLoading'> = { cells: [], total: null, isLoading: true };

/** A table of more takes a moment to be laid out anew, and the page says so before it begins. */
const MAX_LAID_AT_ONCE = 5_000;

/** A table that the reader lays out: metrics, regions, parts and periods as rows and columns. */
export function CubePage() {
  const t = useText();
  const { dataset } = useScope();
  const { dimension } = useSearch({ from: '/cube' });
  const answer = useAnswer(CubeChoicesDocument, { dataset });
  return (
    <>
      <header className="page-head">
        <PageHeading>{t('nav.cube')}</PageHeading>
        <AsOfNote page="cube" />
      </header>
      <Await answer={answer}>
        {({ metrics }) =>
          metrics.nodes.length === 0 ? (
            <Empty>{t('metrics.none')}</Empty>
          ) : (
            <>
              <CutNote shown={metrics.nodes.length} total={metrics.totalCount} of={t('nav.metrics')} />
              <UnknownNote
                known={{
                  rows: AXES,
                  columns: AXES,
                  // A part is one of a dimension.
                  part: dimension === undefined ? [] : undefined,
                  metrics: knownIn(metrics, ({ code }) => code),
                  metric: knownIn(metrics, ({ code }) => code),
                }}
              />
              <Table metrics={metrics.nodes} />
            </>
          )
        }
      </Await>
    </>
  );
}

/** Resolves when what was said has been drawn. */
const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

function Table({ metrics }: { readonly metrics: readonly CubeMetric[] }) {
  const t = useText();
  const { asOf, language } = useScope();
  const search = useSearch({ from: '/cube' });
  const navigate = useNavigate({ from: '/cube' });
  const go = (change: Partial<CubeSearch>, replace = false) =>
    navigate({ search: (now) => ({ ...now, ...change }), replace, resetScroll: false });
  const set = (change: Partial<CubeSearch>, replace = false) => void go(change, replace);
  const result = useRef<HTMLDivElement>(null);
  /** A step that is taken is offered no longer: the focus goes to what it leads to. */
  const take = (change: Partial<CubeSearch>) => {
    set(change);
    result.current?.focus({ preventScroll: true });
  };
  const chosen = useMemo(() => chooseMetrics(metrics, search), [metrics, search]);
  const axes = useMemo(() => layoutOf(search), [search]);
  const { rows, columns, filters } = axes;
  const order = useMemberOrder(chosen, search.dimension);
  const input = inputOf(search, chosen, asOf);
  const isEmpty = chosen.length === 0;
  const read = useCells(input, isEmpty);
  const { cells: found, total, isLoading, error } = order.isAwaited ? { ...read, ...NOT_YET } : read;
  const cells = useMemo(() => cellsOfPeriod(found, search.period), [found, search.period]);
  /** Those of the one period may be on a later page. */
  const isAwaited = isLoading && found.length > 0 && cells.length === 0;
  const periods = usePeriods(search, chosen, asOf);
  const layout = useMemo(
    () => pivot(cells, rows, columns, { metrics, whole: t('cube.whole'), order, language }),
    [cells, metrics, rows, columns, order, language, t],
  );
  const isPrinting = usePrinting();
  const Drawn = isPrinting ? PrintedPivot : PivotTable;
  const [opened, setOpened] = useState<Cell | null>(null);
  const measures = useMemo(() => new Map(chosen.map((metric) => [metric.code, metric])), [chosen]);
  const openedMetric = opened && measures.get(opened.metricCode);
  const laid = { ...axes, pivot: layout, cells, chosen, order, search };
  const shown = new Map<Axis, string>(filters.map((axis) => [axis, nameShown(axis, laid, periods, t('cube.whole'))]));
  const [isLaying, startLaying] = useTransition();
  const layOut = (next: Layout) => {
    const change = searchOfLayout(next, laid);
    if (cells.length <= MAX_LAID_AT_ONCE) return set(change);
    startLaying(async () => {
      await drawn();
      await go(change);
    });
  };
  return (
    <>
      <Filters
        metrics={metrics}
        chosen={chosen}
        search={search}
        order={order}
        fixed={filters}
        periods={periods}
        onChange={set}
      />
      <Suspense fallback={<div className="axes is-waiting" />}>
        <AxisLists layout={axes} shown={shown} onLayout={layOut} />
      </Suspense>
      <div
        ref={result}
        tabIndex={-1}
        role="group"
        aria-label={t('nav.cube')}
        aria-busy={isLaying}
        className="cube-result"
      >
        {isServerGone(error) ? (
          <ServerGone />
        ) : error ? (
          <Failure error={error} retry={() => location.reload()} />
        ) : null}
        {error && !isServerGone(error) && <RefusedSteps {...{ search, input, chosen, order }} onChange={take} />}
        {isEmpty && <Empty>{t('metrics.none')}</Empty>}
        {!isEmpty && !error && (total === null || isAwaited) && <Skeleton />}
        {total === 0 && <NoCells input={input} chosen={chosen} onChange={take} />}
        {cells.length === 0 && found.length > 0 && !isLoading && (
          <NoCellsOfPeriod count={found.length} onChange={take} />
        )}
        {cells.length > 0 && (
          <>
            <p role="status" className="muted">
              {t('cube.cells', { count: cells.length })}
              {(isLoading || isLaying) && ` · ${t('state.loading')}`}
              {!isLoading &&
                total !== null &&
                total > found.length &&
                ` · ${t('cube.bound', { total, max: MAX_CELLS })}`}
            </p>
            {isPrinting && shown.size > 0 && (
              <p className="facts">
                {[...shown].map(([axis, value]) => (
                  <span key={axis}>{t('text.named', { name: t(idOf('axis', axis)), value })}</span>
                ))}
              </p>
            )}
            <Drawn
              name={[t('nav.cube'), ...shown.values()].join(t('text.comma'))}
              pivot={layout}
              rowAxes={rows.map((axis) => t(idOf('axis', axis)))}
              measures={measures}
              onOpen={setOpened}
            />
            {found.length > cells.length && (
              <p className="muted">{t('cube.other-spans', { count: found.length - cells.length })}</p>
            )}
            {!isLoading && total === found.length && (
              <AbsentNote input={input} chosen={chosen} cells={cells} onChange={take} />
            )}
            <SignLegend pivot={layout} cells={cells} isOverRegions={input.rollUp?.toRegion !== undefined} />
            {openedMetric && opened && (
              <CellPanel cell={opened} metric={openedMetric} total={search.total} close={() => setOpened(null)} />
            )}
          </>
        )}
      </div>
      {/* Below the table, which it waits for: it would be moved by it. */}
      {!isEmpty && (total !== null || error) && (
        <Takeaway input={input} period={isAddedUp('period', search) ? undefined : search.period} total={total} />
      )}
    </>
  );
}

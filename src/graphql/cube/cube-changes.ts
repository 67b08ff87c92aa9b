import type { Database } from '../../database/database.ts';
import { compare } from '../../domain/comparison/comparison.ts';
import {
  breaks,
  findCoverageReason,
  findTargetReason,
  getComparedFigure,
  mixesOtherwise,
  type OwnedBreak,
} from '../../domain/comparison/total-comparison.ts';
import type { Between } from '../../domain/period/break.ts';
import { Index } from '../../read/core/row-index.ts';
import type { CellKey } from '../../read/cube/roll-up-query.ts';
import { readTotalsAt } from '../../read/cube/roll-up-statement.ts';
import { type BaseKey, readSurroundings, type Surroundings } from '../../read/cube/surroundings-statement.ts';
import type { ObservationColumn } from '../../read/observation/observation.ts';
import type { Context } from '../core/context.ts';
import { MANY_ROWS } from '../core/turn.ts';
import type { ChangeShape } from '../observation/change.ts';
import { inState } from '../observation/observation-list.ts';
import { type CubeCell, WHOLE } from './cell.ts';
import { buildTotalCells, findTotalColumns } from './cell-total.ts';
import {
  type Base,
  type CellLine,
  type CellLines,
  findMissingBases,
  type GetBasePeriod,
  groupCells,
  type MissingBase,
  type MissingBases,
  rememberBasePeriods,
} from './change-base.ts';
import type { CubeRequest } from './cube-request.ts';

/** These columns are needed of a total that others are compared with. */
const TOTAL_COLUMNS: readonly (keyof CubeCell)[] = [
  'datasetId',
  'metricId',
  'regionId',
  'breakdownKey',
  'period',
  'value',
  'flags',
  'expected',
  'reported',
  'fingerprint',
  'definition',
];
const FACTS: readonly ObservationColumn[] = ['value', 'flags'];

/** The changes of the cell at this place of a page, worked out where they are asked for. */
export type CompareCellAt = (index: number) => readonly ChangeShape[];

const NO_CHANGES: readonly ChangeShape[] = [];

/** Reads what the cells of a page are compared with, in all the ways that were asked for. */
export async function readCubeChanges(
  request: CubeRequest,
  cells: readonly CubeCell[],
  { database, takeTurn }: Context,
): Promise<CompareCellAt> {
  const { kinds, baseColumns } = request.comparison;
  if (cells.length === 0 || kinds.length === 0) return () => NO_CHANGES;
  const isLong = cells.length > MANY_ROWS;
  if (isLong) await takeTurn(true);
  const lines = groupCells(cells);
  const getBasePeriod = rememberBasePeriods();
  if (baseColumns.length === 0) {
    // Most of what a page is compared with stands on the page itself.
    for (const [index, cell] of cells.entries()) lines.get(index).bases.set(cell.period, cell);
  }
  if (isLong) await takeTurn(true);
  const bases = await findMissingBases(cells, kinds, lines, getBasePeriod, takeTurn);
  const surroundings = await readBases(request, lines, bases, database);
  if (isLong) await takeTurn(true);
  const compared: Compared = {
    getBasePeriod,
    stated: buildStatements(surroundings),
    breaks: new Index(surroundings.breaks, ({ line }) => line),
  };
  return (index) => compareCell(request, cells[index] as CubeCell, lines.get(index), compared);
}

/** Reads the bases that are missing into their lines, and what else the cells are compared by. */
async function readBases(
  { state, catalogue, source: { rollUp }, comparison: { baseColumns } }: CubeRequest,
  lines: CellLines,
  { missing, first, last, since }: MissingBases,
  database: Database,
): Promise<Surroundings> {
  const columns = [...new Set([...baseColumns, ...FACTS])].sort();
  const bases = rollUp ? [] : missing.map(buildBaseKey);
  const [surroundings, totals] = await Promise.all([
    readSurroundings(database, state, { lines: lines.all, bases, columns, first, last, since, rollUp }),
    rollUp && missing.length > 0
      ? readTotalsAt(database, state, rollUp, missing.map(buildCellKey), findTotalColumns(TOTAL_COLUMNS))
      : null,
  ]);
  for (const { key, row } of surroundings.bases) {
    const one = missing[key];
    const node = baseColumns.length > 0 ? { node: inState(row, state) } : {};
    one?.line.bases.set(one.period.text, { value: row.value, flags: row.flags, ...WHOLE, ...node });
  }
  for (const cell of totals && rollUp ? buildTotalCells(totals, rollUp, catalogue) : []) {
    lines.find(cell)?.bases.set(cell.period, cell);
  }
  return surroundings;
}

const buildBaseKey = ({ line, period }: MissingBase): BaseKey => ({
  line: line.place,
  period: period.text,
  periodEnd: period.end,
});

const buildCellKey = ({ line, period }: MissingBase): CellKey => ({
  ...line,
  periodStart: period.start,
  periodEnd: period.end,
});

/** The cells of a page are compared by these, beside the bases in their lines. */
interface Compared {
  readonly getBasePeriod: GetBasePeriod;
  readonly stated: ReadonlyMap<string, string>;
  readonly breaks: Index<number, OwnedBreak>;
}

/** Compares one cell in each way that was asked for. */
function compareCell(request: CubeRequest, cell: CubeCell, line: CellLine, compared: Compared): ChangeShape[] {
  const measure = request.catalogue.metrics.get(cell.metricId);
  const isLast = measure.overTime === 'LAST';
  const figure = getComparedFigure(cell);
  const marks = compared.breaks.of(line.place);
  return request.comparison.kinds.map((kind) => {
    const said = compared.stated.get(`${line.place} ${kind} ${cell.period}`) ?? null;
    if (kind === 'VS_TARGET' || kind === 'VS_BASELINE') {
      const base = said === null ? null : { value: said, flags: [] };
      const given = base === null ? null : findTargetReason(cell);
      const comparison = compare(figure, base, { measure, isBroken: false, published: null, given });
      return { comparison, kind, base: null, baseValue: said };
    }
    const against = compared.getBasePeriod(cell, kind);
    const base = 'reason' in against ? null : (line.bases.get(against.text) ?? null);
    const isBroken =
      !('reason' in against) &&
      (mixesOtherwise(cell, base) || isDivided(marks, cell, base, { base: against, until: cell.periodEnd, isLast }));
    const comparison = compare(figure, base && getComparedFigure(base), {
      measure,
      isBroken,
      published: said,
      given: 'reason' in against ? against.reason : findCoverageReason(cell, base),
    });
    return { comparison, kind, base: base?.node ?? null, baseValue: base?.value ?? null };
  });
}

/** Tells whether any of the breaks divides the two. */
const isDivided = (marks: readonly OwnedBreak[], cell: CubeCell, base: Base | null, between: Between): boolean =>
  marks.some((one) => breaks(one, cell, base, between));

/** Indexes published changes, and what is aimed at, by line, kind of comparison and period. */
function buildStatements({ published, targets }: Surroundings): Map<string, string> {
  return new Map([
    ...published.map(({ line, kind, period, value }) => [`${line} ${kind} ${period}`, value] as const),
    ...targets.map(({ line, kind, period, value }) => [`${line} VS_${kind} ${period}`, value] as const),
  ]);
}

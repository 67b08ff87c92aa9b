import type { ContentSizes, MetricSize } from '../../read/core/size.ts';
import type { Context } from './context.ts';
import { DEFAULT_PAGE, type PageArguments } from './pagination.ts';

/**
 * What a field costs. A unit is about two microseconds of the database or of the process; docs/limits.md has the figures. `field` counts
 * once for every object that the field is asked of, and `multiplier` is how many times what is selected below it counts.
 */
export interface Cost {
  readonly field: number;
  readonly multiplier: number;
  readonly scan?: Scan;
  /** The metrics that a field answers, where its arguments name them: what is asked of them below is as large as they are. */
  readonly metrics?: readonly number[];
}

/** What is read to answer a field, in units of a PostgreSQL server: for its rows, and besides where `totalCount` is selected. */
export interface Work {
  readonly rows: number;
  readonly ifCounted: number;
  /** What the process itself looks through, in units. */
  readonly inMemory?: number;
}

/**
 * Weighs what is read at one place of a query for all objects that the field is asked of, `owners` of them. `metrics` are the metrics that
 * these are or belong to; null: any.
 */
export type Scan = (owners: number, metrics: readonly number[] | null) => Work;

/** Rows of a table that are found, compared or counted for one unit. */
const TABLE_ROWS = 8;
/** Rows that are held in memory and compared for one unit. */
const MEMORY_ROWS = 30;
/** To find the place of a series in an index is as much as to read so many of its rows. */
const SERIES_AS_ROWS = 8;
/** To put all rows into an order is as much as to count them so many times. */
const SORTED_AS_ROWS = 1.5;
/** A task is a long row, in which texts are looked for. */
const TASK_AS_ROWS = 3;
/** A task that is counted with others like it, in units. */
const COUNTED_TASK = 2;
/** To look at one key of a task that is grouped, in units. */
const KEY_OF_TASK = 0.5;
/** To find the tasks of an owner that shares them with others, in units. */
const TASKS_OF_OWNER = 60;
/** Each list is a query within a query, and an object with a page and its ends. */
const LIST = 8;

export const tableUnits = (rows: number): number => rows / TABLE_ROWS;

const pageSize = (args: PageArguments): number => args.first ?? args.last ?? DEFAULT_PAGE;

/** What a connection field costs whose rows lie ready: its rows times what is asked of each. */
export const pageCost = (args: PageArguments): Cost => ({ field: LIST, multiplier: pageSize(args) });

/** What a connection field costs whose rows have to be looked for. */
export const listCost = (args: PageArguments, scan: Scan): Cost => ({ ...pageCost(args), scan });

/** The work of what reads nothing of the database. */
export const NO_ROWS: Work = { rows: 0, ifCounted: 0 };

/** The work of a list in memory: all of its rows are looked at, each time that it is asked for. */
export const memoryScan =
  (rows: number): Scan =>
  (owners) => ({ ...NO_ROWS, inMemory: (owners * rows) / MEMORY_ROWS });

/** What a field costs that looks for one row among so many in memory. */
export const lookupCost = (rows: number): Cost => ({ field: 1, multiplier: 1, scan: memoryScan(rows) });

/** The sizes of metrics that are read together: each once, however many objects ask for it. */
export function sizesOf(
  { metrics: known, largest }: ContentSizes,
  metrics: readonly number[] | null,
  owners = Number.POSITIVE_INFINITY,
): readonly MetricSize[] {
  if (metrics === null) return largest.slice(0, owners);
  return [...new Set(metrics)].flatMap((id) => known.get(id) ?? []);
}

/** Which part of a metric's observations is read, and how. */
export interface ObservationPart {
  /** How many regions are named; null: all. */
  readonly regions: number | null;
  /** How many rows of each series are read to fill a page; null: all of them. */
  readonly depth: number | null;
}

/** The work of reading a part of the observations of metrics. */
export function observationWork(sizes: readonly MetricSize[], { regions, depth }: ObservationPart): Work {
  let rows = 0;
  let counted = 0;
  for (const size of sizes) {
    const share = regions === null ? 1 : Math.min(1, regions / Math.max(1, size.regions));
    const series = size.series * share;
    const all = size.observations * share;
    const found = series * SERIES_AS_ROWS;
    rows += found + (depth === null ? all * SORTED_AS_ROWS : Math.min(all, series * depth));
    counted += found + all;
  }
  return { rows: tableUnits(rows), ifCounted: tableUnits(counted) };
}

/** The work of reading the tasks of owners: whoever they are, no task is read more than `shared` times. */
export const taskScan =
  ({ sizes }: Context, shared = 1): Scan =>
  (owners) => {
    const work = tableUnits(TASK_AS_ROWS * sizes.tasks * Math.min(owners, shared));
    return { rows: work + (shared > 1 ? owners * TASKS_OF_OWNER : 0), ifCounted: work };
  };

/** The work of counting tasks by what they have in common: a row of each combination comes back, and its keys are looked at one by one. */
export const tallyScan =
  ({ sizes }: Context, keys = 0): Scan =>
  () => ({ rows: sizes.tasks * (COUNTED_TASK + keys * KEY_OF_TASK), ifCounted: 0 });

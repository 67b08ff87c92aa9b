import { groupBy } from '../core/group-by.ts';
import { addDays } from '../period/day.ts';

/** Where a region lay for a time. Days are YYYY-MM-DD; null: without a bound. */
export interface RegionSpan {
  readonly regionId: number;
  readonly parentId: number | null;
  readonly level: string;
  readonly from: string | null;
  readonly to: string | null;
}

interface Lasting {
  /** The first day on which it holds, and the last; null: without a bound. */
  from: string | null;
  to: string | null;
}

/** A region that lies below another for a time. */
export interface RegionPart extends Lasting {
  readonly target: number;
  readonly region: number;
  /** The regions strictly between the two, from above. */
  readonly between: readonly number[];
}

/** How many regions lie right below a region for a time. */
export interface Branching extends Lasting {
  readonly region: number;
  readonly children: number;
}

export interface RegionPlacements {
  readonly parts: readonly RegionPart[];
  readonly branchings: readonly Branching[];
}

/**
 * What lies below the targets, along the tree as it was on each day: a region moves, splits and ends, and a figure counts where its region
 * lay on the last day of the figure's period. `wanted` names the regions whose figures may be added; the tree is counted whole.
 */
export function placeRegions(
  spans: readonly RegionSpan[],
  targets: ReadonlySet<number>,
  wanted: (regionId: number) => boolean,
): RegionPlacements {
  const relevant = relevantSpans(spans, targets);
  const starts = new Set<string>();
  for (const { from, to } of relevant) {
    if (from !== null) starts.add(from);
    const next = to === null ? null : addDays(to, 1);
    if (next !== null) starts.add(next);
  }
  const days = [...starts].sort();
  const parts = new Lastings<RegionPart>();
  const branchings = new Lastings<Branching>();
  for (let index = -1; index < days.length; index++) {
    const from = days[index] ?? null;
    const next = days[index + 1];
    const to = next === undefined ? null : addDays(next, -1);
    placeOn(
      relevant.filter((span) => holds(span, from, to)),
      targets,
      wanted,
      { from, to },
      parts,
      branchings,
    );
  }
  return { parts: parts.all, branchings: branchings.all };
}

/** Whether a span holds throughout days in which nothing begins or ends. */
const holds = (span: RegionSpan, from: string | null, to: string | null): boolean =>
  (span.from === null || (from !== null && span.from <= from)) && (span.to === null || (to !== null && span.to >= to));

/** Spans of targets, and of what lay below one at any time. */
function relevantSpans(spans: readonly RegionSpan[], targets: ReadonlySet<number>): RegionSpan[] {
  const childrenOf = groupBy(spans, ({ parentId }) => parentId);
  const found = new Set<number>();
  const open: number[] = [];
  const reach = (regionId: number) => {
    if (found.has(regionId)) return;
    found.add(regionId);
    open.push(regionId);
  };
  for (const { regionId } of spans) if (targets.has(regionId)) reach(regionId);
  for (let region = open.pop(); region !== undefined; region = open.pop()) {
    for (const child of childrenOf.get(region) ?? []) reach(child.regionId);
  }
  return spans.filter(({ regionId }) => found.has(regionId));
}

function placeOn(
  spans: readonly RegionSpan[],
  targets: ReadonlySet<number>,
  wanted: (regionId: number) => boolean,
  { from, to }: Lasting,
  parts: Lastings<RegionPart>,
  branchings: Lastings<Branching>,
): void {
  const spanOf = new Map(spans.map((span) => [span.regionId, span]));
  const children = new Map<number, number>();
  for (const { regionId, parentId } of spans) {
    if (parentId === null || !spanOf.has(parentId)) continue;
    children.set(parentId, (children.get(parentId) ?? 0) + 1);
    if (!wanted(regionId)) continue;
    const between: number[] = [];
    for (let above = spanOf.get(parentId); above; above = spanOf.get(above.parentId ?? Number.NaN)) {
      if (above.regionId === regionId || between.includes(above.regionId)) break; // a tree that bites its tail
      if (targets.has(above.regionId)) {
        const part = { target: above.regionId, region: regionId, between: between.toReversed(), from, to };
        parts.add(`${part.target} ${regionId} ${between.join(' ')}`, part);
      }
      between.push(above.regionId);
    }
  }
  for (const [region, count] of children) branchings.add(`${region} ${count}`, { region, children: count, from, to });
}

/** What holds in neighbouring times alike is told once. */
class Lastings<Row extends Lasting> {
  readonly all: Row[] = [];
  readonly #last = new Map<string, Row>();

  add(key: string, row: Row): void {
    const last = this.#last.get(key);
    if (last && last.to !== null && addDays(last.to, 1) === row.from) {
      last.to = row.to;
      return;
    }
    this.#last.set(key, row);
    this.all.push(row);
  }
}

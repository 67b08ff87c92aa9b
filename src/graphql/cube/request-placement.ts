import { badInput } from '../../domain/core/errors.ts';
import { type Message, message } from '../../domain/message/message.ts';
import { placeRegions, type RegionSpan } from '../../domain/region/region-hierarchy.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import type { RollUp } from '../../read/cube/roll-up-query.ts';
import type { Context } from '../core/context.ts';
import { regionIds } from '../observation/observation-filter.ts';
import type { RegionSelectionInput } from './cube-input.ts';
import { selectRegions } from './request-region.ts';

type Selection = RegionSelectionInput | null | undefined;

/** A roll-up leads into regions of a level, or into one region. */
interface Into {
  readonly toLevel?: string | null | undefined;
  readonly toRegion?: string | null | undefined;
}

type RegionPlacement = NonNullable<RollUp['placement']>;

const MAX_PLACEMENTS = 32;
const placements = new WeakMap<Snapshot['seqs'], Map<string, RegionPlacement>>();

/** Finds of which regions totals are wanted, and what lies below them. Where no region is named, that is the same until something is published. */
export function findPlacement(into: Into, regions: Selection, context: Context, state: Snapshot): RegionPlacement {
  if (regions) return buildPlacement(into, regions, context, state);
  const known = placements.get(state.seqs) ?? new Map<string, RegionPlacement>();
  placements.set(state.seqs, known);
  const key = JSON.stringify([into.toLevel ?? null, into.toRegion ?? null]);
  const found = known.get(key) ?? buildPlacement(into, regions, context, state);
  if (known.size < MAX_PLACEMENTS) known.set(key, found);
  return found;
}

function buildPlacement(
  { toLevel, toRegion }: Into,
  regions: Selection,
  context: Context,
  state: Snapshot,
): RegionPlacement {
  if (toLevel != null && toRegion != null) {
    throw badInput('input.rollUp', message('graphql.to-level-and-to-region'));
  }
  const one =
    toRegion == null
      ? null
      : new Set(regionIds('input.rollUp.toRegion', toRegion, { catalogue: context.catalogue, state }));
  const wanted = selectRegions(regions, context, state, () => true);
  const spans = findSpans(context, state);
  const targets = one
    ? [...one].map((regionId) => ({ regionId, from: null, to: null }))
    : spans.filter(({ level }) => level === toLevel);
  const ids = new Set(targets.map(({ regionId }) => regionId));
  const found = placeRegions(spans, ids, (region) => wanted?.has(region) ?? true);
  const above = new Set(found.parts.map(({ target }) => target));
  // Nothing is asked of no region, whatever is published above it.
  const isNone = regions?.codes?.length === 0;
  const requested = isNone
    ? []
    : targets.filter(({ regionId }) => one || !wanted || wanted.has(regionId) || above.has(regionId));
  const counted = new Set([...requested.map(({ regionId }) => regionId), ...found.parts.map(({ region }) => region)]);
  refuseUnplaced(regions, wanted, counted, context, (region) =>
    toRegion == null
      ? message('graphql.region-never-in-level', { region, level: toLevel ?? '' })
      : message('graphql.region-never-in-region', { region, target: toRegion }),
  );
  return { ...found, targets: requested };
}

/** Refuses a region that was named and counts for nothing: it would be missing without a word. */
function refuseUnplaced(
  regions: Selection,
  wanted: ReadonlySet<number> | null,
  placed: ReadonlySet<number>,
  { catalogue }: Context,
  refusal: (region: string) => Message,
): void {
  if (!regions?.codes) return;
  const lost = [...(wanted ?? [])].find((region) => !placed.has(region));
  if (lost === undefined) return;
  throw badInput('input.regions.codes', refusal(catalogue.regions.get(lost).code));
}

const spansByState = new WeakMap<Snapshot['seqs'], RegionSpan[]>();
const formatDay = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** Finds where every region lay, in every version that the state shows. */
function findSpans({ catalogue }: Context, state: Snapshot): RegionSpan[] {
  const spans =
    spansByState.get(state.seqs) ??
    catalogue.regions.versions.rows
      .filter((row) => isVisible(row, state))
      .map(({ regionId, parentId, level, validFrom, validTo }) => {
        return { regionId, parentId, level, from: formatDay(validFrom), to: formatDay(validTo) };
      });
  spansByState.set(state.seqs, spans);
  return spans;
}

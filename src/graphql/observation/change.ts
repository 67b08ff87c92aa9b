import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { basePeriod, type Comparison, compare } from '../../domain/comparison/comparison.ts';
import { formatState, type Snapshot } from '../../read/core/snapshot.ts';
import { type ComparisonKey, type ComparisonRow, readComparisons } from '../../read/observation/comparison.ts';
import type { ObservationColumn } from '../../read/observation/observation.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { ChangeKind, ChangeReason } from '../core/enum.ts';
import { selectedAt } from '../core/selection.ts';
import { MANY_ROWS } from '../core/turn.ts';
import { inState, type ObservationNode, observationColumns } from './observation-list.ts';

export interface ChangeShape {
  readonly comparison: Comparison;
  readonly kind: typeof ChangeKind.$inferType;
  readonly base: ObservationNode | null;
  readonly baseValue: string | null;
}

/** What changes of all kinds are read by, and what of their bases is wanted. */
interface Changes {
  readonly columns: Set<ObservationColumn>;
  readonly loader: DataLoader<ComparisonKey, ComparisonRow>;
  /** Whether so many were read at once that they take turns to be worked out. */
  areMany: boolean;
}

/** Changes of every kind, wherever they are asked for, are read in one statement. */
function changesIn(state: Snapshot, { database }: Context): Changes {
  const columns = new Set<ObservationColumn>(['value', 'flags']);
  const loader = new DataLoader<ComparisonKey, ComparisonRow>((keys) => {
    changes.areMany = keys.length > MANY_ROWS;
    return readComparisons(database, state, keys, [...columns].sort());
  });
  const changes: Changes = { columns, loader, areMany: false };
  return changes;
}

/** How an observation stands against another value; null where nothing can be said of it. */
export async function loadChange(
  observation: ObservationNode,
  kind: typeof ChangeKind.$inferType,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ChangeShape | null> {
  const change = await loadComparison(observation, kind, observationColumns(selectedAt(info, 'base')), context);
  return isEmpty(change) ? null : change;
}

/** Whether there is neither another value nor anything to say; a base without a value is one, and a target has a value. */
const isEmpty = ({ base, baseValue, comparison }: ChangeShape): boolean =>
  base === null && baseValue === null && comparison.published === null && comparison.reason === null;

/** The same for whoever goes on with it; of the base these columns are read. */
export async function loadComparison(
  observation: ObservationNode,
  kind: typeof ChangeKind.$inferType,
  baseColumns: readonly ObservationColumn[],
  context: Context,
): Promise<ChangeShape> {
  const { state, seriesId, period, periodStart, periodEnd, frequency, value, flags } = observation;
  const changes = context.shared(`changes ${formatState(state)}`, () => changesIn(state, context));
  for (const column of baseColumns) changes.columns.add(column);

  const against = basePeriod(kind, { text: period, start: periodStart, end: periodEnd, frequency });
  const reason = 'reason' in against ? against.reason : null;
  const base = 'reason' in against ? null : { period: against.text, start: against.start, end: against.end };
  const found = await changes.loader.load({ seriesId, period, periodEnd, frequency, kind, base });
  if (changes.areMany) await context.takeTurn();

  const target = found.target === null ? null : { value: found.target, flags: [] };
  const figure = found.base ? { value: found.base.value, flags: found.base.flags ?? [] } : target;
  const comparison = compare({ value, flags: flags ?? [] }, figure, {
    measure: context.catalogue.metrics.get(observation.metricId),
    isBroken: found.isBroken,
    published: found.published,
    given: reason,
  });
  return { comparison, kind, base: found.base && inState(found.base, state), baseValue: figure?.value ?? null };
}

export const Change = builder.objectRef<ChangeShape>('Change').implement({
  description: 'The change of a value against a base: as published by the source, and as computed from the figures.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKind, description: 'The kind of comparison.' }),
    baseValue: t.expose('baseValue', {
      type: 'Decimal',
      nullable: true,
      description: 'The value of the base: of an earlier observation, a target or a baseline.',
    }),
    absolute: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The value minus the base, in the unit of the metric.',
      resolve: ({ comparison }) => comparison.absolute,
    }),
    percent: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'The change in per cent of the base, to 12 significant digits. Null for a rate, which changes in percentage points.',
      resolve: ({ comparison }) => comparison.percent,
    }),
    points: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The change of a rate, in percentage points. Null for any other metric.',
      resolve: ({ comparison }) => comparison.points,
    }),
    published: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The change published by the source: in per cent, or in percentage points for a rate.',
      resolve: ({ comparison }) => comparison.published,
    }),
    gap: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The published change minus the computed change. Null unless both exist.',
      resolve: ({ comparison }) => comparison.gap,
    }),
    impliedBase: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'The base implied by the published change, rounded to the decimals of the metric. It is computed, not published.',
      resolve: ({ comparison }) => comparison.implied?.base ?? null,
    }),
    impliedBaseLow: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The lower bound of the implied base, given the rounding of the published figure.',
      resolve: ({ comparison }) => comparison.implied?.low ?? null,
    }),
    impliedBaseHigh: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The upper bound of the implied base, given the rounding of the published figure.',
      resolve: ({ comparison }) => comparison.implied?.high ?? null,
    }),
    reason: t.field({
      type: ChangeReason,
      nullable: true,
      description:
        'The reason why a part of the change is null. Null if no applicable part is missing, or if the value itself is missing.',
      resolve: ({ comparison }) => comparison.reason,
    }),
    improvement: t.boolean({
      nullable: true,
      description:
        "True if the change is for the better by the metric's direction, false if it is for the worse. Uses the computed change, else the published one. Null for no change or a metric with direction NEUTRAL.",
      resolve: ({ comparison }) => comparison.improvement,
    }),
  }),
});

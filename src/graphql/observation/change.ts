import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { basePeriod, type Comparison, compare } from '../../domain/comparison/comparison.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import { type ComparisonKey, type ComparisonRow, readComparisons } from '../../read/observation/comparison.ts';
import type { ObservationColumn } from '../../read/observation/observation.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { ChangeKind, ChangeReason } from '../core/enum.ts';
import { selectedAt } from '../core/selection.ts';
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
}

/** Changes of every kind, wherever they are asked for, are read in one statement. */
function changesIn(state: Snapshot, { database }: Context): Changes {
  const columns = new Set<ObservationColumn>(['value', 'flags']);
  const loader = new DataLoader<ComparisonKey, ComparisonRow>((keys) =>
    readComparisons(database, state, keys, [...columns].sort()),
  );
  return { columns, loader };
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
  const { columns, loader } = context.shared(`changes ${state.facts}`, () => changesIn(state, context));
  for (const column of baseColumns) columns.add(column);

  const against = basePeriod(kind, { text: period, start: periodStart, end: periodEnd, frequency });
  const reason = 'reason' in against ? against.reason : null;
  const base = 'reason' in against ? null : { period: against.text, start: against.start, end: against.end };
  const found = await loader.load({ seriesId, period, periodEnd, frequency, kind, base });

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
  description: 'How a value stands against another: what the source states of it, and what the figures say.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKind, description: 'With what it is compared.' }),
    baseValue: t.expose('baseValue', {
      type: 'Decimal',
      nullable: true,
      description: 'The value that it is compared with: of the base, of the target or of the baseline.',
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
        'Per cent of the base, to 12 significant digits; null for a rate, whose change is in percentage points.',
      resolve: ({ comparison }) => comparison.percent,
    }),
    points: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The change of a rate, in percentage points; null for anything else.',
      resolve: ({ comparison }) => comparison.points,
    }),
    published: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The change as the source states it: per cent, or percentage points of a rate.',
      resolve: ({ comparison }) => comparison.published,
    }),
    gap: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The published change minus the computed one, where there are both.',
      resolve: ({ comparison }) => comparison.gap,
    }),
    impliedBase: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'The base that the published change implies, rounded as the metric is. It is worked out, not published.',
      resolve: ({ comparison }) => comparison.implied?.base ?? null,
    }),
    impliedBaseLow: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The least base that the rounding of the published figure leaves.',
      resolve: ({ comparison }) => comparison.implied?.low ?? null,
    }),
    impliedBaseHigh: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The greatest base that the rounding of the published figure leaves.',
      resolve: ({ comparison }) => comparison.implied?.high ?? null,
    }),
    reason: t.field({
      type: ChangeReason,
      nullable: true,
      description:
        'Why a part of the change is null; null where every part that such a metric has is there, and where the value itself is missing.',
      resolve: ({ comparison }) => comparison.reason,
    }),
    improvement: t.boolean({
      nullable: true,
      description:
        "Whether the change is for the better, by the metric's direction: the computed one, or else the published one. Null where it is neither.",
      resolve: ({ comparison }) => comparison.improvement,
    }),
  }),
});

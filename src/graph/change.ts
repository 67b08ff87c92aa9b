import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { type ImpliedBase, impliedBase, improvement } from '../domain/change.ts';
import { readPublishedChanges } from '../store/published-change.ts';
import type { ObservationKey } from '../store/revision.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { ChangeKind } from './enum.ts';
import type { ObservationNode } from './observation-list.ts';

interface ChangeShape {
  readonly kind: typeof ChangeKind.$inferType;
  readonly published: string;
  readonly improvement: boolean | null;
  readonly implied: ImpliedBase | null;
}

export const Change = builder.objectRef<ChangeShape>('Change').implement({
  description: 'How a value stands against another.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKind, description: 'With what it is compared.' }),
    published: t.expose('published', {
      type: 'Decimal',
      nullable: true,
      description: 'The change as the source states it: per cent, or percentage points of a rate.',
    }),
    impliedBase: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'The base that the published change implies, rounded as the metric is. It is worked out, not published.',
      resolve: ({ implied }) => implied?.base ?? null,
    }),
    impliedBaseLow: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The least base that the rounding of the published figure leaves.',
      resolve: ({ implied }) => implied?.low ?? null,
    }),
    impliedBaseHigh: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The greatest base that the rounding of the published figure leaves.',
      resolve: ({ implied }) => implied?.high ?? null,
    }),
    improvement: t.exposeBoolean('improvement', {
      nullable: true,
      description: "Whether the change is for the better, by the metric's direction; null where it is neither.",
    }),
  }),
});

/** The change that the source states of an observation; those of one list are read in one statement. */
export async function loadChange(
  observation: ObservationNode,
  kind: typeof ChangeKind.$inferType,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ChangeShape | null> {
  if (kind === 'VS_TARGET' || kind === 'VS_BASELINE') return null;
  const { state, metricId, value } = observation;
  const stated = context.at(
    info,
    () =>
      new DataLoader<ObservationKey, string | null>((keys) =>
        readPublishedChanges(context.database, state, kind, keys),
      ),
    state,
  );
  const published = await stated.load(observation);
  if (published === null) return null;
  const { kind: metricKind, decimals, direction } = context.catalogue.metrics.get(metricId);
  return {
    kind,
    published,
    improvement: improvement(published, direction),
    implied: value === null ? null : impliedBase({ value, published, inPoints: metricKind === 'RATE', decimals }),
  };
}

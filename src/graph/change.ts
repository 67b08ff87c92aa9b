import { type ImpliedBase, impliedBase, improvement } from '../domain/change.ts';
import { type PublishedChangeRow, readPublishedChanges } from '../store/published-change.ts';
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
  { batch, database }: Context,
): Promise<ChangeShape | null> {
  if (kind === 'VS_TARGET' || kind === 'VS_BASELINE') return null;
  const { state, series_id, period, period_end, value = null } = observation;
  const key = { seriesId: series_id, period, periodEnd: period_end };
  const row = await batch<typeof key, PublishedChangeRow | null>(`change ${kind} ${state.facts}`, async (keys) => {
    const rows = await readPublishedChanges(database, state, kind, keys);
    const byPosition = new Map(rows.map((found) => [found.position, found]));
    return keys.map((_, position) => byPosition.get(position) ?? null);
  }).load(key);
  if (!row) return null;
  const { value: published, metric_kind, decimals, direction } = row;
  return {
    kind,
    published,
    improvement: improvement(published, direction),
    implied: value === null ? null : impliedBase({ value, published, inPoints: metric_kind === 'RATE', decimals }),
  };
}

import type { GraphQLResolveInfo } from 'graphql';
import { badInput, limitExceeded } from '../domain/errors.ts';
import { parsePeriod } from '../domain/period.ts';
import { type ObservationKey, readRevisions } from '../store/revision.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { placeOf } from './loader.ts';
import { nodeInterface, parseGlobalId } from './node-id.ts';
import { branded, isNodeType, loadNodeRow, type Row } from './node-row.ts';
import { observationColumns } from './observation-list.ts';
import { LARGEST_PAGE } from './page.ts';

/** The row that a global id names, or null. */
async function loadNode(id: string, argument: string, context: Context, info: GraphQLResolveInfo): Promise<Row | null> {
  const { type, key } = parseGlobalId(id, argument);
  if (type === 'Observation') return loadObservation(id, key, argument, context, info);
  if (!isNodeType(type) || !/^\d{1,10}$/.test(key) || Number(key) > 2_147_483_647) {
    throw badInput(argument, `"${id.slice(0, 100)}" is not the global id of anything.`);
  }
  return loadNodeRow(type, Number(key), context, info);
}

async function loadObservation(id: string, key: string, argument: string, context: Context, info: GraphQLResolveInfo) {
  const [, seriesId, fromSeq, period] = /^(\d{1,9}):(\d{1,9}):(.{1,60})$/.exec(key) ?? [];
  if (!seriesId || !fromSeq || !period)
    throw badInput(argument, `"${id.slice(0, 100)}" is not the global id of anything.`);
  const { text, end } = parsePeriod(period);
  const columns = observationColumns(info);
  const row = await context
    .batch<ObservationKey, Row | null>(`node Observation ${fromSeq} ${placeOf(info)}`, async (keys) => {
      const wanted = { fromSeq: Number(fromSeq) };
      const rows = await readRevisions(context.database, context.state, keys, wanted, columns);
      const byPosition = new Map(rows.map((found) => [found.position, found]));
      return keys.map((_, position) => {
        const found = byPosition.get(position);
        return found ? ({ ...found, state: context.state } as unknown as Row) : null;
      });
    })
    .load({ seriesId: Number(seriesId), period: text, periodEnd: end });
  return row ? branded(row, 'Observation') : null;
}

builder.queryFields((t) => ({
  node: t.field({
    type: nodeInterface,
    nullable: true,
    description: 'What this global id names; null where it names nothing that can be seen.',
    args: { id: t.arg.id({ required: true, description: 'A global id.' }) },
    resolve: (_root, { id }, context, info) => loadNode(id, 'id', context, info),
  }),
  nodes: t.field({
    type: [nodeInterface],
    nullable: { list: false, items: true },
    description: 'What these global ids name, in their order; null where one names nothing that can be seen.',
    args: { ids: t.arg.idList({ required: true, description: 'Global ids, at most 1,000.' }) },
    complexity: ({ ids }) => ({ field: 1, multiplier: ids.length }),
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > LARGEST_PAGE) {
        throw limitExceeded('page', `${ids.length} ids are asked for at once.`, LARGEST_PAGE, ids.length);
      }
      return Promise.all(ids.map((id) => loadNode(id, 'ids', context, info)));
    },
  }),
}));

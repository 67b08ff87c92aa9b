import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { TargetKind } from '../../database/generated/prisma/enums.ts';
import { isCheckRule } from '../../domain/check/check.ts';
import { badInput, limitExceeded } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { parsePeriod } from '../../domain/period/period.ts';
import { type CheckKey, type CheckRow, readChecksByKey } from '../../read/check/check.ts';
import type { ObservationRow } from '../../read/observation/observation.ts';
import { type ObservationKey, readRevision } from '../../read/observation/revision.ts';
import { readTargetsByKey, type TargetKey, type TargetRow } from '../../read/observation/target.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { nodeInterface, parseGlobalId } from '../core/node-id.ts';
import { MAX_PAGE_SIZE } from '../core/pagination.ts';
import { selectedNames } from '../core/selection.ts';
import { inState, observationColumns } from '../observation/observation-list.ts';
import { branded, type NodeRow, rowReaders } from './node-row.ts';

/** What the rows at one place are read by. */
function readersAt(context: Context, info: GraphQLResolveInfo) {
  const names = selectedNames(info);
  const targets = new DataLoader<TargetKey, TargetRow | null>((keys) =>
    readTargetsByKey(context.database, context.state, keys),
  );
  const checks = new DataLoader<CheckKey, CheckRow | null>((keys) =>
    readChecksByKey(context.database, context.state, keys),
  );
  return { rows: rowReaders(context, names), observations: observationReader(context, names), targets, checks };
}

function observationReader({ database, state }: Context, names: ReadonlySet<string>) {
  const columns = observationColumns(names);
  return new DataLoader<ObservationKey & { readonly fromSeq: number }, ObservationRow | null>((keys) =>
    readRevision(database, state, keys, columns),
  );
}

/** The row that a global id names, or null. */
async function loadNode(
  id: string,
  argument: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<NodeRow | null> {
  const { type, key } = parseGlobalId(id, argument);
  const { rows, observations, targets, checks } = context.at(info, () => readersAt(context, info));
  const nothing = () => badInput(argument, message('graphql.global-id-of-nothing', { id: id.slice(0, 100) }));
  const periodIn = (text: string) => {
    try {
      return parsePeriod(text);
    } catch {
      throw nothing();
    }
  };
  if (type === 'Observation') {
    const [, seriesId, fromSeq, period] = /^(\d{1,9}):(\d{1,9}):(.{1,60})$/.exec(key) ?? [];
    if (!seriesId || !fromSeq || !period) throw nothing();
    const { text, end } = periodIn(period);
    const wanted = { seriesId: Number(seriesId), period: text, periodEnd: end, fromSeq: Number(fromSeq) };
    const row = await observations.load(wanted);
    return row && branded(inState(row, context.state), type);
  }
  if (type === 'Target') {
    const [, seriesId, kind, fromSeq, period] = /^(\d{1,9}):(TARGET|BASELINE):(\d{1,9}):(.{1,60})$/.exec(key) ?? [];
    if (!seriesId || !kind || !fromSeq || !period) throw nothing();
    const { text, end } = periodIn(period);
    const wanted = { seriesId: Number(seriesId), kind: kind as TargetKind, fromSeq: Number(fromSeq) };
    const row = await targets.load({ ...wanted, period: text, periodEnd: end });
    return row && branded(row, type);
  }
  if (type === 'Check') {
    const [, seriesId, rule, fromSeq, period, subject] =
      /^(\d{1,9}):([A-Z_]{1,20}):(\d{1,9}):([^:]{1,60}):(.{0,200})$/s.exec(key) ?? [];
    if (!seriesId || !isCheckRule(rule) || !fromSeq || !period || subject === undefined) throw nothing();
    const { text, end } = periodIn(period);
    const wanted = { seriesId: Number(seriesId), rule, subject, fromSeq: Number(fromSeq) };
    const row = await checks.load({ ...wanted, period: text, periodEnd: end });
    return row && branded({ ...row, state: context.state }, type);
  }
  const read = Object.hasOwn(rows, type) ? rows[type] : undefined;
  if (!read || !/^\d{1,10}$/.test(key) || Number(key) > 2_147_483_647) throw nothing();
  const row = await read(Number(key));
  return row && branded(row, type);
}

builder.queryFields((t) => ({
  node: t.field({
    type: nodeInterface,
    nullable: true,
    description: 'The object with this global id. Null if there is no such visible object.',
    args: { id: t.arg.id({ required: true, description: 'Global id of the object.' }) },
    resolve: (_root, { id }, context, info) => loadNode(id, 'id', context, info),
  }),
  nodes: t.field({
    type: [nodeInterface],
    nullable: { list: false, items: true },
    description:
      'The objects with these global ids, in the order of the ids. An item is null if there is no such visible object.',
    args: { ids: t.arg.idList({ required: true, description: 'Global ids of the objects. Maximum 1,000.' }) },
    complexity: ({ ids }) => ({ field: 1, multiplier: ids.length }),
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > MAX_PAGE_SIZE) {
        const values = { max: MAX_PAGE_SIZE, count: ids.length };
        throw limitExceeded('page', message('graphql.too-many-ids', values), MAX_PAGE_SIZE, ids.length);
      }
      return Promise.all(ids.map((id) => loadNode(id, 'ids', context, info)));
    },
  }),
}));

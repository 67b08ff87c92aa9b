import { brandWithType } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { visible } from '../store/state.ts';
import { delegate, type Models } from './connection.ts';
import type { Context } from './context.ts';
import { CURRENT_VERSION, placeOf } from './loader.ts';

interface NodeSource {
  readonly model: Models;
  readonly column?: 'regionId';
  readonly shown: (context: Context) => object;
}

const released = ({ state }: Context) => visible(state);
const SOURCES: Readonly<Record<string, NodeSource>> = {
  WorkingGroup: { model: 'workingGroup', shown: released },
  Programme: { model: 'programme', shown: released },
  Task: { model: 'task', shown: released },
  TaskReport: { model: 'taskReport', shown: ({ state }) => ({ task: visible(state) }) },
  Metric: { model: 'metric', shown: released },
  Series: { model: 'series', shown: released },
  Organization: { model: 'organization', shown: released },
  Theme: { model: 'theme', shown: released },
  Source: { model: 'source', shown: released },
  Region: {
    model: 'regionVersion',
    column: 'regionId',
    shown: (context) => ({ AND: [CURRENT_VERSION, released(context)] }),
  },
  Dataset: { model: 'dataset', shown: ({ state }) => ({ id: { in: state.datasets.map(({ id }) => id) } }) },
  Release: { model: 'release', shown: () => ({ state: 'PUBLISHED' }) },
};

export type Row = { readonly id: number };

export const isNodeType = (type: string): boolean => Object.hasOwn(SOURCES, type);

/** The visible row of a type by the number in its global id; those of one list are read in one statement. */
export async function loadNodeRow(
  type: string,
  key: number,
  context: Context,
  info: GraphQLResolveInfo,
  paths: string[][] = [],
): Promise<Row | null> {
  const source = isNodeType(type) ? SOURCES[type] : undefined;
  if (!source) return null;
  const { model, column = 'id', shown } = source;
  const query = queryFromInfo({ context, info, typeName: type, paths, select: { id: true, [column]: true } });
  const row = await context
    .batch<number, Row | undefined>(`node ${type} ${placeOf(info)}`, async (keys) => {
      const where = { AND: [{ [column]: { in: keys } }, shown(context)] };
      const rows = await delegate(context, model).findMany({ where, ...query });
      const byKey = new Map(rows.map((found) => [(found as unknown as Record<string, unknown>)[column], found]));
      return keys.map((wanted) => byKey.get(wanted));
    })
    .load(key);
  return row ? branded(row, type) : null;
}

/** Says of a row which type it is of, which an interface cannot tell by itself. */
export function branded<Value extends object>(row: Value, type: string): Value {
  brandWithType(row, type as never);
  return row;
}

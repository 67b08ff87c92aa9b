import { buildSchema, execute, GraphQLObjectType, type GraphQLSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { rejectRefusals } from '../../../src/graphql/core/rejection.ts';

/** A list whose first row refuses the argument late, and whose second one refuses it at once. */
function rows(): GraphQLSchema {
  const schema = buildSchema('type Query { rows: [Row!]! } type Row { value(argument: Int): Int! }');
  const row = schema.getType('Row');
  const value = row instanceof GraphQLObjectType ? row.getFields().value : undefined;
  if (!value) throw new Error('the schema has no Row.value');
  value.resolve = ({ isLate }) => {
    if (isLate) return new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5));
    throw new Error('at once');
  };
  return schema;
}

async function rejectionsOf(schema: GraphQLSchema): Promise<unknown[]> {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(String(reason));
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
  const rootValue = { rows: [{ isLate: true }, { isLate: false }] };
  const { errors } = await execute({ schema, document: parse('{ rows { value(argument: 1) } }'), rootValue });
  expect(errors).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);
  return rejections;
}

test('a row that refuses an argument leaves the rejection of an earlier row to nobody, unless refusals reject', async () => {
  expect(await rejectionsOf(rows())).toHaveLength(1);
  expect(await rejectionsOf(rejectRefusals(rows()))).toEqual([]);
});

import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';

/**
 * Makes every resolver with arguments, which may refuse them, reject instead of throw.
 *
 * Where one row of a list throws while an earlier row still waits, GraphQL gives the list up and leaves the promise of that row to nobody. If
 * it rejects as well, nobody handles the rejection, and Node ends the process over it.
 */
export function rejectRefusals(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length > 0 && field.resolve) field.resolve = rejecting(field.resolve);
    }
  }
  return schema;
}

const rejecting =
  (resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> =>
  (source, args, context, info) => {
    try {
      return resolve(source, args, context, info);
    } catch (error) {
      return Promise.reject(error);
    }
  };

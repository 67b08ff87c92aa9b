/** Messages of `src/graphql`. */
export const graphql = {} as const;

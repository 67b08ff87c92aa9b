const GRAPHQL = /^\/graphql(?:$|\?)/;

/** Whether a request's path, with its query string or without, is that of GraphQL. */
export const isGraphQLTarget = (target: string): boolean => GRAPHQL.test(target);

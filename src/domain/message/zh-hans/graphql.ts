import type { graphql as en } from '../en/graphql.ts';

/** `src/graphql` 的信息。 */
export const graphql: Readonly<Record<keyof typeof en, string>> = {};

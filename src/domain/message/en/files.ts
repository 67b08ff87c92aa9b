/** Messages of `src/connectors/files`. */
export const files = {} as const;

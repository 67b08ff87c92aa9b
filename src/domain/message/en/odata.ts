/** Messages of `src/connectors/odata`. */
export const odata = {} as const;

/** One SQL statement with its parameters. The text begins with a comment that names it: `-- observation.latest`. */
export interface Sql {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** The to_seq of a row that no release has closed. */
export const OPEN = 2_147_483_647;

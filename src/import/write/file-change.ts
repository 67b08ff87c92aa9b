/** What an import does to the rows of one file, or to what is computed. */
export interface FileChanges {
  readonly file: string;
  readonly opened: number;
  readonly revised: number;
  readonly unchanged: number;
  readonly closed: number;
}

/** A row that an import changes: what it said, and what it will say. */
export interface Revision {
  readonly file: string;
  readonly name: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

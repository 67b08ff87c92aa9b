/** The names of types are those of src/connectors/table/table.ts, which are OData's. */
export type CellType = 'string' | 'double' | 'int32' | 'boolean' | 'date' | 'dateTimeOffset';

/**
 * A value as text, in the one form that every file is written from: decimals as they were published, days as 2020-11-30, moments as
 * 2020-11-30T16:00:00.000Z, true and false. No value is null.
 */
export type SheetCell = string | null;
export type SheetRow = readonly SheetCell[];

export interface SheetColumn {
  readonly name: string;
  readonly type: CellType;
  readonly description: string;
}

/** What is written to a file: rows of one shape, a batch at a time, so that no file is ever held whole. */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  readonly batches: AsyncIterable<readonly SheetRow[]>;
}

/** The bytes of a file, each piece made when the one before it has been taken. */
export type Bytes = AsyncGenerator<Uint8Array, void, undefined>;

/** Writes each cell of a column; neighbours are often alike, and are written once. */
export function buildWriter(write: (cell: string) => string): (cell: string) => string {
  let last: string | null = null;
  let text = '';
  return (cell) => {
    if (cell !== last) {
      last = cell;
      text = write(cell);
    }
    return text;
  };
}

/** Rows of one table, held whole. */
export class RowIndex<Row extends { readonly id: number }> {
  readonly rows: readonly Row[];
  readonly #byId: ReadonlyMap<number, Row>;

  constructor(rows: readonly Row[]) {
    this.rows = rows;
    this.#byId = new Map(rows.map((row) => [row.id, row]));
  }

  find(id: number | null): Row | null {
    return id === null ? null : (this.#byId.get(id) ?? null);
  }

  /** The row that a foreign key promises. */
  get(id: number): Row {
    const row = this.#byId.get(id);
    if (!row) throw new Error(`row ${id} is referred to and is not held`);
    return row;
  }
}

const NONE: readonly never[] = [];

/** Rows by something that several of them share, in the order in which they were given. */
export class Index<Key, Row> {
  readonly #groups = new Map<Key, Row[]>();

  constructor(rows: Iterable<Row>, keyOf: (row: Row) => Key | null) {
    for (const row of rows) {
      const key = keyOf(row);
      if (key === null) continue;
      const group = this.#groups.get(key);
      if (group) group.push(row);
      else this.#groups.set(key, [row]);
    }
  }

  of(key: Key): readonly Row[] {
    return this.#groups.get(key) ?? NONE;
  }
}

import type { Database } from '../../../database/database.ts';
import { isoMoment, Parameters } from '../../../read/core/statement.ts';
import { findColumn, type Reading, type Table, type TableColumn, tableSql } from '../../table/table.ts';
import type { CellType, SheetCell, SheetRow } from './sheet.ts';

/** Rows that are read together: enough that a statement costs little for each, few enough that two batches are little memory. */
const BATCH = 1_000;

/** Statements of one file that run at once: the database, not the writing, sets the pace, and has more than one core. */
const AT_ONCE = 3;

/** A value as text, in the form that cells have. */
const TEXT: Readonly<Record<CellType, (expression: string) => string>> = {
  string: (expression) => `${expression}::text`,
  double: (expression) => `${expression}::text`,
  int32: (expression) => `${expression}::text`,
  boolean: (expression) => `${expression}::text`,
  date: (expression) => `to_char(${expression}, 'YYYY-MM-DD')`,
  dateTimeOffset: isoMoment,
};

/** What rows hang on (a series, a task), in the order of the file, and how many rows each has. */
export interface Owners {
  readonly ids: readonly number[];
  readonly counts: readonly number[];
  readonly total: number;
}

export interface BatchSource {
  readonly database: Database;
  /** Names the statement. */
  readonly name: string;
  readonly table: Table;
  readonly columns: readonly string[];
  readonly reading: Reading;
  readonly owners: Owners;
  /** Where rows have their owner's id, and which columns are alike for all rows of an owner; one of them is never null. */
  readonly owner?: { readonly id: string; readonly columns: ReadonlySet<string> };
  /** The conditions on the rows of the owners whose ids the placeholder holds, and in what order they come: each owner's together. */
  readonly rowsOf: (
    ids: string,
    parameters: Parameters,
  ) => { readonly conditions: readonly string[]; readonly order: string };
}

/**
 * The rows of a file, a batch at a time: those of the next few owners by a statement of its own. Between batches nothing is held but a
 * place in the list of owners, so that a slow reader keeps neither a connection nor a snapshot; all statements read one state, which is
 * never changed by a later publication. While one batch is written, the next are read.
 */
export async function* readBatches(source: BatchSource): AsyncGenerator<readonly SheetRow[]> {
  const reading: Promise<readonly SheetRow[]>[] = [];
  for (const ids of chunksOf(source.owners)) {
    const rows = readRows(source, ids);
    rows.catch(() => {}); // told where it is awaited
    reading.push(rows);
    if (reading.length === AT_ONCE) yield (await reading.shift()) as readonly SheetRow[];
  }
  for (const rows of reading) yield await rows;
}

function* chunksOf({ ids, counts }: Owners): Generator<readonly number[]> {
  for (let from = 0, to = 0; from < ids.length; from = to) {
    for (let rows = 0; to < ids.length && (to === from || rows + (counts[to] ?? 0) <= BATCH); to++)
      rows += counts[to] ?? 0;
    yield ids.slice(from, to);
  }
}

/** What is published while a file is made changes names in place: rows that may have been read with new ones are read as they were. */
async function readRows(source: BatchSource, ids: readonly number[]): Promise<readonly SheetRow[]> {
  const { reading } = source;
  const { state } = reading;
  const { rows, publication } = await readRowsIn(source, reading, ids);
  if (state.past || publication === state.factsMark) return rows;
  return (await readRowsIn(source, { ...reading, state: { ...state, past: true } }, ids)).rows;
}

/** Rows, and the mark of the publication that was the last one when they were read. */
interface ReadRows {
  readonly rows: readonly SheetRow[];
  readonly publication: string;
}

async function readRowsIn(source: BatchSource, reading: Reading, ids: readonly number[]): Promise<ReadRows> {
  const { database, name, table, columns, owner, rowsOf } = source;
  const parameters = new Parameters();
  const { conditions, order } = rowsOf(parameters.add(ids, 'int[]'), parameters);
  const shared = columns.flatMap((column, at) => (owner?.columns.has(column) ? [at] : []));
  // What is alike for all rows of an owner is looked up and sent with the first of them.
  const rows = tableSql(table, columns, reading, parameters, conditions, (sql, column) =>
    owner?.columns.has(column) ? `case when lag(${owner.id}) over w is distinct from ${owner.id} then ${sql} end` : sql,
  );
  const texts = columns.map((column) => TEXT[(findColumn(table, column) as TableColumn).type](`r."${column}"`));
  // One text for a batch costs a fraction of what a row of the protocol costs for each.
  const [found] = await database.query<{ rows: SheetCell[][]; publication: string }>(
    `-- ${name}
select coalesce(json_agg(array[${texts.join(', ')}]), '[]') as rows, (select facts_mark from content_version) as publication
from (
${rows}${shared.length > 0 ? `\nwindow w as (order by ${order})` : ''}
order by ${order}
) r`,
    parameters.values,
  );
  if (!found) throw new Error(`${name} came to no row`);
  return { rows: filledDown(found.rows, shared), publication: found.publication };
}

/** Each row with what its owner's first row has. */
function filledDown(rows: SheetCell[][], shared: readonly number[]): readonly SheetRow[] {
  if (shared.length === 0) return rows;
  let first: SheetRow = [];
  for (const row of rows) {
    if (shared.some((at) => row[at] !== null)) first = row;
    else for (const at of shared) row[at] = first[at] as SheetCell;
  }
  return rows;
}

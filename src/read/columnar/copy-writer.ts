import { appendFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { finishCopy, unfinishedFolder, type WrittenPart } from './copy-folder.ts';
import { type CopySource, readCopySources, readSourceRows, SOURCE_COLUMNS } from './copy-source.ts';
import { countDigits, type DecimalType, findDecimalType, formatDecimalType } from './decimal-type.ts';
import { type DuckdbConnection, quoteText } from './duckdb.ts';

/** About so many rows are read by one statement. */
const STATEMENT_ROWS = 30_000;
const FIRST_SERIES = 16;
const MAX_SERIES = 20_000;
/** A statement reads at most so many times as many series as the one before. */
const GROWTH = 4;

export interface WriterOptions {
  readonly sql: Sql;
  readonly directory: string;
  readonly connection: DuckdbConnection;
  /** About so many rows are in a file. */
  readonly partRows: number;
  /** Asked now and then: where the copy is not wanted any more, it is given up. */
  readonly isWanted: () => Promise<boolean>;
}

/** Copies what one release of a data set says. Answers the number of its rows; null: it was given up. */
export async function writeCopy(
  { sql, directory, connection, partRows, isWanted }: WriterOptions,
  state: Snapshot,
  { dataset, name }: CopySource,
): Promise<number | null> {
  const folder = unfinishedFolder(directory, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const parts = new PartWriter(folder, connection, partRows);
    let after = 0;
    let series = FIRST_SERIES;
    for (;;) {
      if (!(await isWanted())) return null;
      const found = await readSourceRows(sql, dataset, after, series);
      if (found.last === null) break;
      after = found.last;
      if (found.lines !== null) await parts.add(found.lines, found.rows, found.scale ?? 0, found.greatest ?? '0');
      series = nextSeries(series, found.rows);
    }
    await parts.flush();
    // After a failover in between, what was read first may be of a release that is lost.
    const again = await readCopySources(sql, state);
    if (!again.some((source) => source.name === name) || !(await isWanted())) return null;
    await finishCopy(directory, name, parts.written);
    return parts.rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How many series the next statement reads, so that it reads about as many rows as it should. */
function nextSeries(series: number, rows: number): number {
  const wanted = Math.ceil((series * STATEMENT_ROWS) / Math.max(1, rows));
  return Math.max(1, Math.min(wanted, series * GROWTH, MAX_SERIES));
}

/** Gathers lines, and makes a file of Parquet of so many. */
class PartWriter {
  readonly written: WrittenPart[] = [];
  rows = 0;
  readonly #folder: string;
  readonly #connection: DuckdbConnection;
  readonly #partRows: number;
  /** How many rows wait in the file of lines, and what their values need. */
  #waiting = 0;
  #whole = 1;
  #decimals = 0;

  constructor(folder: string, connection: DuckdbConnection, partRows: number) {
    this.#partRows = partRows;
    this.#folder = folder;
    this.#connection = connection;
  }

  get #lines(): string {
    return join(this.#folder, 'lines.csv');
  }

  async add(lines: string, rows: number, scale: number, greatest: string): Promise<void> {
    const digits = countDigits(greatest);
    if (digits === null) throw new Error(`The value ${greatest} is no number that can be copied.`);
    this.#whole = Math.max(this.#whole, digits.whole);
    this.#decimals = Math.max(this.#decimals, scale);
    await appendFile(this.#lines, `${lines}\n`);
    this.#waiting += rows;
    if (this.#waiting >= this.#partRows) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#waiting === 0) return;
    const type = findDecimalType(this.#whole, this.#decimals);
    if (type === null) {
      throw new Error(`Values have up to ${this.#whole} digits before and ${this.#decimals} after the point.`);
    }
    const file = `part-${String(this.written.length + 1).padStart(5, '0')}.parquet`;
    const path = join(this.#folder, file);
    await this.#connection.run(writeParquet(this.#lines, path, type));
    const found = await this.#connection.runAndReadAll(
      `select distinct metric_id from read_parquet([${quoteText(path)}])`,
    );
    const metrics = found.getRowsJS().map(([id]) => Number(id));
    this.written.push({ file, bytes: (await stat(path)).size, metrics, type });
    this.rows += this.#waiting;
    this.#waiting = 0;
    this.#whole = 1;
    this.#decimals = 0;
    await rm(this.#lines);
  }
}

/** The statement that makes Parquet of lines. A line that is not as it should be ends it. */
function writeParquet(lines: string, path: string, type: DecimalType): string {
  const columns = Object.entries({ ...SOURCE_COLUMNS, value: formatDecimalType(type) });
  const struct = columns.map(([name, kind]) => `${quoteText(name)}: ${quoteText(kind)}`).join(', ');
  return `copy (
  select * replace (coalesce(breakdown_key, '') as breakdown_key)
  from read_csv(${quoteText(lines)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', columns = {${struct}})
) to ${quoteText(path)} (format parquet, compression zstd)`;
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Text } from '../../domain/message/message.ts';
import { type DatasetDescription, packageDescriptor } from '../mapped/dataset-description.ts';
import { csvCell } from '../package/csv.ts';
import { DESCRIPTOR } from '../package/descriptor.ts';
import type { FaultPlace, PackageFault } from '../package/problem.ts';
import type { TableReading } from './fact-part.ts';
import type { StoredPart, StoredRow } from './store.ts';

interface WrittenRow {
  readonly part: StoredPart;
  readonly row: StoredRow;
}

/** A package of kept rows of files of facts: a folder for as long as the import takes, and which of the rows stands in which line. */
export class TablePackage {
  readonly directory: string;
  /** By path of a file and line. */
  readonly #rows: ReadonlyMap<string, ReadonlyMap<number, WrittenRow>>;

  private constructor(directory: string, rows: ReadonlyMap<string, ReadonlyMap<number, WrittenRow>>) {
    this.directory = directory;
    this.#rows = rows;
  }

  static async create(
    parts: readonly StoredPart[],
    dataset: DatasetDescription,
    version: string,
  ): Promise<TablePackage> {
    const directory = await mkdtemp(join(tmpdir(), 'govgraph-quarantine-'));
    const rows = new Map<string, ReadonlyMap<number, WrittenRow>>();
    const resources: object[] = [];
    for (const part of parts) {
      const { header, schema, nullSequence } = part.reading as TableReading;
      const path = `${part.key}.csv`;
      const lines = new Map<number, WrittenRow>();
      const texts = [lineText(header)];
      let line = 1 + breaksIn(header);
      for (const row of part.rows) {
        line++;
        lines.set(line, { part, row });
        texts.push(lineText(row.content as readonly string[]));
        line += breaksIn(row.content as readonly string[]);
      }
      await writeFile(join(directory, path), texts.join(''));
      rows.set(path, lines);
      const dialect = nullSequence === null ? {} : { dialect: { nullSequence } };
      resources.push({ name: part.key, path, ...(schema === null ? {} : { schema }), ...dialect });
    }
    await writeFile(join(directory, DESCRIPTOR), JSON.stringify(packageDescriptor(dataset, version, resources)));
    return new TablePackage(directory, rows);
  }

  /** The kept row that stands in a line. */
  rowAt(path: string, line: number): StoredRow | null {
    return this.#rows.get(path)?.get(line)?.row ?? null;
  }

  /** Where the row stood in the file that it was kept of. */
  relocate(place: FaultPlace): FaultPlace {
    const found = place.row === null ? undefined : this.#rows.get(place.resource)?.get(place.row);
    if (found === undefined) return place;
    const { part, row } = found;
    if ((part.reading as TableReading).isMapped) return placeOf(row.faults) ?? { ...place, resource: part.file };
    return { ...place, resource: part.file, row: row.line };
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

function placeOf(faults: readonly PackageFault<Text>[]): FaultPlace | null {
  const [first] = faults;
  if (first === undefined) return null;
  const { resource, row, column, cell } = first;
  return { resource, row, column, ...(cell === undefined ? {} : { cell }) };
}

const lineText = (cells: readonly string[]): string => `${cells.map((cell) => csvCell(cell)).join(',')}\n`;
const breaksIn = (cells: readonly string[]): number => cells.join('\u0000').match(/\r\n?|\n/g)?.length ?? 0;

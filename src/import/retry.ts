import type { Database } from '../database/database.ts';
import type { Text } from '../domain/message/message.ts';
import { convertSheet } from './convert/convert-sheet.ts';
import { SheetConverter } from './convert/sheet-converter.ts';
import {
  type CorrectedMapping,
  correctedSections,
  readCorrectedMapping,
  refuseOtherDataset,
} from './corrected-mapping.ts';
import { describeSaying } from './file-saying.ts';
import { importPackage } from './import.ts';
import { type ImportOptions, type ImportResult, PROBLEM_LIMIT } from './import-options.ts';
import type { Keeping } from './keeping.ts';
import { type DatasetDescription, describeDataset } from './mapped/dataset-description.ts';
import { fileVersion, MappedPackage } from './mapped/mapped-package.ts';
import { quoteFaults } from './mapped/quoted-cell.ts';
import { NO_DEFINITIONS } from './mapping/definition.ts';
import { readKnownCodes } from './mapping/known-code.ts';
import { namedKinds, sectionsOf } from './mapping/section.ts';
import { MAX_VERSION } from './package/bound.ts';
import { type PackageFault, Problems } from './package/problem.ts';
import { type CellSheet, openCells } from './quarantine/cell-file.ts';
import {
  type Delivery,
  type KeptChoice,
  type ListedRow,
  listDeliveries,
  readKept,
  readLocator,
  type StoredPart,
  settleTried,
} from './quarantine/store.ts';
import { TablePackage } from './quarantine/table-package.ts';

export interface RetryOptions extends Pick<ImportOptions, 'onProgress' | 'mode' | 'dryRun' | 'signal'> {
  readonly choice: KeptChoice;
  /** The path of a mapping that kept cells are read by; without it, each is read by the one that it was kept with. */
  readonly mapping?: string | undefined;
}

/** What came of the kept rows of one delivery. */
export interface Retried {
  readonly dataset: string;
  readonly file: string;
  readonly tried: number;
  /** How many are kept still. */
  readonly kept: number;
  /** How many the mapping leaves out, by its rules: these are kept no more. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** The rows that came in, by their numbers; of a dry run, those that would. */
  readonly cameIn: readonly number[];
  /** The rows that are kept still, with what is wrong in them now. */
  readonly stay: readonly ListedRow[];
  /** Null where none of them could be read. */
  readonly result: ImportResult | null;
}

/**
 * Tries kept rows again, as the installation is now, delivery by delivery. Those that are right are published as an addition to their data set and
 * are kept no more; of the others it is said anew what is wrong.
 */
export async function* retryKept(
  database: Pick<Database, 'query' | 'longTransaction'>,
  { choice: given, mapping, ...options }: RetryOptions,
): AsyncGenerator<Retried> {
  const corrected = mapping === undefined ? null : await readCorrectedMapping(mapping);
  // A mapping is for one data set.
  const choice =
    given.ids === undefined ? { ...given, dataset: given.dataset ?? corrected?.mapping.dataset?.code } : given;
  for (const delivery of await listDeliveries(database, choice)) {
    const parts = await readKept(database, { ...choice, ...delivery });
    const problems = new Problems(PROBLEM_LIMIT);
    if (corrected !== null) refuseOtherDataset(corrected, delivery.dataset);
    // Without a mapping the data set is taken as it stands.
    const described = corrected?.mapping ?? {};
    const dataset = await describeDataset(
      database,
      described,
      delivery.dataset,
      corrected?.mappingFile ?? delivery.dataset,
      problems,
    );
    if (dataset === null) throw problems.refusal();
    const tables = parts.filter(({ kind }) => kind === 'TABLE');
    if (tables.length > 0) yield await retryTables(database, tables, dataset, options);
    const sheets = parts.filter(({ kind }) => kind === 'SHEET');
    if (sheets.length > 0) yield await retrySheets(database, sheets, dataset, { ...options, corrected });
  }
}

type TryOptions = Omit<RetryOptions, 'choice' | 'mapping'>;
type Faults = readonly PackageFault<Text>[];

const versionOf = (version: string): string => `${version} (quarantine)`.slice(-MAX_VERSION);

async function retryTables(
  database: Pick<Database, 'query' | 'longTransaction'>,
  parts: readonly StoredPart[],
  dataset: DatasetDescription,
  options: TryOptions,
): Promise<Retried> {
  const made = await TablePackage.create(parts, dataset, versionOf((parts[0] as Delivery).version));
  try {
    const tried = new TriedRows(parts);
    const keeping = tried.keeping((path, line) => made.rowAt(path, line)?.id);
    const relocate: ImportOptions['relocate'] = (place) => made.relocate(place);
    const result = await importPackage(database, made.directory, { ...RETRY, ...options, relocate, keeping });
    return tried.summary(result);
  } finally {
    await made.remove();
  }
}

async function retrySheets(
  database: Pick<Database, 'query' | 'longTransaction'>,
  parts: readonly StoredPart[],
  dataset: DatasetDescription,
  { corrected, ...options }: TryOptions & { readonly corrected: CorrectedMapping | null },
): Promise<Retried> {
  const { file, sheets } = openCells(parts);
  const [first] = sheets;
  if (first === undefined) throw new Error('kept cells have no sheet');
  const { mapping, mappingFile, definitions } = corrected ?? { ...first.reading, definitions: NO_DEFINITIONS };
  const problems = new Problems(PROBLEM_LIMIT, undefined, undefined, 'FILE');
  const ofSheets =
    corrected === null
      ? sheets.map(({ reading }) => sectionsOf(reading.mapping, dataset.language))
      : correctedSections(corrected, sheets, dataset.language, problems);
  if (!problems.none) throw problems.refusal();
  const sections = [...new Set(ofSheets.flat())];
  const known = await readKnownCodes(database, definitions, namedKinds(sections), dataset);
  const version = versionOf(fileVersion(file));
  const made = await MappedPackage.create({
    file,
    mapping,
    sections,
    mappingFile,
    dataset,
    definitions,
    version,
  });
  try {
    const tried = new TriedRows(parts, ({ sheet, row, column }) => sheets[sheet]?.textAt(row, column));
    const rowsOf = new Map<number, CellSheet['rowAt']>();
    for (const [index, { sheet, rowAt }] of sheets.entries()) {
      const own = (ofSheets[index] ?? []).map((section) => made.addPart(section, sheet));
      const converters = own.map((part) => {
        rowsOf.set(part.number, rowAt);
        const conversion = {
          file: file.name,
          number: index,
          section: part.section,
          mappingFile,
          known,
          problems,
          only: (row: number, column: number) => rowAt(row, column) !== null,
          keep: ({ row, column, faults }: { row: { row: number }; column: number; faults: Faults }) =>
            tried.fail(rowAt(row.row, column)?.id, faults),
          leaveOut: (row: number, column: number, rule: string) => tried.leaveOut(rowAt(row, column)?.id, rule),
        };
        return new SheetConverter(conversion, sheet, (row) => {
          tried.find(rowAt(row.row, row.column)?.id);
          return made.add(row, part);
        });
      });
      const summaries = await convertSheet(sheet, converters);
      for (const [at, part] of own.entries()) {
        const summary = summaries[at];
        if (summary !== undefined) made.addSummary(part, summary);
      }
    }
    tried.failUnfound();
    if (!problems.none) throw problems.refusal();
    const keeping = tried.keeping((path, line) => {
      const origin = made.originOf(path, line);
      return origin === null ? undefined : rowsOf.get(origin.part)?.(origin.row, origin.column)?.id;
    });
    if (made.count === 0) {
      if (options.dryRun !== true) await database.longTransaction((tx) => tried.settle(tx), options.signal);
      return tried.summary(null);
    }
    await made.finish();
    const relocate: ImportOptions['relocate'] = (place) => made.relocate(place);
    const result = await importPackage(database, made.directory, {
      ...RETRY,
      ...options,
      saying: describeSaying(file, sections, definitions),
      relocate,
      keeping,
    });
    return tried.summary(result);
  } finally {
    await made.remove();
  }
}

const RETRY = {
  mode: 'APPEND',
  quarantine: true,
  keepsCitations: true,
  versionOf: 'DELIVERY',
} as const satisfies ImportOptions;

/** The rows of a delivery that are tried again, and what is wrong with those that are kept still. */
class TriedRows {
  readonly #parts: readonly StoredPart[];
  readonly #textAt: Parameters<typeof quoteFaults>[1];
  readonly #failed = new Map<number, Faults>();
  readonly #found = new Set<number>();
  readonly #leftOut = new Map<number, string>();

  /** `textAt` is what the cells of a kept sheet say. */
  constructor(parts: readonly StoredPart[], textAt: Parameters<typeof quoteFaults>[1] = () => undefined) {
    this.#parts = parts;
    this.#textAt = textAt;
  }

  fail(id: number | undefined, faults: Faults): void {
    if (id !== undefined) this.#failed.set(id, quoteFaults(faults, this.#textAt));
  }

  /** A figure was found in a kept cell. */
  find(id: number | undefined): void {
    if (id !== undefined) this.#found.add(id);
  }

  /** The mapping leaves a kept cell out. */
  leaveOut(id: number | undefined, rule: string): void {
    if (id !== undefined) this.#leftOut.set(id, rule);
  }

  /** A cell of which the mapping says nothing any more is kept as before: nothing is lost. */
  failUnfound(): void {
    for (const { id, faults } of this.#parts.flatMap(({ rows }) => rows)) {
      if (!this.#found.has(id) && !this.#failed.has(id) && !this.#leftOut.has(id)) this.#failed.set(id, faults);
    }
  }

  settle(sql: Parameters<Keeping['settle']>[0]): Promise<void> {
    const ids = this.#parts.flatMap(({ rows }) => rows.map(({ id }) => id));
    return settleTried(sql, ids, this.#failed);
  }

  /** `idOf` finds a kept row by the line of the package that was made of it. */
  keeping(idOf: (path: string, line: number) => number | undefined): Keeping {
    return {
      found: [...this.#failed.values()],
      learn: (rows) => {
        for (const { path, line, faults } of rows) this.fail(idOf(path, line), faults);
      },
      settle: (sql) => this.settle(sql),
    };
  }

  summary(result: ImportResult | null): Retried {
    const [{ dataset, file }] = this.#parts as readonly [StoredPart];
    const tried = this.#parts.reduce((sum, { rows }) => sum + rows.length, 0);
    const leftOut = new Map<string, number>();
    for (const [id, rule] of this.#leftOut) {
      if (this.#isLeftOut(id)) leftOut.set(rule, (leftOut.get(rule) ?? 0) + 1);
    }
    const rows = this.#parts.flatMap((part) => part.rows.map((row) => ({ ...row, kind: part.kind })));
    const stay = rows.flatMap(({ id, kind, content }) => {
      const faults = this.#failed.get(id);
      return faults === undefined ? [] : [{ id, dataset, cell: readLocator(kind, content), faults }];
    });
    const cameIn = rows.map(({ id }) => id).filter((id) => !this.#failed.has(id) && !this.#isLeftOut(id));
    return { dataset, file, tried, kept: result?.kept ?? this.#failed.size, leftOut, cameIn, stay, result };
  }

  #isLeftOut(id: number): boolean {
    return this.#leftOut.has(id) && !this.#found.has(id) && !this.#failed.has(id);
  }
}

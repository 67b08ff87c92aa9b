import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MappedRow } from '../convert/figure.ts';
import type { SheetSummary } from '../convert/sheet-conversion.ts';
import { cellOf } from '../convert/sheet-layout.ts';
import { placeIn } from '../convert/sheet-problem.ts';
import type { DefinitionRow, Definitions } from '../mapping/definition.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { MappedSection } from '../mapping/section.ts';
import { MAX_VERSION } from '../package/bound.ts';
import { DESCRIPTOR } from '../package/descriptor.ts';
import type { FileName } from '../package/fact-format.ts';
import { type CatalogueFile, UNCITED_FILES } from '../package/format.ts';
import type { PackageGaps } from '../package/package.ts';
import type { FaultPlace } from '../package/problem.ts';
import { cellLocator, type SheetFile, type SourceSheet } from '../reader/sheet.ts';
import { type DatasetDescription, packageDescriptor } from './dataset-description.ts';
import { MappedTable, type RowOrigin } from './mapped-table.ts';

/** What a mapped file is made a package of. */
export interface MappedPackageOptions {
  readonly file: SheetFile;
  readonly mapping: Mapping;
  readonly sections: readonly MappedSection[];
  readonly mappingFile: string;
  readonly dataset: DatasetDescription;
  readonly definitions: Definitions;
  /** Of the release; without it, the file's name with the beginning of its hash. */
  readonly version?: string;
}

/** One of the tables that are made of one of the sheets. */
export interface MappedPart {
  readonly section: MappedSection;
  readonly sheet: SourceSheet;
  readonly number: number;
}

/** A package that is made of a file: a folder for as long as the import takes, and the cell that each of its rows came from. */
export class MappedPackage {
  readonly directory: string;
  readonly #options: MappedPackageOptions;
  readonly #source: string;
  readonly #language: string;
  readonly #tables: ReadonlyMap<FileName, MappedTable>;
  readonly #parts: MappedPart[] = [];
  readonly #summaries = new Map<number, SheetSummary>();

  private constructor(directory: string, tables: ReadonlyMap<FileName, MappedTable>, options: MappedPackageOptions) {
    this.directory = directory;
    this.#tables = tables;
    this.#options = options;
    this.#source = sourceCode(options.file);
    this.#language = options.mapping.language ?? options.dataset.language;
  }

  static async create(options: MappedPackageOptions): Promise<MappedPackage> {
    const directory = await mkdtemp(join(tmpdir(), 'govgraph-mapped-'));
    const { definitions, sections } = options;
    const defined: Map<FileName, readonly DefinitionRow[]> = new Map(definitions.rows);
    defined.set('sources', [...(defined.get('sources') ?? []), ownSource(options)]);
    const tables = new Map<FileName, MappedTable>();
    for (const name of new Set([...defined.keys(), ...sections.map(({ makes }) => makes)])) {
      const rows = defined.get(name) ?? [];
      const made = sections.filter(({ makes }) => makes === name);
      const isCited = made.length > 0 && !UNCITED_FILES.has(name as CatalogueFile);
      const cited = isCited ? ['source', 'locator'] : [];
      const columns = [...rows.flatMap((row) => Object.keys(row)), ...made.flatMap((one) => one.filled), ...cited];
      const table = await MappedTable.create(directory, name, [...new Set(columns)]);
      table.define(rows);
      tables.set(name, table);
    }
    return new MappedPackage(directory, tables, options);
  }

  /** Announces a table that is made of a sheet. */
  addPart(section: MappedSection, sheet: SourceSheet): MappedPart {
    const part = { section, sheet, number: this.#parts.length };
    this.#parts.push(part);
    return part;
  }

  /** Writes a row; what it answers is awaited where it is a promise. */
  add(row: MappedRow, { section, sheet, number }: MappedPart): void | Promise<void> {
    const locator = cellLocator(sheet, row.row, row.column);
    return this.#tables.get(section.makes)?.add(row, number, this.#source, locator);
  }

  addSummary({ number }: MappedPart, summary: SheetSummary): void {
    this.#summaries.set(number, summary);
  }

  /** How many rows were made of the file. */
  get count(): number {
    return [...this.#tables.values()].reduce((sum, table) => sum + table.count, 0);
  }

  /** What is known to be missing from the tables: cells of their rows, and rows of those that `lost` names. */
  gaps(lost: ReadonlySet<FileName>): PackageGaps {
    const unread = [...this.#tables].map(([name, table]) => [name, table.unread] as const);
    return { lost, unread: new Map(unread.filter(([, rows]) => rows.size > 0)) };
  }

  /** Writes what is left, and the descriptor of the package. */
  async finish(): Promise<void> {
    for (const table of this.#tables.values()) await table.finish();
    const { dataset, file, version = fileVersion(file) } = this.#options;
    const resources = [...this.#tables.keys()].map((name) => ({ name, path: `${name}.csv` }));
    await writeFile(join(this.directory, DESCRIPTOR), JSON.stringify(packageDescriptor(dataset, version, resources)));
  }

  async remove(): Promise<void> {
    for (const table of this.#tables.values()) await table.close().catch(() => {});
    await rm(this.directory, { recursive: true, force: true });
  }

  /** What a line of a file of the package was made of; null for what no file made. */
  originOf(path: string, line: number): RowOrigin | null {
    const origin = this.#tables.get(path.replace(/\.csv$/, '') as FileName)?.at(line) ?? null;
    return typeof origin === 'object' ? origin : null;
  }

  /** Where what is wrong in the package stands in the file, the mapping or the definitions. */
  relocate({ resource, row, column, ...place }: FaultPlace): FaultPlace {
    const { file, mappingFile, definitions } = this.#options;
    const inMapping = (at: string) => ({ ...place, resource: mappingFile, row: null, column: at });
    if (resource === DESCRIPTOR)
      return inMapping(`dataset.${(column ?? '').replace(/^govgraph\./, '')}`.replace(/\.$/, ''));
    const name = resource.replace(/\.csv$/, '');
    const table = this.#tables.get(name as FileName);
    const origin = row === null ? null : (table?.at(row) ?? null);
    if (origin !== null && typeof origin === 'object') return { ...this.#cellPlace(origin, column), ...place };
    if (origin === null && (table?.count ?? 0) > 0) {
      // What is wrong with a table as a whole.
      const part = this.#options.sections.find(({ makes }) => makes === name);
      if (row !== null) return inMapping(`${part?.at ?? ''}fields${column === null ? '' : `.${column}`}`);
      return { ...place, resource: file.name, row: null, column };
    }
    const path = `${name}${origin === null ? '' : `.${origin}`}${column === null ? '' : `.${column}`}`;
    return { ...place, resource: definitions.file ?? mappingFile, row: null, column: path };
  }

  #cellPlace({ part: number, row, column: at }: RowOrigin, column: string | null): FaultPlace {
    const { file } = this.#options;
    const { layout = null, names = [], sheet = { name: null } } = this.#summaries.get(number) ?? {};
    const found = layout === null ? { row, column: at } : cellOf(layout, column, row, at);
    const part = this.#parts[number];
    const index = part === undefined ? 0 : file.sheets.indexOf(part.sheet);
    const place = placeIn({ file: file.name, sheet, number: index }, found, names[found.column] ?? '');
    // What is wrong with several columns together is told at the value.
    const of = column === null || column.includes(', ') ? 'ROW' : 'READ';
    return place.at === undefined ? place : { ...place, at: { ...place.at, of } };
  }
}

export const fileVersion = ({ name, sha256 }: SheetFile): string => `${name} ${sha256.slice(0, 8)}`.slice(-MAX_VERSION);

/** A source is named by what it holds, so that the same file is the same source wherever it is imported. */
export const sourceCode = ({ sha256 }: Pick<SheetFile, 'sha256'>): string => `file-${sha256.slice(0, 16)}`;

/** The file as a source, as the mapping describes it. */
function ownSource({ file, mapping, dataset }: MappedPackageOptions): DefinitionRow {
  const { title = file.name, ...described } = mapping.source ?? {};
  return {
    code: sourceCode(file),
    [`title:${mapping.language ?? dataset.language}`]: title,
    ...(described as Readonly<Record<string, string>>),
    sha256: file.sha256,
  };
}

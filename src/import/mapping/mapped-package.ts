import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_VERSION } from '../package/bound.ts';
import { csvCell } from '../package/csv.ts';
import { DESCRIPTOR } from '../package/descriptor.ts';
import type { CatalogueFile } from '../package/format.ts';
import type { FaultPlace } from '../package/problem.ts';
import { cellLocator, type SheetFile, type SheetPlaces } from '../reader/sheet.ts';
import type { SheetSummary } from './convert-sheet.ts';
import { type DatasetDescription, packageDescriptor } from './dataset-description.ts';
import type { Definitions } from './definition.ts';
import type { MappedFigure } from './figure.ts';
import type { Mapping } from './schema.ts';
import { placeIn } from './sheet-problem.ts';

const OBSERVATIONS = 'observations.csv';
const FIELDS = [
  'numerator', 'denominator', 'standard_error', 'lower_bound', 'upper_bound', 'rank', 'rank_lower_bound', 'rank_upper_bound', 'source_count',
] as const; // biome-ignore format: a list
const CHUNK = 1_000_000;

/** What a mapped file is made a package of. */
export interface MappedPackageOptions {
  readonly file: SheetFile;
  readonly mapping: Mapping;
  readonly mappingFile: string;
  readonly dataset: DatasetDescription;
  readonly definitions: Definitions;
  /** Of the release; without it, the file's name with the beginning of its hash. */
  readonly version?: string;
}

/** A package that is made of a file: a folder for as long as the import takes, and the cell that each of its rows came from. */
export class MappedPackage {
  readonly directory: string;
  readonly #options: MappedPackageOptions;
  readonly #handle: FileHandle;
  readonly #source: string;
  readonly #language: string;
  // Of each row of observations its sheet, row and column: three numbers, because there may be millions.
  readonly #sheets: number[] = [];
  readonly #rows: number[] = [];
  readonly #columns: number[] = [];
  readonly #summaries: SheetSummary[] = [];
  #pending = '';

  private constructor(directory: string, handle: FileHandle, options: MappedPackageOptions) {
    this.directory = directory;
    this.#handle = handle;
    this.#options = options;
    this.#source = sourceCode(options.file);
    this.#language = options.mapping.language ?? options.dataset.language;
    this.#pending = `metric,region,breakdown,period,value,status,note:${this.#language},${FIELDS.join(',')},source,locator\n`;
  }

  static async create(options: MappedPackageOptions): Promise<MappedPackage> {
    const directory = await mkdtemp(join(tmpdir(), 'govgraph-mapped-'));
    return new MappedPackage(directory, await open(join(directory, OBSERVATIONS), 'w'), options);
  }

  /** Writes a figure of a sheet; what it answers is awaited where it is a promise. */
  add(figure: MappedFigure, sheet: number, places: SheetPlaces): void | Promise<void> {
    this.#sheets.push(sheet);
    this.#rows.push(figure.row);
    this.#columns.push(figure.column);
    const fields = new Map(figure.fields);
    const cells = [
      figure.metric,
      figure.region,
      figure.breakdown.map(([dimension, category]) => `${dimension}=${category}`).join(';'),
      figure.period,
      figure.value ?? '',
      figure.status.join(' '),
      figure.note,
      ...FIELDS.map((field) => fields.get(field) ?? ''),
      this.#source,
      cellLocator(places, figure.row, figure.column),
    ];
    this.#pending += `${cells.map((cell) => csvCell(cell)).join(',')}\n`;
    return this.#pending.length > CHUNK ? this.#flush() : undefined;
  }

  addSummary(summary: SheetSummary): void {
    this.#summaries.push(summary);
  }

  get count(): number {
    return this.#rows.length;
  }

  /** Writes what is left, and the other files of the package. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#handle.close();
    const { definitions, dataset, file, mapping } = this.#options;
    const tables = new Map<CatalogueFile, readonly Readonly<Record<string, string>>[]>(definitions.rows);
    const { title = file.name, ...described } = mapping.source ?? {};
    const own = {
      code: this.#source,
      [`title:${this.#language}`]: title,
      ...(described as Readonly<Record<string, string>>),
      sha256: file.sha256,
    };
    tables.set('sources', [...(definitions.rows.get('sources') ?? []), own]);
    for (const [name, rows] of tables) await writeFile(join(this.directory, `${name}.csv`), tableText(rows));
    const resources = [...tables.keys(), 'observations'].map((name) => ({ name, path: `${name}.csv` }));
    const version = this.#options.version ?? fileVersion(file);
    await writeFile(join(this.directory, DESCRIPTOR), JSON.stringify(packageDescriptor(dataset, version, resources)));
  }

  async remove(): Promise<void> {
    await this.#handle.close().catch(() => {});
    await rm(this.directory, { recursive: true, force: true });
  }

  /** The sheet, the row and the column that a line of the observations was made of. */
  cellOf(line: number): { readonly sheet: number; readonly row: number; readonly column: number } | null {
    const index = line - FIRST_ROW;
    const [sheet, row, column] = [this.#sheets[index], this.#rows[index], this.#columns[index]];
    return sheet === undefined || row === undefined || column === undefined ? null : { sheet, row, column };
  }

  /** Where what is wrong in the package stands in the file, the mapping or the definitions. */
  relocate({ resource, row, column, ...place }: FaultPlace): FaultPlace {
    const { file, mappingFile, definitions } = this.#options;
    if (resource === DESCRIPTOR) {
      return {
        ...place,
        resource: mappingFile,
        row: null,
        column: `dataset.${(column ?? '').replace(/^govgraph\./, '')}`.replace(/\.$/, ''),
      };
    }
    if (resource !== OBSERVATIONS) {
      const at = row === null ? '' : `.${row - FIRST_ROW}`;
      const path = `${resource.replace(/\.csv$/, '')}${at}${column === null ? '' : `.${column}`}`;
      return { ...place, resource: definitions.file ?? mappingFile, row: null, column: path };
    }
    const cell = this.cellOf(row ?? 0);
    if (cell === null) return { ...place, resource: file.name, row: null, column };
    const { sheet, row: line, column: at } = cell;
    const { layout, sheet: places } = this.#summaries[sheet] ?? { layout: null, sheet: { name: null } };
    const found = this.#placeOf(layout, column, line, at);
    return { ...placeIn(file.name, places, found, this.#nameOf(sheet, found.column)), ...place };
  }

  /** The cell that says this column of the row: that of the value, where the mapping says it itself. */
  #placeOf(layout: SheetSummary['layout'], column: string | null, row: number, at: number) {
    const roles = layout?.values.find((value) => value.column === at)?.roles;
    const value = { row, column: at };
    if (layout === null || roles === undefined) return value;
    if (column === 'metric' || column === 'region' || column === 'period')
      return roles[column].lookup.place(row, at) ?? value;
    if (column === 'breakdown')
      return roles.breakdown.map(([, role]) => role.lookup.place(row, at)).find((place) => place !== null) ?? value;
    if (column?.startsWith('note')) return layout.note === null ? value : { row, column: layout.note };
    const field = layout.fields.find(([name]) => name === column)?.[1];
    return field === undefined ? value : { row, column: field };
  }

  #nameOf(sheet: number, column: number): string {
    return this.#summaries[sheet]?.names[column] ?? '';
  }

  async #flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    await this.#handle.write(text);
  }
}

/** The first row of a file of a package stands on its second line. */
const FIRST_ROW = 2;

export const fileVersion = ({ name, sha256 }: SheetFile): string => `${name} ${sha256.slice(0, 8)}`.slice(-MAX_VERSION);

/** A source is named by what it holds, so that the same file is the same source wherever it is imported. */
export const sourceCode = ({ sha256 }: SheetFile): string => `file-${sha256.slice(0, 16)}`;

function tableText(rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => csvCell(row[column] ?? '')).join(','));
  return `${[columns.map((column) => csvCell(column)).join(','), ...lines].join('\n')}\n`;
}

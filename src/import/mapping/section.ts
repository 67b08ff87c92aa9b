import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { list, message } from '../../domain/message/message.ts';
import type { CodeKind, PackageColumn, PackageColumns } from '../package/column.ts';
import { FACTS, type FactFile, type FileName } from '../package/fact-format.ts';
import { CATALOGUE, type CatalogueFile } from '../package/format.ts';
import { oneLine, type Problems, quoted } from '../package/problem.ts';
import { chooseSheets } from '../reader/open.ts';
import type { SheetFile, SourceSheet } from '../reader/sheet.ts';
import type { Mapping, TableMapping, ValueColumns } from './schema.ts';

/** All that a mapping says of one table that its file makes. */
export interface MappedSection extends Omit<TableMapping, 'makes' | 'header' | 'values'> {
  readonly makes: FileName;
  readonly header: Mapping['header'];
  /** Empty where a row of the sheet is a row of the table, and not each of its cells. */
  readonly values: readonly ValueColumns[];
  /** The columns of the table that it fills, without those of the citation. */
  readonly filled: readonly string[];
  /** The tables that the mapping makes of the file: what is not known may be among their rows. */
  readonly ofFile: ReadonlySet<FileName>;
  /** The language of notes. */
  readonly language: string;
  /** Where it stands in the mapping, such as `tables.1.`; empty for the mapping itself. */
  readonly at: string;
}

const PARTS = [
  'metric',
  'region',
  'period',
  'unit',
  'multiplier',
  'breakdown',
  'note',
  'status',
  'statusOfAll',
  'flags',
  'totals',
] as const;
const CITATION: ReadonlySet<string> = new Set(['source', 'locator']);
const OF_FIGURES: ReadonlySet<string> = new Set(['metric', 'region', 'period', 'value', 'status']);
/** Either each dimension is read for itself, or all of them as a package writes them: `sex=f;age=1`. */
const BREAKDOWN = 'breakdown';

export const isFactFile = (name: FileName): name is FactFile => Object.hasOwn(FACTS, name);

/** The columns of a table. */
export const tableColumns = (name: FileName): PackageColumns =>
  isFactFile(name) ? FACTS[name] : CATALOGUE[name as CatalogueFile];

/** What a file makes: one table, or those of `tables`. Notes are in `language` unless the mapping says otherwise. */
export function sectionsOf(mapping: Mapping, language: string): readonly MappedSection[] {
  const { tables, ...shared } = mapping;
  const given: readonly TableMapping[] = tables ?? [{}];
  const ofFile = new Set(given.map((own) => own.makes ?? shared.makes ?? 'observations'));
  return given.map((own, index) => {
    const said = { ...shared, ...own };
    const { makes = 'observations', values = [], fields = {}, language: notes = language } = said;
    const isFact = isFactFile(makes);
    const columns = isFact ? ['metric', 'region', 'breakdown', 'period', 'value'] : [];
    if (makes === 'observations') columns.push('status', ...(said.note === undefined ? [] : [`note:${notes}`]));
    const all = [fields, ...values.map((group) => group.fields ?? {})].flatMap((one) => Object.keys(one));
    return {
      ...said,
      makes,
      header: own.header ?? mapping.header,
      values,
      ofFile,
      filled: [...new Set([...columns, ...all])],
      language: notes,
      at: tables === undefined ? '' : `tables.${index}.`,
    };
  });
}

/** The kinds of things that the sections name by codes. */
export const namedKinds = (sections: readonly MappedSection[]): ReadonlySet<CodeKind> =>
  new Set(
    sections.flatMap(({ makes, filled }) => filled.flatMap((name) => fieldColumn(tableColumns(makes), name)?.to ?? [])),
  );

/** The sheets that are read, each with the sections that are read from it. */
export function chooseSections(
  file: SheetFile,
  { file: said = {} }: Mapping,
  sections: readonly MappedSection[],
  mappingFile: string,
  problems: Problems,
): readonly (readonly [SourceSheet, readonly MappedSection[]])[] {
  const own = sections.map(({ sheets }) => sheets);
  const all = own.every((sheets) => sheets !== undefined) ? [...new Set(own.flat())] : undefined;
  const sheets = chooseSheets(file, { ...said, sheets: said.sheets ?? all }, mappingFile, problems);
  const names = sheets.flatMap(({ name }) => (name === null ? [] : [name]));
  for (const { at, sheets: wanted = [] } of sections) {
    for (const name of wanted) {
      if (names.includes(name)) continue;
      const text = message('mapping.no-sheet', { sheet: quoted(name), file: oneLine(file.name) });
      problems.add({ resource: mappingFile, column: `${at}sheets`, value: name, message: text, expected: list(names) });
    }
  }
  return sheets.map((sheet) => {
    const isRead = ({ sheets: wanted }: MappedSection) => wanted === undefined || wanted.includes(sheet.name ?? '');
    return [sheet, sections.filter(isRead)] as const;
  });
}

/** A mapping that says nothing but what this one says of one of its tables. */
export const mappingOf = ({ tables, ...mapping }: Mapping, index: number): Mapping => {
  const own = tables?.[index];
  return own === undefined ? mapping : { ...mapping, tables: [own] };
};

/** Refuses what a mapping says of a table that it does not have, and what it leaves out that every row needs. */
export function checkSections(mapping: Mapping, sections: readonly MappedSection[], file: string, problems: Problems) {
  for (const [index, section] of sections.entries()) {
    const own = mapping.tables?.[index] ?? mapping;
    const refuse = (
      at: string,
      text: ReturnType<typeof message>,
      expected: Parameters<typeof problems.add>[0]['expected'],
    ) => problems.add({ resource: file, column: `${section.at}${at}`, message: text, expected: expected ?? null });
    const { makes, filled, values } = section;
    if (isFactFile(makes) && values.length === 0)
      refuse('values', message('import.value-missing'), message('mapping.values-expected', { table: makes }));
    for (const part of PARTS) {
      const isOfFigures =
        isFactFile(makes) && (makes === 'observations' || !['note', 'status', 'statusOfAll', 'flags'].includes(part));
      if (isOfFigures || own[part] === undefined) continue;
      refuse(part, message('mapping.no-part', { table: makes, part }), message('mapping.in-fields'));
    }
    for (const [at, group] of values.entries())
      if (makes !== 'observations' && group.statusOfAll !== undefined)
        refuse(
          `values.${at}.statusOfAll`,
          message('mapping.no-part', { table: makes, part: 'statusOfAll' }),
          message('mapping.in-fields'),
        );
    const known = tableColumns(makes);
    const free = Object.entries(known).filter(
      ([name]) => !CITATION.has(name) && !(isFactFile(makes) && OF_FIGURES.has(name)),
    );
    const names = free.map(([name, column]) => (column.translated ? `${name}:${section.language}` : name));
    const fields = [section.fields, ...values.map((group) => group.fields)].flatMap((one) => Object.keys(one ?? {}));
    for (const name of new Set(fields)) {
      if (fieldColumn(known, name) !== null && free.some(([one]) => one === name.replace(/:.*$/, ''))) continue;
      const text = message('mapping.no-field', { table: makes, name: quoted(name) });
      refuse(`fields.${name}`, text, () => didYouMean(name, names, list(names)));
    }
    if (fields.includes(BREAKDOWN) && [section, ...values].some(({ breakdown }) => breakdown !== undefined))
      refuse(`fields.${BREAKDOWN}`, message('mapping.breakdown-twice'), message('mapping.breakdown-once'));
    for (const [name, column] of Object.entries(known)) {
      if (!column.required || filled.some((one) => one.replace(/:.*$/, '') === name)) continue;
      const shown = column.translated ? `${name}:${section.language}` : name;
      refuse(`fields.${shown}`, message('import.column-missing'), message('mapping.field-expected', { table: makes }));
    }
  }
}

/** The column that a field fills: of `title:en` that of titles. Null where there is none. */
export function fieldColumn(columns: PackageColumns, field: string): PackageColumn<unknown> | null {
  const [name = '', tag] = field.split(/:(.*)/s, 2);
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  return column === undefined || column.translated === (tag === undefined || tag === '') ? null : column;
}

/** The first row of values. */
export const firstRowOf = ({ header, rows }: MappedSection): number => rows?.first ?? Math.max(0, ...header.rows) + 1;

/** The last row that has to be read before any other is understood. */
export const headEndOf = (section: MappedSection): number =>
  Math.max(firstRowOf(section) - 1, ...section.header.rows, ...cellRows(section));

/** The rows of the cells that a mapping reads by their names. */
function cellRows(section: MappedSection): number[] {
  const named = [...findReadCells(section), ...Object.keys(section.cells ?? {})];
  return named.map((cell) => Number(cell.replace(/^[A-Z]+/, '')));
}

/** The cells, such as `A2`, that readings name. */
export const findReadCells = (readings: unknown): string[] =>
  [...JSON.stringify(readings).matchAll(/"cell":"([A-Z]+\d+)"/g)].map(([, cell = '']) => cell);

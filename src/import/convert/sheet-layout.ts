import type { ObservationStatus } from '../../database/generated/prisma/enums.ts';
import { message } from '../../domain/message/message.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { FieldReading, NumberReading, TextReading } from '../mapping/reading-schema.ts';
import { fieldColumn, isFactFile, type MappedSection, tableColumns } from '../mapping/section.ts';
import { Wrong } from '../package/cell.ts';
import type { CellValueReader } from './cell-value.ts';
import { compileField, type Field, type FieldContext } from './field.ts';
import { NamedColumns } from './named-column.ts';
import type { ComplainOfText } from './role.ts';
import { type CellPlace, dollarColumn, type SheetContext } from './text-lookup.ts';
import { RoleCompiler, type ValueRoles } from './value-role.ts';
import { WrongMapping, within } from './wrong-mapping.ts';

/** The column that says the status of a row's values. */
export interface StatusColumn {
  readonly column: number;
  readonly codes: ReadonlyMap<string, ObservationStatus>;
  /** What parts several of them in one cell; null where a cell has one. */
  readonly separator: string | null;
}

/** A column whose cells make a row of the table each. */
export interface ValueColumn {
  readonly column: number;
  /** What its figures are of; null where the table is none of figures. */
  readonly roles: ValueRoles | null;
  readonly fields: readonly Field[];
  /** What is said of every value that there is; null for nothing. */
  readonly statusOfAll: ObservationStatus | null;
}

/** The columns of one sheet: which hold values, and what else is read of a row. */
export interface SheetLayout {
  /** Null where each row of the sheet makes one row of the table. */
  readonly values: readonly ValueColumn[] | null;
  /** What the rows say where there are no values. */
  readonly fields: readonly Field[];
  readonly note: number | null;
  readonly status: StatusColumn | null;
  /** Columns that the mapping names or leaves out. */
  readonly named: ReadonlySet<number>;
  /** Columns that the mapping reads although they are hidden, and says nothing of that. */
  readonly hidden: readonly number[];
  /** Columns that the mapping reads although they hold lists or other columns. */
  readonly nested: readonly number[];
  /** Hidden columns of values that the mapping leaves out. */
  readonly leftOut: readonly number[];
  /** Columns that nothing is read from. */
  readonly ignored: ReadonlySet<number>;
}

/** The column that a row of the table cites where it is made of a whole row: that of its first field which is read from one. */
export const citedColumn = ({ fields }: SheetLayout, row: number): number =>
  fields.find(({ isOfRow }) => isOfRow)?.place(row, 0)?.column ?? 0;

/** The cell that says a column of a row of the table, whose own cell is in `at`; that cell where the mapping says it itself. */
export function cellOf(
  { values, fields, note }: SheetLayout,
  column: string | null,
  row: number,
  at: number,
): CellPlace {
  const value = { row, column: at };
  const found = values?.find((one) => one.column === at);
  const roles = found?.roles ?? null;
  if (roles !== null && (column === 'metric' || column === 'region' || column === 'period'))
    return roles[column].lookup.place(row, at) ?? value;
  if (roles !== null && roles.breakdown.length > 0 && column === 'breakdown')
    return roles.breakdown.map(([, role]) => role.lookup.place(row, at)).find((place) => place !== null) ?? value;
  const all = found?.fields ?? fields;
  const field = all.find(({ name }) => name === column) ?? all.find(({ name }) => name.startsWith(`${column}:`));
  if (field !== undefined) return field.place(row, at) ?? value;
  return note !== null && column?.startsWith('note') ? { row, column: note } : value;
}

/** Applies a mapping to the header of a sheet. Throws WrongMapping where they do not fit. */
export function layOutSheet(
  section: MappedSection,
  known: KnownCodes,
  context: SheetContext,
  complain: ComplainOfText,
  readCell: CellValueReader,
): SheetLayout {
  const { header } = context;
  const columnsOf = new NamedColumns(header);
  const { named } = columnsOf;
  const findColumn = (at: string, name: string): number => columnsOf.find(at, name)[0] ?? 0;
  columnsOf.expectTitles(section.header.titles ?? {});
  for (const [index, name] of (section.ignore ?? []).entries()) columnsOf.find(`ignore.${index}`, name);
  const ignored = new Set(named);
  const isHidden = (column: number) => section.columns?.hidden !== 'READ' && context.hidden?.has(column) === true;
  for (const [at, { column, heading }] of readings(section))
    for (const one of [column, heading]) if (one !== undefined) findColumn(at, one);
  const { only = [], skip = [] } = section.rows ?? {};
  for (const { column } of [...only, ...skip, ...(section.totals ?? [])])
    if (column !== undefined) findColumn('rows', column);
  const note = section.note === undefined ? null : findColumn('note', section.note);
  const status = section.status && {
    column: findColumn('status.column', section.status.column),
    codes: new Map(Object.entries(section.status.codes)),
    separator: section.status.separator ?? null,
  };
  const compiler = new RoleCompiler(section, known, context, complain);
  const columns = tableColumns(section.makes);
  const fields = (given: MappedSection['fields'], number: NumberReading | undefined): Field[] => {
    const fieldContext: FieldContext = {
      known,
      sheet: context,
      readCell,
      complain,
      number: { ...section.number, ...number },
    };
    return Object.entries(given ?? {}).flatMap(([name, reading]) => {
      const column = fieldColumn(columns, name);
      return column === null ? [] : [within(`fields.${name}`, () => compileField(name, reading, column, fieldContext))];
    });
  };
  const explicit = section.values.map((group, index) =>
    group.columns === 'OTHERS' ? [] : group.columns.flatMap((name) => columnsOf.find(`values.${index}.columns`, name)),
  );
  columnsOf.refuseMissing(context.labels);
  const others = Array.from({ length: header.width }, (_, column) => column).filter(
    (column) => !named.has(column) && header.title(column) !== '' && !context.labels?.has(header.title(column)),
  );
  const values = section.values.flatMap((group, index) => {
    const found = group.columns === 'OTHERS' ? others : (explicit[index] ?? []);
    const roles = isFactFile(section.makes) ? compiler.roles(group, `values.${index}`) : null;
    const own = fields({ ...section.fields, ...group.fields }, group.number);
    const statusOfAll = group.statusOfAll ?? section.statusOfAll ?? null;
    return found.filter((column) => !isHidden(column)).map((column) => ({ column, roles, fields: own, statusOfAll }));
  });
  const takesOthers = section.values.some((group) => group.columns === 'OTHERS');
  const ofValues = [...explicit.flat(), ...(takesOthers ? others : [])];
  const leftOut = section.columns?.hidden === 'SKIP' ? [...new Set(ofValues)].filter(isHidden) : [];
  const hidden = hiddenReads(section, ofValues, named).filter((column) => isHidden(column) && !ignored.has(column));
  const isNested = (column: number) => context.nested?.has(column) === true && !ignored.has(column);
  const nested = [...new Set([...named, ...ofValues])].filter(isNested);
  for (const column of section.columns?.hidden === 'SKIP' ? (context.hidden ?? []) : hidden) named.add(column);
  const placed = new Set<number>();
  const twice = values.find(({ column }) => placed.size === placed.add(column).size);
  for (const { column } of values) named.add(column);
  if (twice !== undefined) {
    const text = message('mapping.column-twice', { column: dollarColumn(twice.column) });
    throw new WrongMapping('values', new Wrong(text, message('import.column-once')));
  }
  const isOfRows = section.values.length === 0;
  const ofRow = isOfRows ? fields(section.fields, undefined) : [];
  return {
    values: isOfRows ? null : values,
    fields: ofRow,
    note,
    status: status ?? null,
    named,
    hidden,
    nested,
    leftOut,
    ignored,
  };
}

/** The columns that a mapping reads: where hidden ones are to be left out, only those that are no values. */
function hiddenReads(section: MappedSection, values: readonly number[], named: ReadonlySet<number>): number[] {
  if (section.columns?.hidden === undefined) return [...new Set([...named, ...values])];
  const ofValues = new Set(values);
  return [...named].filter((column) => !ofValues.has(column));
}

/** Every reading of a section, with where it stands. */
function readings(section: MappedSection): (readonly [at: string, TextReading])[] {
  const groups = [
    { ...section, at: '' },
    ...section.values.map((group, index) => ({ ...group, at: `values.${index}.` })),
  ];
  const all = groups.flatMap(({ at, metric, region, period, unit, multiplier, breakdown = {}, fields = {} }) => [
    ...Object.entries({ metric, region, period, unit, multiplier }).map(
      ([name, reading]) => [`${at}${name}`, reading] as const,
    ),
    ...Object.entries(breakdown).map(([name, reading]) => [`${at}breakdown.${name}`, reading] as const),
    ...Object.entries(fields).map(([name, given]) => [`${at}fields.${name}`, fieldReading(given)] as const),
  ]);
  const said = all.flatMap(([at, reading]) => (reading === undefined ? [] : [[at, reading] as const]));
  return said.flatMap(([at, reading]) => [
    [at, reading] as const,
    ...(reading.join ?? []).map((part) => [at, part] as const),
  ]);
}

const fieldReading = (given: string | FieldReading): FieldReading =>
  typeof given === 'string' ? { column: given } : given;

/** What of a mapping leaves all cells of a column out; null for a column that something is read from. */
export function columnRule({ ignored, leftOut }: SheetLayout, column: number): string | null {
  if (ignored.has(column)) return 'ignore';
  return leftOut.includes(column) ? 'columns.hidden' : null;
}

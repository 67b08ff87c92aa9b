import type { ObservationStatus } from '../../database/generated/prisma/enums.ts';
import { message } from '../../domain/message/message.ts';
import { codes as codeCell, isTotal, Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { buildCodeList, type CodeList } from './code-list.ts';
import type { KnownCodes, KnownMetric } from './known-code.ts';
import { periodTextReader } from './period-text.ts';
import { type ComplainOfText, Role } from './role.ts';
import type {
  CodeReading,
  FieldName,
  Mapping,
  NumberReading,
  PeriodReading,
  RegionReading,
  TextReading,
  ValueColumns,
} from './schema.ts';
import { compileReading, dollarColumn, type SheetContext } from './text-lookup.ts';
import { UnitShifts } from './unit-shift.ts';

/** The category of a figure that is not broken down by a dimension. */
export const TOTAL_CATEGORY = '';

/** What the values of some columns are of. */
export interface ValueRoles {
  readonly metric: Role<KnownMetric>;
  readonly region: Role<string>;
  readonly period: Role<string>;
  readonly unit: Role<string> | null;
  readonly breakdown: readonly (readonly [dimension: string, role: Role<string>])[];
  readonly shifts: UnitShifts;
  readonly number: NumberReading;
}

/** The column that says the status of a row's values. */
export interface StatusColumn {
  readonly column: number;
  readonly codes: ReadonlyMap<string, ObservationStatus>;
  /** What parts several of them in one cell; null where a cell has one. */
  readonly separator: string | null;
}

/** The columns of one sheet: which hold values, and what else is read of a row. */
export interface SheetLayout {
  readonly values: readonly { readonly column: number; readonly roles: ValueRoles }[];
  readonly fields: readonly (readonly [FieldName, number])[];
  readonly note: number | null;
  readonly status: StatusColumn | null;
  /** Columns that the mapping names or leaves out. */
  readonly named: ReadonlySet<number>;
  /** Columns that the mapping reads although they are hidden, and says nothing of that. */
  readonly hidden: readonly number[];
}

/** Where in the mapping something is wrong. */
export class WrongMapping extends Error {
  readonly at: string;
  readonly wrong: Wrong;

  constructor(at: string, wrong: Wrong) {
    super(wrong.message);
    this.at = at;
    this.wrong = wrong;
  }
}

/** What stands at a place of the mapping; what is wrong with it is told at that place. */
function within<T>(at: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof Wrong) throw new WrongMapping(at, error);
    throw error;
  }
}

/** Applies a mapping to the header of a sheet. Throws WrongMapping where they do not fit. */
export function layOutSheet(
  mapping: Mapping,
  known: KnownCodes,
  context: SheetContext,
  complain: ComplainOfText,
): SheetLayout {
  const { header } = context;
  const named = new Set<number>();
  const findColumn = (at: string, name: string): number => {
    const column = within(at, () => header.find(name));
    named.add(column);
    return column;
  };
  for (const [index, name] of (mapping.ignore ?? []).entries()) {
    for (const column of within(`ignore.${index}`, () => header.findAll(name))) named.add(column);
  }
  const ignored = new Set(named);
  const isHidden = (column: number) => mapping.columns?.hidden !== 'READ' && context.hidden?.has(column) === true;
  for (const { column } of readings(mapping))
    if (column !== undefined) named.add(within('column', () => header.find(column)));
  for (const { column } of [...(mapping.rows?.skip ?? []), ...(mapping.totals ?? [])]) {
    if (column !== undefined) named.add(within('rows', () => header.find(column)));
  }
  const fields = Object.entries(mapping.fields ?? {}).map(
    ([field, name]) => [field as FieldName, findColumn(`fields.${field}`, name)] as const,
  );
  const note = mapping.note === undefined ? null : findColumn('note', mapping.note);
  const status = mapping.status && {
    column: findColumn('status.column', mapping.status.column),
    codes: new Map(Object.entries(mapping.status.codes)),
    separator: mapping.status.separator ?? null,
  };
  const compiler = new RoleCompiler(mapping, known, context, complain);
  const explicit = mapping.values.map((group, index) =>
    group.columns === 'OTHERS'
      ? []
      : group.columns.flatMap((name) => within(`values.${index}.columns`, () => header.findAll(name))),
  );
  for (const column of explicit.flat()) named.add(column);
  const others = Array.from({ length: header.width }, (_, column) => column).filter(
    (column) => !named.has(column) && header.title(column) !== '' && !context.labels?.has(header.title(column)),
  );
  const values = mapping.values.flatMap((group, index) => {
    const columns = group.columns === 'OTHERS' ? others : (explicit[index] ?? []);
    const roles = compiler.roles(group, `values.${index}`);
    return columns.filter((column) => !isHidden(column)).map((column) => ({ column, roles }));
  });
  const takesOthers = mapping.values.some(({ columns }) => columns === 'OTHERS');
  const hidden = hiddenReads(mapping, [...explicit.flat(), ...(takesOthers ? others : [])], named).filter(
    (column) => isHidden(column) && !ignored.has(column),
  );
  for (const column of mapping.columns?.hidden === 'SKIP' ? (context.hidden ?? []) : hidden) named.add(column);
  const placed = new Set<number>();
  const twice = values.find(({ column }) => placed.size === placed.add(column).size);
  for (const { column } of values) named.add(column);
  if (twice !== undefined) {
    const text = message('mapping.column-twice', { column: dollarColumn(twice.column) });
    throw new WrongMapping('values', new Wrong(text, message('import.column-once')));
  }
  return { values, fields, note, status: status ?? null, named, hidden };
}

/** The columns that a mapping reads: where hidden ones are to be left out, only those that are no values. */
function hiddenReads(mapping: Mapping, values: readonly number[], named: ReadonlySet<number>): number[] {
  if (mapping.columns?.hidden === undefined) return [...new Set([...named, ...values])];
  const ofValues = new Set(values);
  return [...named].filter((column) => !ofValues.has(column));
}

/** Every reading of the mapping, wherever it stands. */
function readings(mapping: Mapping): TextReading[] {
  const all = [mapping, ...mapping.values].flatMap(({ metric, region, period, unit, breakdown = {} }) => [
    ...[metric, region, period, unit].filter((reading) => reading !== undefined),
    ...Object.values(breakdown),
  ]);
  return all.flatMap((reading) => [reading, ...(reading.join ?? [])]);
}

/** Makes the roles of value columns. Those that the mapping says for all columns are shared by them. */
class RoleCompiler {
  readonly #mapping: Mapping;
  readonly #known: KnownCodes;
  readonly #context: SheetContext;
  readonly #complain: ComplainOfText;
  /** By reading, and then by what it reads. */
  readonly #made = new Map<object, Map<string, Role<unknown>>>();

  constructor(mapping: Mapping, known: KnownCodes, context: SheetContext, complain: ComplainOfText) {
    this.#mapping = mapping;
    this.#known = known;
    this.#context = context;
    this.#complain = complain;
  }

  roles(group: ValueColumns, at: string): ValueRoles {
    const pick = <K extends 'metric' | 'region' | 'period' | 'unit'>(key: K) => {
      const own = group[key];
      return { reading: own ?? this.#mapping[key], at: own === undefined ? key : `${at}.${key}` };
    };
    const needed = <R>({ reading, at: place }: { reading: R | undefined; at: string }, name: string) => {
      if (reading !== undefined) return { reading, at: place };
      throw new WrongMapping(name, new Wrong(message('import.value-missing'), message('mapping.reading-expected')));
    };
    const unit = pick('unit');
    const breakdown = { ...this.#mapping.breakdown, ...group.breakdown };
    return {
      metric: this.#metric(needed(pick('metric'), 'metric')),
      region: this.#region(needed(pick('region'), 'region')),
      period: this.#period(needed(pick('period'), 'period')),
      unit: unit.reading === undefined ? null : this.#role('unit', unit.reading, unit.at, (text) => text),
      breakdown: Object.entries(breakdown).map(([dimension, reading]) => [
        dimension,
        this.#category(dimension, reading),
      ]),
      shifts: new UnitShifts(this.#known.units, unit.reading?.codes),
      number: { ...this.#mapping.number, ...group.number },
    };
  }

  #metric({ reading, at }: { reading: CodeReading; at: string }): Role<KnownMetric> {
    const metrics = new Map(this.#known.metrics.map((metric) => [metric.code, metric]));
    const found = this.#list(reading, at, this.#known.metrics, 'metric');
    return this.#role('metric', reading, at, (text) => {
      const code = found.find(text);
      const metric = metrics.get(code);
      if (metric !== undefined) return metric;
      throw new Wrong(message('import.unknown-metric', { code: quoted(code) }), message('mapping.defined-expected'));
    });
  }

  #region({ reading, at }: { reading: RegionReading; at: string }): Role<string> {
    const { scheme, within: top, level } = reading;
    const entries = this.#known.regions.filter(
      (region) =>
        (scheme === undefined || region.scheme === scheme) &&
        (level === undefined || region.level === level) &&
        (top === undefined || region.within.some((code) => code === top || code.endsWith(`:${top}`))),
    );
    const found = this.#list(reading, at, entries, 'region');
    return this.#role('region', reading, at, (text) => found.find(text));
  }

  #period({ reading, at }: { reading: PeriodReading; at: string }): Role<string> {
    const read = within(`${at}.format`, () => periodTextReader(reading.format));
    return this.#role('period', reading, at, read);
  }

  #category(dimension: string, reading: CodeReading): Role<string> {
    const at = `breakdown.${dimension}`;
    const found = this.#list(reading, at, this.#known.categories.get(dimension) ?? [], 'category');
    return this.#role(at, reading, at, (text) => {
      const code = isTotal(text) ? text : found.find(text);
      return isTotal(code) ? TOTAL_CATEGORY : codeCell(1)(code).join();
    });
  }

  #list(
    { codes }: CodeReading,
    at: string,
    entries: Parameters<typeof buildCodeList>[0]['entries'],
    kind: 'metric' | 'region' | 'category',
  ): CodeList {
    return buildCodeList({ entries, codes, kind, at: `${at}.codes` });
  }

  #role<T>(
    name: string,
    reading: TextReading,
    at: string,
    interpret: (text: string, cell: Parameters<ConstructorParameters<typeof Role<T>>[2]>[1]) => T,
  ): Role<T> {
    const known = this.#made.get(reading) ?? new Map<string, Role<unknown>>();
    this.#made.set(reading, known);
    const made = known.get(name) as Role<T> | undefined;
    if (made !== undefined) return made;
    const gap = name.replace(/^breakdown\./, '');
    const lookup = within(at, () => compileReading(reading, gap, this.#context));
    const role = new Role<T>(name, lookup, interpret, this.#complain);
    known.set(name, role);
    return role;
  }
}

import { list, message } from '../../domain/message/message.ts';
import { findPeriodForm, PERIOD_FORMS } from '../../domain/period/period-form.ts';
import { type CellKind, cellKindOf, Wrong } from './cell.ts';
import type { PackageColumn, PackageColumns } from './column.ts';
import { type DeclaredObject, shownJson } from './declared-object.ts';
import { CONSTRAINT_NAMES, type Constraint, readConstraints, type ValueOrder } from './field-constraint.ts';
import { NUMBER_NAMES, readDateForm, readNumberForm } from './field-form.ts';
import { quoted } from './problem.ts';

/** A column as a Table Schema declares it. */
export interface TableField {
  readonly name: string;
  readonly required: boolean;
  readonly unique: boolean;
  /** Cells that stand for nothing, besides the empty one; null where the schema says which. */
  readonly missing: ReadonlySet<string> | null;
  /** The cell as the files of this format write it; throws Wrong. null where it stands as it is. */
  readonly read: ((given: string) => string) | null;
}

const FIELD_NAMES = ['name', 'type', 'format', 'constraints', 'missingValues', 'categories', ...NUMBER_NAMES];
/** They say nothing of what a cell holds. */
const DESCRIBING = ['title', 'description', 'example', 'rdfType', 'categoriesOrdered'];
const OF_BOOLEANS = ['trueValues', 'falseValues'];
const OF_LISTS = ['delimiter', 'itemType'];

/** Which types of Table Schema can be read in a column of this format. */
const SUITED: Readonly<Record<CellKind, readonly string[]>> = {
  text: ['string', 'any', 'integer', 'number', 'year', 'yearmonth'],
  list: ['string', 'any', 'list', 'integer', 'number'],
  number: ['number', 'integer', 'string', 'any'],
  integer: ['integer', 'number', 'string', 'any', 'year'],
  date: ['date', 'string', 'any'],
  datetime: ['datetime', 'date', 'string', 'any'],
  period: ['string', 'any', 'year', 'yearmonth', 'date', 'integer'],
};

/** The column of a file that a field describes; name:en is one of the columns of name. */
export const columnOf = (columns: PackageColumns, name: string): PackageColumn<unknown> | null => {
  const own = name.replace(/:.*$/s, '');
  return Object.hasOwn(columns, own) ? (columns[own] ?? null) : null;
};

/** Reads one of the fields of a schema; null where it has no name. */
export function readField(field: DeclaredObject, columns: PackageColumns): TableField | null {
  const name = field.text('name');
  if (name === null) {
    field.refuse('name', message('import.value-missing'), message('import.a-text-in-quotes'));
    return null;
  }
  const known = [...FIELD_NAMES, ...OF_BOOLEANS, ...OF_LISTS];
  field.refuseMisplaced(CONSTRAINT_NAMES, 'constraints', [...known, ...DESCRIBING]);
  field.refuseSlips(known, [...DESCRIBING, ...CONSTRAINT_NAMES]);
  const column = columnOf(columns, name);
  const kind = column === null ? 'text' : cellKindOf(column.cell);
  const type = readType(field, kind);
  for (const property of OF_BOOLEANS) if (field.has(property)) field.refuseUnsupported(property, suitedTypes(kind));
  if (type === 'list') checkList(field);
  else for (const property of OF_LISTS) if (field.has(property)) refuseType(field, property, 'list');
  const numeric = type === 'number' || type === 'integer';
  if (!numeric) for (const property of NUMBER_NAMES) if (field.has(property)) refuseType(field, property, 'number');

  const read = readerOf(field, type, kind);
  const { required, unique, checks } = readConstraints(field, orderOf(type, kind), read ?? ((text) => text));
  const checked = withChecks(read, checks);
  const form = kind === 'period' ? findPeriodForm(type, field.text('format')) : null;
  const inForm = form === null ? checked : (given: string) => form(checked === null ? given : checked(given));
  return { name, required, unique, missing: readMissingValues(field), read: inForm };
}

const suitedTypes = (kind: CellKind) => message('import.type-expected', { types: list(SUITED[kind].map(quoted)) });

/** Where a field has no type and says how numbers are written, it holds numbers. */
function readType(field: DeclaredObject, kind: CellKind): string {
  const implied = NUMBER_NAMES.some((name) => field.has(name)) && ['number', 'integer'].includes(kind) ? kind : 'any';
  const type = field.text('type') ?? implied;
  if (SUITED[kind].includes(type)) return type;
  field.refuseUnsupported('type', suitedTypes(kind));
  return 'any';
}

function refuseType(field: DeclaredObject, property: string, type: string): void {
  const text = message('import.property-of-type', { property: quoted(property), type: quoted(type) });
  field.refuse(property, text, message('import.type-or-without', { type: quoted(type) }));
}

/** Lists are separated by semicolons, and hold texts. */
function checkList(field: DeclaredObject): void {
  if (field.text('delimiter') !== ';') field.refuseUnsupported('delimiter', quoted(';'));
  if ((field.text('itemType') ?? 'string') !== 'string') field.refuseUnsupported('itemType', quoted('string'));
}

const orderOf = (type: string, kind: CellKind): ValueOrder => {
  if (type === 'number' || type === 'integer' || type === 'year') return 'number';
  if (type === 'date' || type === 'datetime' || type === 'yearmonth') return 'time';
  if (type !== 'any') return 'none';
  return kind === 'number' || kind === 'integer' ? 'number' : kind === 'date' ? 'time' : 'none';
};

/** How a cell of that type is read; null where it stands as it is. */
function readerOf(field: DeclaredObject, type: string, kind: CellKind): ((given: string) => string) | null {
  if (type === 'date' || type === 'datetime') return readDateForm(field, type);
  const format = field.text('format') ?? 'default';
  const isText = type === 'string' || type === 'any';
  const formats = isText ? STRING_FORMATS : {};
  const forms = isText && kind === 'period' ? PERIOD_FORMS : {};
  if (format !== 'default' && !Object.hasOwn({ ...formats, ...forms }, format)) {
    field.refuseUnsupported('format', list(['default', ...Object.keys(kind === 'period' ? forms : formats)]));
    return null;
  }
  if (type === 'number' || type === 'integer') return readNumberForm(field, type === 'integer');
  const pattern = type === 'year' || type === 'yearmonth' ? TIMES[type] : formats[format];
  if (pattern === undefined) return null;
  const named = format === 'default' ? type : format;
  return (given) => {
    if (pattern.test(given)) return given;
    throw new Wrong(
      message('import.not-of-type', { value: quoted(given) }),
      message('import.of-type', { type: named }),
    );
  };
}

const TIMES: Readonly<Record<'year' | 'yearmonth', RegExp>> = {
  year: /^\d{4}$/,
  yearmonth: /^\d{4}-(?:0[1-9]|1[0-2])$/,
};
const STRING_FORMATS: Readonly<Record<string, RegExp>> = {
  email: /^[^\s@]{1,64}@[^\s@]{1,255}$/,
  uri: /^[a-z][a-z\d+.-]*:\S+$/i,
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
};

function withChecks(
  read: ((given: string) => string) | null,
  checks: readonly Constraint[],
): ((given: string) => string) | null {
  if (checks.length === 0) return read;
  return (given) => {
    const value = read === null ? given : read(given);
    for (const check of checks) check(given, value);
    return value;
  };
}

/** Texts, each alone or with a label; null where there is no such list. */
export function readMissingValues(owner: DeclaredObject): ReadonlySet<string> | null {
  const given = owner.list('missingValues');
  if (given === null) return null;
  const values = given.map((item) =>
    typeof item === 'object' && item !== null && 'value' in item ? (item.value as unknown) : item,
  );
  const wrong = values.find((value) => typeof value !== 'string');
  if (wrong === undefined) return new Set(values as string[]);
  const expected = message('import.missing-values-expected', { example: JSON.stringify(['', '9999']) });
  owner.refuse(
    'missingValues',
    message('import.is-not', { value: shownJson(wrong), expected: message('import.a-text') }),
    expected,
  );
  return null;
}

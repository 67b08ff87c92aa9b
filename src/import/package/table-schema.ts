import { list, message } from '../../domain/message/message.ts';
import type { CodeKind, PackageColumns } from './column.ts';
import type { DeclaredObject } from './declared-object.ts';
import type { FileName } from './fact-format.ts';
import { quoted } from './problem.ts';
import { columnOf, readField, readMissingValues, type TableField } from './schema-field.ts';

export const FIELDS_MATCHES = ['exact', 'equal', 'subset', 'superset', 'partial'] as const;
/** How the columns of the file and the fields go together; `subset` says that the fields are some of the columns. */
export type FieldsMatch = (typeof FIELDS_MATCHES)[number];

/** Columns whose values no two rows have in common. */
export interface UniqueKey {
  readonly names: readonly string[];
  /** As the schema calls it. */
  readonly property: string;
  /** Whether none of them may be empty. */
  readonly required: boolean;
}

/** What a Table Schema declares of a file. */
export interface TableSchema {
  readonly fields: readonly TableField[];
  readonly match: FieldsMatch;
  readonly missing: ReadonlySet<string> | null;
  readonly keys: readonly UniqueKey[];
}

/** These belong to a schema: wherever else they stand, nothing comes of them. */
export const SCHEMA_NAMES = [
  'fields',
  'missingValues',
  'fieldsMatch',
  'primaryKey',
  'uniqueKeys',
  'foreignKeys',
] as const;

/** Which file defines the codes of a kind. */
const FILE_OF: Readonly<Record<CodeKind, FileName>> = {
  theme: 'themes',
  unit: 'units',
  dimension: 'dimensions',
  category: 'dimensions',
  organization: 'organizations',
  region: 'regions',
  metric: 'metrics',
  source: 'sources',
  working_group: 'working_groups',
  programme: 'programmes',
  task: 'tasks',
  rating: 'ratings',
  assessment_rule: 'assessment_rules',
};

export function readTableSchema(schema: DeclaredObject, table: FileName, columns: PackageColumns): TableSchema {
  schema.refuseSlips(SCHEMA_NAMES, ['$schema', 'title', 'name', 'description', 'type']);
  const fields = schema.objects('fields').flatMap((field) => readField(field, columns) ?? []);
  const names = new Set(fields.map(({ name }) => name));
  if (names.size < fields.length) schema.refuseUnsupported('fields', message('import.fields-once'));
  for (const key of schema.objects('foreignKeys')) checkForeignKey(key, table, columns);
  const keys = [
    ...fields
      .filter(({ unique }) => unique)
      .map(({ name }) => ({ names: [name], property: 'unique', required: false })),
    ...readPrimaryKey(schema, names),
    ...readUniqueKeys(schema, names),
  ];
  return { fields, match: readMatch(schema), missing: readMissingValues(schema), keys };
}

/** A text, or a list of one as the second version had it first. */
function readMatch(schema: DeclaredObject): FieldsMatch {
  const [given = 'exact', ...more] = schema.texts('fieldsMatch') ?? [];
  const found = FIELDS_MATCHES.find((match) => match === given);
  if (found !== undefined && more.length === 0) return found;
  schema.refuseUnsupported('fieldsMatch', list(FIELDS_MATCHES.map(quoted)));
  return 'exact';
}

function readPrimaryKey(schema: DeclaredObject, fields: ReadonlySet<string>): UniqueKey[] {
  const names = schema.texts('primaryKey');
  if (names === null || names.length === 0) return [];
  if (names.every((name) => fields.has(name))) return [{ names, property: 'primaryKey', required: true }];
  schema.refuseUnsupported('primaryKey', message('import.names-of-fields'));
  return [];
}

function readUniqueKeys(schema: DeclaredObject, fields: ReadonlySet<string>): UniqueKey[] {
  const keys = schema.list('uniqueKeys') ?? [];
  const isKey = (key: unknown) => Array.isArray(key) && key.length > 0 && key.every((name) => fields.has(name));
  if (keys.every(isKey)) {
    return keys.map((names) => ({ names: names as readonly string[], property: 'uniqueKeys', required: false }));
  }
  schema.refuseUnsupported('uniqueKeys', message('import.names-of-fields'));
  return [];
}

/** A reference that the format has of itself is checked with the codes. Any other is not. */
function checkForeignKey(key: DeclaredObject, table: FileName, columns: PackageColumns): void {
  const [name = '', ...more] = key.texts('fields') ?? [];
  const reference = key.object('reference');
  const resource = reference?.text('resource') || table;
  const [field, ...others] = reference?.texts('fields') ?? [];
  const to = more.length > 0 ? null : (columnOf(columns, name)?.to ?? null);
  const isOwn = to !== null && resource === FILE_OF[to] && others.length === 0;
  if (isOwn && field === (to === 'dimension' ? 'dimension' : 'code')) return;
  const expected =
    to === null ? message('import.foreign-key-expected') : message('import.reference-expected', { file: FILE_OF[to] });
  key.refuseUnsupported(reference === null ? 'fields' : 'reference', expected);
}

import { list, message } from '../../domain/message/message.ts';
import type { Compression } from '../file/compression.ts';
import { findEncoding, type TextEncoding, UTF_8 } from '../file/text-encoding.ts';
import type { PackageColumns } from './column.ts';
import type { DeclaredObject } from './declared-object.ts';
import { DEFAULT_DIALECT, DIALECT_NAMES, type Dialect, readDialect } from './dialect.ts';
import type { FileName } from './fact-format.ts';
import { quoted } from './problem.ts';
import { readTableSchema, SCHEMA_NAMES, type TableSchema } from './table-schema.ts';

/** What a resource declares of its file. */
export interface Declaration {
  readonly compression: Compression;
  readonly encoding: TextEncoding;
  readonly dialect: Dialect;
  readonly schema: TableSchema | null;
}

/** The parts of a resource that may stand in a file of their own. */
export interface DeclaredParts {
  readonly schema: DeclaredObject | null;
  readonly dialect: DeclaredObject | null;
}

const RESOURCE_NAMES = [
  'schema',
  'dialect',
  'encoding',
  'bytes',
  'hash',
  'compression',
  'format',
  'mediatype',
] as const;
/** Other names of Data Resource, and what is near to the names above by chance. */
const OTHER_NAMES = [
  '$schema',
  'name',
  'path',
  'data',
  'title',
  'description',
  'homepage',
  'sources',
  'licenses',
  'profile',
  'type',
];

/** Names of Data Package, and the one of ours. */
const PACKAGE_NAMES = [
  ...['$schema', 'id', 'name', 'title', 'description', 'homepage', 'version', 'created', 'profile', 'image'],
  ...['keywords', 'contributors', 'sources', 'licenses', 'resources', 'govgraph'],
];
const PACKAGE_PROFILES = ['data-package', 'tabular-data-package'];
const RESOURCE_PROFILES = ['data-resource', 'tabular-data-resource'];
/** The profiles of both versions of Data Package. */
const STANDARD_PROFILE =
  /^https?:\/\/(?:datapackage\.org\/profiles\/[12]\.\d+|specs\.frictionlessdata\.io\/schemas|frictionlessdata\.io\/schemas)\/[a-z-]+\.json$/;

/** Refuses what the descriptor as a whole declares and nothing comes of. */
export function checkPackageDeclarations(descriptor: DeclaredObject): void {
  checkProfile(descriptor, PACKAGE_PROFILES);
  const ofResource = RESOURCE_NAMES.filter((name) => name !== 'hash');
  descriptor.refuseMisplaced([...ofResource, 'missingValues'], 'resources', PACKAGE_NAMES);
}

/** Reads all that decides what the cells of the file are; what cannot be honoured is refused by its name. */
export function readDeclaration(
  resource: DeclaredObject,
  { schema, dialect }: DeclaredParts,
  table: FileName,
  columns: PackageColumns,
): Declaration {
  checkProfile(resource, RESOURCE_PROFILES);
  resource.refuseSlips(RESOURCE_NAMES, OTHER_NAMES);
  const own = [...RESOURCE_NAMES, ...OTHER_NAMES];
  resource.refuseMisplaced(SCHEMA_NAMES, 'schema', own);
  resource.refuseMisplaced(DIALECT_NAMES, 'dialect', own);
  if ((resource.text('type') ?? 'table') !== 'table') resource.refuseUnsupported('type', quoted('table'));
  if (resource.has('data')) resource.refuseUnsupported('data', message('import.path-expected'));
  const media = readMediaType(resource);
  const format = (resource.text('format') ?? media.format).toLowerCase().replace(/^\./, '');
  if (!['csv', 'tsv'].includes(format)) resource.refuseUnsupported('format', list(['csv', 'tsv']));
  const delimiter = format === 'tsv' ? '\t' : DEFAULT_DIALECT.delimiter;
  const declared: Declaration = {
    compression: readCompression(resource),
    encoding: readEncoding(resource, media.charset),
    dialect: dialect === null ? { ...DEFAULT_DIALECT, delimiter } : readDialect(dialect, delimiter),
    schema: schema === null ? null : readTableSchema(schema, table, columns),
  };
  if (declared.dialect.headerRow === null && !declared.schema?.fields.length) {
    (dialect ?? resource).refuseUnsupported('header', message('import.fields-for-header'));
  }
  return declared;
}

function checkProfile(given: DeclaredObject, known: readonly string[]): void {
  for (const name of ['profile', '$schema']) {
    const profile = given.text(name);
    if (profile !== null && !known.includes(profile) && !STANDARD_PROFILE.test(profile)) {
      given.refuseUnsupported(name, list(known.map(quoted)));
    }
  }
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  'text/csv': 'csv',
  'application/csv': 'csv',
  'text/x-csv': 'csv',
  'text/plain': 'csv',
  'text/tab-separated-values': 'tsv',
};

/** `text/csv; charset=gbk; header=present`. */
function readMediaType(resource: DeclaredObject): { format: string; charset: string | null } {
  const given = resource.text('mediatype');
  if (given === null) return { format: 'csv', charset: null };
  const [type = '', ...parameters] = given
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const format = Object.hasOwn(MEDIA_TYPES, type) ? MEDIA_TYPES[type] : undefined;
  const named = parameters.map((part) => part.split('=', 2).map((side) => side.trim().replace(/^"|"$/g, '')));
  const isKnown = named.every(([name, value]) => name === 'charset' || (name === 'header' && value === 'present'));
  if (format === undefined || !isKnown) {
    resource.refuseUnsupported('mediatype', list(['text/csv', 'text/tab-separated-values']));
  }
  return { format: format ?? 'csv', charset: named.find(([name]) => name === 'charset')?.[1] ?? null };
}

/** What is declared goes before what the end of the path says. */
function readCompression(resource: DeclaredObject): Compression {
  const given = resource.value('compression');
  if (given === null || given === '') return /\.gz$/i.test(String(resource.value('path'))) ? 'gz' : null;
  if (given !== 'gz' && given !== 'no') resource.refuseUnsupported('compression', list(['gz', 'no']));
  return given === 'gz' ? 'gz' : null;
}

function readEncoding(resource: DeclaredObject, charset: string | null): TextEncoding {
  const label = resource.text('encoding');
  const property = label === null && charset !== null ? 'mediatype' : 'encoding';
  const given = label ?? charset;
  if (given === null) return UTF_8;
  const found = findEncoding(given);
  if (found === null) {
    resource.refuseUnsupported(property, message('import.encoding-expected'));
    return UTF_8;
  }
  if (label !== null && charset !== null && findEncoding(charset)?.name !== found.name) {
    resource.refuseUnsupported('mediatype', message('import.same-encoding', { encoding: quoted(label) }));
  }
  return found;
}

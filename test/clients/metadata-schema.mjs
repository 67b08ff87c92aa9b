// OASIS's own schemas over the live $metadata: the XML through xmllint, the JSON through ajv.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const name = 'metadata-schema';
export const over = 'odata';
export const needs = [
  { program: 'xmllint', debian: 'libxml2-utils' },
  { package: 'odata-csdl' },
  { package: 'ajv' },
  { package: 'ajv-formats' },
];

const SCHEMAS = join(import.meta.dirname, 'node_modules/odata-csdl/schemas');
const execute = promisify(execFile);

export async function run({ url, check, folder }) {
  const xml = await (await fetch(`${url}/odata/v4/$metadata`)).text();
  check('the XML is valid', await lint(folder, xml), 'valid');
  // The schema must be able to refuse.
  const broken = xml.replace('<EntitySet Name=', '<EntitySet Title=');
  check('an attribute that is unknown is refused', (await lint(folder, broken)) === 'valid', false);
  check('every name of a type is one that is defined', undefinedTypes(xml), []);

  const { default: Ajv } = await import('ajv');
  const { default: formats } = await import('ajv-formats');
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats(ajv);
  const schema = JSON.parse(readFileSync(join(SCHEMAS, 'csdl.schema.json'), 'utf8'));
  const valid = ajv.compile(schema);
  const answer = await fetch(`${url}/odata/v4/$metadata`, { headers: { accept: 'application/json' } });
  const json = await answer.json();
  check('the JSON is valid', valid(json) ? [] : valid.errors.slice(0, 3), []);

  const { xml2json } = await import('odata-csdl');
  const converted = xml2json(xml, { strict: true });
  check('XML and JSON tell the same', sorted(converted), sorted(json));
}

async function lint(folder, xml) {
  const file = join(folder, 'metadata.xml');
  writeFileSync(file, xml);
  try {
    await execute('xmllint', ['--noout', '--nonet', '--schema', join(SCHEMAS, 'edmx.xsd'), file]);
    return 'valid';
  } catch ({ stderr }) {
    return stderr;
  }
}

/** No schema follows a name to what it names. */
function undefinedTypes(xml) {
  const namespace = /<Schema [^>]*Namespace="([^"]+)"/.exec(xml)[1];
  const defined = [...xml.matchAll(/<(?:EntityType|EnumType|ComplexType) Name="([^"]+)"/g)].map(([, type]) => type);
  const used = [...xml.matchAll(/Type="(?:Collection\()?([\w.]+)\)?"/g)].map(([, type]) => type);
  return used.filter((type) => !type.startsWith('Edm.') && !defined.some((one) => type === `${namespace}.${one}`));
}

/** Without what only says how it is to be read, in one order. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

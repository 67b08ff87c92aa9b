// OASIS's CSDL to OpenAPI gives a JSON schema for every answer. With properties that it does not name forbidden, ajv reads rows by it.
import { many } from './harness/figure.mjs';

export const name = 'openapi';
export const over = 'odata';
export const needs = [
  { package: 'odata-csdl' },
  { package: 'odata-openapi' },
  { package: 'ajv' },
  { package: 'ajv-formats' },
];

/** Each set and the table that holds as many rows, where one does: nothing of these was ever closed. */
const SETS = {
  Observations: null,
  Metrics: 'metric',
  Regions: 'region',
  Tasks: 'task',
  TaskReports: 'task_report',
  Ratings: 'rating',
  Categories: 'category',
  WorkingGroups: 'working_group',
  Programmes: 'programme',
  Organizations: 'organization',
  Releases: 'release',
  Periods: null,
  TaskProgress: null,
};

export async function run({ url, expect, check }) {
  const { xml2json } = await import('odata-csdl');
  const { csdl2openapi } = await import('odata-openapi');
  const { default: Ajv } = await import('ajv');
  const { default: formats } = await import('ajv-formats');
  const service = `${url}/odata/v4`;
  const csdl = xml2json(await (await fetch(`${service}/$metadata`)).text(), { strict: true });
  const { components } = csdl2openapi(csdl, {});
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats(ajv);
  // Doubles are described as numbers or the texts INF and NaN, which no figure is.
  ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
  ajv.addSchema({ $id: 'api', components: closed(components) });

  for (const [set, table] of Object.entries(SETS)) {
    const answer = await (await fetch(`${service}/${set}?$top=1000`)).json();
    const valid = ajv.getSchema(`api#/components/schemas/${typeOf(csdl, set)}`);
    const wrong = answer.value.filter((row) => !valid(plain(row)));
    if (wrong.length > 0) valid(plain(wrong[0]));
    check(`rows of ${set} that its schema refuses`, wrong.length > 0 ? valid.errors.slice(0, 2) : [], []);
    check(`${set} has rows`, answer.value.length > 0, true);
    if (table) check(`rows of ${set}`, answer.value.length, await stored(expect, table));
  }
  const leap = await (
    await fetch(`${service}/Observations?$filter=periodEnd eq 2020-02-29&$orderby=metricCode,regionCode,breakdown`)
  ).json();
  const expected = await many(
    expect,
    'metric, value, period_end',
    `where period_end = date '2020-02-29' order by metric, region, breakdown`,
  );
  check(
    'figures of 29 February',
    leap.value.map((row) => [row.metricCode, row.value, row.periodEnd]),
    expected.map((row) => [row.metric, row.value, row.period_end]),
  );
}

const stored = async (expect, table) => (await expect(`select count(*) as n from ${table}`))[0].n;

/** The container holds the type of each set. */
function typeOf(csdl, set) {
  const container = csdl.$EntityContainer.split('.');
  return csdl[container[0]][container[1]][set].$Type;
}

/** OData's own annotations stand beside the properties and are not described. */
const plain = (row) => Object.fromEntries(Object.entries(row).filter(([key]) => !key.includes('@')));

/** A whole row has every property that is named, but for what only comes when it is expanded, and none besides. */
function closed(components) {
  const schemas = Object.entries(components.schemas).map(([key, schema]) => [
    key,
    schema.type === 'object' && schema.properties
      ? { ...schema, required: scalars(schema), additionalProperties: false }
      : schema,
  ]);
  return { ...components, schemas: nullable(Object.fromEntries(schemas)) };
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type more. */
function nullable(value) {
  if (Array.isArray(value)) return value.map(nullable);
  if (value === null || typeof value !== 'object') return value;
  const { nullable: may, ...rest } = value;
  const changed = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, nullable(one)]));
  return may === true ? { anyOf: [changed, { type: 'null' }] } : changed;
}

const scalars = ({ properties }) =>
  Object.entries(properties)
    .filter(([, { type }]) => type !== undefined && type !== 'array')
    .map(([key]) => key);

import { type GraphQLInputType, GraphQLList, GraphQLNonNull, isEnumType, isInputObjectType } from 'graphql';
import { type Draw, happens, pick } from '../../support/draw.ts';

/** A value as JSON; an enum's is its name. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };

/** Texts that some layer below could take for something else, or cannot hold. */
const AWKWARD = ['', ' ', '\u0000', '\ud800', '😀', '__proto__', 'constructor', "'; select 1", '%', '\\', 'a'.repeat(2_000), '\u0301'.repeat(50), '名'] as const; // biome-ignore format: a list
const CODES: Readonly<Record<string, readonly string[]>> = {
  metrics: ['leaks', 'checks', 'leak-rate', 'gauges', 'criminal-cases-filed'],
  regions: ['990000', '990100', '990200', 'test:990100', '620500'],
  region: ['990000', '990100', '620500'],
  datasets: ['river-city', 'tianshui-2020'],
  dataset: ['river-city', 'tianshui-2020'],
  themes: ['water', 'safety'],
  workingGroups: ['banks', 'floods'],
  programmes: ['dikes', 'watch'],
  organization: ['river-works', 'river-police'],
  parent: ['dike', '990000', 'river-committee'],
  dimension: ['bank', 'season'],
  category: ['left', 'right', 'dry'],
  scheme: ['test', 'GB/T 2260'],
  text: ['leak', 'dike', '渗'],
  query: ['leak', 'dike pilot', '治理'],
  weight: ['checks', 'leaks'],
  code: ['leaks', 'dikes', 'dike-a', 'banks', 'river-works', '990000', 'water', 'bank', 'river-city', 'river-report'],
  codes: ['leaks', 'dikes', '990000', 'river-works'],
};
/** Global ids of what there is, of what there is not, and none. */
const IDS = ['Metric:1', 'Task:2', 'Region:1', 'Programme:1', 'Dataset:1', 'Series:1', 'Observation:1:1:2020', 'Metric:99999', 'Nothing:1', 'Task:2147483648', 'x'].map((id) => Buffer.from(id).toString('base64')); // biome-ignore format: a list
const CURSORS = ['', 'x', 'W10', 'WzEsMV0', '😀', 'eyJ2IjoxfQ=='];
const SCALARS: Readonly<Record<string, readonly Value[]>> = {
  Int: [1, 2, 3, 5, 0, -1, 1_000, 1_001, 2_147_483_647],
  Float: [0, 1.5, -1],
  Boolean: [true, false],
  Period: ['2020', '2020-11', '2019-Q4', '2020-S1', '../2020-11', '2020-01-01/P11M', '2020-W05', '0001', '9999-12-31'],
  Date: ['2020-06-30', '2019-01-01', '0001-01-01', '9999-12-31'],
  DateTime: ['2020-11-30T12:00:00Z', '2030-01-01T00:00:00+08:00', '0001-01-01T00:00:00Z'],
  Decimal: ['1', '-20.6', '0', '12345678901234567890.5', 3],
  Language: ['en', 'zh-Hans', 'de'],
  ID: IDS,
};

/** A value that suits the type, nearly always; `name` is the argument or field that it is for. */
export function valueFor(draw: Draw, type: GraphQLInputType, name: string, depth = 0): Value {
  if (type instanceof GraphQLNonNull) {
    const inner = valueFor(draw, type.ofType, name, depth);
    return inner === null && !happens(draw, 5) ? valueFor(draw, type.ofType, name, depth) : inner;
  }
  if (happens(draw, 2)) return null;
  if (type instanceof GraphQLList) {
    const count = pick(draw, [0, 1, 1, 1, 2, 3]);
    return Array.from({ length: count }, () => valueFor(draw, type.ofType, name, depth));
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => field.type instanceof GraphQLNonNull || happens(draw, depth > 1 ? 10 : 30),
    );
    return Object.fromEntries(fields.map((field) => [field.name, valueFor(draw, field.type, field.name, depth + 1)]));
  }
  if (isEnumType(type)) return pick(draw, type.getValues()).name;
  return scalarFor(draw, String(type), name);
}

function scalarFor(draw: Draw, type: string, name: string): Value {
  if (happens(draw, type === 'String' ? 5 : 1)) return pick(draw, AWKWARD);
  // Pages stay small, so that much is asked in little time.
  if (type === 'Int' && (name === 'first' || name === 'last') && !happens(draw, 5)) return pick(draw, [1, 2, 3]);
  if (name === 'after' || name === 'before') return pick(draw, CURSORS);
  const known = type === 'String' ? (CODES[name] ?? CODES.code ?? []) : (SCALARS[type] ?? [1]);
  return pick(draw, known);
}

/** The value as it stands in a document. */
export function literalOf(value: Value, type: GraphQLInputType): string {
  if (type instanceof GraphQLNonNull) return literalOf(value, type.ofType);
  if (value === null) return 'null';
  if (type instanceof GraphQLList) {
    return Array.isArray(value) ? `[${value.map((item) => literalOf(item, type.ofType)).join(' ')}]` : 'null';
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(value as object).map(([name, item]) => {
      const field = fields[name];
      return field ? `${name}: ${literalOf(item as Value, field.type)}` : '';
    });
    return `{ ${parts.join(', ')} }`;
  }
  if (isEnumType(type)) return String(value);
  return JSON.stringify(value);
}

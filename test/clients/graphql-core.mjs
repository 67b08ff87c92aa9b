// GraphQL in Python: graphql-core builds the schema from the introspection, as gql, Strawberry and Ariadne Codegen do by it.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSchema } from 'graphql';
import { pythonWith } from './harness/need.mjs';

export const name = 'graphql-core';
export const over = 'graphql';
export const needs = [{ python: 'graphql', debian: 'python3-graphql-core' }];

const SCRIPT = fileURLToPath(new URL('./graphql/build.py', import.meta.url));
const DOCUMENT = '{ datasets { code } metrics(first: 5) { nodes { code observations(first: 1) { totalCount } } } }';
/** Types that graphql-core brings itself, used or not. */
const BUILT_IN = ['Boolean', 'Float', 'ID', 'Int', 'String'];

export async function run({ url, check }) {
  const { stdout } = await promisify(execFile)(pythonWith('graphql'), [SCRIPT, url, DOCUMENT], { maxBuffer: 1e8 });
  const { types, printed, mistakes, answer } = JSON.parse(stdout);
  const text = await readFile(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  const own = Object.keys(buildSchema(text).getTypeMap()).filter((type) => !type.startsWith('__'));
  check('types', [...new Set([...types, ...BUILT_IN])].sort(), [...new Set([...own, ...BUILT_IN])].sort());
  check('the schema is printed', printed > 10_000, true);
  check('mistakes of a document', mistakes, []);
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(DOCUMENT)}`);
  check('an answer', answer, (await response.json()).data);
}

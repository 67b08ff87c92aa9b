// The questions, as each server is asked them, and what brings the answers to one shape. limit.mjs has the SQL of the same names.
import { CATALOGUE_QUESTIONS } from './question/catalogue.mjs';
import { COLD_QUESTION } from './question/cold.mjs';
import { FIGURE_QUESTIONS } from './question/figure.mjs';
import { TABLE_QUESTIONS } from './question/table.mjs';

/**
 * @typedef {object} Question
 * @property {string} name
 * @property {string} title
 * @property {(rows: number) => number[]} axes How many choices there are of each thing that varies.
 * @property {(picks: number[]) => object} vary
 * @property {boolean} [repeated] Whether it is measured with unchanged requests too.
 * @property {{ text: string | ((index: number) => string), variables: (v: object) => object }} ours
 * @property {{ text: string | ((index: number) => string), variables: (v: object) => object, shape: (data: object) => object }} [peer]
 * @property {boolean} [table] Whether it is answered as a table.
 * @property {boolean} [limit] Whether limit.mjs answers it.
 */

/** @type {Question[]} */
export const QUESTIONS = [...CATALOGUE_QUESTIONS, ...FIGURE_QUESTIONS, ...TABLE_QUESTIONS, COLD_QUESTION];

const STRIDE = 1_000_003; // a prime: no request comes twice before all have come

/** How many different requests there are. */
export const variety = (question, rows) => question.axes(rows).reduce((product, size) => product * size, 1);

/** What request number `index` asks for, spread over all that can be asked for. */
export function variationOf(question, index, rows) {
  let rest = (index * STRIDE) % variety(question, rows);
  const picks = question.axes(rows).map((size) => {
    const pick = rest % size;
    rest = Math.floor(rest / size);
    return pick;
  });
  return question.vary(picks);
}

/** The path and body of request number `index` to one of the servers. */
export function requestOf(question, server, index, rows) {
  const variation = variationOf(question, index, rows);
  if (server === 'limit') return { path: `/${question.name}`, body: JSON.stringify(variation) };
  const { text, variables } = question[server];
  const query = typeof text === 'string' ? text : text(index);
  return { path: '/graphql', body: JSON.stringify({ query, variables: variables(variation) }) };
}

/** An answer as all three are compared: PostGraphile's in our shape, aliases undone, progress without idle zeros. */
export function comparable(question, server, body) {
  const { data, errors } = JSON.parse(body, unaliased);
  if (errors) throw new Error(`${server} answers ${question.name} with ${JSON.stringify(errors).slice(0, 500)}`);
  return server === 'peer' ? question.peer.shape(data) : data;
}

function unaliased(key, value) {
  if (key === 'rolledUpProgress') return Number(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.replace(/__[0-9a-z]+$/, ''), one]));
}

import type { Fraction } from '../../support/fraction.ts';
import type { Answer, Ask } from '../../support/graph.ts';
import { type Changed, changesOf } from './cube-change-reference.ts';
import { type Ground, placeOf } from './cube-fact.ts';
import { breakdownText, FIGURES } from './cube-ground.ts';
import { decimalText } from './cube-number.ts';
import { cellsOf, type Question } from './cube-question.ts';

/** A row as it is compared: numbers without needless zeros, flags in one order. */
export interface Row {
  readonly place: string;
  readonly value: string | null;
  readonly basis: string;
  readonly flags: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly coverage: { readonly expected: number; readonly reported: number } | null;
  readonly changes: readonly Changed[];
}

export const CHANGE = 'kind baseValue absolute percent points published gap reason';
export const ROW = `metricCode regionCode ${FIGURES} coverage { expected reported } changes { ${CHANGE} }`;

const plain = (text: string | null) => (text?.includes('.') ? text.replace(/\.?0+$/, '') : text);
/** With its fields in one order, since rows are compared as texts. */
const plainChange = ({ kind, reason, ...change }: Changed): Changed => ({
  kind,
  baseValue: plain(change.baseValue),
  absolute: plain(change.absolute),
  percent: plain(change.percent),
  points: plain(change.points),
  published: plain(change.published),
  gap: plain(change.gap),
  reason,
});

// biome-ignore lint/suspicious/noExplicitAny: rows come as JSON, of cubes and of lists alike
export function rowOf(given: any, metric = given.metricCode, region = given.regionCode): Row {
  return {
    place: `${given.dataset.code} ${placeOf(metric, region, breakdownText(given.breakdown), given.period)}`,
    value: plain(given.value),
    basis: given.basis,
    flags: given.statusFlags.toSorted().join(' '),
    numerator: plain(given.numerator),
    denominator: plain(given.denominator),
    coverage: given.coverage ?? null,
    changes: given.changes.map(plainChange),
  };
}

/** What is different, a few of it: thousands of rows that are alike tell nothing. */
export function differences(rows: readonly Row[], expected: readonly Row[]): readonly object[] {
  const [found, wanted] = [rows, expected].map((all) => new Map(all.map((row) => [row.place, row])));
  const places = new Set([...expected, ...rows].map(({ place }) => place));
  const isAlike = (place: string) => JSON.stringify(found?.get(place)) === JSON.stringify(wanted?.get(place));
  const different = [...places].filter((place) => !isAlike(place));
  const told = different.slice(0, 5).map((place) => ({ place, found: found?.get(place), wanted: wanted?.get(place) }));
  return rows.length === expected.length || told.length > 0 ? told : [{ rows: rows.length, wanted: expected.length }];
}

const text = (value: Fraction | null) => (value === null ? null : decimalText(value));

/** What the reference answers: each data set by itself. */
export const expectedRows = (grounds: readonly Ground[], question: Question): Row[] =>
  grounds
    .filter(({ dataset }) => question.datasets?.includes(dataset) ?? true)
    .flatMap((ground) => rowsIn(ground, question));

function rowsIn(ground: Ground, question: Question): Row[] {
  const today = new Date().toISOString().slice(0, 10);
  const changes = changesOf(ground, question, today);
  return cellsOf(ground, question, today).map((cell) => ({
    place: `${ground.dataset} ${placeOf(cell.metric, cell.region, cell.breakdown, cell.period)}`,
    value: text(cell.value),
    basis: cell.basis,
    flags: cell.flags.toSorted().join(' '),
    numerator: text(cell.numerator),
    denominator: text(cell.denominator),
    coverage: cell.coverage,
    changes: changes(cell).map(plainChange),
  }));
}

export const askCube = (ask: Ask, input: object, fields = ROW): Promise<Answer> =>
  ask(
    `query ($input: CubeInput!) { cube(input: $input) { rows { ${fields} } totalCount pageInfo { hasNextPage endCursor } } }`,
    { input },
  );

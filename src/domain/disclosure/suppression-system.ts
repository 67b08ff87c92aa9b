import type { Sum } from './suppression.ts';

/** Larger systems are left alone: each costs the cube of its size. */
const MAX_CELLS = 60;
/** Numbers are taken modulo a prime: a system that has one solution has one there, and nothing is rounded. Products stay below 2^53. */
const PRIME = 67_108_859;

/**
 * The hidden figures that follow from several sums together though from none alone: rows and columns of a table whose hidden cells are all the
 * same ones. Sums are taken together where they share something hidden.
 */
export function determined(sums: readonly Sum[], hidden: ReadonlySet<number>): Determined[] {
  return systemsOf(sums, hidden).flatMap(({ places, rows }) => {
    if (places.length > MAX_CELLS || rows.length < 2) return [];
    const place = solved(rows, places);
    if (place === null) return [];
    const isOf = ({ total, parts }: Sum) => total === place || parts.includes(place);
    return [{ place, sums: [...rows.filter(isOf), ...rows.filter((sum) => !isOf(sum))] }];
  });
}

/** One that follows, and the sums that it is connected with, its own first. One of a system at a time: what covers it may cover others. */
export interface Determined {
  readonly place: number;
  readonly sums: readonly Sum[];
}

interface System {
  readonly places: readonly number[];
  readonly rows: readonly Sum[];
}

function systemsOf(sums: readonly Sum[], hidden: ReadonlySet<number>): System[] {
  const above = new Map<number, number>();
  const top = (place: number): number => {
    let found = place;
    for (let next = above.get(found); next !== undefined; next = above.get(found)) found = next;
    if (found !== place) above.set(place, found);
    return found;
  };
  const rows: { sum: Sum; first: number }[] = [];
  for (const sum of sums) {
    let first: number | null = hidden.has(sum.total) ? sum.total : null;
    for (const part of sum.parts) {
      if (!hidden.has(part)) continue;
      if (first === null) first = part;
      const [one, other] = [top(first), top(part)];
      if (one !== other) above.set(other, one);
    }
    if (first !== null) rows.push({ sum, first });
  }
  const systems = new Map<number, { places: number[]; rows: Sum[] }>();
  const systemOf = (place: number) => {
    const found = systems.get(top(place)) ?? { places: [], rows: [] };
    systems.set(top(place), found);
    return found;
  };
  for (const { sum, first } of rows) systemOf(first).rows.push(sum);
  for (const place of hidden) systemOf(place).places.push(place);
  return [...systems.values()];
}

/** An unknown that stands alone in a row once the system is reduced. */
function solved(sums: readonly Sum[], places: readonly number[]): number | null {
  const columnOf = new Map(places.map((place, column) => [place, column]));
  const reduced: { readonly row: Float64Array; readonly pivot: number }[] = [];
  for (const { total, parts } of sums) {
    const row = new Float64Array(places.length);
    const add = (place: number, by: number) => {
      const column = columnOf.get(place);
      if (column !== undefined) row[column] = ((row[column] ?? 0) + by + PRIME) % PRIME;
    };
    add(total, -1);
    for (const part of parts) add(part, 1);
    for (const { row: other, pivot } of reduced) subtract(row, other, row[pivot] ?? 0);
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot < 0) continue;
    scale(row, inverse(row[pivot] ?? 1));
    for (const { row: other } of reduced) subtract(other, row, other[pivot] ?? 0);
    reduced.push({ row, pivot });
  }
  const alone = reduced.find(({ row, pivot }) => row.every((value, column) => value === 0 || column === pivot));
  return alone === undefined ? null : (places[alone.pivot] ?? null);
}

function subtract(row: Float64Array, other: Float64Array, times: number): void {
  if (times === 0) return;
  for (let column = 0; column < row.length; column++) {
    const value = other[column] ?? 0;
    if (value !== 0) row[column] = ((row[column] ?? 0) + (PRIME - times) * value) % PRIME;
  }
}

function scale(row: Float64Array, by: number): void {
  for (const [column, value] of row.entries()) row[column] = (value * by) % PRIME;
}

/** By the little theorem of Fermat. */
function inverse(value: number): number {
  let result = 1;
  let base = value;
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

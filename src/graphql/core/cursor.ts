import { type ArgumentNode, type DocumentNode, type ObjectFieldNode, visit } from 'graphql';
import { isDay } from '../../domain/period/day.ts';
import { formatState } from '../../read/core/snapshot.ts';

/** Where a page ended: in which state it was read, in which order, and after which row. */
export interface Cursor {
  /** The state in which the first page was read: the number of publications, and the moment where releases are those of a moment. */
  readonly facts: number;
  readonly asOf: string | null;
  /** Names the list's order; a cursor of one order says nothing in another. */
  readonly order: string;
  readonly values: readonly (string | null)[];
}

export type CursorType = 'text' | 'int' | 'day' | 'moment' | 'decimal';

/** One part of a list's order, as a cursor of it holds a value. */
export interface OrderPart {
  readonly name: string;
  readonly type: CursorType;
  readonly nullable?: boolean;
}

const MAX_INT = 2_147_483_647;
const FITS: Readonly<Record<CursorType, (text: string) => boolean>> = {
  text: (text) => text.length <= 1_000 && !text.includes('\0'),
  int: (text) => /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= MAX_INT,
  day: isDay,
  moment: (text) =>
    /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
  decimal: (text) => /^-?\d{1,60}(\.\d{1,60})?$/.test(text),
};

/** Whether a cursor's values are such as the order has; a cursor comes from outside, and may hold anything. */
export const fits = (values: Cursor['values'], order: readonly OrderPart[]): boolean =>
  values.length === order.length &&
  order.every(({ type, nullable }, index) => {
    const value = values[index] ?? null;
    return value === null ? nullable === true : FITS[type](value);
  });

export const encodeCursor = ({ facts, asOf, order, values }: Cursor): string =>
  Buffer.from(JSON.stringify([asOf === null ? facts : formatState({ facts, asOf }), order, ...values])).toString(
    'base64url',
  );

type NamedState = Pick<Cursor, 'facts' | 'asOf'>;

function splitState(text: string): [facts: number, asOf: string] {
  const at = text.indexOf('@');
  return [/^\d{1,10}@/.test(text) ? Number(text.slice(0, at)) : Number.NaN, text.slice(at + 1)];
}

/** The cursor that a text holds; null when it holds none. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed)) return null;
    const [state, order, ...values] = parsed as unknown[];
    const [facts, asOf = null] = typeof state === 'string' ? splitState(state) : [state];
    const wellFormed =
      Number.isInteger(facts) &&
      (facts as number) >= 0 &&
      (facts as number) <= MAX_INT &&
      (asOf === null || FITS.moment(asOf)) &&
      typeof order === 'string' &&
      values.every((value) => value === null || typeof value === 'string');
    return wellFormed ? { facts: facts as number, asOf, order, values: values as (string | null)[] } : null;
  } catch {
    return null;
  }
}

/** What a document gives to `after` and `before`: texts, and variables that will hold them. */
interface CursorArguments {
  readonly texts: readonly string[];
  readonly variables: readonly string[];
  /** Variables that hold an input with an `after` in it. */
  readonly inputs: readonly string[];
}

/** Documents are kept and come again. */
const known = new WeakMap<DocumentNode, CursorArguments>();

function cursorArguments(document: DocumentNode): CursorArguments {
  const texts: string[] = [];
  const variables: string[] = [];
  const inputs: string[] = [];
  const take = ({ name, value }: ArgumentNode | ObjectFieldNode) => {
    if (name.value === 'input' && value.kind === 'Variable') inputs.push(value.name.value);
    if (name.value !== 'after' && name.value !== 'before') return;
    if (value.kind === 'Variable') variables.push(value.name.value);
    else if (value.kind === 'StringValue') texts.push(value.value);
  };
  visit(document, { Argument: take, ObjectField: take });
  const found = { texts, variables, inputs };
  known.set(document, found);
  return found;
}

/** The states that the cursors of a request were made in, by name. What is no cursor is refused later, by the field that is given it. */
export function statesOfCursors(
  document: DocumentNode,
  given: Readonly<Record<string, unknown>>,
): Map<string, NamedState> {
  const { texts, variables, inputs } = known.get(document) ?? cursorArguments(document);
  const states = new Map<string, NamedState>();
  const within = inputs.map((name) => (given[name] as { readonly after?: unknown } | null | undefined)?.after);
  for (const text of [...texts, ...variables.map((name) => given[name]), ...within]) {
    const cursor = typeof text === 'string' ? decodeCursor(text) : null;
    if (cursor) states.set(formatState(cursor), cursor);
  }
  return states;
}

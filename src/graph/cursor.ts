import { type DocumentNode, visit } from 'graphql';

/** Where a page ended: in which state it was read, in which order, and after which row. */
export interface Cursor {
  /** The number of publications when the first page was read. */
  readonly facts: number;
  /** Names the list's order; a cursor of one order says nothing in another. */
  readonly order: string;
  readonly values: readonly (string | null)[];
}

export const encodeCursor = ({ facts, order, values }: Cursor): string =>
  Buffer.from(JSON.stringify([facts, order, ...values])).toString('base64url');

/** The cursor that a text holds; null when it holds none. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed)) return null;
    const [facts, order, ...values] = parsed as unknown[];
    const wellFormed =
      Number.isSafeInteger(facts) &&
      (facts as number) >= 0 &&
      typeof order === 'string' &&
      values.every((value) => value === null || typeof value === 'string');
    return wellFormed ? { facts: facts as number, order, values: values as (string | null)[] } : null;
  } catch {
    return null;
  }
}

/** The states that the cursors of a request were made in. What is no cursor is refused later, by the field that is given it. */
export function versionsOfCursors(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Set<number> {
  const versions = new Set<number>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value !== 'after' && name.value !== 'before') return;
      const text = value.kind === 'Variable' ? variables[value.name.value] : 'value' in value ? value.value : null;
      const cursor = typeof text === 'string' ? decodeCursor(text) : null;
      if (cursor) versions.add(cursor.facts);
    },
  });
  return versions;
}

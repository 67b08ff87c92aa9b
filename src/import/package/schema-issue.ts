import type { z } from 'zod';
import { message, type Text } from '../../domain/message/message.ts';
import { clipped, type Expected } from './problem.ts';

export const MAX_WHOLE_NUMBER = 999_999_999;

const COUNT = message('import.whole-number', { min: 1, max: MAX_WHOLE_NUMBER });

/** How the kinds of values are called here that zod knows by other names. */
const NOUNS: Readonly<Record<string, Text>> = {
  string: message('import.a-text-in-quotes'),
  int: COUNT,
  number: COUNT,
  array: message('import.a-list'),
  object: message('import.an-object'),
  record: message('import.an-object'),
};

interface Described {
  readonly value: string | null;
  readonly message: Text;
  readonly expected: Expected;
}

/** An issue in the words of the other problems: what was found, and what would be right. */
export function describeIssue(issue: z.core.$ZodIssue): Described {
  const { input } = issue;
  if (issue.code === 'invalid_key') {
    const [first] = issue.issues;
    return { value: null, message: textOf(first), expected: expectedOf(first) };
  }
  if (input === undefined)
    return { value: null, message: message('import.value-missing'), expected: expectedOf(issue) };
  if (issue.code === 'too_big' && Array.isArray(input)) {
    const expected = message('import.max-number', { max: Number(issue.maximum) });
    return { value: null, message: message('import.list-items', { count: input.length }), expected };
  }
  // JSON has no word for a number that is too great.
  const value = typeof input === 'number' ? String(input) : JSON.stringify(input);
  if (issue.code === 'custom') return { value, message: textOf(issue), expected: expectedOf(issue) };
  const expected = expectedOf(issue);
  if (input === '') return { value, message: message('import.value-empty'), expected };
  const noun = expected === NOUNS.string ? message('import.a-text') : expected;
  return { value, message: message('import.is-not', { value: clipped(value), expected: noun }), expected };
}

/** What `cellText` says. */
const textOf = (issue: z.core.$ZodIssue | undefined): Text =>
  issue?.code === 'custom' && issue.params?.text ? (issue.params.text as Text) : (issue?.message ?? '');

function expectedOf(issue: z.core.$ZodIssue | undefined): Text {
  if (issue?.code === 'custom' && issue.params?.expected) return issue.params.expected as Text;
  if (issue?.code === 'invalid_type') return NOUNS[issue.expected] ?? issue.expected;
  if (issue?.code === 'invalid_value') {
    const [one = '', other] = issue.values.map((value) => JSON.stringify(value));
    return other === undefined ? one : message('import.either', { one, other });
  }
  if (issue?.code === 'too_small' || issue?.code === 'too_big') return NOUNS[issue.origin] ?? issue.origin;
  return message('import.another-value');
}

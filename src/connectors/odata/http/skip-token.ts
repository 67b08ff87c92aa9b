import { createHash } from 'node:crypto';
import { message } from '../../../domain/message/message.ts';
import { isDay } from '../../../domain/period/day.ts';
import type { Key } from '../sql/order.ts';
import type { ValueType } from '../syntax/function.ts';
import { type Refusal, wrong } from '../syntax/refusal.ts';

/** Where a page ended, so that the next one begins after it and in the same state. */
export interface SkipToken {
  /** The number of publications when the first page was read. */
  readonly facts: number;
  /** How many rows of `$top` are left; null: no end was asked for. */
  readonly left: number | null;
  readonly size: number;
  readonly values: readonly (string | null)[];
}

/** What a page belongs to: a token of one question says nothing in another. */
export const fingerprint = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);

const signed = (print: string, content: readonly unknown[]): string => fingerprint([print, ...content]);

/** With it, an address still fits into what servers and proxies read of one. */
const MAX_LENGTH = 6_000;

export function encodeToken({ facts, left, size, values }: SkipToken, print: string): string {
  const content = [facts, left, size, ...values];
  const token = Buffer.from(JSON.stringify([signed(print, content), ...content])).toString('base64url');
  if (token.length <= MAX_LENGTH) return token;
  throw wrong('$orderby', message('odata.sort-values-too-long'));
}

const FITS: Readonly<Record<ValueType, (text: string) => boolean>> = {
  string: (text) => text.length <= 10_000 && !text.includes('\0'),
  number: (text) => text.length <= 10_000 && /^-?\d+(\.\d+)?$/.test(text),
  boolean: (text) => text === 'true' || text === 'false',
  date: isDay,
  dateTimeOffset: (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) &&
    isDay(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text)),
};
const MAX_INT = 2_147_483_647;
const isWhole = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_INT;

const refusal = (): Refusal => wrong('$skiptoken', message('odata.invalid-skip-token'));

/** Reads a token before it is known what its values stand for. */
export function decodeToken(text: string, print: string): SkipToken {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw refusal();
  }
  if (!Array.isArray(content)) throw refusal();
  const [signature, facts, left, size, ...values] = content as unknown[];
  const wellFormed =
    isWhole(facts) &&
    (left === null || isWhole(left)) &&
    isWhole(size) &&
    size > 0 &&
    values.every((value) => value === null || typeof value === 'string');
  if (!wellFormed || signature !== signed(print, [facts, left, size, ...values])) throw refusal();
  return { facts, left, size, values: values as (string | null)[] };
}

/** A token comes from outside: its values have to be such as the order has. */
export function assertFits({ values }: SkipToken, keys: readonly Key[]): void {
  const fits =
    values.length === keys.length &&
    keys.every(({ type, nullable }, place) => {
      const value = values[place] ?? null;
      return value === null ? nullable : FITS[type](value);
    });
  if (!fits) throw refusal();
}

/** How many rows a token passes over, where a page goes on after so many. */
export function readOffset({ values }: SkipToken): number {
  const [value] = values;
  const offset = value && /^\d{1,9}$/.test(value) ? Number(value) : null;
  if (values.length !== 1 || offset === null) throw refusal();
  return offset;
}

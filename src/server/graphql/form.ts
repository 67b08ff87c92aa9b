import type { GraphQLParams } from 'graphql-yoga';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { assertUtf8 } from '../../domain/negotiation/utf8.ts';
import { refuseAsGraphQL } from './refusal.ts';

const FORM = /^application\/x-www-form-urlencoded *(?:;|$)/i;
const TEXTS = ['query', 'documentId', 'operationName'];
const RECORDS = ['variables', 'extensions'];

export const isForm = ({ method, headers }: Request): boolean =>
  method === 'POST' && FORM.test(headers.get('content-type') ?? '');

/**
 * What a posted form asks: the members of a JSON body as fields, with JSON in those that are records. An empty field is none, as in an
 * address. Yoga reads forms too, but knows no `documentId`.
 */
export async function parseForm(request: Request): Promise<GraphQLParams> {
  const text = await request.text();
  refuseAsGraphQL(() => {
    if (text.trimStart().startsWith('{')) throw new DomainError('BAD_INPUT', message('server.form-is-json'));
    assertUtf8(text);
  });
  const fields = new URLSearchParams(text);
  const records = filledFields(fields, RECORDS).map(([name, json]) => [name, readJson(json)] as const);
  refuseAsGraphQL(() => {
    for (const [name, { reason }] of records) {
      if (reason !== null) throw new DomainError('BAD_INPUT', message('server.form-not-json', { name, reason }));
    }
  });
  return Object.fromEntries([...filledFields(fields, TEXTS), ...records.map(([name, { value }]) => [name, value])]);
}

/** Which of the fields of an address that hold JSON holds none; null where each of them does. */
export const findBrokenRecord = (fields: URLSearchParams): string | null =>
  filledFields(fields, RECORDS).find(([, json]) => readJson(json).reason !== null)?.[0] ?? null;

const filledFields = (fields: URLSearchParams, names: readonly string[]): (readonly [string, string])[] =>
  names.map((name) => [name, fields.get(name) ?? ''] as const).filter(([, text]) => text !== '');

/** What a text of JSON holds, or why it is none. */
function readJson(json: string): { readonly value: unknown; readonly reason: string | null } {
  try {
    return { value: JSON.parse(json), reason: null };
  } catch (error) {
    return { value: null, reason: String((error as Error).message) };
  }
}

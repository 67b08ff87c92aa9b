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
  const records: [string, unknown][] = [];
  refuseAsGraphQL(() => {
    for (const [name, json] of filledFields(fields, RECORDS)) records.push([name, parseRecord(name, json)]);
  });
  return Object.fromEntries([...filledFields(fields, TEXTS), ...records]);
}

/** Which of the fields of an address that hold JSON holds none. */
export const findBrokenRecord = (fields: URLSearchParams): string | null =>
  filledFields(fields, RECORDS).find(([, json]) => !isJson(json))?.[0] ?? null;

const filledFields = (fields: URLSearchParams, names: readonly string[]): (readonly [string, string])[] =>
  names.map((name) => [name, fields.get(name) ?? ''] as const).filter(([, text]) => text !== '');

function parseRecord(name: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new DomainError('BAD_INPUT', message('server.form-not-json', { name, reason }));
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

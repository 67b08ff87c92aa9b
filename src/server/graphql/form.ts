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
  const given = (names: readonly string[]) =>
    names.map((name) => [name, fields.get(name) ?? ''] as const).filter(isFilled);
  const records = given(RECORDS).map(([name, text]) => [name, JSON.parse(text)]);
  return Object.fromEntries([...given(TEXTS), ...records]);
}

const isFilled = ([, text]: readonly [string, string]): boolean => text !== '';

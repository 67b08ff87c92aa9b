import { message } from '../../../domain/message/message.ts';
import { Refusal } from '../syntax/refusal.ts';
import type { ODataAnswer } from './request.ts';
import type { ODataQuestion } from './service.ts';

const QUERY = /\/(?:%24|\$)query\/?$/i;
const TEXT = /^text\/plain\s*(?:;|$)/i;

/** The resource of an address that ends in `/$query`: its options are sent in the body. Null for any other address. */
export const findQueryResource = (path: string): string | null => (QUERY.test(path) ? path.replace(QUERY, '') : null);

/** The options of the address and of the body, as those of one address. */
export function joinQueryOptions(search: string, body: string, headers: ODataQuestion['headers']): string {
  const type = headers.get('content-type');
  if (type !== null && !TEXT.test(type)) {
    throw new Refusal(415, 'Content-Type', message('odata.query-content-type'));
  }
  const written = [search, body.trim()].map((one) => one.replace(/^\?/, '')).filter((one) => one !== '');
  return written.length === 0 ? '' : `?${written.join('&')}`;
}

/** An answer to a POST is kept by nobody, so that there is nothing to compare it with. */
export async function answerPosted(
  question: ODataQuestion,
  answering: (question: ODataQuestion) => Promise<ODataAnswer>,
): Promise<ODataAnswer> {
  const get = (name: string) => (name.toLowerCase() === 'if-none-match' ? null : question.headers.get(name));
  const { headers, ...answer } = await answering({ ...question, headers: { get } });
  const { etag, ...others } = headers;
  return { ...answer, headers: { ...others, 'cache-control': 'no-store' } };
}

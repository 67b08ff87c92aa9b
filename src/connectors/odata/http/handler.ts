import type { Logger } from 'pino';
import { summarizeFailure } from '../../../database/outage.ts';
import type { Sql } from '../../../database/sql.ts';
import { message, type Text } from '../../../domain/message/message.ts';
import type { Content } from '../../../read/published-content.ts';
import type { Handler } from '../../http/handler.ts';
import { type PublicAddress, resolveOrigin } from '../../http/public-address.ts';
import { Refusal } from '../syntax/refusal.ts';
import { answerBatch } from './batch.ts';
import { answerPosted, findQueryResource, joinQueryOptions } from './query-body.ts';
import type { ODataAnswer } from './request.ts';
import { buildResponse, findRefusal, refused } from './respond.ts';
import { answer, type ODataQuestion, type ServiceOptions } from './service.ts';

export const ODATA_ADDRESS = '/odata/v4';
const MAX_BATCH_BYTES = 262_144;
const MAX_READ_BYTES = 64 * MAX_BATCH_BYTES;

export interface ODataOptions extends ServiceOptions {
  readonly address: PublicAddress;
  readonly log: Logger;
  read(): Promise<Content>;
  /** Does the work within the time that an answer may take. Through the database that it is given, nothing is begun after that. */
  within<Result>(request: Request, client: string, work: (sql: Sql) => Promise<Result>): Promise<Result>;
}

/** The answer to a request that failed, in the language that its headers ask for; it is noted as such. */
type Tell = (error: unknown, headers: ODataQuestion['headers']) => ODataAnswer;

/** Everything under the address of the service. */
export function odataHandler(options: ODataOptions): Handler {
  return async (request, sender) => {
    const { client, id: requestId } = sender;
    const isHead = request.method === 'HEAD';
    const tell: Tell = (error, headers) => {
      const known = findRefusal(error);
      if (!known) options.log.error({ err: error, requestId }, 'OData failed');
      else if (known.code === 'UNAVAILABLE') {
        options.log.warn({ requestId, ...summarizeFailure(known, error) }, known.message);
      }
      const refusal = known ?? new Refusal(500, null, message('server.failed', { requestId }));
      sender.refuse(refusal.code, refusal.excess?.limit);
      return refused(refusal, headers.get('accept-language'));
    };
    try {
      const posted = await readPosted(request, options.limits.urlLength);
      const answered = options.within(request, client, (sql) => answerTo(request, posted, options, sql, tell));
      return buildResponse(await answered, isHead);
    } catch (error) {
      return buildResponse(tell(error, request.headers), isHead);
    }
  };
}

const pathOf = ({ url }: Request): string => new URL(url).pathname.slice(ODATA_ADDRESS.length).replace(/^\//, '');

const isBatchPath = (path: string): boolean => /^(?:%24|\$)batch\/?$/i.test(path);

/** The body of what is posted, read before the time of the answer begins: it has a time of its own. Empty where there is nothing to post to. */
async function readPosted(request: Request, urlLength: number): Promise<string> {
  const path = pathOf(request);
  if (request.method !== 'POST') return '';
  if (isBatchPath(path)) {
    return bodyOf(request, MAX_BATCH_BYTES, message('odata.batch-too-long', { max: MAX_BATCH_BYTES }));
  }
  if (findQueryResource(path) === null) return '';
  return bodyOf(request, urlLength, message('odata.query-too-long', { max: urlLength }));
}

async function answerTo(
  request: Request,
  posted: string,
  options: ODataOptions,
  sql: Sql,
  tell: Tell,
): Promise<ODataAnswer> {
  const { method, headers } = request;
  // Quotes were encoded on the way here, and would make every link longer than the address that it follows.
  const search = new URL(request.url).search.replaceAll('%27', "'");
  const path = pathOf(request);
  const isBatch = isBatchPath(path);
  const resource = findQueryResource(path);
  const allow = isBatch || resource !== null ? 'POST, OPTIONS' : 'GET, HEAD, OPTIONS';
  if (method === 'OPTIONS') return { status: 204, headers: { allow }, body: null };
  if (!allow.split(', ').includes(method)) {
    throw new Refusal(405, null, message('odata.read-only', { method }), { headers: { allow } });
  }
  const root = `${resolveOrigin(request, options.address)}${ODATA_ADDRESS}/`;
  const content = await options.read();
  if (resource !== null) {
    const question = { root, path: resource, search: joinQueryOptions(search, posted, headers), headers };
    return answerPosted(question, (one) => answer(one, options, content, sql));
  }
  if (!isBatch) return answer({ root, path, search, headers }, options, content, sql);
  return answerBatch(posted, headers, root, (incoming) =>
    answer(incoming, options, content, sql).catch((error: unknown) => tell(error, incoming.headers)),
  );
}

/** Reads a body that is too long to its end, as far as that can be borne: cutting it off would cut off the answer too. */
async function bodyOf(request: Request, max: number, text: Text): Promise<string> {
  const tooLong = () => new Refusal(413, null, text, { excess: { limit: 'body', admitted: max } });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length <= max) chunks.push(chunk);
    if (length > MAX_READ_BYTES) throw tooLong();
  }
  if (length > max) throw tooLong();
  return Buffer.concat(chunks).toString();
}

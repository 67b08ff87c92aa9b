import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { Text } from '../../domain/message/message.ts';
import { Deadline } from '../core/deadline.ts';
import type { Trace, YogaHandoff } from '../core/trace.ts';
import { buildAnswerKey, buildKept, type ContentCache, heldBy } from '../graphql/answer-cache.ts';
import { type GraphQLEngine, type Published, turnsUnder } from '../graphql/engine.ts';
import type { DocumentResolver } from '../graphql/persisted-document.ts';
import { writeAnswer, writeLongData } from '../graphql/write-answer.ts';
import type { CorsPolicy } from './cors.ts';
import { type FastPathRequest, type IncomingRequest, parseGraphQLRequest } from './fast-path-request.ts';

/** A whole answer: status, names and values of its headers in turn, and its body. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: Buffer | null;
}

export interface FastPathOptions {
  readonly config: Pick<Config, 'limits' | 'answerMaxAge'>;
  readonly cors: CorsPolicy;
  readonly cache: ContentCache;
  readonly engine: GraphQLEngine;
  readonly findDocument: DocumentResolver;
  readonly log: Logger;
  /** Why the database answers nobody; null: it answers. */
  findOutage(): Promise<Text | null>;
  read(): Promise<Published>;
}

/** Answers a plain request; or says what goes with it to Yoga. */
export type FastPath = (
  incoming: IncomingRequest,
  plain: FastPathRequest,
  text: string,
  trace: Trace,
) => Promise<Reply | YogaHandoff>;

/** What a client gets that asks a plain question and gets a plain answer: data, without errors. */
export function createFastPath(options: FastPathOptions): FastPath {
  const { config, cors, findOutage, findDocument, cache, engine, log, read } = options;
  const varies = cors.varies ? ['origin'] : [];
  const freshness = config.answerMaxAge === 0 ? 'no-cache' : `public, max-age=${config.answerMaxAge}`;

  async function answer(
    incoming: IncomingRequest,
    plain: FastPathRequest,
    text: string,
    trace: Trace,
    deadline: Deadline,
  ): Promise<Reply | YogaHandoff> {
    const crossOrigin = await cors.headersFor(incoming.header);
    const conditional = incoming.method === 'GET' ? incoming.header('if-none-match') : null;
    const reply = (body: Buffer, etag: string | null): Reply => {
      const status = etag !== null && conditional?.includes(etag) ? 304 : 200;
      const vary = [...varies, ...(etag === null ? [] : ['accept']), 'accept-language'];
      trace.log(log, '/graphql', status);
      return {
        status,
        headers: [
          ...(status === 304 ? [] : ['content-type', plain.contentType, 'content-length', String(body.length)]),
          ...(etag === null ? [] : ['etag', etag]),
          ...(incoming.method === 'GET' ? ['cache-control', etag === null ? 'no-store' : freshness] : []),
          ...crossOrigin,
          'vary',
          vary.join(', '),
          'x-request-id',
          trace.id,
        ],
        body: status === 304 ? null : body,
      };
    };

    // All of a request that the bytes of an answer can depend on. Its parts cannot run into each other: no header holds a line's end.
    const language = incoming.header('accept-language') ?? '';
    const name = `${incoming.method} ${language}\n${text}`;
    const published = await read();
    const state = published.content?.state ?? null;
    const found = state && cache.find(name, state);
    if (found) {
      trace.operation = found.operation;
      return reply(found.body, found.etag);
    }

    const question = parseGraphQLRequest(incoming, text, trace.client, findDocument);
    if (!question) return { trace, given: null };
    trace.operation = question.operationName;
    const key = state && incoming.method === 'GET' ? buildAnswerKey(question) : null;
    const cached = state && key && heldBy(conditional, key, state);
    if (cached) return reply(EMPTY, cached);

    const { result, days: dayByZone } = await engine(question, published, deadline);
    // What was given up was answered already.
    if (deadline.isOver) return { trace, given: () => result };
    const takeTurn = turnsUnder(deadline, trace.client);
    if (result.errors || !result.data) {
      const written = await writeLongData(result, takeTurn);
      return { trace, given: () => written };
    }
    const body = await writeAnswer(result, takeTurn);
    if (!state) return reply(body, null);
    const answer = buildKept(state, dayByZone, { key, body, operation: question.operationName });
    cache.keep(name, answer);
    return reply(body, answer.etag);
  }

  return async (incoming, plain, text, trace) => {
    const deadline = new Deadline(config.limits.requestTimeout, () => incoming.isGone(), findOutage);
    try {
      return await deadline.within(answer(incoming, plain, text, trace, deadline));
    } catch (error) {
      const given = (): ExecutionResult => {
        throw error;
      };
      return { trace, given };
    }
  };
}

const EMPTY = Buffer.alloc(0);

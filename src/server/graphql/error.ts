import { type ExecutionResult, GraphQLError } from 'graphql';
import { type GraphQLHTTPExtensions, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Limits } from '../../config.ts';
import { databaseError, summarizeFailure } from '../../database/outage.ts';
import {
  DomainError,
  ERROR_CODES,
  type ErrorCode,
  GivenUp,
  limitExceeded,
  RETRY_AFTER,
} from '../../domain/core/errors.ts';
import type { Locale } from '../../domain/message/locale.ts';
import { message } from '../../domain/message/message.ts';
import { translate as inWords } from '../../domain/message/translate.ts';
import { messageLocale } from '../../domain/negotiation/accept.ts';
import { STATUS } from '../core/problem.ts';
import type { YogaHandoff } from '../core/trace.ts';
import { findArgument } from './argument.ts';
import { findBrokenRecord } from './form.ts';
import { findLocations } from './located.ts';
import { wrapDomainError } from './refusal.ts';
import { stringifyWritten } from './write-answer.ts';
import { translatableText } from './yoga-text.ts';

/** An answer may fail in each of thousands of rows. Who reads a hundred errors knows what is wrong. */
const MAX_ERRORS = 100;
/** A message repeats the value that it is about, and names the rule after it. */
const MAX_MESSAGE = 2_000;

/** The one place where errors become GraphQL's: every answer that is not whole passes here, whatever refused it. */
export function useErrors(log: Logger, limits: Limits): Plugin<object, YogaHandoff> {
  return {
    onResultProcess: ({ request, serverContext, result, setResult }) => {
      if (Array.isArray(result) || isAsyncIterable(result) || !result.errors) return;
      const { id } = serverContext.trace;
      const locale = messageLocale(request.headers.get('accept-language'));
      /** An outage fails many fields of an answer, and is logged once. */
      const logged = new Set<string>();
      const errors = result.errors.slice(0, MAX_ERRORS).map((given) => {
        const error = located(given);
        const known = toDomainError(error, request, limits);
        if (known === CANCELLED) return toGraphQLError(error, known, { locale, requestId: id, isPartial: false });
        serverContext.trace.refuse(known?.code ?? 'INTERNAL', known?.details.limit);
        const about = { requestId: id, path: error.path };
        if (!known) log.error({ ...about, err: causeOf(error) ?? error }, error.message);
        else if (known.code === 'UNAVAILABLE' && !logged.has(known.message)) {
          logged.add(known.message);
          log.warn({ ...about, ...summarizeFailure(known, causeOf(error)) }, known.message);
        }
        return toGraphQLError(error, known, { locale, requestId: id, isPartial: 'data' in result });
      });
      const left = result.errors.length - errors.length;
      const listed = left > 0 ? [...errors, moreErrors(left, locale)] : errors;
      setResult({ ...result, errors: listed, stringify: stringifier(result.errors) } as ExecutionResult);
    },
  };
}

/** What an executor failed with; where an answer is given up that is an error of ours as it was thrown, once for all fields. */
const located = (error: Error): GraphQLError =>
  error instanceof DomainError ? wrapDomainError(error) : (error as GraphQLError);

/** Who has left reads no answer, and it is nobody's fault. */
const CANCELLED = new GivenUp();

/** What Node says of a body whose client has left, with the code of a connection that breaks. */
const hasLeft = (cause: Error & { readonly code?: unknown }): boolean =>
  cause.message === 'aborted' && cause.code === 'ECONNRESET';

/** The error that a client is told; null: a bug, of which nothing is told. */
function toDomainError(error: GraphQLError, request: Request, limits: Limits): DomainError | null {
  const cause = causeOf(error);
  if (cause instanceof SyntaxError && request.method === 'GET' && !error.path) {
    const name = findBrokenRecord(new URL(request.url).searchParams);
    const reason = cause.message;
    if (name !== null) return new DomainError('BAD_INPUT', message('server.address-not-json', { name, reason }));
  }
  if (cause instanceof DomainError) return cause;
  if (cause && hasLeft(cause)) return CANCELLED;
  if (cause) return databaseError(cause);
  // What is left was made by GraphQL or Yoga itself: the document, the variables or the HTTP request is wrong.
  const { code, http, originalError } = error.extensions;
  if (http?.status === STATUS.METHOD_NOT_ALLOWED) {
    return new DomainError('METHOD_NOT_ALLOWED', translatableText(error.message));
  }
  if (code === 'REQUEST_ENTITY_TOO_LARGE') {
    return limitExceeded('body', message('server.body-too-long', { max: limits.bodyBytes }), limits.bodyBytes);
  }
  const reason = (originalError as Partial<Error> | undefined)?.message;
  return new DomainError(isCode(code) ? code : 'BAD_INPUT', translatableText(error.message, reason));
}

/** Writes where errors lie. Yoga makes each of them anew, and GraphQL would count lines for them again. */
const stringifier =
  (given: readonly GraphQLError[]) =>
  ({ errors, ...result }: ExecutionResult): string => {
    const located = errors?.map(({ message, path, extensions }, place) => {
      const error = given[place];
      const locations = error && place < MAX_ERRORS ? findLocations(error) : undefined;
      return { message, locations, path, extensions };
    });
    return stringifyWritten({ errors: located, ...result });
  };

function moreErrors(left: number, locale: Locale): GraphQLError {
  const requested = MAX_ERRORS + left;
  return new GraphQLError(inWords(message('server.more-errors', { left, max: MAX_ERRORS }), locale), {
    extensions: { code: 'LIMIT_EXCEEDED', limit: 'errors', admitted: MAX_ERRORS, asked: requested },
  });
}

function shortened(message: string): string {
  if (message.length <= MAX_MESSAGE) return message;
  const half = MAX_MESSAGE / 2;
  return `${message.slice(0, half)} … ${message.slice(-half)}`;
}

interface Telling {
  readonly locale: Locale;
  readonly requestId: string;
  /** Whether the answer has data besides its errors. */
  readonly isPartial: boolean;
}

function toGraphQLError(error: GraphQLError, known: DomainError | null, telling: Telling): GraphQLError {
  const { locale, requestId, isPartial } = telling;
  const code = known?.code ?? 'INTERNAL';
  const { path } = error;
  return new GraphQLError(shortened(known ? wordsOf(error, known, locale) : inWords(INTERNAL, locale)), {
    path: path ?? null,
    extensions: {
      code,
      ...(code === 'BAD_INPUT' ? argumentDetail(error) : {}),
      ...known?.details,
      ...(known ? {} : { requestId }),
      ...(isPartial ? {} : { http: httpOf(error, STATUS[code]) }),
    },
  });
}

const INTERNAL = message('server.internal');

/** GraphQL puts words of its own before an error of a scalar, which say where it is. They stay English. */
function wordsOf(error: GraphQLError, { message: english, text }: DomainError, locale: Locale): string {
  const words = inWords(text, locale);
  const start = causeOf(error) instanceof DomainError ? error.message.lastIndexOf(english) : -1;
  return start === -1 ? words : error.message.slice(0, start) + words + error.message.slice(start + english.length);
}

/**
 * The HTTP status of an answer without data. `spec` makes Yoga turn it into 200 where only application/json is accepted,
 * as GraphQL over HTTP wants it; a request that is no GraphQL request at all keeps the status that Yoga gave it.
 */
function httpOf(error: GraphQLError, status: number): GraphQLHTTPExtensions {
  const { code, http } = error.extensions;
  if (causeOf(error) instanceof SyntaxError && status === STATUS.BAD_INPUT) return { status, spec: false };
  const again = status === STATUS.UNAVAILABLE ? { headers: { 'retry-after': String(RETRY_AFTER) } } : {};
  return http && code === 'BAD_REQUEST' ? { ...http, spec: false } : (http ?? { status, spec: true, ...again });
}

function argumentDetail(error: GraphQLError): { argument?: string } {
  const argument = error.path ? null : findArgument(error); // what a resolver refused names its argument itself
  return argument === null ? {} : { argument };
}

/** What was thrown, below the errors in which executors wrap it; null where GraphQL itself found fault. */
function causeOf(error: GraphQLError): Error | null {
  const { originalError } = error;
  return originalError instanceof GraphQLError ? causeOf(originalError) : (originalError ?? null);
}

function isCode(code: unknown): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}

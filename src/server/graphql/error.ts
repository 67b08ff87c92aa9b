import { type ExecutionResult, GraphQLError } from 'graphql';
import { type GraphQLHTTPExtensions, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Limits } from '../../config.ts';
import { databaseError } from '../../database/outage.ts';
import { DomainError, ERROR_CODES, type ErrorCode, limitExceeded } from '../../domain/core/errors.ts';
import { STATUS } from '../core/problem.ts';
import type { YogaHandoff } from '../core/trace.ts';
import { argumentOf } from './argument.ts';
import { locationsOf } from './located.ts';

/** An answer may fail in each of thousands of rows. Who reads a hundred errors knows what is wrong. */
const MAX_ERRORS = 100;
/** A message repeats the value that it is about, and names the rule after it. */
const MAX_MESSAGE = 2_000;
const FORM = /^application\/x-www-form-urlencoded\b/i;

/** The one place where errors become GraphQL's: every answer that is not whole passes here, whatever refused it. */
export function useErrors(log: Logger, limits: Limits): Plugin<object, YogaHandoff> {
  return {
    onResultProcess: ({ request, serverContext, result, setResult }) => {
      if (Array.isArray(result) || isAsyncIterable(result) || !result.errors) return;
      const { id } = serverContext.trace;
      const errors = result.errors.slice(0, MAX_ERRORS).map((error) => {
        const known = meaningOf(error, request, limits);
        if (!known || known.code === 'UNAVAILABLE') {
          log[known ? 'warn' : 'error'](
            { requestId: id, path: error.path, err: causeOf(error) ?? error },
            error.message,
          );
        }
        return translate(error, known, id, 'data' in result);
      });
      const left = result.errors.length - errors.length;
      const told = left > 0 ? [...errors, untold(left)] : errors;
      setResult({ ...result, errors: told, stringify: stringifier(result.errors) } as ExecutionResult);
    },
  };
}

/** What an error means to the person who asked; null: a bug, of which nothing is told. */
function meaningOf(error: GraphQLError, request: Request, limits: Limits): DomainError | null {
  const cause = causeOf(error);
  // Yoga reads variables and extensions from an address or a form before anything of ours sees them.
  const form =
    request.method === 'GET' ? 'address' : FORM.test(request.headers.get('content-type') ?? '') ? 'form' : null;
  if (cause instanceof SyntaxError && form && !error.path) {
    return new DomainError('BAD_INPUT', `The variables or extensions in the ${form} are no JSON: ${cause.message}`);
  }
  // GraphQL's own words around it say where in the document or the variables it was.
  if (cause instanceof DomainError) return new DomainError(cause.code, error.message, cause.details);
  if (cause) return databaseError(cause);
  // What is left was made by GraphQL or Yoga itself: the document, the variables or the HTTP request is wrong.
  const { code } = error.extensions;
  if (code === 'REQUEST_ENTITY_TOO_LARGE') {
    return limitExceeded('body', `The body is longer than ${limits.bodyBytes} bytes.`, limits.bodyBytes);
  }
  return new DomainError(isCode(code) ? code : 'BAD_INPUT', error.message);
}

/** Writes where errors lie. Yoga makes each of them anew, and GraphQL would count lines for them again. */
const stringifier =
  (given: readonly GraphQLError[]) =>
  ({ errors, ...result }: ExecutionResult): string => {
    const located = errors?.map(({ message, path, extensions }, place) => {
      const error = given[place];
      const locations = error && place < MAX_ERRORS ? locationsOf(error) : undefined;
      return { message, locations, path, extensions };
    });
    return JSON.stringify({ errors: located, ...result });
  };

function untold(left: number): GraphQLError {
  const asked = MAX_ERRORS + left;
  const message = `${left} more errors are not told: an answer tells ${MAX_ERRORS}. Mend these first.`;
  return new GraphQLError(message, {
    extensions: { code: 'LIMIT_EXCEEDED', limit: 'errors', admitted: MAX_ERRORS, asked },
  });
}

function shortened(message: string): string {
  if (message.length <= MAX_MESSAGE) return message;
  const half = MAX_MESSAGE / 2;
  return `${message.slice(0, half)} … ${message.slice(-half)}`;
}

function translate(error: GraphQLError, known: DomainError | null, id: string, partial: boolean): GraphQLError {
  const code = known?.code ?? 'INTERNAL';
  const { path } = error;
  return new GraphQLError(shortened(known?.message ?? 'Internal error'), {
    path: path ?? null,
    extensions: {
      code,
      ...(code === 'BAD_INPUT' ? argumentDetail(error) : {}),
      ...known?.details,
      ...(known ? {} : { requestId: id }),
      ...(partial ? {} : { http: httpOf(error, STATUS[code]) }),
    },
  });
}

/**
 * The HTTP status of an answer without data. `spec` makes Yoga turn it into 200 where only application/json is accepted,
 * as GraphQL over HTTP wants it; a request that is no GraphQL request at all keeps the status that Yoga gave it.
 */
function httpOf(error: GraphQLError, status: number): GraphQLHTTPExtensions {
  const { code, http } = error.extensions;
  if (causeOf(error) instanceof SyntaxError && status === STATUS.BAD_INPUT) return { status, spec: false };
  return http && code === 'BAD_REQUEST' ? { ...http, spec: false } : (http ?? { status, spec: true });
}

function argumentDetail(error: GraphQLError): { argument?: string } {
  const argument = error.path ? null : argumentOf(error); // what a resolver refused names its argument itself
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

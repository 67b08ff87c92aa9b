import type { ExecutionResult } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { assertUtf8 } from '../../domain/negotiation/utf8.ts';
import { useTrace, type YogaHandoff } from '../core/trace.ts';
import type { GraphQLRequest } from '../graphql/engine.ts';
import { useErrors } from '../graphql/error.ts';
import { isForm, parseForm } from '../graphql/form.ts';
import { nestedIn } from '../graphql/limit.ts';
import type { DocumentReference, DocumentResolver } from '../graphql/persisted-document.ts';
import { refuseAsGraphQL, wrapDomainError } from '../graphql/refusal.ts';
import { useBareAnswers } from './bare-answer.ts';
import { type CorsPolicy, useVaryByOrigin } from './cors.ts';
import { useExplorer } from './explorer.ts';
import { type Routes, useRoutes } from './routes.ts';

export interface YogaOptions extends Routes {
  readonly config: Pick<Config, 'limits'>;
  readonly cors: CorsPolicy;
  readonly findDocument: DocumentResolver;
  /** `isGone` says whether the client has left. */
  ask(question: GraphQLRequest, isGone: () => boolean): Promise<ExecutionResult>;
}

/**
 * HTTP, and GraphQL over it, in every form that it can take: Yoga decides what a request asks and how a result is put. It parses,
 * validates and executes nothing itself.
 */
export function createYogaServer({ config: { limits }, cors, findDocument, ask, ...routes }: YogaOptions) {
  const { log } = routes;
  return createYoga<YogaHandoff>({
    // In the order of a request.
    plugins: [
      useBareAnswers(),
      useTrace(log),
      useVaryByOrigin(cors),
      useAnswerHeaders(),
      useRoutes(routes),
      useExplorer(),
      useAllowedHead(),
      useDocuments(findDocument),
      useAnswers(ask),
      useErrors(log, limits),
    ],
    cors: cors.varies && (({ headers }) => cors.optionsFor((name) => headers.get(name))),
    maxRequestBodySize: limits.bodyBytes,
    // Each of these has its own place above; Yoga's health check answers any address that ends like this one, and none ends in a space.
    graphiql: false,
    healthCheckEndpoint: ' ',
    landingPage: false,
    logging: false,
    maskedErrors: false,
    multipart: false,
    parserAndValidationCache: false,
  });
}

export type YogaServer = ReturnType<typeof createYogaServer>;

/** Names and messages of an answer are in a language of its request. What may be kept has an ETag, and comes by the fast path. */
function useAnswerHeaders(): Plugin {
  return {
    onResponse: ({ request, response }) => {
      const { headers } = response;
      const type = headers.get('content-type');
      // The page of the explorer is the same in every language.
      const isAnswer = new URL(request.url).pathname === '/graphql' && type !== null && !type.startsWith('text/html');
      if (isAnswer && !headers.get('vary')?.includes('accept-language')) headers.append('vary', 'accept-language');
      if (isAnswer && request.method === 'GET' && !headers.has('cache-control'))
        headers.set('cache-control', 'no-store');
    },
  };
}

/** Where Yoga names the methods that it takes, HEAD is one of them. */
function useAllowedHead(): Plugin {
  return {
    onResponse: ({ response: { headers } }) => {
      if (headers.get('allow') === 'GET, POST') headers.set('allow', 'GET, HEAD, POST');
    },
  };
}

const MEMBERS = ['query', 'variables', 'operationName', 'extensions'] as const;

/**
 * Puts the text of a document in the place of what names it. Members of a body that GraphQL over HTTP does not name do no harm: clients send
 * keys and hints along.
 */
function useDocuments(findDocument: DocumentResolver): Plugin {
  return {
    onRequestParse: ({ request, url, setRequestParser }) => {
      if (isForm(request)) setRequestParser(parseForm);
      if (request.method === 'GET') refuseAsGraphQL(() => assertUtf8(url.search));
      return {
        onRequestParseDone: ({ requestParserResult: body, setRequestParserResult }) => {
          if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
          const { query, extensions, documentId: posted } = body as DocumentReference;
          const documentId = request.method === 'GET' ? url.searchParams.get('documentId') : posted;
          const found = findDocument({ query, documentId, extensions });
          if (found instanceof DomainError) throw wrapDomainError(found);
          const known = Object.fromEntries(MEMBERS.flatMap((name) => (name in body ? [[name, body[name]]] : [])));
          setRequestParserResult(found === null ? known : { ...known, query: found });
        },
      };
    },
  };
}

/** An empty name is none, as in an address. A name that is no text is found nowhere, and neither is this one. */
function operationNameIn(name: unknown): string | null {
  if (name === undefined || name === null || name === '') return null;
  return typeof name === 'string' ? name : ' ';
}

/** What was asked is answered elsewhere, or was already. */
function useAnswers(ask: YogaOptions['ask']): Plugin<object, YogaHandoff> {
  return {
    onParams: ({ request, params, context, setParamsHandler }) => {
      // Its type is not checked by anybody before.
      const name: unknown = params.operationName;
      const { trace, given } = context as YogaHandoff;
      trace.operation = name;
      setParamsHandler(async () => {
        if (given) return given();
        const refusal = nestedIn(params);
        if (refusal) return { errors: [refusal] };
        const question = {
          text: params.query ?? '',
          operationName: operationNameIn(name),
          variables: params.variables ?? {},
          acceptLanguage: request.headers.get('accept-language'),
          method: request.method,
          client: trace.client,
        };
        return ask(question, () => request.signal.aborted);
      });
    },
  };
}

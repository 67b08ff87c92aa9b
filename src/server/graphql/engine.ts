import { type ExecutionResult, GraphQLError, Kind } from 'graphql';
import type { Database } from '../../database/database.ts';
import type { Lane, Lanes } from '../../database/lane/lane.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { createContext } from '../../graphql/core/context.ts';
import { MANY_UNITS, Pieces } from '../../graphql/core/piece.ts';
import { isSliceSpent, type TakeTurn, takeTurn as takeTurnOf, type WaitFor } from '../../graphql/core/turn.ts';
import { schema } from '../../graphql/schema.ts';
import type { Columnar } from '../../read/columnar/columnar.ts';
import type { Content } from '../../read/published-content.ts';
import type { Deadline } from '../core/deadline.ts';
import { type DocumentOptions, documentReader, type KnownDocument, type Operation } from './document.ts';
import { tooHeavy } from './limit.ts';
import { nulIn } from './nul.ts';
import { wrapDomainError } from './refusal.ts';

/** What somebody asks, however it came. */
export interface GraphQLRequest {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly acceptLanguage: string | null;
  /** A GET may change nothing. */
  readonly method: string;
  /** Who asks: what one client asks does not hold up what others do. */
  readonly client: string;
}

/** What is published, or why that could not be read: a question about the schema alone is answered without it. */
export type Published = { readonly content: Content } | { readonly content: null; readonly failure: unknown };

export interface EngineAnswer {
  readonly result: ExecutionResult;
  /** The days that the answer depends on. */
  readonly days: ReadonlyMap<string, string>;
}

export type GraphQLEngine = (
  question: GraphQLRequest,
  published: Published,
  deadline: Deadline,
) => Promise<EngineAnswer>;

export interface EngineOptions extends Omit<DocumentOptions, 'schema'> {
  readonly lanes: Lanes;
  /** Columnar copies of what is published; null: there are none. */
  readonly columnar: Columnar | null;
  readonly defaultDataset: string | null;
}

/** A query that weighs more than this share of the limit takes the long lane. */
const DEAR_SHARE = 0.1;

const NO_DAYS: ReadonlyMap<string, string> = new Map();
const MAX_LISTED = 20;
const MAX_SHOWN_NAME = 100;
const MUTATION_BY_GET = new DomainError('METHOD_NOT_ALLOWED', message('server.mutation-by-get'), { allow: ['POST'] });

/** Everything that is GraphQL: a question becomes an answer here, whichever way it came and will go. */
export function createEngine(options: EngineOptions): GraphQLEngine {
  const { lanes, columnar, defaultDataset, limits } = options;
  const read = documentReader({ ...options, schema });

  return async (question, published, deadline) => {
    const { client } = question;
    const takeTurn = turnsUnder(deadline, client);
    const waitFor: WaitFor = (work) => deadline.inTurn(() => work);
    const reading = read(question.text, { client, findObstacle: () => deadline.findObstacle() });
    const known = reading instanceof Promise ? await waitFor(reading) : reading;
    const operation = operationFor(question, known);
    if (operation instanceof GraphQLError) return refused(operation);
    if (known.errors.length > 0) return refused(...known.errors);

    if (known.isLong) await takeTurn();
    if (deadline.isOver) return refused();
    const { variables, acceptLanguage } = question;
    const { content } = published;
    const way = wayUnder(deadline, () => lanes.short(client));
    let pieces: Pieces | null = null;
    const made = createContext({
      get database() {
        return way.database();
      },
      own: lanes.own,
      content,
      columnar: columnar?.readFor(client, (run) => deadline.inTurn(run)) ?? null,
      defaultDataset,
      acceptLanguage,
      document: known.document,
      variables,
      takeTurn,
      waitFor,
      get pieces() {
        return pieces;
      },
    });
    const context = await made.catch((error) => fail(published, error));
    // Checked here, where errors are bounded: weighing and compiled code would make one for each of thousands of wrong values.
    const { coerced, errors: mistakes } = operation.coerce(variables);
    if (mistakes) return refused(...mistakes.map(ofRequest));
    const weighed = { variables: coerced, context };
    if (known.isLong) await takeTurn();
    const value = operation.complexity.weigh(weighed);
    if (value > limits.complexity * DEAR_SHARE) way.take(() => lanes.long(client));
    if (value > MANY_UNITS) pieces = new Pieces(takeTurn, operation.isCompiled);
    const isHeavy = value > limits.complexity;
    const refusal = isHeavy ? tooHeavy(limits.complexity, value, operation.complexity.findHeaviest(weighed)) : null;
    const wrong = refusal ?? nulIn(variables);
    // Of many requests that come together each holds the process for some milliseconds, also where none is long.
    if (known.isLong || isSliceSpent()) await takeTurn();
    const result = wrong ? { errors: [wrong] } : await operation.run(variables, context);
    // Nobody reads what was given up, and what stopped it is no bug to be told of.
    if (result.errors && deadline.isOver) return refused();
    const extensions = { extensions: { complexity: { value, limit: limits.complexity } } };
    return { result: { ...(wrong ? result : unsuited(result)), ...extensions }, days: context.days };
  };
}

/** The turns of a client, which end with the answer that they are for. */
export const turnsUnder =
  (deadline: Deadline, client: string): TakeTurn =>
  (isLong) =>
    deadline.inTurn((turn) => takeTurnOf(client, turn, isLong));

/** Variables that do not suit the operation are an error of the request, whatever the client accepts. */
function unsuited(result: ExecutionResult): ExecutionResult {
  return !result.errors || result.data !== undefined ? result : { errors: result.errors.map(ofRequest) };
}

function ofRequest({ message, nodes, originalError, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError: originalError ?? null,
    extensions: { ...extensions, http: { status: 400 } },
  });
}

const refused = (...errors: readonly GraphQLError[]): EngineAnswer => ({ result: { errors }, days: NO_DAYS });

function noOperation(name: string | null, { document }: KnownDocument): DomainError {
  const names = document?.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? [one.name?.value] : [],
  );
  const known = names?.filter((one) => one !== undefined) ?? [];
  if (name === null || name.trim() === '' || known.length === 0)
    return new DomainError('BAD_INPUT', message('server.no-operation'));
  const more = known.length > MAX_LISTED ? ', …' : '';
  const text = message('server.unknown-operation', {
    name: name.slice(0, MAX_SHOWN_NAME),
    known: known.slice(0, MAX_LISTED).join(', ') + more,
  });
  return new DomainError('BAD_INPUT', text, { argument: 'operationName' });
}

function operationFor({ operationName, method }: GraphQLRequest, known: KnownDocument): Operation | GraphQLError {
  const operation = known.document && known.operation(operationName);
  if (!operation) {
    const [error] = known.document ? [] : known.errors;
    return error ?? wrapDomainError(noOperation(operationName, known), { extensions: { http: { status: 400 } } });
  }
  const { operation: kind } = operation.node;
  if (kind === 'mutation' && method === 'GET') {
    return wrapDomainError(MUTATION_BY_GET, {
      extensions: { code: 'BAD_REQUEST', http: { status: 405, headers: { Allow: 'POST' } } },
    });
  }
  if (kind !== 'query') {
    const error = new DomainError('BAD_INPUT', message('server.only-queries', { kind }));
    return wrapDomainError(error, { nodes: operation.node });
  }
  return operation;
}

/** Where what is published could not be read, that is what went wrong. */
function fail(published: Published, error: unknown): never {
  throw published.content ? error : published.failure;
}

/** A way to the database, on which no statement is begun for an answer that is given up. */
function wayUnder(deadline: Deadline, first: () => Lane) {
  let laneOf = first;
  let database: Database | null = null;
  return {
    database: (): Database => {
      const obstacle = deadline.findObstacle();
      if (obstacle) throw obstacle;
      database ??= deadline.withDeadline(laneOf());
      return database;
    },
    take: (other: () => Lane): void => {
      laneOf = other;
      database = null;
    },
  };
}

import { type DocumentNode, GraphQLError, Lexer, Source, type Token, TokenKind } from 'graphql';
import type { Limits } from '../../config.ts';
import { DomainError, limitExceeded } from '../../domain/core/errors.ts';
import { type Message, message, sentences } from '../../domain/message/message.ts';
import type { HeaviestField } from './complexity.ts';
import { parseLocated } from './located.ts';
import { wrapDomainError } from './refusal.ts';
import { type DocumentShape, measureDocument } from './shape.ts';

/** What a fragment selects is walked wherever it is spread: a document of a few lines could be as long as two to the power of hundreds. */
const MAX_SELECTIONS = 10_000;
/** Whatever walks values does it by recursion, GraphQL and JSON too; no input of the schema nests deeper than a few levels. */
const MAX_NESTING = 100;
/** A name comes back with every row. */
const MAX_NAME = 250;

/** The document, if it is within what one may ask for, and its shape. Validation, whose work grows with the square of what it is given, comes later. */
export function parseWithin(limits: Limits, text: string): { document: DocumentNode; shape: DocumentShape } {
  const document = parseTokens(limits.tokens, text);
  const shape = measureDocument(document);
  if (shape.depth > limits.depth) throw exceeded('depth', limits.depth, shape.depth);
  if (shape.aliases > limits.aliases) throw exceeded('aliases', limits.aliases, shape.aliases);
  if (shape.selections > MAX_SELECTIONS) throw exceeded('selections', MAX_SELECTIONS, shape.selections);
  return { document, shape };
}

function parseTokens(maxTokens: number, text: string): DocumentNode {
  assertReadable(maxTokens, text);
  try {
    return parseLocated(text, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('Parsing aborted')) {
      throw exceededUncounted('tokens', maxTokens);
    }
    throw error;
  }
}

/** Refuses values and types that nest too deep for the parser, and names that are too long; what is wrong besides, the parser says. */
function assertReadable(maxTokens: number, text: string): void {
  if (isPlainlyReadable(text)) return;
  let depth = 0;
  for (const { kind, value } of tokensIn(maxTokens, text)) {
    // Braces that lie in no parentheses are those of selections, whose depth has a bound of its own.
    if (kind === TokenKind.PAREN_L || kind === TokenKind.BRACKET_L || (kind === TokenKind.BRACE_L && depth > 0))
      depth++;
    if (kind === TokenKind.PAREN_R || kind === TokenKind.BRACKET_R || kind === TokenKind.BRACE_R) {
      depth = Math.max(0, depth - 1);
    }
    if (depth > MAX_NESTING) throw exceededUncounted('nesting', MAX_NESTING);
    if (kind === TokenKind.NAME && value.length > MAX_NAME) throw exceeded('name', MAX_NAME, value.length);
  }
}

const OPENING = new Set('([{'.split('').map((one) => one.charCodeAt(0)));
/** By the code of a character: whether it may stand in a name. */
const IN_NAME = Uint8Array.from({ length: 128 }, (_, code) => Number(/\w/.test(String.fromCharCode(code))));

/** Whether no name and no nesting can be too long, wherever in the text the tokens lie: reading them takes as long as parsing. */
function isPlainlyReadable(text: string): boolean {
  let openings = 0;
  let name = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    name = IN_NAME[code] === 1 ? name + 1 : 0;
    if (OPENING.has(code)) openings++;
    if (name > MAX_NAME || openings > MAX_NESTING) return false;
  }
  return true;
}

function* tokensIn(maxTokens: number, text: string): Generator<Token> {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 0; count <= maxTokens; count++) {
      const token = lexer.advance();
      if (token.kind === TokenKind.EOF) return;
      yield token;
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
}

const EXCEEDED = {
  depth: 'server.depth-exceeded',
  aliases: 'server.aliases-exceeded',
  selections: 'server.selections-exceeded',
  name: 'server.name-exceeded',
} as const;

/** The refusal of a query that exceeds a limit by a known count. */
function exceeded(limit: keyof typeof EXCEEDED, max: number, count: number): GraphQLError {
  return wrapDomainError(limitExceeded(limit, message(EXCEEDED[limit], { max, count }), max, count));
}

/** What makes a list of observations cheaper. */
const OBSERVATIONS = 'ObservationConnection';

/** The refusal of a query that weighs too much, which names the field that weighs most. */
export function tooHeavy(max: number, count: number, heaviest: HeaviestField | null): GraphQLError {
  const { path = '', units = count, type = '' } = heaviest ?? {};
  const text = sentences([
    message('server.complexity-exceeded', { max, count }),
    ...(heaviest ? [message('server.heaviest-field', { path, units })] : []),
    message(type === OBSERVATIONS ? 'server.fewer-observations' : 'server.less-complexity'),
  ]);
  const error = limitExceeded('complexity', text, max, count);
  const details = { ...error.details, ...(heaviest ? { heaviest: { field: path, complexity: units } } : {}) };
  return wrapDomainError(new DomainError(error.code, text, details));
}

const UNCOUNTED = {
  tokens: 'server.tokens-exceeded',
  nesting: 'server.nesting-exceeded',
  introspection: 'server.introspection-exceeded',
} as const;

/** The refusal of a query that is counted up to a limit and no further. */
export const exceededUncounted = (limit: keyof typeof UNCOUNTED, max: number): GraphQLError =>
  wrapDomainError(limitExceeded(limit, message(UNCOUNTED[limit], { max }), max));

/** Whether lists and objects lie within each other deeper than is admitted. Asked before anything that recurs meets them. */
function isNested(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** The refusal of variables or extensions that nest too deep. */
export function nestedIn(params: { readonly variables?: unknown; readonly extensions?: unknown }): GraphQLError | null {
  const name = (['variables', 'extensions'] as const).find((one) => isNested(params[one]));
  if (!name) return null;
  return wrapDomainError(
    limitExceeded('nesting', message('server.nested-parameter', { name, max: MAX_NESTING }), MAX_NESTING),
  );
}

/** The refusal of a query whose size cannot be counted. */
export const tooLarge = (text: Message): GraphQLError =>
  wrapDomainError(new DomainError('LIMIT_EXCEEDED', text, { limit: 'selections' }));

import { list, message } from '../../../domain/message/message.ts';
import { type Aliases, ExpressionParser } from './expression-parse.ts';
import { takePath } from './path-parse.ts';
import { type Aggregate, METHODS, type Method, type Transformation } from './query.ts';
import { type Tokens, takeWhole } from './token.ts';

/** What OData's extension for aggregation has besides. */
const UNSUPPORTED_TRANSFORMATIONS =
  /^(?:search|orderby|top|skip|topsum|toppercent|bottomsum|bottompercent|compute|concat|join|outerjoin|expand|nest|addnested|ancestors|descendants|traverse)$/;
const TRANSFORMATIONS: readonly string[] = ['filter', 'groupby', 'aggregate', 'topcount', 'bottomcount', 'identity'];
/** Each works on a statement around the one before it, and the database nests no statement without end. */
const MAX_STEPS = 20;
/** The database cuts longer names of columns. */
const MAX_ALIAS_LENGTH = 60;
const ALIAS = /^[A-Za-z_]\w*$/;

/** The steps of `$apply`, a slash between them, each working on what the one before it gives. */
export function parseApply(tokens: Tokens, aliases: Aliases): Transformation[] {
  const steps: Transformation[] = [];
  do {
    if (steps.length === MAX_STEPS) throw tokens.wrong(message('odata.too-many-transformations', { max: MAX_STEPS }));
    steps.push(step(tokens, aliases));
  } while (tokens.takeIf('/'));
  return steps;
}

function step(tokens: Tokens, aliases: Aliases): Transformation {
  const { text, at } = tokens.takeName(message('odata.expected-transformation'));
  if (text === 'identity') return { kind: 'identity' };
  if (UNSUPPORTED_TRANSFORMATIONS.test(text))
    throw tokens.unsupported(message('odata.feature-transformation', { name: text }), { at });
  if (!TRANSFORMATIONS.includes(text)) {
    throw tokens.wrong(message('odata.no-transformation', { name: text, known: list(TRANSFORMATIONS) }), { at });
  }
  tokens.expect('(');
  const found = inside(text, at, tokens, aliases);
  tokens.expect(')');
  return found;
}

function inside(name: string, at: number, tokens: Tokens, aliases: Aliases): Transformation {
  if (name === 'topcount' || name === 'bottomcount') {
    const count = takeWhole(tokens);
    tokens.expect(',');
    const expression = new ExpressionParser(tokens, aliases).expression();
    return { kind: 'first', count, order: { expression, descending: name === 'topcount' }, at };
  }
  if (name === 'filter') return { kind: 'filter', condition: new ExpressionParser(tokens, aliases).expression() };
  if (name === 'aggregate') return { kind: 'groupby', paths: [], aggregates: aggregates(tokens) };
  tokens.expect('(');
  const paths = [];
  do {
    const { text } = tokens.peek();
    if ((text === 'rollup' || text === 'rolluprecursive') && tokens.peekSecond().text === '(') {
      throw tokens.unsupported(text);
    }
    paths.push(takePath(tokens));
  } while (tokens.takeIf(','));
  tokens.expect(')');
  if (!tokens.takeIf(',')) return { kind: 'groupby', paths, aggregates: [] };
  if (tokens.peek().text !== 'aggregate') {
    throw tokens.unsupported(message('odata.feature-groupby-second'));
  }
  tokens.take();
  tokens.expect('(');
  const found = aggregates(tokens);
  tokens.expect(')');
  if (tokens.peek().text === '/') throw tokens.unsupported(message('odata.feature-groupby-chain'));
  return { kind: 'groupby', paths, aggregates: found };
}

function aggregates(tokens: Tokens): Aggregate[] {
  const found: Aggregate[] = [];
  do {
    const one = aggregate(tokens);
    if (found.some(({ alias }) => alias === one.alias)) {
      throw tokens.wrong(message('odata.alias-taken', { name: one.alias }), one);
    }
    found.push(one);
  } while (tokens.takeIf(','));
  return found;
}

function aggregate(tokens: Tokens): Aggregate {
  const { at } = tokens.peek();
  if (tokens.takeIf('$count')) return { path: null, method: null, alias: alias(tokens), at };
  const path = takePath(tokens);
  if (!tokens.takeIf('with')) {
    throw tokens.unexpected(message('odata.expected-with'));
  }
  const { text, at: place } = tokens.takeName(message('odata.expected-one-of', { known: list(METHODS) }));
  if (!isMethod(text)) {
    throw tokens.wrong(message('odata.no-method', { name: text, known: list(METHODS) }), { at: place });
  }
  if (tokens.peek().text === 'from') throw tokens.unsupported('from');
  return { path, method: text, alias: alias(tokens), at };
}

const isMethod = (text: string): text is Method => METHODS.some((method) => method === text);

function alias(tokens: Tokens): string {
  tokens.expect('as');
  const token = tokens.takeName(message('odata.expected-alias'));
  if (!ALIAS.test(token.text) || token.text.length > MAX_ALIAS_LENGTH) {
    throw tokens.wrong(message('odata.invalid-alias', { max: MAX_ALIAS_LENGTH }), token);
  }
  return token.text;
}

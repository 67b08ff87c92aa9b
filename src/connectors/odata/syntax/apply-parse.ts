import { list, message } from '../../../domain/message/message.ts';
import { takeAggregates } from './aggregate-parse.ts';
import { takeComputations } from './compute-parse.ts';
import { type Aliases, ExpressionParser } from './expression-parse.ts';
import { completeGroupFilters, takeGroupFilter } from './group-filter-parse.ts';
import { takeOrderings } from './order-parse.ts';
import { takePath } from './path-parse.ts';
import type { Transformation } from './query.ts';
import { parseSearch } from './search-parse.ts';
import { type Token, type Tokens, takeWhole } from './token.ts';

/** What OData's extension for aggregation has besides. */
const UNSUPPORTED_TRANSFORMATIONS =
  /^(?:topsum|toppercent|bottomsum|bottompercent|join|outerjoin|expand|nest|addnested|ancestors|descendants|traverse)$/;
/** Each works on a statement around the one before it, and the database nests no statement without end. */
const MAX_STEPS = 20;
/** Each reads the rows anew, but for groups that several have in common. */
const MAX_BRANCHES = 10;
/** How many concat lie within each other. */
const MAX_CONCATS = 3;

type Reader = (parser: ApplyParser, tokens: Tokens, aliases: Aliases) => Transformation;

/** What stands in the parentheses after each name. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    'filter',
    (_, tokens, aliases) => ({ kind: 'filter', condition: new ExpressionParser(tokens, aliases).expression() }),
  ],
  ['search', (_, tokens) => ({ kind: 'search', search: parseSearch(tokens) })],
  ['groupby', (_, tokens, aliases) => takeGrouping(tokens, aliases)],
  ['aggregate', (_, tokens) => ({ kind: 'groupby', paths: [], aggregates: takeAggregates(tokens) })],
  ['compute', (_, tokens, aliases) => ({ kind: 'compute', computations: takeComputations(tokens, aliases) })],
  ['orderby', (_, tokens, aliases) => ({ kind: 'orderby', orderings: takeOrderings(tokens, aliases) })],
  ['skip', (_, tokens) => ({ kind: 'skip', count: takeWhole(tokens) })],
  ['top', (_, tokens) => ({ kind: 'top', count: takeWhole(tokens) })],
  ['topcount', (_, tokens, aliases) => takeFirst(tokens, aliases, true)],
  ['bottomcount', (_, tokens, aliases) => takeFirst(tokens, aliases, false)],
  ['concat', (parser) => parser.concat()],
]);

/** Every transformation by name. */
export const TRANSFORMATIONS: readonly string[] = [...READERS.keys(), 'identity'];

/** The steps of `$apply`, a slash between them, each working on what the one before it gives. */
export const parseApply = (tokens: Tokens, aliases: Aliases): Transformation[] =>
  completeGroupFilters(new ApplyParser(tokens, aliases).sequence(), tokens.option);

class ApplyParser {
  readonly #tokens: Tokens;
  readonly #aliases: Aliases;
  #steps = 0;
  #branches = 0;
  #concats = 0;

  constructor(tokens: Tokens, aliases: Aliases) {
    this.#tokens = tokens;
    this.#aliases = aliases;
  }

  sequence(): Transformation[] {
    const steps: Transformation[] = [];
    do {
      if (++this.#steps > MAX_STEPS) {
        throw this.#tokens.wrong(message('odata.too-many-transformations', { max: MAX_STEPS }));
      }
      if (steps.at(-1)?.kind === 'concat') {
        throw this.#tokens.unsupported(message('odata.feature-after-concat', { option: this.#tokens.peek().text }));
      }
      steps.push(this.#step());
    } while (this.#tokens.takeIf('/'));
    return steps;
  }

  concat(): Transformation {
    const tokens = this.#tokens;
    if (++this.#concats > MAX_CONCATS) throw tokens.wrong(message('odata.concat-too-deep', { max: MAX_CONCATS }));
    const branches: Transformation[][] = [];
    do {
      if (++this.#branches > MAX_BRANCHES) {
        throw tokens.wrong(message('odata.too-many-branches', { max: MAX_BRANCHES }));
      }
      branches.push(this.sequence());
    } while (tokens.takeIf(','));
    if (branches.length < 2) throw tokens.unexpected('","');
    this.#concats--;
    return { kind: 'concat', branches };
  }

  #step(): Transformation {
    const tokens = this.#tokens;
    const token = tokens.takeName(message('odata.expected-transformation'));
    if (token.text === 'identity') return { kind: 'identity' };
    const read = READERS.get(token.text);
    if (!read) throw this.#unknown(token);
    tokens.expect('(');
    const found = read(this, tokens, this.#aliases);
    tokens.expect(')');
    return found;
  }

  #unknown({ text, at }: Token) {
    if (UNSUPPORTED_TRANSFORMATIONS.test(text)) {
      return this.#tokens.unsupported(message('odata.feature-transformation', { name: text }), { at });
    }
    return this.#tokens.wrong(message('odata.no-transformation', { name: text, known: list(TRANSFORMATIONS) }), { at });
  }
}

function takeFirst(tokens: Tokens, aliases: Aliases, descending: boolean): Transformation {
  const count = takeWhole(tokens);
  tokens.expect(',');
  const expression = new ExpressionParser(tokens, aliases).expression();
  return { kind: 'first', count, order: { expression, descending } };
}

function takeGrouping(tokens: Tokens, aliases: Aliases): Transformation {
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
  const { text } = tokens.peek();
  if (text !== 'aggregate' && text !== 'filter') {
    throw tokens.unsupported(message('odata.feature-groupby-second'));
  }
  tokens.take();
  tokens.expect('(');
  const found: Transformation =
    text === 'filter'
      ? takeGroupFilter(tokens, aliases, paths)
      : { kind: 'groupby', paths, aggregates: takeAggregates(tokens) };
  tokens.expect(')');
  if (tokens.peek().text === '/') throw tokens.unsupported(message('odata.feature-groupby-chain'));
  return found;
}

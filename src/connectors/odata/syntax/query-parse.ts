import { list, message } from '../../../domain/message/message.ts';
import { parseApply } from './apply-parse.ts';
import { takeComputations } from './compute-parse.ts';
import type { Path } from './expression.ts';
import { type Aliases, ExpressionParser } from './expression-parse.ts';
import { takeOrderings } from './order-parse.ts';
import { takePath } from './path-parse.ts';
import { ALL, EVERY_WAY, type Expanding, type Query, type Request } from './query.ts';
import type { Options } from './query-string.ts';
import { parseSearch } from './search-parse.ts';
import { type ParseBounds, Tokens, takeWhole } from './token.ts';

type Draft = { -readonly [Name in keyof Query]: Query[Name] };
/** Reads the value of one option, from the place after its equals sign, into what is asked. */
type Reader = (draft: Draft, tokens: Tokens, aliases: Aliases) => void;

const READERS: Readonly<Record<string, Reader>> = {
  $select: (draft, tokens) => {
    draft.select = select(tokens);
  },
  $expand: (draft, tokens, aliases) => {
    draft.expand = expand(tokens, aliases);
  },
  $filter: (draft, tokens, aliases) => {
    draft.filter = new ExpressionParser(tokens, aliases).expression();
  },
  $orderby: (draft, tokens, aliases) => {
    draft.orderby = takeOrderings(tokens, aliases);
  },
  $search: (draft, tokens) => {
    draft.search = parseSearch(tokens);
  },
  $top: (draft, tokens) => {
    draft.top = takeWhole(tokens);
  },
  $skip: (draft, tokens) => {
    draft.skip = takeWhole(tokens);
  },
  $count: (draft, tokens) => {
    const { text } = tokens.peek();
    if (text !== 'true' && text !== 'false') {
      throw tokens.unexpected(message('odata.either', { first: '"true"', second: '"false"' }));
    }
    tokens.take();
    draft.count = text === 'true';
  },
};
/** What OData has besides, inside the parentheses of `$expand`. */
const UNSUPPORTED_NESTED = new Set(['$levels', '$apply', '$compute']);

const AN_OPERATOR_OR_THE_END = message('odata.either', {
  first: message('odata.expected-operator'),
  second: message('odata.end'),
});

/** The options of an address as what is asked. Each is read to its end. */
export function parseRequest({ system, aliases }: Options, bounds: ParseBounds): Request {
  const draft: Draft = { ...ALL };
  let apply: Request['apply'] = null;
  let compute: Request['compute'] = [];
  for (const [name, text] of system) {
    const tokens = new Tokens(text, name, bounds);
    if (name === '$apply') apply = parseApply(tokens, aliases);
    else if (name === '$compute') compute = takeComputations(tokens, aliases);
    else if (READERS[name]) READERS[name](draft, tokens, aliases);
    else continue;
    if (tokens.peek().kind !== 'end') throw tokens.unexpected(AN_OPERATOR_OR_THE_END);
  }
  return {
    ...draft,
    apply,
    compute,
    skiptoken: system.get('$skiptoken') ?? null,
    format: system.get('$format') ?? null,
  };
}

function select(tokens: Tokens): readonly Path[] | null {
  const paths: Path[] = [];
  let isAll = false;
  do {
    if (tokens.takeIf('*')) isAll = true;
    else paths.push(takePath(tokens));
  } while (tokens.takeIf(','));
  return isAll ? null : paths;
}

function expand(tokens: Tokens, aliases: Aliases): Expanding[] {
  const expandings: Expanding[] = [];
  do {
    const { at: star } = tokens.peek();
    if (tokens.takeIf(EVERY_WAY)) {
      if (tokens.peek().text === '/' || tokens.peek().text === '(')
        throw tokens.unsupported(`$expand=*${tokens.peek().text}…`);
      expandings.push({ segment: { name: EVERY_WAY, at: star }, countOnly: false, query: ALL, written: new Map() });
      continue;
    }
    const { text, at } = tokens.takeName(message('odata.expected-navigation'));
    let countOnly = false;
    if (tokens.takeIf('/')) {
      countOnly = tokens.takeIf('$count');
      if (!countOnly) {
        throw tokens.unsupported(message('odata.feature-expand-path'));
      }
    }
    if (expandings.some(({ segment }) => segment.name === text)) {
      throw tokens.wrong(message('odata.repeated', { name: text }), { at });
    }
    const written = new Map<string, string>();
    const query = tokens.takeIf('(') ? tokens.nested(() => nested(tokens, aliases, countOnly, written)) : ALL;
    expandings.push({ segment: { name: text, at }, countOnly, query, written });
  } while (tokens.takeIf(','));
  return expandings;
}

/** What stands in parentheses after what is expanded: options, a semicolon between them. */
function nested(tokens: Tokens, aliases: Aliases, countOnly: boolean, written: Map<string, string>): Query {
  const draft: Draft = { ...ALL };
  do {
    const { kind, text } = tokens.peek();
    if (kind !== 'option') throw tokens.unexpected(message('odata.expected-option'));
    const read = READERS[text];
    if (UNSUPPORTED_NESTED.has(text)) {
      throw tokens.unsupported(message('odata.feature-in-expand', { option: text }));
    }
    if (!read || (countOnly && text !== '$filter' && text !== '$search')) {
      const known = countOnly ? ['$filter', '$search'] : Object.keys(READERS);
      throw tokens.unexpected(message('odata.expected-one-of', { known: list(known) }));
    }
    if (written.has(text)) throw tokens.wrong(message('odata.repeated', { name: text }));
    tokens.take();
    tokens.expect('=');
    const { at } = tokens;
    read(draft, tokens, aliases);
    written.set(text, tokens.text.slice(at, tokens.at).trim());
  } while (tokens.takeIf(';'));
  tokens.expect(')');
  return draft;
}

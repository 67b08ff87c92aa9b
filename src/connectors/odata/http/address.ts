import { list, message } from '../../../domain/message/message.ts';
import { type EntitySet, findNavigation, findProperty, getTarget, namesIn, SETS, setNamed } from '../model/model.ts';
import { type KeyValues, type Step, UNNAMED_KEY } from '../model/step.ts';
import type { Literal } from '../syntax/expression.ts';
import { takeLiteral } from '../syntax/literal-parse.ts';
import { decode } from '../syntax/query-string.ts';
import { notFound, type Refusal, unsupported, wrong } from '../syntax/refusal.ts';
import { Tokens } from '../syntax/token.ts';

/** What an address after the root names. */
export type Address = { readonly kind: 'service' | 'metadata' | 'batch' } | ResourceAddress;

/** An address that leads through the sets to rows, or to what one row has. */
export type ResourceAddress =
  | { readonly kind: 'rows'; readonly steps: readonly Step[]; readonly isCount: boolean }
  | { readonly kind: 'row'; readonly steps: readonly Step[] }
  | { readonly kind: 'property'; readonly steps: readonly Step[]; readonly property: string; readonly isRaw: boolean };

const MAX_SEGMENTS = 12;
const UNSUPPORTED_SEGMENTS = /^\$(?:all|crossjoin\(.*|entity|ref|filter\(.*|each|query)$/;

/** Reads a path. A slash at its end changes nothing. */
export function parseAddress(path: string): Address {
  const segments = path
    .replace(/\/$/, '')
    .split('/')
    .map((segment) => decode(segment, null, message('odata.path-not-encoded')));
  const [first = '', ...rest] = segments;
  if (segments.length > MAX_SEGMENTS) {
    throw wrong(null, message('odata.too-many-segments', { max: MAX_SEGMENTS, count: segments.length }));
  }
  if (first === '' && rest.length === 0) return { kind: 'service' };
  if (first === '$metadata' && rest.length === 0) return { kind: 'metadata' };
  if (first === '$batch' && rest.length === 0) return { kind: 'batch' };
  if (UNSUPPORTED_SEGMENTS.test(first)) throw unsupported(first, first);

  const { name, key } = parseSegment(first);
  const set = setNamed(name);
  if (!set) {
    const known = list(SETS.map((one) => one.name));
    throw notFound(name, message('odata.no-entity-set', { name: shown(name), known }));
  }
  const steps: Step[] = [{ set, navigation: null, key: checked(set, key, first) }];
  for (const [place, segment] of rest.entries()) {
    const last = steps.at(-1) as Step;
    const more = rest.slice(place + 1);
    const isOne = isSingle(last);
    if (segment === '$count' && !isOne && more.length === 0) return { kind: 'rows', steps, isCount: true };
    if (UNSUPPORTED_SEGMENTS.test(segment)) throw unsupported(segment, segment);
    if (/^[\p{L}_]\w*\.[\w.]+$/u.test(segment)) throw unsupported(segment, message('odata.feature-cast'));
    if (!isOne) {
      const { name: set } = last.set;
      const example = `${set}('…')`;
      throw notFound(segment, message('odata.segment-needs-row', { segment: shown(segment), set, example }));
    }
    const { name, key } = parseSegment(segment);
    if (findProperty(last.set, name) && key === null) return propertyAt(steps, name, more);
    const navigation = findNavigation(last.set, name);
    if (!navigation) {
      const words = { set: last.set.name, name: shown(name), known: namesIn(last.set) };
      throw notFound(name, message('odata.segment-unknown', words));
    }
    if (key && !navigation.many) throw notFound(name, message('odata.key-after-row', { name }));
    const target = getTarget(navigation);
    steps.push({ set: target, navigation, key: checked(target, key, segment) });
  }
  return isSingle(steps.at(-1) as Step) ? { kind: 'row', steps } : { kind: 'rows', steps, isCount: false };
}

export const isSingle = ({ key, navigation }: Step): boolean => key !== null || navigation?.many === false;

function propertyAt(steps: readonly Step[], property: string, more: readonly string[]): Address {
  const [next, ...others] = more;
  if (next === undefined) return { kind: 'property', steps, property, isRaw: false };
  const [last] = others;
  if (next === '$value') {
    if (last === undefined) return { kind: 'property', steps, property, isRaw: true };
    throw notFound(last, message('odata.segment-after-value', { segment: shown(last) }));
  }
  throw notFound(next, message('odata.segment-after-property', { segment: shown(next), property }));
}

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** A name, and a key in parentheses after it. */
function parseSegment(segment: string): { name: string; key: KeyValues | null } {
  const open = segment.indexOf('(');
  if (open < 0) return { name: segment, key: null };
  const tokens = new Tokens(segment, null, { tokens: 40, depth: 1 });
  const { text: name } = tokens.takeName(message('odata.expected-entity-set'));
  tokens.expect('(');
  const key = new Map<string, Literal>();
  do {
    const isNamed = tokens.peek().kind === 'name' && tokens.peekSecond().text === '=';
    const part = isNamed ? tokens.take().text : UNNAMED_KEY;
    if (isNamed) tokens.expect('=');
    const isNegative = tokens.takeIf('-');
    const literal = takeLiteral(tokens);
    if (!literal) throw tokens.unexpected(message('odata.expected-key-value'));
    if (key.has(part)) {
      throw tokens.wrong(
        part === UNNAMED_KEY ? message('odata.unnamed-key-part') : message('odata.repeated', { name: part }),
      );
    }
    key.set(part, isNegative ? { ...literal, value: `-${literal.value}` } : literal);
  } while (tokens.takeIf(','));
  tokens.expect(')');
  if (tokens.peek().kind !== 'end') throw tokens.unexpected(message('odata.end'));
  return { name, key };
}

/** The key, if it can be one of this set. */
function checked(set: EntitySet, key: KeyValues | null, segment: string): KeyValues | null {
  if (!key) return null;
  const { key: names } = set.table;
  const last = names.at(-1) as string;
  const wrongKey = (): Refusal => {
    const whole = names.map((name) => `${name}=…`).join(',');
    const alone = `${set.name}(…)`;
    const expected =
      names.length === 1
        ? alone
        : message('odata.key-whole-or-last', { whole: `${set.name}(${whole})`, alone, name: last });
    const words = { segment: shown(segment), set: set.name, expected };
    return wrong(segment.slice(0, 100), message('odata.invalid-key', words));
  };
  const named = key.has(UNNAMED_KEY) ? [last] : [...key.keys()];
  if (key.has(UNNAMED_KEY) ? key.size !== 1 : named.length !== names.length) throw wrongKey();
  for (const [part, { type }] of key) {
    const column = findProperty(set, part === UNNAMED_KEY ? last : part);
    const right = column?.type === 'int32' ? 'number' : 'string';
    if (!column || !names.includes(column.name) || type !== right) throw wrongKey();
  }
  return key;
}

import { type Draw, happens, pick } from '../../support/draw.ts';
import type { Operation } from './document.ts';

const TOKENS = ['{', '}', '(', ')', '[', ']', ':', '$', '@', '!', '...', '"', '"""', '#', ',', 'null', '\u0000', '\ud800', '\ufeff', '9'.repeat(400), 'on', '&']; // biome-ignore format: a list
const LANGUAGES = ['en', 'zh-Hans', 'zh;q=0.1, en;q=0.9', '*', ';;;', 'x'.repeat(300), 'de-DE-1996'];

/** Stands for a value that nests 5,000 deep, which JSON.stringify could not write. */
const DEEP = '@deep';
const DEEP_JSON = `${'[{"a":'.repeat(2_500)}1${'}]'.repeat(2_500)}`;
const jsonOf = (value: unknown): string => JSON.stringify(value).replaceAll(`"${DEEP}"`, DEEP_JSON);

/** What is wrong with a request as a whole, where something is. */
const SPOIL: readonly ((operation: Operation, draw: Draw) => object)[] = [
  ({ query, ...rest }, draw) => {
    const words = query.split(' ');
    const at = pick(draw, [0, 0.2, 0.5, 0.8]) * words.length;
    words.splice(Math.floor(at), pick(draw, [0, 1]), pick(draw, TOKENS));
    return { query: words.join(' '), ...rest };
  },
  ({ query }) => ({ query, variables: { v0: DEEP } }),
  ({ query, variables }) => ({ query, variables, extensions: { a: DEEP } }),
  ({ query, variables }) => ({ query, variables, operationName: 'Nobody' }),
  ({ query, variables }) => ({ query, variables: Object.fromEntries(Object.keys(variables).map((name) => [name, '\ud800\u0000'])) }),
  () => ({ query: `{ datasets { ${'code '.repeat(3_900)} } }` }),
  () => ({ query: `{ metrics(where: { codes: ${'['.repeat(1_500)}${']'.repeat(1_500)} }) { totalCount } }` }),
  () => ({ query: `query ($a: ${'['.repeat(1_500)}Int${']'.repeat(1_500)}) { datasets { code } }` }),
  () => ({ query: `{ datasets { ...A } } fragment A on Dataset { ...B ...B } fragment B on Dataset { ...C ...C } fragment C on Dataset { ...A }` }),
  () => ({ query: `{ datasets { ...F0 } } ${Array.from({ length: 60 }, (_, at) => `fragment F${at} on Dataset { ${at < 59 ? `...F${at + 1} ...F${at + 1}` : 'code'} }`).join(' ')}` }),
  ({ query }) => ({ query: `#${'a'.repeat(50_000)}\n${query}`, variables: { v0: 'no' } }),
  ({ query, variables }) => ({ query: 3, variables, more: query }),
]; // biome-ignore format: a list

/** The operation as somebody sends it: by POST or in an address, in any language, and now and then spoilt. */
export function requestFor(operation: Operation, draw: Draw): Request {
  const body = happens(draw, 10) ? pick(draw, SPOIL)(operation, draw) : operation;
  const headers: Record<string, string> = {
    accept: pick(draw, ['application/graphql-response+json', 'application/json', '*/*']),
    ...(happens(draw, 30) ? { 'accept-language': pick(draw, LANGUAGES) } : {}),
  };
  if (!happens(draw, 20)) {
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
    return new Request('http://test/graphql', { ...init, body: jsonOf(body) });
  }
  const parameters = new URLSearchParams(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : jsonOf(value)]),
  );
  return new Request(`http://test/graphql?${parameters}`, { headers });
}

import { message, type Text } from '../../domain/message/message.ts';

/** Sentences of Yoga about a request that is no GraphQL request, and ours in their place. */
const SENTENCES: ReadonlyMap<string, Text> = new Map([
  ['Must provide query string.', message('server.no-query')],
  ['Batching is not supported.', message('server.no-batching')],
  ['GraphQL only supports GET and POST requests.', message('server.method-not-allowed')],
]);
const NO_JSON = 'POST body sent invalid JSON.';
const BODY = /^POST body is expected to be object but received /;
const PARAMETER = /^Expected "(query|variables|extensions)" param to be /;

/** What Yoga says of a request, in words that are translated. What is not known stays as it is: GraphQL says much else, in English. `reason` is what the parser of JSON says. */
export function translatableText(sentence: string, reason = ''): Text {
  if (sentence === NO_JSON) return message('server.body-not-json', { reason });
  const known = SENTENCES.get(sentence);
  if (known) return known;
  if (BODY.test(sentence)) return message('server.body-not-object');
  const name = PARAMETER.exec(sentence)?.[1];
  if (name === undefined) return sentence;
  return name === 'query' ? message('server.query-not-string') : message('server.parameter-not-object', { name });
}

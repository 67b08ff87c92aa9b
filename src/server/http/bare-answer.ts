import type { Plugin } from 'graphql-yoga';
import { message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { messageLocale } from '../../domain/negotiation/accept.ts';
import type { YogaHandoff } from '../core/trace.ts';

/** What Yoga says with a status alone, in the words and with the codes of every other answer. */
const BARE: ReadonlyMap<number, readonly [code: string, text: Text]> = new Map([
  [406, ['NOT_ACCEPTABLE', message('server.not-acceptable')]],
  [415, ['UNSUPPORTED_MEDIA_TYPE', message('server.unsupported-media-type')]],
]);

/** Gives an answer of /graphql that has a status and nothing else an error that says what would be right. */
export function useBareAnswers(): Plugin<object, YogaHandoff> {
  return {
    onResponse: ({ request, response, serverContext: { trace }, setResponse }) => {
      const [code, text] = BARE.get(response.status) ?? [];
      if (code === undefined || text === undefined || response.headers.has('content-type')) return;
      if (new URL(request.url).pathname !== '/graphql') return;
      trace.refuse(code);
      const locale = messageLocale(request.headers.get('accept-language'));
      const headers = new Headers(response.headers);
      // The length was that of no body.
      headers.delete('content-length');
      headers.set('content-type', 'application/json; charset=utf-8');
      const body = JSON.stringify({ errors: [{ message: translate(text, locale), extensions: { code } }] });
      setResponse(new Response(body, { status: response.status, headers }));
    },
  };
}

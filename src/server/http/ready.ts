import type { Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { messageLocale } from '../../domain/negotiation/accept.ts';
import { problem } from '../core/problem.ts';
import type { Readiness } from '../core/readiness.ts';

/** Whether requests may be sent here, and how far the packages are that are loaded, in the language of the request. */
export function answerReady(request: Request, { obstacle, loading, refused, importLock }: Readiness): Response {
  const locale = messageLocale(request.headers.get('accept-language'));
  const words = (text: Text) => translate(text, locale);
  const packages = {
    loading: loading.map(({ reason, ...entry }) => (reason === null ? entry : { ...entry, reason: words(reason) })),
    refused: refused.map(({ reason, ...entry }) => ({ ...entry, reason: words(reason) })),
    importLock,
  };
  if (obstacle !== null) return problem(request, 'UNAVAILABLE', obstacle, packages);
  const headers = { 'cache-control': 'no-store', 'content-language': locale, vary: 'accept-language' };
  return Response.json({ status: 'ready', ...packages }, { headers });
}

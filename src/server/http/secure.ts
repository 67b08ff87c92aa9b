import type { RequestListener } from 'node:http';

/**
 * Headers on every answer: its type is what it says and not guessed, and a page that is left tells other sites nothing of its address. The one
 * page that the server has adds a policy of its own.
 */
const HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' } as const;

export function secureAnswers(handle: RequestListener): RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    handle(request, response);
  };
}

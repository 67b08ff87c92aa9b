import { createHash } from 'node:crypto';
import { ENTRANCES } from '../../connectors/connectors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { acceptsPage, messageLocale } from '../../domain/negotiation/accept.ts';
import { problem, STATUS } from '../core/problem.ts';

/** Where people can go, and what is there. */
const DOORS: readonly (readonly [path: string, what: Text])[] = [
  ['/', message('server.door-explorer')],
  ['/graphql', message('server.door-graphql')],
  [ENTRANCES.odata, message('server.door-odata')],
  [ENTRANCES.files, message('server.door-files')],
];

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}' +
  'dt{font-family:ui-monospace,monospace}dd{margin:0 0 1rem}';

/** The page loads nothing, sends nothing, and is shown in no frame. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A 404: problem details for a program; for a browser a page that says where to go. `prefix` is the path before each address. */
export function answerNotFound(
  request: Request,
  prefix: string,
  text: Text,
  details: Readonly<Record<string, unknown>> = {},
): Response {
  const { headers } = request;
  if (!acceptsPage(headers.get('accept'))) return problem(request, 'NOT_FOUND', text, details);
  const locale = messageLocale(headers.get('accept-language'));
  const words = (one: Text) => escapeHtml(translate(one, locale));
  const doors = DOORS.map(([path, what]) => {
    const address = escapeHtml(prefix + path);
    return `<dt><a href="${address}">${address}</a></dt><dd>${words(what)}</dd>`;
  });
  const title = words(message('server.page-not-found'));
  const page = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>${words(text)}</p><p>${words(message('server.page-doors'))}</p>
<dl>${doors.join('')}</dl><p>${words(message('server.page-documents'))}</p></body></html>
`;
  return new Response(page, {
    status: STATUS.NOT_FOUND,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': locale,
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      vary: 'accept, accept-language',
    },
  });
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

import { everyText, type Shape, TEXTS } from './shape.ts';

/** Node takes 16 KB of headers from a socket; who hands a request over by itself is bound by nothing. */
const MAX_HEADER = 100_000;
/** A header is a line of Latin letters. */
const LINES = Object.keys(TEXTS).filter((name) => name !== 'combining');

interface Door {
  readonly address: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Those that are read there. */
  readonly read: readonly string[];
}

const FORWARDED = ['forwarded', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-prefix'];
const DOORS: Readonly<Record<string, Door>> = {
  'GET /graphql': {
    address: '/graphql?query={datasets{code}}',
    read: ['accept', 'accept-language', 'if-none-match', 'x-request-id', 'origin'],
  },
  'POST /graphql': { address: '/graphql', body: '{"query":"{__typename}"}', read: ['content-type', 'accept'] },
  explorer: { address: '/graphql', headers: { accept: 'text/html' }, read: ['accept-encoding'] },
  OData: {
    address: '/odata/v4/Metrics?$top=1&$select=code',
    read: ['accept', 'accept-language', 'if-none-match', 'prefer', 'odata-maxversion', ...FORWARDED],
  },
  $batch: {
    address: '/odata/v4/$batch',
    body: '{"requests":[]}',
    headers: { 'content-type': 'application/json' },
    read: ['content-type', 'prefer'],
  },
  files: { address: '/files/tasks.metadata.json', read: ['accept-language', 'if-none-match'] },
};

/** What a header is known to hold, before the text. */
const PREFIXES: Readonly<Record<string, string>> = {
  'content-type': 'multipart/mixed;boundary=',
  prefer: 'maxpagesize ',
  forwarded: 'host=',
  'if-none-match': 'W/"',
};

export const HEADERS: readonly Shape[] = Object.entries(DOORS).flatMap(([door, { address, body, headers, read }]) =>
  read.flatMap((name) =>
    [...new Set(['', PREFIXES[name] ?? ''])].flatMap((prefix) =>
      everyText(
        `${door}, ${name}${prefix && ` ${prefix}`}`,
        MAX_HEADER,
        (text) =>
          new Request(`http://test${address}`, {
            headers: { ...headers, [name]: prefix + text },
            ...(body === undefined ? {} : { method: 'POST', body }),
          }),
        LINES,
      ),
    ),
  ),
);

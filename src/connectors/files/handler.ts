import { createHash } from 'node:crypto';
import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { DomainError, limitExceeded } from '../../domain/core/errors.ts';
import { inTime } from '../../domain/core/in-time.ts';
import { message } from '../../domain/message/message.ts';
import { assertUtf8 } from '../../domain/negotiation/utf8.ts';
import { findHeldTag, isAnyTag } from '../http/etag.ts';
import type { ConnectorBase, Handler, HandlerOptions } from '../http/handler.ts';
import { type PublicAddress, resolvePrefix } from '../http/public-address.ts';
import { BORDERS_FILE, BORDERS_TYPE } from './borders.ts';
import { beginFile, streamFile } from './file-stream.ts';
import { OBSERVATION_FILE } from './observation/observation-file.ts';
import type { FileContext } from './request/context.ts';
import { type FileFormat, type FileOf, FORMATS } from './request/file.ts';
import { buildDisposition } from './request/file-name.ts';
import { TASK_FILE } from './task/task-file.ts';
import { TASK_REPORT_FILE } from './task/task-report-file.ts';
import { answerWhole, keepFiles, MAX_WHOLE_FILE, type WholeFile, wholeFile } from './whole-file.ts';

export const FILES_ADDRESS = '/files';
const ALLOWED = ['GET', 'HEAD', 'OPTIONS'];
const MAX_ADDRESS_LENGTH = 16_384;

type AnyFile = FileOf<{ readonly context: FileContext }>;
const FILES: readonly AnyFile[] = [OBSERVATION_FILE, TASK_FILE, TASK_REPORT_FILE];

export interface FilesOptions extends ConnectorBase {
  readonly address: PublicAddress;
}

interface FileOptions extends HandlerOptions {
  readonly kept: ReturnType<typeof keepFiles>;
}

/** Everything under /files: what there is, and each of it as a file. */
export function createFiles(given: FilesOptions, borders: WholeFile | null = null): Handler {
  const { address, databaseFor, fileLimits } = given;
  const kept = keepFiles();
  return async (request, { client, id: requestId }) => {
    const { method } = request;
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: ALLOWED.join(', ') } });
    if (method !== 'GET' && method !== 'HEAD') throw notAllowed(method);
    const { pathname, search, searchParams } = new URL(request.url);
    const { length } = pathname + search;
    if (length > MAX_ADDRESS_LENGTH) {
      const text = message('files.address-too-long', { max: MAX_ADDRESS_LENGTH, length });
      throw limitExceeded('address', text, MAX_ADDRESS_LENGTH, length);
    }
    const path = pathname.slice(FILES_ADDRESS.length).replace(/^\//, '');
    assertUtf8(search);
    if (path === '') return index(request, borders, resolvePrefix(request, address));
    if (path === BORDERS_FILE && borders) return answerBorders(request, borders);
    const log = given.log.child({ requestId, path });
    let isLate = false;
    const database = databaseFor(client, () => isLate || request.signal.aborted);
    const work = file(path, searchParams, request, { ...given, log, database, kept });
    return inTime(work, fileLimits.piece, () => {
      isLate = true;
      return fileLimits.explainDelay(fileLimits.piece);
    });
  };
}

async function file(path: string, given: URLSearchParams, request: Request, options: FileOptions): Promise<Response> {
  const { of, format } = named(path);
  const selection = await of.select(options, request, given);
  const { languages, language, locale } = selection.context;
  const { type } = FORMATS[format];
  const name = nameOf([path, `${sortedWords(given)}`, languages.join(), locale, of.versionOf(selection)]);
  const kept = options.kept.get(name);
  const headers = new Headers({
    etag: kept?.etag ?? `W/"${name}"`,
    'cache-control': 'no-cache',
    vary: 'accept-language',
  });
  const ifNoneMatch = request.headers.get('if-none-match');
  // The same content: with the digest of its bytes behind a dot, or without.
  const matching = findHeldTag(ifNoneMatch, (opaque) => opaque.split('.')[0] === name);
  if (matching) headers.set('etag', matching);
  if (matching || isAnyTag(ifNoneMatch)) return new Response(null, { status: 304, headers });

  headers.set('content-type', type);
  headers.set('content-language', language);
  if (format !== 'metadata.json') {
    headers.set('content-disposition', buildDisposition(of.name, given, format));
    const words = given.size > 0 ? `?${given}` : '';
    headers.set('link', `<${of.name}.metadata.json${words}>; rel="describedby"; type="application/csvm+json"`);
  }
  if (kept) return answerWhole(request, kept, headers);
  const bytes = await of.bytes(options, selection, format, given);
  const begun = await beginFile(bytes, options.fileLimits, MAX_WHOLE_FILE);
  if (begun.isWhole) {
    const whole: WholeFile = wholeFile(begun.pieces, name);
    options.kept.set(name, whole);
    return answerWhole(request, whole, headers);
  }
  // How long it will be is known when it has been sent.
  headers.set('accept-ranges', 'none');
  if (request.method === 'HEAD') {
    await bytes.return();
    return new Response(null, { headers });
  }
  return new Response(streamFile(bytes, begun, options.fileLimits, options.log), { headers });
}

function named(path: string): { of: AnyFile; format: FileFormat } {
  for (const of of FILES) {
    const format = of.formats.find((one) => path === `${of.name}.${one}`);
    if (format) return { of, format };
  }
  const known = FILES.flatMap(({ name, formats }) => formats.map((one) => `${name}.${one}`));
  const sentence = message('files.no-file', { path: JSON.stringify(path.slice(0, 100)) });
  throw new DomainError('NOT_FOUND', message('files.unknown-file', { sentence: didYouMean(path, known, sentence) }));
}

const sortedWords = (given: URLSearchParams): URLSearchParams => {
  const words = new URLSearchParams(given);
  words.sort();
  return words;
};

/** Stands for what a file holds: the same name is the same content. */
const nameOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** The borders do not change while the server runs: the tag of their bytes says that they have not changed since it ran before either. */
function answerBorders(request: Request, borders: WholeFile): Response {
  const headers = new Headers({ etag: borders.etag, 'cache-control': 'no-cache' });
  if (findHeldTag(request.headers.get('if-none-match'), (opaque) => `"${opaque}"` === borders.etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set('content-type', BORDERS_TYPE);
  return answerWhole(request, borders, headers);
}

/** `prefix` is the path before each address. */
function index(request: Request, borders: WholeFile | null, prefix: string): Response {
  const files = FILES.flatMap(({ name, formats, words, what }) =>
    formats.map((format) => ({
      path: `${prefix}${FILES_ADDRESS}/${name}.${format}`,
      type: FORMATS[format].type,
      what: what?.[format] ?? FORMATS[format].what,
      words,
    })),
  );
  const own = {
    path: `${prefix}${FILES_ADDRESS}/${BORDERS_FILE}`,
    type: BORDERS_TYPE,
    what: 'borders of regions, as GeoJSON',
    words: [],
  };
  const all = borders ? [...files, own] : files;
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-cache' });
  return answerWhole(request, wholeFile([Buffer.from(JSON.stringify({ files: all }, null, 2))], 'files'), headers);
}

const notAllowed = (method: string): DomainError =>
  new DomainError('METHOD_NOT_ALLOWED', message('files.method-not-allowed', { method }), { allow: ALLOWED });

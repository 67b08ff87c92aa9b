import { createHash } from 'node:crypto';
import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { DomainError, limitExceeded, unavailable } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { getEdition, isAnyTag, isHeld } from '../http/etag.ts';
import type { HandlerOptions } from '../http/handler.ts';
import { inTime, streamFile } from './file-stream.ts';
import { OBSERVATION_FILE } from './observation/observation-file.ts';
import type { FileContext } from './request/context.ts';
import { type FileFormat, type FileOf, FORMATS } from './request/file.ts';
import { buildDisposition } from './request/file-name.ts';
import { TASK_FILE } from './task/task-file.ts';

export const FILES_ADDRESS = '/files';
const ALLOWED = ['GET', 'HEAD', 'OPTIONS'];
const MAX_ADDRESS_LENGTH = 16_384;

type AnyFile = FileOf<{ readonly context: FileContext }>;
const FILES: readonly AnyFile[] = [OBSERVATION_FILE as AnyFile, TASK_FILE as AnyFile];

/** Everything under /files: what there is, and each of it as a file. */
export function createFiles(options: HandlerOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method } = request;
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: ALLOWED.join(', ') } });
    if (method !== 'GET' && method !== 'HEAD') throw notAllowed(method);
    if (request.url.length > MAX_ADDRESS_LENGTH) {
      const { length } = request.url;
      const text = message('files.address-too-long', { max: MAX_ADDRESS_LENGTH, length });
      throw limitExceeded('address', text, MAX_ADDRESS_LENGTH);
    }
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.slice(FILES_ADDRESS.length).replace(/^\//, '');
    if (path === '') return index(method);
    return inTime(file(path, searchParams, request, options), options.fileLimits.idle, unavailable);
  };
}

async function file(
  path: string,
  given: URLSearchParams,
  request: Request,
  options: HandlerOptions,
): Promise<Response> {
  const { of, format } = named(path);
  const selection = await of.select(options, request, given);
  const { languages, language } = selection.context;
  const { type } = FORMATS[format];
  const etag = etagOf([
    path,
    `${sortedWords(given)}`,
    languages.join(),
    of.versionOf(selection),
    getEdition(selection.context.catalogue),
  ]);
  const headers = new Headers({ etag, 'cache-control': 'no-cache', vary: 'accept-language' });
  const ifNoneMatch = request.headers.get('if-none-match');
  if (isAnyTag(ifNoneMatch) || isHeld(ifNoneMatch, etag)) return new Response(null, { status: 304, headers });

  headers.set('content-type', type);
  headers.set('content-language', language);
  headers.set('x-content-type-options', 'nosniff');
  if (format !== 'metadata.json') {
    headers.set('content-disposition', buildDisposition(of.name, given, format));
    const words = given.size > 0 ? `?${given}` : '';
    headers.set('link', `<${of.name}.metadata.json${words}>; rel="describedby"; type="application/csvm+json"`);
  }
  if (request.method === 'HEAD') return new Response(null, { headers });
  const bytes = await of.bytes(options, selection, format, given);
  return new Response(await streamFile(bytes, options.fileLimits, options.log, path), { headers });
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

const etagOf = (parts: readonly string[]): string =>
  `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}"`;

function index(method: string): Response {
  const files = FILES.flatMap(({ name, formats, words }) =>
    formats.map((format) => ({
      path: `${FILES_ADDRESS}/${name}.${format}`,
      type: FORMATS[format].type,
      what: FORMATS[format].what,
      words,
    })),
  );
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache' };
  return new Response(method === 'HEAD' ? null : JSON.stringify({ files }, null, 2), { headers });
}

const notAllowed = (method: string): DomainError =>
  new DomainError('METHOD_NOT_ALLOWED', message('files.method-not-allowed', { method }), { allow: ALLOWED });

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DatabaseConfig } from './database/engine.ts';
import { DomainError } from './domain/core/errors.ts';
import { type Locale, pickLocale, posixTag } from './domain/message/locale.ts';
import { lines, list, message, type Text } from './domain/message/message.ts';
import { translate } from './domain/message/translate.ts';

/** What one request may ask for; more is LIMIT_EXCEEDED. Times are milliseconds. */
export interface Limits {
  readonly depth: number;
  readonly complexity: number;
  readonly aliases: number;
  readonly tokens: number;
  readonly bodyBytes: number;
  readonly requestTimeout: number;
}

export interface Config {
  readonly database: DatabaseConfig;
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Folders of the packages that `serve` loads. */
  readonly datasets: readonly string[];
  readonly defaultDataset: string | null;
  readonly corsOrigins: readonly string[];
  readonly limits: Limits;
  /** Memory for answers that are kept until the content changes; 0 keeps none. */
  readonly cacheBytes: number;
  /** Milliseconds for which a content version that was read may be relied on; 0 reads it for every request. */
  readonly versionMaxAge: number;
  readonly drainTimeout: number;
  /** Milliseconds after which the server ends the statement of a role that reads SQL views. */
  readonly readerTimeout: number;
  /** The address under which people reach the server; null: the one that a request names. */
  readonly publicUrl: string | null;
  /** Whether every request comes through a proxy that says which address it was sent to. */
  readonly trustProxy: boolean;
  readonly odata: ODataLimits;
}

/** What one request to OData may ask for. */
export interface ODataLimits {
  /** Characters of an address. */
  readonly urlLength: number;
  /** Rows of a page, and the most that a client may prefer. */
  readonly pageSize: number;
  readonly largestPage: number;
  readonly expandDepth: number;
}

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What the value of a variable must be. */
const EXPECTED = z.registry<{ readonly expected: Text }>();

const VARIABLES = z.object({
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl)
    .optional()
    .register(EXPECTED, { expected: message('config.postgres-url') }),
  POOL_SIZE: whole(10, 1, 1_000),
  DATA_DIR: z.string().default(`${PROJECT}.data`),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(4000, 0, 65_535),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .register(EXPECTED, { expected: message('config.one-of', { choices: list(LOG_LEVELS) }) }),
  DATASETS: z.string().default(`${PROJECT}data/tianshui-2020`),
  DEFAULT_DATASET: z
    .string()
    .regex(/^\S+$/)
    .optional()
    .register(EXPECTED, { expected: message('config.dataset-code') }),
  CORS_ORIGINS: z
    .string()
    .refine((text) => itemsOf(text).every(isOrigin))
    .default('')
    .register(EXPECTED, { expected: message('config.origins') }),
  MAX_DEPTH: whole(16, 1, 1_000),
  MAX_COMPLEXITY: whole(200_000, 1, 1_000_000_000),
  MAX_ALIASES: whole(100, 0, 100_000),
  MAX_TOKENS: whole(4_000, 1, 1_000_000),
  MAX_BODY_BYTES: whole(262_144, 1, 1_000_000_000),
  REQUEST_TIMEOUT_MS: whole(15_000, 1, 3_600_000),
  CACHE_MB: whole(64, 0, 1_000_000),
  VERSION_MAX_AGE_MS: whole(0, 0, 3_600_000),
  DRAIN_TIMEOUT_MS: whole(10_000, 0, 3_600_000),
  READER_TIMEOUT_MS: whole(60_000, 1_000, 86_400_000),
  PUBLIC_URL: z
    .string()
    .refine(isPublicUrl)
    .optional()
    .register(EXPECTED, { expected: message('config.public-url') }),
  TRUST_PROXY: whole(0, 0, 1),
  ODATA_MAX_URL: whole(8_192, 100, 1_000_000),
  ODATA_PAGE_SIZE: whole(1_000, 1, 100_000),
  ODATA_MAX_PAGE_SIZE: whole(10_000, 1, 100_000),
  ODATA_MAX_EXPAND: whole(3, 0, 10),
});

/** Every variable that is read, for the test that keeps .env.example in step. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(VARIABLES.shape);

/** Environment → Config. Everything that is wrong with it is told in one BAD_INPUT, a line each. Relative folders are relative to `cwd`. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, cwd: string = process.cwd()): Config {
  const values = Object.fromEntries(
    // An empty value is how a shell or a compose file says "not set"; no data sets at all is the one thing that it can mean besides.
    VARIABLE_NAMES.filter((name) => env[name] !== undefined && (env[name] !== '' || name === 'DATASETS')).map(
      (name) => [name, env[name]] as const,
    ),
  );
  const parsed = VARIABLES.safeParse(values);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path }) => problemText(String(path[0]), values));
    throw new DomainError(
      'BAD_INPUT',
      lines([message('config.invalid'), ...problems.map((problem) => message('config.line', { problem }))]),
      { problems: problems.map((problem) => translate(problem, 'en')) },
    );
  }
  const { data } = parsed;
  return Object.freeze({
    database: Object.freeze(
      data.DATABASE_URL
        ? { kind: 'postgres' as const, url: data.DATABASE_URL, poolSize: data.POOL_SIZE }
        : { kind: 'embedded' as const, directory: resolve(cwd, data.DATA_DIR) },
    ),
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    datasets: Object.freeze(itemsOf(data.DATASETS).map((folder) => resolve(cwd, folder))),
    defaultDataset: data.DEFAULT_DATASET ?? null,
    corsOrigins: Object.freeze(itemsOf(data.CORS_ORIGINS)),
    limits: Object.freeze({
      depth: data.MAX_DEPTH,
      complexity: data.MAX_COMPLEXITY,
      aliases: data.MAX_ALIASES,
      tokens: data.MAX_TOKENS,
      bodyBytes: data.MAX_BODY_BYTES,
      requestTimeout: data.REQUEST_TIMEOUT_MS,
    }),
    cacheBytes: data.CACHE_MB * 1_048_576,
    versionMaxAge: data.VERSION_MAX_AGE_MS,
    drainTimeout: data.DRAIN_TIMEOUT_MS,
    readerTimeout: data.READER_TIMEOUT_MS,
    publicUrl: data.PUBLIC_URL ?? null,
    trustProxy: data.TRUST_PROXY === 1,
    odata: Object.freeze({
      urlLength: data.ODATA_MAX_URL,
      pageSize: Math.min(data.ODATA_PAGE_SIZE, data.ODATA_MAX_PAGE_SIZE),
      largestPage: data.ODATA_MAX_PAGE_SIZE,
      expandDepth: data.ODATA_MAX_EXPAND,
    }),
  });
}

/** The language of messages in a process: of LC_ALL, LC_MESSAGES and LANG the first that is not empty decides, as in POSIX. */
export const environmentLocale = (env: Readonly<Record<string, string | undefined>>): Locale =>
  pickLocale([posixTag(env.LC_ALL || env.LC_MESSAGES || env.LANG || '')]);

function problemText(name: string, values: Readonly<Record<string, string | undefined>>): Text {
  const schema = Object.entries(VARIABLES.shape).find(([known]) => known === name)?.[1];
  const expected = (schema && EXPECTED.get(schema)?.expected) ?? '';
  return name === 'DATABASE_URL'
    ? message('config.invalid-secret', { name, expected })
    : message('config.invalid-value', { name, expected, value: values[name] ?? '' });
}

function whole(fallback: number, min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .refine((number) => number >= min && number <= max)
    .default(fallback)
    .register(EXPECTED, { expected: message('config.whole-number', { min, max }) });
}

function itemsOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && search === '' && hash === '' && username === '';
}

function isOrigin(text: string): boolean {
  return text === '*' || (URL.canParse(text) && new URL(text).origin === text);
}

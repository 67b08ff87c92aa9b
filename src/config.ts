import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DatabaseConfig } from './database/engine.ts';
import { DomainError } from './domain/core/errors.ts';
import { DEFAULT_LOCALE, type Locale, parseLocale, posixTag } from './domain/message/locale.ts';
import { lines, list as listText, message, type Text } from './domain/message/message.ts';
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
  /** The address of streaming replicas of the database; null: there are none. */
  readonly replicaUrl: string | null;
  /** Where columnar copies of what is published are kept, and what they may use; null: there are none. */
  readonly columnar: ColumnarConfig | null;
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** How the log names where a request came from. */
  readonly logClient: (typeof LOG_CLIENTS)[number];
  /** Where /metrics is answered: on the port of the API, at an address of its own, or nowhere. */
  readonly metrics: 'on' | 'off' | ListenAddress;
  /** Whether traces are sent, by OpenTelemetry, which reads its other variables itself. */
  readonly tracing: boolean;
  /** Folders of the packages that `serve` loads. */
  readonly datasets: readonly string[];
  readonly defaultDataset: string | null;
  readonly corsOrigins: readonly string[];
  readonly limits: Limits;
  /** Memory for answers that are kept until the content changes; 0 keeps none. */
  readonly cacheBytes: number;
  /** Milliseconds for which a content version that was read may be relied on; 0 reads it for every request. */
  readonly versionMaxAge: number;
  /** Seconds for which caches and browsers may give the answer to a GET without asking again. */
  readonly answerMaxAge: number;
  /** Files of documents that clients may name instead of sending them. */
  readonly persistedDocuments: readonly string[];
  /** Whether any document may be asked, or only persisted ones. */
  readonly documents: (typeof DOCUMENTS)[number];
  readonly drainTimeout: number;
  /** Milliseconds that the making and sending of one file may take. */
  readonly fileTimeout: number;
  /** Milliseconds that a client may take nothing of its file. */
  readonly fileIdleTimeout: number;
  /** Milliseconds for which a connection without a request is kept open. */
  readonly keepAlive: number;
  /** Milliseconds after which the server ends the statement of a role that reads SQL views. */
  readonly readerTimeout: number;
  /** The address under which people reach the server; null: the one that a request names. */
  readonly publicUrl: string | null;
  /** How many proxies every request comes through, which say where it came from and which address it was sent to; 0 for none. */
  readonly trustedProxies: number;
  readonly admission: AdmissionLimits;
  readonly odata: ODataLimits;
  /** A GeoJSON file with the borders of regions, for maps; null for none. */
  readonly bordersFile: string | null;
  /** Names in the environment that are not read here: other programs' own, and slips, which the doctor finds. */
  readonly otherVariables: readonly string[];
}

export interface ColumnarConfig {
  readonly directory: string;
  readonly memoryMegabytes: number;
  readonly threads: number;
}

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** How many requests may be in flight, those that wait among them. Files and OData are long requests. */
export interface AdmissionLimits {
  readonly requests: number;
  readonly requestsPerClient: number;
  readonly longRequests: number;
  readonly longRequestsPerClient: number;
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
/** The file that lists and explains every variable. */
export const SETTINGS_FILE = `${PROJECT}.env.example`;
/** What would be right, by its English, which is all that zod keeps of it. */
const RIGHT = new Map<string, Text>();

function right(text: Text): string {
  const english = translate(text, 'en');
  RIGHT.set(english, text);
  return english;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const LOG_CLIENTS = ['network', 'address', 'none'] as const;
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const;
const DOCUMENTS = ['any', 'persisted'] as const;
/** `host:port`, with an IPv6 address in brackets. */
const LISTEN_ADDRESS = /^(?:\[([\da-fA-F:.]+)\]|([^:\s[\]]+)):(\d{1,5})$/;

/** The packages that come with the project. The first is the one that a query means when it names none. */
const BUNDLED = ['tianshui-2020', 'wgi-2019', 'wgi-2020', 'uk-gmpp'];

const VARIABLES = z.object({
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, right(message('config.postgres-address')))
    .refine(hasKnownSslMode, right(message('config.ssl-mode', { values: listText(SSL_MODES) })))
    .optional(),
  DATABASE_READ_URL: z
    .string()
    .refine(isPostgresUrl, right(message('config.postgres-address')))
    .optional(),
  POOL_SIZE: whole(10, 1, 1_000),
  DATA_DIR: z.string().default('.data'),
  COLUMNAR_DIR: z.string().optional(),
  COLUMNAR_MEMORY_MB: whole(1_024, 128, 1_000_000),
  COLUMNAR_THREADS: whole(2, 1, 256),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(4000, 0, 65_535),
  LOG_LEVEL: z.enum(LOG_LEVELS, right(message('config.one-of', { values: listText(LOG_LEVELS) }))).default('info'),
  LOG_CLIENT: z
    .enum(LOG_CLIENTS, right(message('config.one-of', { values: listText(LOG_CLIENTS) })))
    .default('network'),
  METRICS: z
    .string()
    .refine((text) => parseMetrics(text) !== null, right(message('config.metrics')))
    .default('on'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(isPublicUrl, right(message('config.collector')))
    .optional(),
  OTEL_SDK_DISABLED: z.string().default('false'),
  DATASETS: z.string().default(BUNDLED.map((name) => `${PROJECT}data/${name}`).join(',')),
  DEFAULT_DATASET: z
    .string()
    .regex(/^\S+$/, right(message('config.dataset-code')))
    .optional(),
  CORS_ORIGINS: z
    .string()
    .refine((text) => list(text).every(isOrigin), right(message('config.origins')))
    .default(''),
  MAX_DEPTH: whole(16, 1, 1_000),
  MAX_COMPLEXITY: whole(200_000, 1, 1_000_000_000),
  MAX_ALIASES: whole(100, 0, 100_000),
  MAX_TOKENS: whole(4_000, 1, 1_000_000),
  MAX_BODY_BYTES: whole(262_144, 1, 1_000_000_000),
  REQUEST_TIMEOUT_MS: whole(15_000, 1, 3_600_000),
  CACHE_MB: whole(64, 0, 1_000_000),
  VERSION_MAX_AGE_MS: whole(0, 0, 3_600_000),
  ANSWER_MAX_AGE_S: whole(0, 0, 86_400),
  PERSISTED_DOCUMENTS: z.string().default(''),
  DOCUMENTS: z.enum(DOCUMENTS, right(message('config.one-of', { values: listText(DOCUMENTS) }))).default('any'),
  DRAIN_TIMEOUT_MS: whole(10_000, 0, 3_600_000),
  FILE_TIMEOUT_MS: whole(600_000, 1_000, 86_400_000),
  FILE_IDLE_TIMEOUT_MS: whole(120_000, 1_000, 86_400_000),
  KEEP_ALIVE_MS: whole(65_000, 1_000, 3_600_000),
  READER_TIMEOUT_MS: whole(60_000, 1_000, 86_400_000),
  PUBLIC_URL: z
    .string()
    .refine(isPublicUrl, right(message('config.public-address')))
    .optional(),
  TRUST_PROXY: whole(0, 0, 10),
  MAX_REQUESTS: whole(1_000, 1, 100_000),
  MAX_CLIENT_REQUESTS: whole(200, 1, 100_000),
  MAX_LONG_REQUESTS: whole(60, 1, 100_000),
  MAX_CLIENT_LONG_REQUESTS: whole(20, 1, 100_000),
  ODATA_MAX_URL: whole(8_192, 100, 1_000_000),
  ODATA_PAGE_SIZE: whole(1_000, 1, 100_000),
  ODATA_MAX_PAGE_SIZE: whole(10_000, 1, 100_000),
  ODATA_MAX_EXPAND: whole(3, 0, 10),
  REGIONS_GEOJSON: z.string().optional(),
});

type Settings = z.infer<typeof VARIABLES>;

/** Pairs of which the first may not be more than the second. */
const ORDERED: readonly (readonly [Extract<keyof Settings, string>, Extract<keyof Settings, string>])[] = [
  ['ODATA_PAGE_SIZE', 'ODATA_MAX_PAGE_SIZE'],
  ['REQUEST_TIMEOUT_MS', 'FILE_TIMEOUT_MS'],
];
/** Addresses that stand for all others. */
const ANY_HOST: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Every variable that is read. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(VARIABLES.shape);

/**
 * The language in which the environment wants messages. As POSIX has it, the first of LC_ALL, LC_MESSAGES and LANG that is not empty decides;
 * English where it names a language without messages, or none at all, as C does.
 */
export function environmentLocale(env: Readonly<Record<string, string | undefined>>): Locale {
  const name = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return parseLocale(posixTag(name)) ?? DEFAULT_LOCALE;
}

/** Whether npm or npx has started this process, with a shell in between, or what they started. */
export const isRunByNpm = (env: Readonly<Record<string, string | undefined>>): boolean => Boolean(env.npm_command);

/** Environment → Config. Everything that is wrong with it is told in one BAD_INPUT, a line each. Relative folders are relative to `cwd`. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, cwd: string = process.cwd()): Config {
  const given = Object.fromEntries(
    // An empty value is how a shell or a compose file says "not set"; no data sets at all is the one thing that it can mean besides.
    VARIABLE_NAMES.filter((name) => env[name] !== undefined && (env[name] !== '' || name === 'DATASETS')).map(
      (name) => [name, env[name]] as const,
    ),
  );
  const parsed = VARIABLES.safeParse(given);
  if (!parsed.success) {
    const found = parsed.error.issues.map(({ path, message: words }) =>
      describeFault(String(path[0]), given[String(path[0])] ?? '', RIGHT.get(words) ?? words),
    );
    throw wrongConfiguration(found);
  }
  // A page that nobody sized is as large as the largest may be.
  const pageSize = given.ODATA_PAGE_SIZE === undefined ? { ODATA_PAGE_SIZE: smallerPage(parsed.data) } : {};
  const data = { ...parsed.data, ...pageSize };
  const contradictions = findContradictions(data, given);
  if (contradictions.length > 0) throw wrongConfiguration(contradictions);
  return Object.freeze({
    database: Object.freeze(
      data.DATABASE_URL
        ? { kind: 'postgres' as const, url: data.DATABASE_URL, poolSize: data.POOL_SIZE }
        : { kind: 'embedded' as const, directory: resolve(cwd, data.DATA_DIR) },
    ),
    replicaUrl: data.DATABASE_READ_URL ?? null,
    columnar: data.COLUMNAR_DIR === undefined ? null : buildColumnar(data.COLUMNAR_DIR, data, cwd),
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    logClient: data.LOG_CLIENT,
    metrics: parseMetrics(data.METRICS) ?? 'off',
    tracing: data.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined && data.OTEL_SDK_DISABLED.toLowerCase() !== 'true',
    datasets: Object.freeze(list(data.DATASETS).map((folder) => resolve(cwd, folder))),
    defaultDataset: data.DEFAULT_DATASET ?? null,
    corsOrigins: Object.freeze(list(data.CORS_ORIGINS)),
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
    answerMaxAge: data.ANSWER_MAX_AGE_S,
    persistedDocuments: Object.freeze(list(data.PERSISTED_DOCUMENTS).map((file) => resolve(cwd, file))),
    documents: data.DOCUMENTS,
    drainTimeout: data.DRAIN_TIMEOUT_MS,
    fileTimeout: data.FILE_TIMEOUT_MS,
    fileIdleTimeout: data.FILE_IDLE_TIMEOUT_MS,
    keepAlive: data.KEEP_ALIVE_MS,
    readerTimeout: data.READER_TIMEOUT_MS,
    publicUrl: data.PUBLIC_URL ?? null,
    trustedProxies: data.TRUST_PROXY,
    admission: Object.freeze({
      requests: data.MAX_REQUESTS,
      requestsPerClient: data.MAX_CLIENT_REQUESTS,
      longRequests: data.MAX_LONG_REQUESTS,
      longRequestsPerClient: data.MAX_CLIENT_LONG_REQUESTS,
    }),
    odata: Object.freeze({
      urlLength: data.ODATA_MAX_URL,
      pageSize: data.ODATA_PAGE_SIZE,
      largestPage: data.ODATA_MAX_PAGE_SIZE,
      expandDepth: data.ODATA_MAX_EXPAND,
    }),
    bordersFile: data.REGIONS_GEOJSON === undefined ? null : resolve(cwd, data.REGIONS_GEOJSON),
    otherVariables: Object.freeze(Object.keys(env).filter((name) => !VARIABLE_NAMES.includes(name))),
  });
}

const buildColumnar = (directory: string, data: Settings, cwd: string): ColumnarConfig =>
  Object.freeze({
    directory: resolve(cwd, directory),
    memoryMegabytes: data.COLUMNAR_MEMORY_MB,
    threads: data.COLUMNAR_THREADS,
  });

function wrongConfiguration(found: readonly Text[]): DomainError {
  const text = lines([message('config.wrong'), ...found.map((words) => message('config.problem', { words }))]);
  return new DomainError('BAD_INPUT', text, { problems: found.map((words) => translate(words, 'en')) });
}

const smallerPage = (data: Settings): number => Math.min(data.ODATA_PAGE_SIZE, data.ODATA_MAX_PAGE_SIZE);

/** Values of which each would be right without the other. */
function findContradictions(data: Settings, given: Readonly<Record<string, unknown>>): Text[] {
  const describeValue = (name: keyof Settings): Text => {
    const value = Number(data[name]);
    return given[name] === undefined ? message('config.default', { value }) : message('config.number', { value });
  };
  const unordered = ORDERED.filter(([lower, upper]) => Number(data[lower]) > Number(data[upper])).map(
    ([lower, upper]) => {
      const values = { lower, value: describeValue(lower), upper, limit: describeValue(upper) };
      // Whoever set one of the two looks for its name.
      const isUpperGiven = given[upper] !== undefined && given[lower] === undefined;
      return isUpperGiven ? message('config.less-than', values) : message('config.more-than', values);
    },
  );
  const { HOST: host, PORT: port, METRICS } = data;
  const metrics = parseMetrics(METRICS);
  const isTaken =
    typeof metrics === 'object' &&
    metrics?.port === port &&
    port !== 0 &&
    (metrics.host === host || ANY_HOST.has(metrics.host) || ANY_HOST.has(host));
  const taken = message('config.metrics-on-api', { metrics: METRICS, host, port: String(port) });
  const isAlone = data.DATABASE_READ_URL !== undefined && data.DATABASE_URL === undefined;
  const isCopied = data.COLUMNAR_DIR !== undefined && data.DATABASE_URL === undefined;
  return [
    ...unordered,
    ...(isTaken ? [taken] : []),
    ...(isAlone ? [message('config.replica-alone')] : []),
    ...(isCopied ? [message('config.columnar-alone')] : []),
  ];
}

function whole(fallback: number, least: number, most: number) {
  const expected = right(message('config.whole-number', { min: least, max: most }));
  return z
    .string()
    .regex(/^\d{1,12}$/, expected)
    .transform(Number)
    .refine((number) => number >= least && number <= most, expected)
    .default(fallback);
}

/** Variables that may hold a password. */
const SECRET: ReadonlySet<string> = new Set<keyof Settings>(['DATABASE_URL', 'DATABASE_READ_URL']);

const describeFault = (name: string, value: string, expected: Text): Text =>
  SECRET.has(name)
    ? message('config.secret-value', { name, expected })
    : message('config.value', { name, value, expected });

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

/** With another the driver would secure the connection as it does by default, whatever was meant. */
function hasKnownSslMode(text: string): boolean {
  const mode = URL.canParse(text) ? new URL(text).searchParams.get('sslmode') : null;
  return mode === null || SSL_MODES.some((known) => known === mode);
}

function parseMetrics(text: string): Config['metrics'] | null {
  if (text === 'on' || text === 'off') return text;
  const [, v6, name, port] = LISTEN_ADDRESS.exec(text) ?? [];
  const host = v6 ?? name;
  return host === undefined || Number(port) > 65_535 ? null : Object.freeze({ host, port: Number(port) });
}

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && search === '' && hash === '' && username === '';
}

function isOrigin(text: string): boolean {
  return text === '*' || (URL.canParse(text) && new URL(text).origin === text);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type AdmissionLimits, type Config, type ListenAddress, VARIABLE_NAMES } from '../../config.ts';
import { readBorders } from '../../connectors/files/borders.ts';
import { findStricterSslMode } from '../../database/postgres-pool.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { readManifests } from '../../server/graphql/manifest.ts';
import { assertFree } from '../../server/listen.ts';
import { type Diagnosis, fault, good, warning } from './diagnosis.ts';
import { findMisspellings } from './misspelling.ts';

const OLDEST_NODE = [20, 19] as const;
const LOCAL = new Set(['127.0.0.1', '::1', 'localhost']);

/** What is known of the server that runs on the database. */
export interface OwnServer {
  readonly addresses: readonly string[];
  /** The folder on which no server runs but one with these addresses; null: a server may run that does not say where it listens. */
  readonly directory: string | null;
}

/** Looks at everything around the database. What the values of variables must be is checked before, when they are read. */
export async function checkConfiguration(config: Config, own: OwnServer): Promise<Diagnosis[]> {
  const { metrics, trustedProxies, publicUrl, host, bordersFile, documents, persistedDocuments } = config;
  const addresses = [{ host, port: config.port }, ...(typeof metrics === 'object' ? [metrics] : [])];
  const isOpen = metrics === 'on' && trustedProxies === 0 && !LOCAL.has(host);
  return [
    checkNode(process.versions.node),
    ...(await Promise.all(addresses.map((address) => checkAddress(address, own)))),
    ...(isOpen ? [warning(message('doctor.open-metrics', { host }))] : []),
    ...(trustedProxies > 0 && publicUrl === null ? [warning(message('doctor.public-url'))] : []),
    ...checkNames(config.otherVariables),
    ...checkShares(config.admission),
    ...checkSslModes(config),
    ...(documents === 'persisted' && persistedDocuments.length === 0 ? [warning(message('doctor.closed'))] : []),
    ...checkFile(() => readManifests(persistedDocuments)),
    ...(bordersFile === null ? [] : checkFile(() => readBorders(bordersFile))),
    ...config.datasets.map(checkPackage),
  ];
}

const checkNames = (names: readonly string[]): Diagnosis[] =>
  findMisspellings(names, VARIABLE_NAMES).map((found) => warning(message('doctor.misspelt', { ...found })));

/** The driver secures connections more strictly than libpq does with the same word. */
function checkSslModes({ database, replicaUrl }: Config): Diagnosis[] {
  const urls = [
    ['DATABASE_URL', database.kind === 'postgres' ? database.url : null],
    ['DATABASE_READ_URL', replicaUrl],
  ] as const;
  return urls.flatMap(([name, url]) => {
    const mode = url === null ? null : findStricterSslMode(url);
    return mode === null ? [] : [warning(message('doctor.ssl-mode', { name, mode }))];
  });
}

/** Bounds that hold nobody back, because others are reached first. */
function checkShares({
  requests,
  requestsPerClient,
  longRequests,
  longRequestsPerClient,
}: AdmissionLimits): Diagnosis[] {
  const shares = [
    { client: 'MAX_CLIENT_REQUESTS', share: requestsPerClient, all: 'MAX_REQUESTS', max: requests },
    { client: 'MAX_CLIENT_LONG_REQUESTS', share: longRequestsPerClient, all: 'MAX_LONG_REQUESTS', max: longRequests },
  ].filter(({ share, max }) => share >= max);
  const long = { share: longRequests, max: requests };
  const longOfClient = { share: longRequestsPerClient, max: requestsPerClient };
  return [
    ...shares.map((share) => warning(message('doctor.client-share', share))),
    ...(long.share >= long.max ? [warning(message('doctor.long-share', long))] : []),
    ...(longOfClient.share > longOfClient.max ? [warning(message('doctor.long-of-client', longOfClient))] : []),
  ];
}

/** A start reads the file too, and ends where it cannot. */
function checkFile(read: () => unknown): Diagnosis[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof DomainError) return [fault(error.text)];
    throw error;
  }
}

function checkNode(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isNew ? good(message('doctor.node', { version })) : fault(message('doctor.old-node', { version }));
}

/** An address that is taken keeps a server from starting, unless the server that runs is the one that is meant. */
async function checkAddress({ host, port }: ListenAddress, own: OwnServer): Promise<Diagnosis> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  try {
    await assertFree({ host, port });
    return good(message('doctor.address-free', { address }));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE') return fault(message('doctor.address-wrong', { address, code }));
    if (own.addresses.some((one) => one.endsWith(`:${port}`))) return good(message('doctor.address-own', { address }));
    if (!(await answersAsGovgraph(address))) return fault(message('doctor.address-taken', { address, code }));
    const { directory } = own;
    return directory === null
      ? warning(message('doctor.address-of-govgraph', { address }))
      : fault(message('doctor.address-of-another', { address, directory }));
  }
}

const ANSWER_TIME = 2_000;
const READINESS = z.union([
  z.object({ status: z.literal('ready'), loading: z.array(z.unknown()) }),
  z.object({ code: z.literal('UNAVAILABLE'), loading: z.array(z.unknown()) }),
]);

/** Whether /ready says there what a server of this project says. */
async function answersAsGovgraph(address: string): Promise<boolean> {
  try {
    const response = await fetch(`http://${address}/ready`, { signal: AbortSignal.timeout(ANSWER_TIME) });
    return READINESS.safeParse(await response.json()).success;
  } catch {
    return false;
  }
}

/** A start skips a package that is not there. */
function checkPackage(folder: string): Diagnosis {
  return existsSync(join(folder, 'datapackage.json'))
    ? good(message('doctor.package', { folder }))
    : warning(message('doctor.package-missing', { folder }));
}

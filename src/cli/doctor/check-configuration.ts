import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, ListenAddress } from '../../config.ts';
import { message } from '../../domain/message/message.ts';
import { assertFree } from '../../server/listen.ts';
import { type Diagnosis, fault, good, warning } from './diagnosis.ts';

const OLDEST_NODE = [20, 19] as const;
const LOCAL = new Set(['127.0.0.1', '::1', 'localhost']);

/** Looks at everything around the database. What the values of variables must be is checked before, when they are read. */
export async function checkConfiguration(config: Config): Promise<Diagnosis[]> {
  const { metrics, trustedProxies, publicUrl, host } = config;
  const addresses = [{ host, port: config.port }, ...(typeof metrics === 'object' ? [metrics] : [])];
  const isOpen = metrics === 'on' && trustedProxies === 0 && !LOCAL.has(host);
  return [
    checkNode(process.versions.node),
    ...(await Promise.all(addresses.map(checkAddress))),
    ...(isOpen ? [warning(message('doctor.open-metrics', { host }))] : []),
    ...(trustedProxies > 0 && publicUrl === null ? [warning(message('doctor.public-url'))] : []),
    ...config.datasets.map(checkPackage),
  ];
}

function checkNode(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isNew ? good(message('doctor.node', { version })) : fault(message('doctor.old-node', { version }));
}

/** A server that runs already has the address: so it is no error. */
async function checkAddress({ host, port }: ListenAddress): Promise<Diagnosis> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  try {
    await assertFree({ host, port });
    return good(message('doctor.address-free', { address }));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const text = message('doctor.address-taken', { address, code });
    return code === 'EADDRINUSE' ? warning(text) : fault(text);
  }
}

/** A start skips a package that is not there. */
function checkPackage(folder: string): Diagnosis {
  return existsSync(join(folder, 'datapackage.json'))
    ? good(message('doctor.package', { folder }))
    : warning(message('doctor.package-missing', { folder }));
}

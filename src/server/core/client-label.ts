import { isIP } from 'node:net';
import type { Config } from '../../config.ts';

const MAPPED = '::ffff:';

/** An IPv4 address that is written as one of IPv6, as the address that it is; any other text as it stands. */
export const unmapped = (address: string): string =>
  address.startsWith(MAPPED) && address.includes('.') ? address.slice(MAPPED.length) : address;

/** What the log says of an address: all of it, the network that it lies in, which tells no person from another, or nothing. */
export function clientLabel(address: string, mode: Config['logClient']): string | null {
  if (mode === 'none') return null;
  const plain = unmapped(address);
  const version = isIP(plain);
  // A proxy may write a name or a placeholder, and a client behind none anything at all.
  if (version === 0) return 'unknown';
  if (mode === 'address') return plain;
  if (version === 4) return `${plain.slice(0, plain.lastIndexOf('.'))}.0`;
  const [head = ''] = plain.split('::');
  return `${head.split(':').slice(0, 3).join(':')}::`;
}

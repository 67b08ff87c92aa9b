import type { IncomingMessage } from 'node:http';

/** A header of a request from a socket; null where it is missing, or there are several that Node does not join. */
export function headerOf({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}

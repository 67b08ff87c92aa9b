import { isIP } from 'node:net';
import type { AdmissionLimits } from '../../config.ts';
import { unmapped } from './client-label.ts';

/** Requests that are answered at once, and those that may keep the database busy: files, pages of OData. */
export type RequestKind = 'short' | 'long';

/** The limit that a request exceeds, and its size. */
export interface Excess {
  readonly limit: keyof AdmissionLimits;
  readonly max: number;
}

interface Count {
  all: number;
  long: number;
}

/** Bounds how many requests are in flight: in all, by client, and by kind. What is over a bound is refused at once. */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #total: Count = { all: 0, long: 0 };
  /** Clients with a request in flight, and no others. */
  readonly #clients = new Map<string, Count>();

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /** Requests in flight, by kind. */
  get inFlight(): Readonly<Record<RequestKind, number>> {
    const { all, long } = this.#total;
    return { short: all - long, long };
  }

  /** Admits a request, and returns what ends it, once; or says which limit it exceeds. */
  enter(client: string, kind: RequestKind): (() => void) | Excess {
    const own = this.#clients.get(client) ?? { all: 0, long: 0 };
    const excess = this.#excess(own, kind);
    if (excess) return excess;
    this.#clients.set(client, own);
    const long = kind === 'long' ? 1 : 0;
    for (const count of [this.#total, own]) {
      count.all += 1;
      count.long += long;
    }
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      for (const count of [this.#total, own]) {
        count.all -= 1;
        count.long -= long;
      }
      if (own.all === 0) this.#clients.delete(client);
    };
  }

  #excess(own: Count, kind: RequestKind): Excess | null {
    const { requests, requestsPerClient, longRequests, longRequestsPerClient } = this.#limits;
    if (this.#total.all >= requests) return { limit: 'requests', max: requests };
    if (own.all >= requestsPerClient) return { limit: 'requestsPerClient', max: requestsPerClient };
    if (kind === 'short') return null;
    if (this.#total.long >= longRequests) return { limit: 'longRequests', max: longRequests };
    return own.long >= longRequestsPerClient ? { limit: 'longRequestsPerClient', max: longRequestsPerClient } : null;
  }
}

/**
 * The address of a client. Each trusted proxy adds the address that it was called from at the end of X-Forwarded-For: the one that the
 * outermost of them added is the client's. With no proxy trusted it is the address of the connection.
 */
export function clientAddress(connection: string, forwarded: string | null, trustedProxies: number): string {
  if (trustedProxies === 0 || forwarded === null) return connection;
  const addresses = forwarded.slice(-MAX_FORWARDED).split(',');
  return withoutPort(addresses.at(-trustedProxies)?.trim() ?? '') || connection;
}

const WITH_PORT = /^(?:\[([\da-fA-F:.]+)\](?::\d{1,5})?|(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5})$/;

/** Some proxies write the port behind an address, which is another one for each connection. */
function withoutPort(text: string): string {
  const [, v6, v4] = WITH_PORT.exec(text) ?? [];
  return v6 ?? v4 ?? text;
}

/** Groups of an IPv6 address that name a network. What follows them anybody may choose who has one address of it. */
const NETWORK_GROUPS = 4;

/** By which clients are told apart: an IPv4 address, or the network of an IPv6 address, however they are written. */
export function clientKey(address: string): string {
  const plain = unmapped(address);
  if (isIP(plain) !== 6) return plain;
  const { hostname } = new URL(`http://[${plain.replace(/%.*$/, '')}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - groups.length - after.length }, () => '0');
  return `${[...groups, ...zeros, ...after].slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

/** Characters of X-Forwarded-For that are read, from its end: a client may have written anything before it. */
const MAX_FORWARDED = 1_000;

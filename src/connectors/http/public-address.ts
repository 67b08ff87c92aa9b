/** Under which address people reach this server. */
export interface PublicAddress {
  /** As it is configured; null: it is not. */
  readonly publicUrl: string | null;
  /** How many proxies of ours every request comes through. With one, what it says of the way there can be believed. */
  readonly trustedProxies: number;
}

const HOST = /^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i;
const PREFIX = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/;
/** A port that there can be. */
const isHost = (host: string): boolean => HOST.test(host) && URL.canParse(`http://${host}`);

/** Without a slash at its end. A header of the client's own is believed nowhere but in its own answer: Host. */
export function resolveOrigin(request: Request, { publicUrl, trustedProxies }: PublicAddress): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/, '');
  const { protocol, host } = new URL(request.url);
  if (trustedProxies === 0) return `${protocol}//${host}`;
  const forwarded = forwardedBy(request.headers);
  const scheme = /^https?$/i.test(forwarded.proto ?? '') ? `${forwarded.proto?.toLowerCase()}:` : protocol;
  const name = forwarded.host && isHost(forwarded.host) ? forwarded.host : host;
  const prefix = forwarded.prefix && PREFIX.test(forwarded.prefix) ? forwarded.prefix : '';
  return `${scheme}//${name}${prefix}`;
}

/** The path of the public address, under which a proxy has this server: empty, or without a slash at its end. */
export const resolvePrefix = (request: Request, address: PublicAddress): string =>
  new URL(resolveOrigin(request, address)).pathname.replace(/\/+$/, '');

/** Of several proxies the last one is ours. */
function forwardedBy(headers: Headers): {
  proto?: string | undefined;
  host?: string | undefined;
  prefix?: string | undefined;
} {
  const last = (name: string) => headers.get(name)?.split(',').at(-1)?.trim();
  const pairs = (last('forwarded') ?? '').split(';').map((pair) => /^(\w+)="?([^"]*)"?$/.exec(pair.trim()));
  const said = new Map(pairs.map((pair) => [pair?.[1]?.toLowerCase(), pair?.[2]]));
  return {
    proto: said.get('proto') ?? last('x-forwarded-proto'),
    host: said.get('host') ?? last('x-forwarded-host'),
    prefix: last('x-forwarded-prefix'),
  };
}

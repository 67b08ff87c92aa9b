import type { RequestListener } from 'node:http';
import { ENTRANCES } from '../../connectors/connectors.ts';
import { PAGE_NAMES } from './pages.ts';

/** What addresses of this server begin with. */
const OWN_STEPS: ReadonlySet<string> = new Set([
  ...['graphql', 'health', 'ready', 'metrics', 'assets'],
  ...Object.values(ENTRANCES).map((path) => path.split('/')[1] ?? ''),
  ...PAGE_NAMES,
]);

const pathOf = (publicUrl: string | null): string =>
  publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');

/** Whether addresses of ours begin like a path. */
export const beginsLikeOurs = (path: string): boolean => OWN_STEPS.has(path.split('/')[1] ?? '');

/** Takes the path of PUBLIC_URL away from addresses, for proxies that leave it there; an ambiguous one the proxy has to take away. */
export function withoutBasePath(handle: RequestListener, publicUrl: string | null): RequestListener {
  const base = pathOf(publicUrl);
  // One that begins like ours could be meant either way.
  if (base === '' || beginsLikeOurs(base)) return handle;
  return (request, response) => {
    const { url = '' } = request;
    const rest = url.slice(base.length);
    if (url.startsWith(base) && /^(?:[/?]|$)/.test(rest)) request.url = rest.startsWith('/') ? rest : `/${rest}`;
    handle(request, response);
  };
}

/** Pages look for all that they load under the path of PUBLIC_URL. Where this server does not answer there, only its proxy does. */
export function findBrowserAddress(url: string, publicUrl: string | null): string {
  const path = pathOf(publicUrl);
  return publicUrl !== null && beginsLikeOurs(path) ? publicUrl.replace(/\/+$/, '') : url + path;
}

import type { RequestListener } from 'node:http';
import { ENTRANCES } from '../../connectors/connectors.ts';
import { PAGE_NAMES } from './pages.ts';

/** What addresses of this server begin with. */
const OWN_STEPS: ReadonlySet<string> = new Set([
  ...['graphql', 'health', 'ready', 'metrics', 'assets'],
  ...Object.values(ENTRANCES).map((path) => path.split('/')[1] ?? ''),
  ...PAGE_NAMES,
]);

/**
 * Takes the path of PUBLIC_URL away from addresses, for proxies that leave it there. Where addresses of ours begin like that path, one
 * could be meant either way: then the proxy has to take it away.
 */
export function withoutBasePath(handle: RequestListener, publicUrl: string | null): RequestListener {
  const base = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');
  if (base === '' || OWN_STEPS.has(base.split('/')[1] ?? '')) return handle;
  return (request, response) => {
    const { url = '' } = request;
    const rest = url.slice(base.length);
    if (url.startsWith(base) && /^(?:[/?]|$)/.test(rest)) request.url = rest.startsWith('/') ? rest : `/${rest}`;
    handle(request, response);
  };
}

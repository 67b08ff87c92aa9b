import type { Cell } from './pivot.ts';

/** What a page keeps of its address when a reader follows a cell. */
const KEPT = ['dataset', 'lang', 'asOf'] as const;

/**
 * Where a figure of the table stands with its source: in its series, at its period. A total that the server adds up is published nowhere, and a
 * crossing of dimensions has no page.
 */
export function cellAddress({ metricCode, regionCode, period, frequency, breakdown, coverage }: Cell): string | null {
  const [only, ...others] = breakdown;
  if (coverage || others.length > 0) return null;
  const now = new URLSearchParams(location.search);
  const search = new URLSearchParams();
  for (const name of KEPT) {
    const value = now.get(name);
    if (value !== null) search.set(name, value);
  }
  search.set('region', regionCode);
  search.set('frequency', frequency);
  search.set('period', period);
  if (only) search.set('part', `${only.dimension.code}:${only.category.code}`);
  const { pathname } = new URL(`metric/${encodeURIComponent(metricCode)}`, document.baseURI);
  return `${pathname}?${search}`;
}

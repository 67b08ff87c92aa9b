import type { SortKey } from '../core/statement.ts';

export const PERIOD_KEYS = (descending: boolean): SortKey[] => [
  { name: 'end', expression: 'o.period_end', type: 'date', descending },
  { name: 'period', expression: 'o.period', type: 'text', descending },
];
export const SERIES_KEY: SortKey = { name: 'series', expression: 's.id', type: 'int', descending: false };
/** Rows without a value come last, whichever way the values run. */
export const VALUE_KEYS = (descending: boolean): SortKey[] => [
  { name: 'null', expression: '(o.value is null)::int', type: 'int', descending: false },
  { name: 'value', expression: 'coalesce(o.value, 0)', type: 'numeric', descending },
];
export const REGION_KEY = (descending: boolean): SortKey => ({
  name: 'region',
  expression: '(select r.code from region r where r.id = s.region_id)',
  type: 'text',
  descending,
});

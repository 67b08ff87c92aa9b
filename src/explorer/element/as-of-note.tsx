import { useScope } from '../address/scope.ts';
import { idOf, useText } from '../language/text.ts';

type Page = 'overview' | 'plan' | 'task' | 'metrics' | 'metric' | 'cube' | 'sources' | 'source' | 'releases';

/** What of a page follows the day in the bar above, and what is as it is today. Nothing where no day is chosen. */
export function AsOfNote({ page }: { readonly page: Page }) {
  const t = useText();
  const { asOfDay } = useScope();
  return asOfDay && <p className="notice is-past">{t(idOf('as-of', page), { day: asOfDay })}</p>;
}

import { dayOf } from '../address/day.ts';
import type { ShellQuery } from '../api/generated/graphql.ts';
import { usePrinting } from '../element/use-printing.ts';
import { useText } from '../language/text.ts';

/** What a sheet of paper has to say, since the bar stays on the screen: which data set, of which day, printed when, and where to find it. */
export function PrintHead({
  dataset,
  asOf,
}: {
  readonly dataset: ShellQuery['datasets'][number];
  readonly asOf: string | undefined;
}) {
  const t = useText();
  if (!usePrinting()) return null;
  const { title, timeZone } = dataset;
  const values = { title, day: dayOf(new Date(), timeZone), address: location.href };
  return <p className="print-head">{asOf ? t('print.head-as-of', { ...values, asOf }) : t('print.head', values)}</p>;
}

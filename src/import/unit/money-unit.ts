import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import { currenciesOf } from '../text/currency.ts';

/** The currencies in which a metric may be. */
function ownCurrencies({ unit }: KnownMetric, { units }: Pick<KnownCodes, 'units'>): readonly string[] {
  const own = units.find(({ code }) => code === unit);
  return [unit, ...(own?.names ?? [])].flatMap(currenciesOf);
}

/** Whether the values of a metric are money. */
export const isMoney = (metric: KnownMetric, known: Pick<KnownCodes, 'units'>): boolean =>
  ownCurrencies(metric, known).length > 0;

/** Whether a text says a currency in which a metric is not. */
export function isOtherCurrency(text: string, metric: KnownMetric, known: Pick<KnownCodes, 'units'>): boolean {
  const said = currenciesOf(text);
  const own = ownCurrencies(metric, known);
  return said.length > 0 && !said.some((one) => own.includes(one));
}

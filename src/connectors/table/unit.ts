import type { Making } from './table.ts';

/** The name of the unit `u` that the values of the metric `m` are in: 万元, thousand persons. Where values are scaled, the unit itself. */
export function unitNameSql({ reading, parameters, name }: Making): string {
  const plain = name('u.name', 'd.language');
  if (reading.scaled) return `coalesce(${plain}, u.code)`;
  const languages = `${parameters.add(reading.languages, 'text[]')} || d.language`;
  const scaled = `scaled_unit_name(u.name, u.symbol, m.unit_multiplier, ${languages})`;
  return `coalesce(case when m.unit_multiplier = 0 then ${plain} else ${scaled} end, u.code)`;
}

/** The multiplier of the values of the metric `m`. */
export const unitMultiplierSql = ({ reading }: Making): string => (reading.scaled ? '0' : 'm.unit_multiplier');

/** A value of the metric `m` as it is read: in the unit and its multiplier, or in the unit itself. */
export const valueSql =
  (value: string) =>
  ({ reading }: Making): string =>
    reading.scaled ? `scaled_value(${value}, m.unit_multiplier)` : value;

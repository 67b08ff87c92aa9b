import type { Parameters } from './statement.ts';

/**
 * The name in a column of names by language: in the first language of `wanted` that it has, else in the one that the expression `own`
 * holds, else in any.
 */
export function nameSql(names: string, wanted: readonly string[], own: string, parameters: Parameters): string {
  const choices = [
    ...wanted.map((language) => `${names}->>${parameters.add(language, 'text')}`),
    `${names}->>${own}`,
    `(select n.value from jsonb_each_text(${names}) n limit 1)`,
  ];
  return `coalesce(${choices.join(', ')})`;
}

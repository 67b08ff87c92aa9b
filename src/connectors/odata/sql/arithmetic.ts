import type { Arithmetician } from '../syntax/expression.ts';
import type { SqlWriter } from './statement.ts';
import type { Value } from './value.ts';

const SIGN = { add: '+', sub: '-', mul: '*' } as const;

/** What is divided by zero is null. Whole numbers divide into whole ones, as OData has it, except by divby. */
export function resolveArithmetic(operator: Arithmetician, left: Value, right: Value): Value {
  const isWhole = left.isWhole === true && right.isWhole === true;
  const between =
    (sql: (left: string, right: string) => string): SqlWriter =>
    (statement) =>
      sql(left.write(statement), right.write(statement));
  const made = (write: SqlWriter, nullable: boolean, whole = isWhole): Value =>
    Object.freeze({ write, type: 'number', nullable, isWhole: whole });
  if (operator === 'mod')
    return made(
      between((l, r) => `mod(${l}, nullif(${r}, 0))`),
      true,
    );
  if (operator === 'div' && isWhole)
    return made(
      between((l, r) => `div(${l}, nullif(${r}, 0))`),
      true,
    );
  if (operator === 'div' || operator === 'divby') {
    return made(
      between((l, r) => `(${l} / nullif(${r}, 0))`),
      true,
      false,
    );
  }
  return made(
    between((l, r) => `(${l} ${SIGN[operator]} ${r})`),
    left.nullable || right.nullable,
  );
}

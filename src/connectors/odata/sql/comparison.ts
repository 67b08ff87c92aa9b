import { message, type Text } from '../../../domain/message/message.ts';
import type { Parameters } from '../../../read/core/statement.ts';
import type { Comparator, Literal } from '../syntax/expression.ts';
import type { ValueType } from '../syntax/function.ts';
import type { Refusal } from '../syntax/refusal.ts';
import type { Fault } from './relation.ts';
import { comparable, IN_WORDS, SQL_TYPE, type Value } from './value.ts';

const RELATION = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

export const truth = (sql: string, nullable = false): Value => ({ sql, type: 'boolean', nullable });

/** Null is equal to null and to nothing else, and neither greater nor less than anything. Where it is not exact, null stands for false. */
export function compared(
  operator: Comparator,
  left: Value,
  right: Value,
  isExact: boolean,
  fault: (words: Text) => Refusal,
): Value {
  const isEquality = operator === 'eq' || operator === 'ne';
  if (left.type === 'null' || right.type === 'null') {
    const given = left.type === 'null' ? right : left;
    // A bare constant may stand in a condition, and not in an order.
    if (given.type === 'null') return truth(`${operator === 'eq'}::boolean`);
    // What is compared stays in the statement: the database refuses a parameter that stands nowhere.
    if (!isEquality) return truth(`(${given.sql} is null and false)`);
    return truth(`(${given.sql} is ${operator === 'ne' ? 'not ' : ''}null)`);
  }
  if (left.type !== right.type) {
    const types = { left: IN_WORDS[left.type], right: IN_WORDS[right.type] };
    throw fault(
      [left.type, right.type].includes('dateTimeOffset')
        ? message('odata.incomparable-date-time', { ...types, example: '2020-01-31T00:00:00Z' })
        : message('odata.incomparable', types),
    );
  }
  if (left.type === 'boolean' && !isEquality) {
    throw fault(message('odata.booleans-unordered', { operator }));
  }
  const nullable = left.nullable || right.nullable;
  if (operator === 'ne' && nullable) return truth(`(${left.sql} is distinct from ${right.sql})`);
  if (operator === 'eq' && left.nullable && right.nullable) {
    return truth(`(${left.sql} is not distinct from ${right.sql})`);
  }
  const sql = isEquality
    ? `(${left.sql} ${RELATION[operator]} ${right.sql})`
    : `(${comparable(left)} ${RELATION[operator]} ${comparable(right)})`;
  return exactly(sql, nullable, isExact);
}

/** Whether a value is one of those that are listed, null among them or not. */
export function among(
  { sql: value, type, nullable }: Value & { readonly type: ValueType },
  literals: readonly Literal[],
  isExact: boolean,
  parameters: Parameters,
  fault: Fault,
): Value {
  const others = literals.filter((literal) => literal.type !== 'null');
  const stranger = others.find((literal) => literal.type !== type);
  if (stranger) {
    throw fault(stranger, message('odata.incomparable', { left: IN_WORDS[type], right: IN_WORDS[stranger.type] }));
  }
  const list = parameters.add(
    others.map((literal) => literal.value),
    `${SQL_TYPE[type]}[]`,
  );
  const sql = `(${value} = any(${list}))`;
  if (others.length < literals.length) return truth(`(coalesce(${sql}, false) or ${value} is null)`);
  return exactly(sql, nullable, isExact);
}

const exactly = (sql: string, nullable: boolean, isExact: boolean): Value =>
  truth(isExact && nullable ? `coalesce(${sql}, false)` : sql, !isExact && nullable);

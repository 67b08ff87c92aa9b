import { message, type Text } from '../../../domain/message/message.ts';
import type { Comparator, Literal } from '../syntax/expression.ts';
import type { ValueType } from '../syntax/function.ts';
import type { Refusal } from '../syntax/refusal.ts';
import type { Fault } from './source.ts';
import type { SqlWriter, Statement } from './statement.ts';
import { collateText, IN_WORDS, SQL_TYPE, type Value } from './value.ts';

const RELATION = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

export const makeCondition = (write: SqlWriter, nullable = false): Value =>
  Object.freeze({ write, type: 'boolean', nullable });

/** Null is equal to null and to nothing else, and neither greater nor less than anything. Where it is not exact, null stands for false. */
export function resolveComparison(
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
    if (given.type === 'null') return makeCondition(() => `${operator === 'eq'}::boolean`);
    // What is compared stays in the statement: the database refuses a parameter that stands nowhere.
    if (!isEquality) return makeCondition((statement) => `(${given.write(statement)} is null and false)`);
    return makeCondition((statement) => `(${given.write(statement)} is ${operator === 'ne' ? 'not ' : ''}null)`);
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
  const between =
    (sign: string): SqlWriter =>
    (statement) =>
      `(${left.write(statement)} ${sign} ${right.write(statement)})`;
  const nullable = left.nullable || right.nullable;
  if (operator === 'ne' && nullable) return makeCondition(between('is distinct from'));
  if (operator === 'eq' && left.nullable && right.nullable) return makeCondition(between('is not distinct from'));
  if (isEquality) return makeExact(between(RELATION[operator]), nullable, isExact);
  const ordered: SqlWriter = (statement) => {
    const [lower, upper] = [left, right].map(({ write, type }) => collateText({ sql: write(statement), type }));
    return `(${lower} ${RELATION[operator]} ${upper})`;
  };
  return makeExact(ordered, nullable, isExact);
}

/** Whether a value is one of those that are listed, null among them or not. */
export function resolveMembership(
  { write, type, nullable }: Value & { readonly type: ValueType },
  literals: readonly Literal[],
  isExact: boolean,
  fault: Fault,
): Value {
  const others = literals.filter((literal) => literal.type !== 'null');
  const stranger = others.find((literal) => literal.type !== type);
  if (stranger) {
    throw fault(stranger, message('odata.incomparable', { left: IN_WORDS[type], right: IN_WORDS[stranger.type] }));
  }
  const values = others.map((literal) => literal.value);
  const isIn = (statement: Statement, value: string) =>
    `(${value} = any(${statement.parameters.add(values, `${SQL_TYPE[type]}[]`)}))`;
  if (others.length < literals.length) {
    return makeCondition((statement) => {
      const value = write(statement);
      return `(coalesce(${isIn(statement, value)}, false) or ${value} is null)`;
    });
  }
  return makeExact((statement) => isIn(statement, write(statement)), nullable, isExact);
}

const makeExact = (write: SqlWriter, nullable: boolean, isExact: boolean): Value =>
  makeCondition(
    isExact && nullable ? (statement) => `coalesce(${write(statement)}, false)` : write,
    !isExact && nullable,
  );

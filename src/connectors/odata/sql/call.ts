import { list, message } from '../../../domain/message/message.ts';
import type { Call, ODataExpression } from '../syntax/expression.ts';
import { FUNCTIONS, type ValueType } from '../syntax/function.ts';
import type { Fault } from './source.ts';
import { IN_WORDS, SQL_TYPE, type Value } from './value.ts';

/** Resolves the call of a function; `resolve` resolves what is given to it. */
export function resolveCall({ name, given, at }: Call, resolve: (one: ODataExpression) => Value, fault: Fault): Value {
  const callable = FUNCTIONS[name];
  if (!callable) throw fault({ at }, message('odata.no-function', { name, known: list(Object.keys(FUNCTIONS)) }));
  const { takes, least = takes.length, gives } = callable;
  if (given.length < least || given.length > takes.length) {
    throw fault(
      { at },
      least === takes.length
        ? message('odata.argument-count', { name, count: least, got: given.length })
        : message('odata.argument-range', { name, min: least, max: takes.length, got: given.length }),
    );
  }
  const values = given.map(resolve);
  for (const [place, { type }] of values.entries()) {
    const admitted = takes[place] as readonly ValueType[];
    if (type !== 'null' && !admitted.includes(type)) {
      const expected = admitted
        .map((one) => IN_WORDS[one])
        .reduce((first, second) => message('odata.either', { first, second }));
      const words = message('odata.argument-type', { name, expected, type: IN_WORDS[type] });
      throw fault(given[place] as ODataExpression, words);
    }
  }
  const types = values.map(({ type }) => type);
  const isWhole =
    gives === 'number' && ((name !== 'round' && name !== 'floor' && name !== 'ceiling') || values[0]?.isWhole === true);
  return Object.freeze({
    write: (statement) => {
      const operands = values.map(({ write, type }, place) => {
        const needed = takes[place]?.[0] ?? 'string';
        if (type === 'null') return `null::${SQL_TYPE[needed]}`;
        return type === 'number' ? `${write(statement)}::numeric` : write(statement);
      });
      return `(${callable.sql(operands, types)})`;
    },
    type: gives,
    nullable: values.some(({ nullable }) => nullable),
    isWhole,
  } satisfies Value);
}

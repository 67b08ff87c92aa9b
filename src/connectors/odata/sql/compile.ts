import { list, message, type Text } from '../../../domain/message/message.ts';
import type {
  Arithmetic,
  Call,
  Comparing,
  Count,
  Expression,
  Lambda,
  Literal,
  OneOf,
  Path,
  Segment,
} from '../syntax/expression.ts';
import { FUNCTIONS, type ValueType } from '../syntax/function.ts';
import type { Refusal } from '../syntax/refusal.ts';
import { among, compared, truth } from './comparison.ts';
import { type Fault, faultIn, type Relation, type Rows, type Statement } from './relation.ts';
import { IN_WORDS, SQL_TYPE, type Value } from './value.ts';

const ARITHMETIC = { add: '+', sub: '-', mul: '*' } as const;

/** Makes SQL of the expressions of one option. Whatever people write becomes a parameter or is the name of something that is known. */
export class Compiler {
  readonly #statement: Statement;
  readonly #option: string;
  readonly #it: Relation;
  readonly #variables: ReadonlyMap<string, Rows>;

  constructor(statement: Statement, option: string, it: Relation, variables: ReadonlyMap<string, Rows> = new Map()) {
    this.#statement = statement;
    this.#option = option;
    this.#it = it;
    this.#variables = variables;
    this.fault = faultIn(option);
  }

  readonly fault: Fault;

  #mismatch(at: Expression, expected: Text, type: Value['type']): Refusal {
    return this.fault(at, message('odata.expected', { expected, found: IN_WORDS[type] }));
  }

  /** A condition. Where it is not exact, null may stand for false; `not` makes it true of false and leaves it null. */
  condition(expression: Expression, isExact = false): string {
    const { sql, type } = this.value(expression, isExact);
    if (type === 'null') return 'null::boolean';
    if (type !== 'boolean') throw this.#mismatch(expression, message('odata.expected-condition'), type);
    return sql;
  }

  value(expression: Expression, isExact = true): Value {
    switch (expression.kind) {
      case 'literal':
        return this.#literal(expression);
      case 'path':
        return this.#path(expression);
      case 'logic': {
        const operands = expression.operands.map((operand) => this.condition(operand, isExact));
        return truth(`(${operands.join(` ${expression.operator} `)})`, true);
      }
      case 'not':
        return truth(`(not ${this.condition(expression.operand, true)})`, true);
      case 'minus': {
        const { sql, ...operand } = this.#number(expression.operand);
        return { ...operand, sql: `(- ${sql})` };
      }
      case 'arithmetic':
        return this.#arithmetic(expression);
      case 'comparing':
        return this.#comparing(expression, isExact);
      case 'in':
        return this.#oneOf(expression, isExact);
      case 'call':
        return this.#call(expression);
      case 'count':
        return this.#count(expression);
      case 'lambda':
        return this.#lambda(expression);
    }
  }

  #literal({ type, value }: Literal): Value {
    if (type === 'null') return { sql: 'null', type, nullable: true };
    const sql = this.#statement.parameters.add(value, SQL_TYPE[type]);
    return { sql, type, nullable: false, isWhole: /^\d+$/.test(value) };
  }

  #path({ segments }: Path): Value {
    const { relation, rest } = this.#from(segments);
    const first = rest[0] ?? segments[0];
    if (rest.length === 0 && first)
      throw this.fault(first, message('odata.row-without-property', { name: first.name }));
    return relation.value(rest, this.fault);
  }

  /** What a path begins at: the variable of a lambda, or what the option is about. */
  #from(segments: Path['segments']): { relation: Relation; rest: Path['segments'] } {
    const [first, ...rest] = segments;
    const variable = first && this.#variables.get(first.name);
    if (variable) return { relation: variable, rest };
    return { relation: this.#it, rest: first?.name === '$it' ? rest : segments };
  }

  #number(expression: Expression): Value {
    const value = this.value(expression);
    if (value.type === 'null') return { sql: 'null::numeric', type: 'number', nullable: true };
    if (value.type !== 'number') {
      throw this.#mismatch(expression, IN_WORDS.number, value.type);
    }
    return { ...value, sql: `${value.sql}::numeric` };
  }

  /** What is divided by zero is null. Whole numbers divide into whole ones, as OData has it, except by divby. */
  #arithmetic({ operator, left: l, right: r }: Arithmetic): Value {
    const left = this.#number(l);
    const right = this.#number(r);
    const isWhole = left.isWhole === true && right.isWhole === true;
    const nullable = left.nullable || right.nullable;
    if (operator === 'mod') {
      return { sql: `mod(${left.sql}, nullif(${right.sql}, 0))`, type: 'number', nullable: true, isWhole };
    }
    if (operator === 'div' || operator === 'divby') {
      const by = `nullif(${right.sql}, 0)`;
      const asWhole = isWhole && operator === 'div';
      const sql = asWhole ? `div(${left.sql}, ${by})` : `(${left.sql} / ${by})`;
      return { sql, type: 'number', nullable: true, isWhole: asWhole };
    }
    return { sql: `(${left.sql} ${ARITHMETIC[operator]} ${right.sql})`, type: 'number', nullable, isWhole };
  }

  #comparing({ operator, left, right, at }: Comparing, isExact: boolean): Value {
    return compared(operator, this.value(left), this.value(right), isExact, (words) => this.fault({ at }, words));
  }

  #oneOf({ operand, literals }: OneOf, isExact: boolean): Value {
    const value = this.value(operand);
    if (value.type === 'null') throw this.#mismatch(operand, message('odata.expected-property'), value.type);
    return among({ ...value, type: value.type }, literals, isExact, this.#statement.parameters, this.fault);
  }

  #call({ name, given, at }: Call): Value {
    const callable = FUNCTIONS[name];
    if (!callable)
      throw this.fault({ at }, message('odata.no-function', { name, known: list(Object.keys(FUNCTIONS)) }));
    const { takes, least = takes.length, gives } = callable;
    if (given.length < least || given.length > takes.length) {
      throw this.fault(
        { at },
        least === takes.length
          ? message('odata.argument-count', { name, count: least, got: given.length })
          : message('odata.argument-range', { name, min: least, max: takes.length, got: given.length }),
      );
    }
    const values = given.map((one) => this.value(one));
    for (const [place, { type }] of values.entries()) {
      const admitted = takes[place] as readonly ValueType[];
      if (type !== 'null' && !admitted.includes(type)) {
        const expected = admitted
          .map((one) => IN_WORDS[one])
          .reduce((first, second) => message('odata.either', { first, second }));
        const words = message('odata.argument-type', { name, expected, type: IN_WORDS[type] });
        throw this.fault(given[place] as Expression, words);
      }
    }
    const operands = values.map(({ sql, type }, place) => {
      const needed = takes[place]?.[0] ?? 'string';
      return type === 'null' ? `null::${SQL_TYPE[needed]}` : type === 'number' ? `${sql}::numeric` : sql;
    });
    const types = values.map(({ type }) => type);
    const sql = callable.sql(operands, types);
    const isWhole =
      gives === 'number' &&
      ((name !== 'round' && name !== 'floor' && name !== 'ceiling') || values[0]?.isWhole === true);
    return { sql: `(${sql})`, type: gives, nullable: values.some(({ nullable }) => nullable), isWhole };
  }

  #count({ path }: Count): Value {
    const { rows, navigation } = this.#collection(path);
    const there = rows.reached(navigation);
    const link = rows.linkTo(navigation, there);
    return {
      sql: `(select count(*) from ${there.sql()} where ${link})`,
      type: 'number',
      nullable: false,
      isWhole: true,
    };
  }

  #lambda({ all, path, variable, condition }: Lambda): Value {
    const { rows, navigation } = this.#collection(path);
    const there = rows.reached(navigation);
    const conditions = [rows.linkTo(navigation, there)];
    if (condition && variable !== null) {
      const inner = new Compiler(
        this.#statement,
        this.#option,
        this.#it,
        new Map([...this.#variables, [variable, there]]),
      );
      const said = inner.condition(condition, all);
      conditions.push(all ? `(${said}) is not true` : `(${said})`);
    }
    return truth(`(${all ? 'not ' : ''}exists (select from ${there.sql()} where ${conditions.join(' and ')}))`);
  }

  #collection({ segments }: Path) {
    const { relation, rest } = this.#from(segments);
    if (rest.length === 0) {
      const [first] = segments as [Segment];
      throw this.fault(first, message('odata.row-without-collection', { name: first.name }));
    }
    return relation.collection(rest, this.fault);
  }
}

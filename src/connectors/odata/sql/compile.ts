import { message, type Text } from '../../../domain/message/message.ts';
import { OBSERVATION_TABLE } from '../../table/observation.ts';
import type { Comparing, Count, Lambda, Literal, ODataExpression, OneOf, Path, Segment } from '../syntax/expression.ts';
import type { Refusal } from '../syntax/refusal.ts';
import { resolveArithmetic } from './arithmetic.ts';
import { resolveCall } from './call.ts';
import { makeCondition, resolveComparison, resolveMembership } from './comparison.ts';
import { type Fault, faultIn, type QuerySource, SetSource } from './source.ts';
import type { SqlWriter } from './statement.ts';
import { IN_WORDS, SQL_TYPE, type Value } from './value.ts';

/** Sets that grow with every period: to read one anew for each row of itself takes as long as it is long, squared. */
const LARGE: ReadonlySet<string> = new Set([OBSERVATION_TABLE.name]);
const isLarge = (source: QuerySource): boolean => source instanceof SetSource && LARGE.has(source.set.name);

/**
 * Resolves the expressions of one option against a source, and refuses what is wrong in them. What comes of it writes SQL into any statement in
 * which the source is placed. Whatever people write becomes a parameter or is the name of something that is known.
 */
export class Compiler {
  readonly #option: string;
  readonly #it: QuerySource;
  readonly #variables: ReadonlyMap<string, QuerySource>;

  constructor(option: string, it: QuerySource, variables: ReadonlyMap<string, QuerySource> = new Map()) {
    this.#option = option;
    this.#it = it;
    this.#variables = variables;
    this.fault = faultIn(option);
  }

  readonly fault: Fault;

  #mismatch(at: ODataExpression, expected: Text, type: Value['type']): Refusal {
    return this.fault(at, message('odata.expected', { expected, found: IN_WORDS[type] }));
  }

  /** A condition. Where it is not exact, null may stand for false; `not` makes it true of false and leaves it null. */
  condition(expression: ODataExpression, isExact = false): SqlWriter {
    const { write, type } = this.value(expression, isExact);
    if (type === 'null') return () => 'null::boolean';
    if (type !== 'boolean') throw this.#mismatch(expression, message('odata.expected-condition'), type);
    return write;
  }

  value(expression: ODataExpression, isExact = true): Value {
    switch (expression.kind) {
      case 'literal':
        return this.#literal(expression);
      case 'path':
        return this.#path(expression);
      case 'logic': {
        const operands = expression.operands.map((operand) => this.condition(operand, isExact));
        const between = ` ${expression.operator} `;
        return makeCondition((statement) => `(${operands.map((write) => write(statement)).join(between)})`, true);
      }
      case 'not': {
        const write = this.condition(expression.operand, true);
        return makeCondition((statement) => `(not ${write(statement)})`, true);
      }
      case 'minus': {
        const { write, ...operand } = this.#number(expression.operand);
        return Object.freeze({ ...operand, write: (statement) => `(- ${write(statement)})` } satisfies Value);
      }
      case 'arithmetic': {
        const { operator, left, right } = expression;
        return resolveArithmetic(operator, this.#number(left), this.#number(right));
      }
      case 'comparing':
        return this.#comparing(expression, isExact);
      case 'in':
        return this.#oneOf(expression, isExact);
      case 'call':
        return resolveCall(expression, (one) => this.value(one), this.fault);
      case 'count':
        return this.#count(expression);
      case 'lambda':
        return this.#lambda(expression);
    }
  }

  #literal({ type, value }: Literal): Value {
    if (type === 'null') return Object.freeze({ write: () => 'null', type, nullable: true });
    return Object.freeze({
      write: ({ parameters }) => parameters.add(value, SQL_TYPE[type]),
      type,
      nullable: false,
      isWhole: /^\d+$/.test(value),
    } satisfies Value);
  }

  #path({ segments }: Path): Value {
    const { source, rest } = this.#from(segments);
    const first = rest[0] ?? segments[0];
    if (rest.length === 0 && first)
      throw this.fault(first, message('odata.row-without-property', { name: first.name }));
    return source.value(rest, this.fault);
  }

  /** What a path begins at: the variable of a lambda, or what the option is about. */
  #from(segments: Path['segments']): { source: QuerySource; rest: Path['segments'] } {
    const [first, ...rest] = segments;
    const variable = first && this.#variables.get(first.name);
    if (variable) return { source: variable, rest };
    return { source: this.#it, rest: first?.name === '$it' ? rest : segments };
  }

  #number(expression: ODataExpression): Value {
    const { write, ...value } = this.value(expression);
    if (value.type === 'null') return Object.freeze({ write: () => 'null::numeric', type: 'number', nullable: true });
    if (value.type !== 'number') {
      throw this.#mismatch(expression, IN_WORDS.number, value.type);
    }
    return Object.freeze({ ...value, write: (statement) => `${write(statement)}::numeric` } satisfies Value);
  }

  #comparing({ operator, left, right, at }: Comparing, isExact: boolean): Value {
    const sides = [this.#beside(left, right), this.#beside(right, left)] as const;
    return resolveComparison(operator, ...sides, isExact, (words) => this.fault({ at }, words));
  }

  /** A value that is compared with another one. Beside null it may be a way to a row: `parent eq null` says that there is none. */
  #beside(expression: ODataExpression, other: ODataExpression): Value {
    if (expression.kind === 'path' && other.kind === 'literal' && other.type === 'null') {
      const { source, rest } = this.#from(expression.segments);
      const row = rest.length > 0 ? source.row(rest, this.fault) : null;
      if (row) return row;
    }
    return this.value(expression);
  }

  #oneOf({ operand, literals }: OneOf, isExact: boolean): Value {
    const value = this.value(operand);
    if (value.type === 'null') throw this.#mismatch(operand, message('odata.expected-property'), value.type);
    return resolveMembership({ ...value, type: value.type }, literals, isExact, this.fault);
  }

  #count({ path }: Count): Value {
    const { place } = this.#collection(path);
    return Object.freeze({
      write: (statement) => {
        const { rows, link } = place(statement);
        return `(select count(*) from ${rows.sql()} where ${link})`;
      },
      type: 'number',
      nullable: false,
      isWhole: true,
    } satisfies Value);
  }

  #lambda({ all, path, variable, condition }: Lambda): Value {
    const { place, source } = this.#collection(path);
    const said =
      condition && variable !== null
        ? new Compiler(this.#option, this.#it, new Map([...this.#variables, [variable, source]])).condition(
            condition,
            all,
          )
        : null;
    return makeCondition((statement) => {
      const { rows, link } = place(statement);
      const conditions = [link];
      if (said) conditions.push(all ? `(${said(statement)}) is not true` : `(${said(statement)})`);
      return `(${all ? 'not ' : ''}exists (select from ${rows.sql()} where ${conditions.join(' and ')}))`;
    });
  }

  #collection({ segments }: Path) {
    const { source, rest } = this.#from(segments);
    if (rest.length === 0) {
      const [first] = segments as [Segment];
      throw this.fault(first, message('odata.row-without-collection', { name: first.name }));
    }
    const linked = source.collection(rest, this.fault);
    const { name } = linked.source.set;
    if (LARGE.has(name) && [this.#it, ...this.#variables.values()].some(isLarge)) {
      const last = rest.at(-1) as Segment;
      throw this.fault(
        last,
        message('odata.collection-too-large', {
          name: last.name,
          set: name,
          example: 'Metrics?$filter=observations/any(…)',
        }),
        last.name,
      );
    }
    return linked;
  }
}

import { message } from '../../../domain/message/message.ts';
import type { Arithmetician, Comparator, Literal, ODataExpression, Path, Segment } from './expression.ts';
import { assertCallable } from './function.ts';
import { takeLiteral } from './literal-parse.ts';
import { Tokens } from './token.ts';

const EQUALITIES: readonly string[] = ['eq', 'ne'] satisfies Comparator[];
const RELATIONS: readonly string[] = ['gt', 'ge', 'lt', 'le'] satisfies Comparator[];
const SUMS: readonly string[] = ['add', 'sub'] satisfies Arithmetician[];
const PRODUCTS: readonly string[] = ['mul', 'div', 'divby', 'mod'] satisfies Arithmetician[];
/** A chain of operators nests in the database as parentheses do. */
const MAX_CHAIN = 50;

/** What `@name` stands for, as the address gives it. */
export type Aliases = ReadonlyMap<string, string>;

/** Reads expressions, by descent: each function reads what binds as tightly as it says, or more tightly. */
export class ExpressionParser {
  readonly #tokens: Tokens;
  readonly #aliases: Aliases;
  readonly #these: (() => Path) | null;

  /** `these` reads what begins with `$these`, where there are groups of which it can be said. */
  constructor(tokens: Tokens, aliases: Aliases, these: (() => Path) | null = null) {
    this.#tokens = tokens;
    this.#aliases = aliases;
    this.#these = these;
  }

  expression(): ODataExpression {
    return this.#tokens.nested(() => this.#logic('or', () => this.#logic('and', () => this.#equality())));
  }

  #logic(operator: 'and' | 'or', operand: () => ODataExpression): ODataExpression {
    const first = operand();
    const operands = [first];
    while (this.#tokens.takeIf(operator)) operands.push(operand());
    return operands.length === 1 ? first : { kind: 'logic', operator, operands, at: first.at };
  }

  /** Operators of equal rank, from the left. */
  #chain(
    operators: readonly string[],
    operand: () => ODataExpression,
    join: (operator: string, left: ODataExpression, right: ODataExpression) => ODataExpression,
  ): ODataExpression {
    let left = operand();
    for (
      let length = 1;
      operators.includes(this.#tokens.peek().text) && this.#tokens.peek().kind === 'name';
      length++
    ) {
      if (length > MAX_CHAIN) throw this.#tokens.wrong(message('odata.too-many-operators', { max: MAX_CHAIN }));
      const { text } = this.#tokens.take();
      left = join(text, left, operand());
    }
    return left;
  }

  #comparing(operators: readonly string[], operand: () => ODataExpression): ODataExpression {
    return this.#chain(operators, operand, (operator, left, right) => {
      return { kind: 'comparing', operator: operator as Comparator, left, right, at: left.at };
    });
  }

  #arithmetic(operators: readonly string[], operand: () => ODataExpression): ODataExpression {
    return this.#chain(operators, operand, (operator, left, right) => {
      return { kind: 'arithmetic', operator: operator as Arithmetician, left, right, at: left.at };
    });
  }

  #equality = (): ODataExpression => this.#comparing(EQUALITIES, this.#relation);
  #relation = (): ODataExpression => this.#comparing(RELATIONS, this.#sum);
  #sum = (): ODataExpression => this.#arithmetic(SUMS, this.#product);
  #product = (): ODataExpression => this.#arithmetic(PRODUCTS, this.#unary);

  #unary = (): ODataExpression => {
    const { kind, text, at } = this.#tokens.peek();
    const isNot = kind === 'name' && text === 'not';
    if (!isNot && !(kind === 'sign' && text === '-')) return this.#member();
    this.#tokens.take();
    return { kind: isNot ? 'not' : 'minus', operand: this.#tokens.nested(this.#unary), at };
  };

  #member = (): ODataExpression => {
    const operand = this.#primary();
    if (this.#tokens.peek().text === 'has' && this.#tokens.peek().kind === 'name') {
      throw this.#tokens.unsupported(message('odata.feature-operator', { name: 'has' }));
    }
    if (!this.#tokens.takeIf('in')) return operand;
    this.#tokens.expect('(');
    const literals: Literal[] = [];
    do {
      literals.push(this.#listed());
    } while (this.#tokens.takeIf(','));
    this.#tokens.expect(')');
    return { kind: 'in', operand, literals, at: operand.at };
  };

  #listed(): Literal {
    const isNegative = this.#tokens.takeIf('-');
    const literal = takeLiteral(this.#tokens);
    if (literal === null) throw this.#tokens.unexpected(message('odata.expected-literal'));
    if (!isNegative) return literal;
    if (literal.type !== 'number') throw this.#tokens.wrong(message('odata.only-numbers-negative'), literal);
    return { ...literal, value: `-${literal.value}` };
  }

  #primary(): ODataExpression {
    const tokens = this.#tokens;
    if (tokens.takeIf('(')) {
      const inner = this.expression();
      tokens.expect(')');
      return inner;
    }
    const { kind, text, at, end } = tokens.peek();
    if (kind === 'alias') return this.#alias();
    const literal = takeLiteral(tokens);
    if (literal) return literal;
    if (kind === 'name' && tokens.peekSecond().text === '(' && tokens.peekSecond().at === end) return this.#call();
    if (text === '$these' && this.#these) return this.#these();
    if (kind === 'option' && text !== '$it') throw tokens.unsupported(text);
    // There it is the row that the address leads to, not the one that is answered along.
    if (text === '$it' && tokens.option === '$expand') {
      throw tokens.unsupported(message('odata.feature-in-expand', { option: text }));
    }
    if (kind !== 'name' && kind !== 'option') throw tokens.unexpected(message('odata.expected-operand'));
    return this.#path(at);
  }

  #call(): ODataExpression {
    const tokens = this.#tokens;
    const token = tokens.peek();
    assertCallable(tokens, token);
    tokens.take();
    tokens.expect('(');
    const given: ODataExpression[] = [];
    if (!tokens.takeIf(')')) {
      do given.push(this.expression());
      while (tokens.takeIf(','));
      tokens.expect(')');
    }
    return { kind: 'call', name: token.text, given, at: token.at };
  }

  /** A path, and what it may end with: a count, or a condition on what it leads to. */
  #path(at: number): ODataExpression {
    const tokens = this.#tokens;
    const segments: Segment[] = [];
    const path = (): Path => ({ kind: 'path', segments, at });
    if (tokens.peek().text === '$it') segments.push({ name: tokens.take().text, at });
    else segments.push(this.#segment());
    while (tokens.takeIf('/')) {
      if (tokens.takeIf('$count')) return tokens.collection(() => ({ kind: 'count', path: path(), at }));
      const second = tokens.peekSecond();
      if (tokens.peek().kind === 'name' && second.text === '(') return tokens.collection(() => this.#lambda(path()));
      if (tokens.peek().kind === 'option') throw tokens.unsupported(tokens.peek().text);
      segments.push(this.#segment());
    }
    return path();
  }

  #segment(): Segment {
    const { text, at } = this.#tokens.takeName(message('odata.expected-property'));
    return { name: text, at };
  }

  #lambda(path: Path): ODataExpression {
    const tokens = this.#tokens;
    const { text, at } = tokens.takeName(message('odata.either', { first: '"any"', second: '"all"' }));
    if (text !== 'any' && text !== 'all') {
      throw tokens.unsupported(message('odata.feature-collection-function', { name: text }), { at });
    }
    tokens.expect('(');
    if (text === 'any' && tokens.takeIf(')')) {
      return { kind: 'lambda', all: false, path, variable: null, condition: null, at };
    }
    const { text: variable } = tokens.takeName(message('odata.expected-variable'));
    tokens.expect(':');
    const condition = this.expression();
    tokens.expect(')');
    return { kind: 'lambda', all: text === 'all', path, variable, condition, at };
  }

  #alias(): ODataExpression {
    const { text, at } = this.#tokens.peek();
    const value = this.#aliases.get(text);
    if (value === undefined) throw this.#tokens.wrong(message('odata.alias-without-value', { alias: text }));
    this.#tokens.take();
    // A value is a literal: it can refer to no other alias, so that none can refer to itself.
    const tokens = new Tokens(value, text, { tokens: 2, depth: 1 });
    const isNegative = tokens.takeIf('-');
    const literal = takeLiteral(tokens);
    if (!literal || tokens.peek().kind !== 'end') throw tokens.unexpected(message('odata.expected-single-literal'));
    return isNegative ? { kind: 'minus', operand: { ...literal, at }, at } : { ...literal, at };
  }
}

import { message } from '../message/message.ts';
import { MAX_DIGITS, parseDecimal } from '../number/decimal.ts';
import {
  type FormulaExpression,
  type FormulaPart,
  NUMBER_PATTERN,
  type Numeral,
  type Operand,
  type Operator,
} from './formula.ts';
import { FormulaText, formulaError } from './formula-text.ts';

/** Bounds on what is read from a cell that anybody may have written. */
export const MAX_FORMULA_LENGTH = 2_000;
export const MAX_FORMULA_DEPTH = 20;
export const MAX_OPERANDS = 50;

/** Every way in which an operator or a bracket is typed. */
const ADDING: ReadonlyMap<string, Operator> = new Map([...'+＋'].map((sign) => [sign, '+'] as const));
const SUBTRACTING: ReadonlyMap<string, Operator> = new Map([...'-−－'].map((sign) => [sign, '−'] as const));
const WEAK: ReadonlyMap<string, Operator> = new Map([...ADDING, ...SUBTRACTING]);
const STRONG: ReadonlyMap<string, Operator> = new Map([
  ...[...'*＊×'].map((sign) => [sign, '×'] as const),
  ...[...'/／÷'].map((sign) => [sign, '/'] as const),
]);
const OPEN = '(（';
const CLOSE = ')）';
const N_ARY_SUM = '∑';

/**
 * Reads a formula: + − × / and brackets over numbers and metrics. `a-b` is one code, `a - b` a difference; [any code] stands in square
 * brackets; metric{dimension=category} is a part and Σ(metric, dimension) the sum over a dimension. Throws BAD_INPUT.
 */
export function parseFormula(text: string): FormulaExpression {
  if (text.length <= MAX_FORMULA_LENGTH) return new Parser(text).parse();
  const problem = message('formula.too-long', { length: text.length });
  const expected = message('formula.expected-length', { max: MAX_FORMULA_LENGTH });
  throw formulaError(MAX_FORMULA_LENGTH + 1, problem, expected);
}

class Parser {
  readonly #text: FormulaText;
  #operands = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = new FormulaText(text);
  }

  parse(): FormulaExpression {
    const expression = this.#sum();
    if (this.#text.next === '') return expression;
    throw this.#text.unexpected(message('formula.expected-operator-or-end'));
  }

  #sum(): FormulaExpression {
    return this.#chain(WEAK, () => this.#chain(STRONG, () => this.#unary()));
  }

  /** Operators of one strength, from the left. */
  #chain(operators: ReadonlyMap<string, Operator>, part: () => FormulaExpression): FormulaExpression {
    let left = part();
    for (;;) {
      const { next, at } = this.#text;
      const operator = operators.get(next);
      if (operator === undefined) return left;
      this.#text.takes(next);
      left = { kind: 'binary', operator, left, right: part(), at };
    }
  }

  #unary(): FormulaExpression {
    const { next, at } = this.#text;
    if (!SUBTRACTING.has(next)) return this.#primary();
    this.#text.takes(next);
    return { kind: 'negative', of: this.#deeper(at, () => this.#unary()), at };
  }

  #deeper<T>(at: number, inner: () => T): T {
    if (++this.#depth > MAX_FORMULA_DEPTH) {
      const expected = message('formula.expected-depth', { max: MAX_FORMULA_DEPTH });
      throw formulaError(at, message('formula.nested-too-deep'), expected);
    }
    const result = inner();
    this.#depth--;
    return result;
  }

  #primary(): FormulaExpression {
    const { at, next } = this.#text;
    if (this.#text.takes(OPEN)) {
      const inner = this.#deeper(at, () => this.#sum());
      this.#text.demand(CLOSE, message('formula.expected-operator-or-bracket'));
      return inner;
    }
    if (++this.#operands > MAX_OPERANDS) {
      const expected = message('formula.expected-operands', { max: MAX_OPERANDS });
      throw formulaError(at, message('formula.too-many-operands'), expected);
    }
    if (next === '[') return this.#operand(this.#text.bracketed(), at);
    if (this.#text.takes(N_ARY_SUM)) {
      this.#text.demand(OPEN, message('formula.expected-sum', { sign: N_ARY_SUM }));
      return this.#over(at);
    }
    const word = this.#text.word();
    if (word === '') throw this.#text.unexpected(message('formula.expected-operand'));
    if (/^(sum|Σ)$/i.test(word) && this.#text.takes(OPEN)) return this.#over(at);
    return NUMBER_PATTERN.test(word) ? this.#number(word, at) : this.#operand(word, at);
  }

  #number(text: string, at: number): Numeral {
    try {
      parseDecimal(text);
    } catch {
      const expected = message('formula.expected-digits', { max: MAX_DIGITS });
      throw formulaError(at, message('formula.number-too-long'), expected);
    }
    return { kind: 'number', text, at };
  }

  /** What follows `Σ(`. */
  #over(at: number): Operand {
    const start = this.#text.at;
    const metric = this.#text.next === '[' ? this.#text.bracketed() : this.#text.word();
    if (metric === '') throw this.#text.unexpected(message('formula.expected-metric-of-sum'));
    const { part } = this.#operand(metric, start);
    this.#text.demand(',，', message('formula.expected-comma-of-sum'));
    const place = this.#text.at;
    const over = this.#text.name(message('formula.expected-dimension-of-sum'));
    refuseTwice(part, over, place);
    this.#text.demand(CLOSE, message('formula.expected-end-of-sum'));
    return { kind: 'operand', metric, part, over, at };
  }

  /** A metric whose code is read, with the part of it that braces may name. */
  #operand(metric: string, at: number): Operand {
    const part: FormulaPart[] = [];
    if (!this.#text.takes('{｛')) return { kind: 'operand', metric, part, over: null, at };
    do {
      const place = this.#text.at;
      const dimension = this.#text.name(message('formula.expected-dimension-of-part'));
      this.#text.demand('=＝', message('formula.expected-equals-sign'));
      const category = this.#text.name(message('formula.expected-category-of-part'));
      refuseTwice(part, dimension, place);
      part.push({ dimension, category });
    } while (this.#text.takes(';；'));
    this.#text.demand('}｝', message('formula.expected-end-of-part'));
    return { kind: 'operand', metric, part, over: null, at };
  }
}

function refuseTwice(part: readonly FormulaPart[], dimension: string, at: number): void {
  if (!part.some((other) => other.dimension === dimension)) return;
  const problem = message('formula.dimension-twice', { dimension: JSON.stringify(dimension) });
  throw formulaError(at, problem, message('formula.expected-dimension-once'));
}

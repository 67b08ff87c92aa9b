/** What a formula is made of. `at` is where a part begins in its text, counted from 1: errors point there. */
export type FormulaExpression = Numeral | Operand | Negative | Binary;
export type Operator = '+' | '−' | '×' | '/';

export interface Numeral {
  readonly kind: 'number';
  /** A plain decimal. */
  readonly text: string;
  readonly at: number;
}

export interface FormulaPart {
  readonly dimension: string;
  readonly category: string;
}

/** A metric: as the result is broken down, or a part of that, or the sum over all categories of a dimension. */
export interface Operand {
  readonly kind: 'operand';
  readonly metric: string;
  /** What is added to the breakdown of the result; empty for the breakdown itself. */
  readonly part: readonly FormulaPart[];
  /** The dimension that is summed over. */
  readonly over: string | null;
  readonly at: number;
}

export interface Negative {
  readonly kind: 'negative';
  readonly of: FormulaExpression;
  readonly at: number;
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: Operator;
  readonly left: FormulaExpression;
  readonly right: FormulaExpression;
  /** Where the operator stands. */
  readonly at: number;
}

/** Each operand that is written differently, once, in the order of the text. */
export function collectOperands(expression: FormulaExpression): readonly Operand[] {
  const found = new Map<string, Operand>();
  const visit = (node: FormulaExpression): void => {
    if (node.kind === 'operand') {
      const text = printFormula(node);
      if (!found.has(text)) found.set(text, node);
    } else if (node.kind === 'negative') visit(node.of);
    else if (node.kind === 'binary') {
      visit(node.left);
      visit(node.right);
    }
  };
  visit(expression);
  return [...found.values()];
}

/** The codes of all metrics in it, each once. */
export const collectMetrics = (expression: FormulaExpression): readonly string[] => [
  ...new Set(collectOperands(expression).map(({ metric }) => metric)),
];

/** The dimensions that braces and sums bind: a result is never broken down by them. */
export const boundDimensions = (expression: FormulaExpression): ReadonlySet<string> =>
  new Set(
    collectOperands(expression).flatMap(({ part, over }) => [
      ...part.map(({ dimension }) => dimension),
      ...(over === null ? [] : [over]),
    ]),
  );

export const operand = (metric: string): Operand => ({ kind: 'operand', metric, part: [], over: null, at: 1 });

export const binary = (operator: Operator, left: FormulaExpression, right: FormulaExpression): Binary => ({
  kind: 'binary',
  operator,
  left,
  right,
  at: 1,
});

export const numeral = (text: string): Numeral => ({ kind: 'number', text, at: 1 });

/** numerator / denominator × factor, as an expression. */
export function buildQuotient(numerator: string, denominator: string, factor: string): FormulaExpression {
  const quotient = binary('/', operand(numerator), operand(denominator));
  return Number(factor) === 1 ? quotient : binary('×', quotient, numeral(factor));
}

/** A code that needs no brackets. Hyphens and points stand inside only, so that none can be taken for an operator. */
export const BARE = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_.-]*[\\p{L}\\p{M}\\p{N}_])?';
export const NUMBER_PATTERN = /^\d+(?:\.\d+)?$/;
/** What ends a name in braces or in a sum, also as it is typed in Chinese. */
export const ENDS_NAME = /[=＝;；,，{}｛｝()（）[\]]/u;

const ONLY_BARE = new RegExp(`^${BARE}$`, 'u');
const STRENGTH: Readonly<Record<Operator, number>> = { '+': 1, '−': 1, '×': 2, '/': 2 };

const bracketed = (code: string): string => `[${code.replaceAll(']', ']]')}]`;
const name = (code: string): string => (ENDS_NAME.test(code) ? bracketed(code) : code);
const metricName = (code: string): string =>
  ONLY_BARE.test(code) && !NUMBER_PATTERN.test(code) ? code : bracketed(code);

/** The one way in which an expression is written: two texts that print alike mean the same. */
export function printFormula(expression: FormulaExpression): string {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression.text);
    case 'operand':
      return printOperand(expression);
    case 'negative':
      return `−${enclosed(expression.of, expression.of.kind === 'binary')}`;
    case 'binary': {
      const { operator, left, right } = expression;
      const strength = STRENGTH[operator];
      const weaker = (node: FormulaExpression, least: number) =>
        node.kind === 'binary' && STRENGTH[node.operator] < least;
      return `${enclosed(left, weaker(left, strength))} ${operator} ${enclosed(right, weaker(right, strength + 1))}`;
    }
  }
}

const enclosed = (node: FormulaExpression, inBrackets: boolean): string =>
  inBrackets ? `(${printFormula(node)})` : printFormula(node);

/** 100, 0100 and 100.0 are the same number. */
const printNumber = (text: string): string =>
  text
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

function printOperand({ metric, part, over }: Operand): string {
  const parts = part.map(({ dimension, category }) => `${name(dimension)}=${name(category)}`).sort();
  const text = `${metricName(metric)}${parts.length === 0 ? '' : `{${parts.join('; ')}}`}`;
  return over === null ? text : `Σ(${text}, ${name(over)})`;
}

import fc from 'fast-check';
import type { FormulaExpression, Operand } from '../../../src/domain/formula/formula.ts';

const CODES = ['a', 'b-2', 'c.d_e', '化解-纠纷', 'sum', '1st', 'two words', 'a+b', 'x]y', '12', 'Σ', '[z'];
const DIMENSIONS = ['age', 'sex', '性 别', 'of=it'];
const CATEGORIES = ['f', '0-14', 'a;b', 'x}y', '男', '(all)'];

const decimalText = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, scale]) => String(digits / 10 ** scale));

const operandNode: fc.Arbitrary<Operand> = fc
  .record({
    metric: fc.constantFrom(...CODES),
    dimensions: fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { maxLength: 3 }),
    categories: fc.array(fc.constantFrom(...CATEGORIES), { minLength: 3, maxLength: 3 }),
    isSum: fc.boolean(),
  })
  .map(({ metric, dimensions, categories, isSum }) => {
    const [over, named] = isSum ? [dimensions[0] ?? null, dimensions.slice(1)] : [null, dimensions];
    const part = named.map((dimension, index) => ({ dimension, category: categories[index] ?? '' }));
    return { kind: 'operand', metric, part, over, at: 1 };
  });

const { node } = fc.letrec<{ node: FormulaExpression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'formula' },
    operandNode,
    decimalText.map((text): FormulaExpression => ({ kind: 'number', text, at: 1 })),
    fc.record({ kind: fc.constant('negative' as const), of: tie('node'), at: fc.constant(1) }),
    ...([1, 2, 3] as const).map(() =>
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom('+', '−', '×', '/'),
        left: tie('node'),
        right: tie('node'),
        at: fc.constant(1),
      }),
    ),
  ),
}));

/** Any expression, with codes that need brackets among its own. */
export const expressions: fc.Arbitrary<FormulaExpression> = node as fc.Arbitrary<FormulaExpression>;

/** The expression without the places where its parts stood, and with the parts of operands in one order. */
export function shapeOf(expression: FormulaExpression): unknown {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'operand': {
      const parts = expression.part.map(({ dimension, category }) => JSON.stringify([dimension, category]));
      return { metric: expression.metric, parts: parts.sort(), over: expression.over };
    }
    case 'negative':
      return { negative: shapeOf(expression.of) };
    case 'binary':
      return [shapeOf(expression.left), expression.operator, shapeOf(expression.right)];
  }
}

/** A fraction of whole numbers of any size. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

export function rational(text: string): Rational {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(text) ?? [];
  return { over: BigInt(`${sign}${whole}${decimals}`), under: 10n ** BigInt(decimals.length) };
}

/** Works the expression out in fractions, and with nothing of what the code under test uses; null for a division by zero. */
export function workOut(expression: FormulaExpression, figure: (metric: Operand) => Rational): Rational | null {
  if (expression.kind === 'number') return rational(expression.text);
  if (expression.kind === 'operand') return figure(expression);
  if (expression.kind === 'negative') {
    const inner = workOut(expression.of, figure);
    return inner && { over: -inner.over, under: inner.under };
  }
  const [a, b] = [workOut(expression.left, figure), workOut(expression.right, figure)];
  if (a === null || b === null) return null;
  switch (expression.operator) {
    case '+':
      return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
    case '−':
      return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
    case '×':
      return { over: a.over * b.over, under: a.under * b.under };
    case '/':
      return b.over === 0n ? null : { over: a.over * b.under, under: a.under * b.over };
  }
}

/** With so many decimals, half away from zero. */
export function rounded({ over, under }: Rational, decimals: number): string {
  const isNegative = over < 0n !== under < 0n;
  const [top, bottom] = [over < 0n ? -over : over, under < 0n ? -under : under];
  const units = (top * 10n ** BigInt(decimals) * 2n + bottom) / (bottom * 2n);
  const digits = String(units).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return isNegative && units !== 0n ? `-${text}` : text;
}

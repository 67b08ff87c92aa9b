import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../src/domain/core/errors.ts';
import {
  boundDimensions,
  collectMetrics,
  collectOperands,
  type Operand,
  printFormula,
} from '../../../src/domain/formula/formula.ts';
import { parseFormula } from '../../../src/domain/formula/formula-parse.ts';
import { quotientForm, storedFactor } from '../../../src/domain/formula/formula-quotient.ts';
import { evaluate, settle } from '../../../src/domain/formula/formula-value.ts';
import { checkProperty } from '../../support/property.ts';
import { expressions, rational, rounded, shapeOf, workOut } from './formula-arbitrary.ts';

const printed = (text: string) => printFormula(parseFormula(text));

describe('a formula is read', () => {
  test.each([
    ['a + b * c', 'a + b × c'],
    ['(a + b) ÷ c', '(a + b) / c'],
    ['a - b - c', 'a − b − c'],
    ['a - (b - c)', 'a − (b − c)'],
    ['a / b / c', 'a / b / c'],
    ['a / (b × c)', 'a / (b × c)'],
    ['-a × −b', '−a × −b'],
    ['- (a + b)', '−(a + b)'],
    ['disputes-resolved / disputes-identified × 100', 'disputes-resolved / disputes-identified × 100'],
    ['a -b', 'a − b'],
    ['a- b', 'a − b'],
    ['0100.50 × a', '100.5 × a'],
    ['已化解纠纷 ÷ 排查纠纷', '已化解纠纷 / 排查纠纷'],
    ['（a＋b）／c － 1', '(a + b) / c − 1'],
    ['[my code] + [a/b] + [x]]y] + [12]', '[my code] + [a/b] + [x]]y] + [12]'],
    ['[plain]', 'plain'],
    ['sum(a, sex)', 'Σ(a, sex)'],
    ['SUM( a ,sex ) + ∑(b，age)', 'Σ(a, sex) + Σ(b, age)'],
    ['Σ([my code]{age=0-14}, sex)', 'Σ([my code]{age=0-14}, sex)'],
    ['sum / Σ', 'sum / Σ'],
    ['a{sex=f;age=0-14}', 'a{age=0-14; sex=f}'],
    ['a { sex = two words }', 'a{sex=two words}'],
    ['a{[of=it]=[b;c]}', 'a{[of=it]=[b;c]}'],
  ])('%s as %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test('as it was printed, whatever it is', async () => {
    await checkProperty(
      fc.property(expressions, (expression) => {
        const text = printFormula(expression);
        expect(shapeOf(parseFormula(text))).toEqual(shapeOf(expression));
        expect(printed(text)).toBe(text);
      }),
      { runs: 150 },
    );
  });

  test('and says what it uses, each once', () => {
    const formula = parseFormula('(a{sex=f} + a{sex=f} + a + Σ(b, age)) / a × 100');
    expect(collectOperands(formula).map(printFormula)).toEqual(['a{sex=f}', 'a', 'Σ(b, age)']);
    expect(collectMetrics(formula)).toEqual(['a', 'b']);
    expect([...boundDimensions(formula)]).toEqual(['sex', 'age']);
  });
});

describe('a formula is refused, with the place and what would be right', () => {
  const deep = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
  test.each([
    ['', 1, /ends too early/, /metric code/],
    ['a +', 4, /ends too early/, /metric code/],
    ['a + * b', 5, /"\*" is not expected/, /metric code/],
    ['+ a', 1, /"\+" is not expected/, /metric code/],
    ['a b', 3, /"b" is not expected/, /operators .*square brackets/],
    ['(a + b', 7, /ends too early/, /closing bracket/],
    ['a + b)', 6, /"\)" is not expected/, /operators/],
    ['1,000 × a', 2, /"," is not expected/, /operators/],
    ['.5 × a', 1, /"\." is not expected/, /number/],
    ['a % b', 3, /"%" is not expected/, /operators/],
    ['[a', 1, /not closed/, /\]/],
    ['[ ] + a', 1, /nothing in the square brackets/, /code/],
    ['a{sex}', 6, /"}" is not expected/, /equals sign/],
    ['a{=f}', 3, /"=" is not expected/, /dimension/],
    ['a{sex=}', 7, /"}" is not expected/, /category/],
    ['a{sex=f', 8, /ends too early/, /closing brace/],
    ['a{sex=f;sex=m}', 9, /"sex" appears twice/, /once/],
    ['sum(a)', 6, /"\)" is not expected/, /comma and a dimension/],
    ['sum(a, sex, age)', 11, /"," is not expected/, /one dimension/],
    ['sum(a{sex=f}, sex)', 15, /"sex" appears twice/, /once/],
    ['sum(a + b, sex)', 7, /"\+" is not expected/, /comma/],
    ['Σ(, sex)', 3, /"," is not expected/, /metric/],
    ['∑ a', 3, /"a" is not expected/, /behind ∑/],
    ['100{sex=f}', 4, /"{" is not expected/, /operators/],
    [`${'1'.repeat(61)} × a`, 1, /too long/, /60 digits/],
    [`${'a + '.repeat(50)}a`, 201, /too many operands/, /50/],
    [deep(21), 21, /nested too deep/, /20/],
    [`${'-'.repeat(21)}a`, 21, /nested too deep/, /20/],
    [' '.repeat(2_001), 2_001, /2,001 characters/, /2,000/],
  ] as const)('%s', (text, position, message, expected) => {
    const error = (() => {
      try {
        parseFormula(text);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(DomainError);
    const { code, details, message: told } = error as DomainError;
    expect(code).toBe('BAD_INPUT');
    expect(details).toMatchObject({ argument: 'expression', position });
    expect(told).toMatch(new RegExp(`^at position ${position}: `));
    expect(told).toMatch(message);
    expect(details.expected).toMatch(expected);
  });

  test('and nothing else is: what is at the bounds is read', () => {
    expect(printed(deep(20))).toBe('a');
    expect(printed(`${'a + '.repeat(49)}a`).split('+')).toHaveLength(50);
  });
});

const figures = fc.record({
  digits: fc.array(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), { minLength: 8, maxLength: 8 }),
  scales: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 8, maxLength: 8 }),
  multipliers: fc.array(fc.integer({ min: -6, max: 8 }), { minLength: 8, maxLength: 8 }),
});
type Figures = typeof figures extends fc.Arbitrary<infer T> ? T : never;

/** The value that operands of one text have: some are zero. */
const figureOf = ({ digits, scales, multipliers }: Figures, operand: Operand) => {
  const place = [...printFormula(operand)].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 8;
  const [unscaled = 0n, scale = 0, multiplier = 0] = [digits[place], scales[place], multipliers[place]];
  const sign = unscaled < 0n ? '-' : '';
  const text = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const cut = text.length - scale;
  return { value: scale === 0 ? sign + text : `${sign}${text.slice(0, cut)}.${text.slice(cut)}`, multiplier };
};
const exactly = ({ value, multiplier }: { value: string; multiplier: number }) => {
  const { over, under } = rational(value);
  const power = 10n ** BigInt(Math.abs(multiplier));
  return multiplier < 0 ? { over, under: under * power } : { over: over * power, under };
};

describe('a formula is worked out', () => {
  test('exactly, and rounded once, half up', async () => {
    await checkProperty(
      fc.property(
        expressions,
        figures,
        fc.integer({ min: -6, max: 8 }),
        fc.integer({ min: 0, max: 6 }),
        (expression, given, multiplier, decimals) => {
          const found = evaluate(expression, (operand) => figureOf(given, operand));
          const right = workOut(expression, (operand) => exactly(figureOf(given, operand)));
          if (right === null) {
            expect(found).toBeNull();
            return;
          }
          const power = 10n ** BigInt(Math.abs(multiplier));
          const inUnit = {
            over: right.over * (multiplier < 0 ? power : 1n),
            under: right.under * (multiplier < 0 ? 1n : power),
          };
          expect(found === null ? null : settle(found, multiplier, decimals)).toBe(rounded(inUnit, decimals));
        },
      ),
      { runs: 150 },
    );
  });

  test.each([
    ['a / b × 100', { a: '2', b: '3' }, 4, '66.6667'],
    ['a / b', { a: '1', b: '3' }, null, '0.333333333333'],
    ['a / b', { a: '-1', b: '8' }, 2, '-0.13'],
    ['a / b', { a: '-1', b: '1000' }, 2, '0.00'],
    ['a / b × 3', { a: '1', b: '3' }, 12, '1.000000000000'],
    ['a / b', { a: '5', b: '0.00' }, 2, null],
    ['0 × (a / b)', { a: '5', b: '0' }, 2, null],
    ['a / (a / b)', { a: '0', b: '2' }, 2, null],
    ['a − 0.5', { a: '1', b: '0' }, 0, '1'],
  ])('%s of %o with %s decimals is %s', (text, values, decimals, expected) => {
    const of = values as Readonly<Record<string, string>>;
    const found = evaluate(parseFormula(text), ({ metric }) => ({ value: of[metric] ?? '', multiplier: 0 }));
    expect(found === null ? null : settle(found, 0, decimals)).toBe(expected);
  });

  test.each([
    ['424.8', 4, '6226', 0, 0, 2, '682.30'],
    ['1', 0, '8', 4, 0, 12, '0.000012500000'],
    ['6226', 0, '2', 0, 4, 4, '0.3113'],
  ])('%s × 10^%i / %s × 10^%i in units × 10^%i', (a, top, b, bottom, own, decimals, expected) => {
    const found = evaluate(parseFormula('a / b'), ({ metric }) =>
      metric === 'a' ? { value: a, multiplier: top } : { value: b, multiplier: bottom },
    );
    expect(found && settle(found, own, decimals)).toBe(expected);
  });
});

describe('a formula is one quotient', () => {
  test.each([
    ['a / b', 'a', 'b', '1'],
    ['a / b × 100', 'a', 'b', '100'],
    ['100 × a / b', 'a', 'b', '100'],
    ['100 × (a / b)', 'a', 'b', '100'],
    ['(100 × a) / (2 × b) × 3', 'a', 'b', '150'],
    ['a / b / 100', 'a', 'b', '0.01'],
    ['−(a / b)', 'a', 'b', '-1'],
    ['-2 × a / b', 'a', 'b', '-2'],
    ['a / 3 / b', 'a', 'b × 3', '1'],
    ['a / (b × −3)', 'a', 'b × 3', '-1'],
    ['(a + c) / (b − d) × 1000', 'a + c', 'b − d', '1000'],
    ['(a{sex=f} + 5) / Σ(b, sex)', 'a{sex=f} + 5', 'Σ(b, sex)', '1'],
  ])('%s is %s / %s × %s', (text, numerator, denominator, factor) => {
    const form = quotientForm(parseFormula(text));
    const parts = form && [printFormula(form.numerator), printFormula(form.denominator), form.factor];
    expect(parts).toEqual([numerator, denominator, factor]);
  });

  test.each([
    'a',
    'a + b',
    'a / 12',
    '1000 / a',
    'a / b × c',
    'a / b + 1',
    'a / b / c',
    '(a / b) / (c / d)',
    '(a / 3 + c) / b',
    'a / 0 / b',
  ])('%s is none', (text) => {
    expect(quotientForm(parseFormula(text))).toBeNull();
  });

  test('whose parts give the value again, whatever the powers of ten', async () => {
    await checkProperty(
      fc.property(expressions, figures, fc.integer({ min: -6, max: 8 }), (expression, given, multiplier) => {
        const form = quotientForm(expression);
        fc.pre(form !== null);
        const ofMetric = (operand: Operand) => figureOf(given, operand).multiplier;
        const right = workOut(expression, (operand) => exactly(figureOf(given, operand)));
        fc.pre(right !== null && form !== null);
        // What stands in the row: a metric as it was published, anything else without a power of ten.
        const [top, bottom] = [form.numerator, form.denominator].map((part) =>
          part.kind === 'operand'
            ? rational(figureOf(given, part).value)
            : workOut(part, (operand) => exactly(figureOf(given, operand))),
        );
        const factor = rational(storedFactor(form, ofMetric, multiplier));
        const power = 10n ** BigInt(Math.abs(multiplier));
        const [over, under] = [
          (top?.over ?? 0n) * (bottom?.under ?? 0n) * factor.over * (multiplier < 0 ? 1n : power),
          (top?.under ?? 0n) * (bottom?.over ?? 0n) * factor.under * (multiplier < 0 ? power : 1n),
        ];
        expect(over * right.under).toBe(right.over * under);
      }),
      { runs: 150, parameters: { maxSkipsPerRun: 1_000 } },
    );
  });
});

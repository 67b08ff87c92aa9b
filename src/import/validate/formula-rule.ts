import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { collectOperands, type FormulaExpression, type Operand } from '../../domain/formula/formula.ts';
import { parseFormula } from '../../domain/formula/formula-parse.ts';
import { FormulaError } from '../../domain/formula/formula-text.ts';
import { unitOfFormula } from '../../domain/formula/formula-unit.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { fitsUnit, metricUnit, printUnit } from '../../domain/number/unit.ts';
import { categoryKey, type Placed } from '../catalogue/catalogue.ts';
import { findInputs } from '../catalogue/formula.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Installation, Meaning } from '../catalogue/installation.ts';
import { findUnknownCode } from '../catalogue/reference.ts';
import { MAX_CODE } from '../package/bound.ts';
import { type Expected, listed, quoted } from '../package/problem.ts';
import type { Complain } from './row-rule.ts';

type Row = Placed<'metrics'>;
type Tell = (text: Text, expected: Expected) => void;

/** Refuses formulas of which a part is missing or too much, and expressions that cannot be read, name nothing or mix units. */
export function checkFormulas(
  metrics: readonly Row[],
  installation: Installation,
  names: CodeIds,
  complain: Complain,
): void {
  const meanings = new Map<string, Meaning>([
    ...installation.metrics,
    ...metrics.map((metric) => [metric.code, metric] as const),
  ]);
  for (const metric of metrics) {
    const { expression } = metric;
    checkCalendar(metric, meanings, complain);
    if (!checkParts(metric, complain) || expression === null) continue;
    const tell: Tell = (text, expected) => complain('metrics', metric, 'expression', expression, text, expected);
    const read = attempt(() => parseFormula(expression), tell);
    if (read === null) continue;
    const right = collectOperands(read).map((operand) => checkOperand(operand, meanings, names, tell));
    if (right.length === 0) tell(message('import.expression-without-metric'), message('import.operand-expected'));
    else if (right.every(Boolean) && names.find('unit', metric.unit) !== null) checkUnit(metric, read, meanings, tell);
  }
}

/** What is computed of fiscal years is a fiscal year: operands that agree in their calendar give it to the result. */
function checkCalendar(metric: Row, meanings: ReadonlyMap<string, Meaning>, complain: Complain): void {
  const starts = [...findInputs(metric)].flatMap((code) => meanings.get(code)?.fiscal_year_start ?? '01-01');
  const [start] = starts;
  const own = metric.fiscal_year_start ?? '01-01';
  if (start === undefined || start === own || starts.some((other) => other !== start)) return;
  const text = message('import.formula-of-another-calendar', { metric: quoted(metric.code), start });
  complain('metrics', metric, 'fiscal_year_start', own, text, start);
}

/** Runs what throws BAD_INPUT for a formula, and tells it. */
function attempt<T>(work: () => T, tell: Tell): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    tell(error.text, error.expected);
    return null;
  }
}

/** Whether a formula is a numerator and a denominator, or an expression, and not both. */
function checkParts(metric: Row, complain: Complain): boolean {
  const { numerator, denominator, factor, expression } = metric;
  const tell = (column: keyof Row & string, value: string | null, text: Text, expected: Text) =>
    complain('metrics', metric, column, value, text, expected);
  if (expression !== null) {
    const other = (['numerator', 'denominator', 'factor'] as const).find((column) => metric[column] !== null);
    if (other === undefined) return true;
    const text = message('import.expression-and-part', { column: other });
    tell(other, metric[other], text, message('import.expression-alone'));
    return false;
  }
  if (numerator !== null && denominator === null) {
    tell(
      'denominator',
      null,
      message('import.no-denominator', { metric: quoted(numerator) }),
      message('import.both-or-neither'),
    );
  }
  if (numerator === null && denominator !== null) {
    tell(
      'numerator',
      null,
      message('import.no-numerator', { metric: quoted(denominator) }),
      message('import.both-or-neither'),
    );
  }
  if (numerator === null && denominator === null && factor !== null) {
    tell('factor', factor, message('import.factor-alone'), message('import.quotient-expected'));
  }
  return true;
}

/** Whether the operand names what there is: a metric, dimensions of that metric, categories of those. */
function checkOperand(operand: Operand, meanings: ReadonlyMap<string, Meaning>, names: CodeIds, tell: Tell): boolean {
  const { metric, part, over, at } = operand;
  if (names.find('metric', metric) === null) {
    const unknown = findUnknownCode(names, 'metric', metric);
    if (unknown === null) return false; // it may be one that could not be read
    const difference = differenceIn(metric, names);
    const expected = difference === null ? unknown.expected : message('import.blanks-around-minus', { difference });
    tell(message('import.at-position', { position: String(at), words: unknown.message }), expected);
    return false;
  }
  const own = meanings.get(metric)?.dimensions;
  let right = true;
  const wrong: Tell = (words, expected) => {
    tell(message('import.at-position', { position: String(at), words }), expected);
    right = false;
  };
  for (const dimension of [...part.map((item) => item.dimension), ...(over === null ? [] : [over])]) {
    const unknown = findUnknownCode(names, 'dimension', dimension);
    if (unknown !== null) wrong(unknown.message, unknown.expected);
    else if (own !== undefined && !own.includes(dimension)) {
      const text = message('import.dimension-not-of-metric', { metric: quoted(metric), dimension: quoted(dimension) });
      const expected = message('import.no-braces-expected');
      wrong(text, own.length === 0 ? expected : message('import.one-of', { codes: listed(own) }));
    }
  }
  if (!right) return false;
  for (const { dimension, category } of part) {
    if (names.find('category', categoryKey(dimension, category)) !== null || !names.sure('category')) continue;
    const text = message('import.unknown-category-of', { code: quoted(category), dimension: quoted(dimension) });
    wrong(text, () => {
      const known = [...names.categories(dimension)].sort();
      return didYouMean(category, known, message('import.one-of', { codes: listed(known) }));
    });
  }
  if (over !== null && names.sure('category') && names.categories(over).length === 0) {
    wrong(message('import.no-categories', { dimension: quoted(over) }), message('import.categories-expected'));
  }
  return right;
}

/** The difference that was probably meant by an unknown code with a hyphen in it: its parts are known. */
function differenceIn(code: string, names: CodeIds): string | null {
  if (code.length > MAX_CODE) return null;
  const known = (part: string) => /^\d+(\.\d+)?$/.test(part) || names.find('metric', part) !== null;
  for (let index = code.indexOf('-'); index !== -1; index = code.indexOf('-', index + 1)) {
    const [left, right] = [code.slice(0, index), code.slice(index + 1)];
    if (known(left) && known(right)) return `${left} - ${right}`;
  }
  return null;
}

function checkUnit(
  metric: Row,
  expression: FormulaExpression,
  meanings: ReadonlyMap<string, Meaning>,
  tell: Tell,
): void {
  const unitOf = (code: string) => {
    const meaning = meanings.get(code);
    return meaning === undefined ? null : metricUnit(meaning.unit, meaning.kind);
  };
  const inferred = attempt(() => unitOfFormula(expression, (operand) => unitOf(operand.metric)), tell);
  if (inferred === null) return;
  const among = collectOperands(expression).flatMap((operand) => unitOf(operand.metric) ?? []);
  if (fitsUnit(inferred, metric, among)) return;
  const unit = quoted(metric.unit);
  if (inferred.powers.size === 0 && !inferred.scale) {
    tell(message('import.number-without-unit', { unit }), message('import.unit-of-expression-expected', { unit }));
    return;
  }
  const inferredUnit = quoted(printUnit(inferred));
  tell(
    message('import.unit-differs', { inferred: inferredUnit, unit }),
    message('import.unit-expected', { inferred: inferredUnit, unit }),
  );
}

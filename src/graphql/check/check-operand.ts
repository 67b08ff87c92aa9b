import { collectOperands, type Operand } from '../../domain/formula/formula.ts';
import { operandKeys } from '../../domain/formula/formula-key.ts';
import { parseFormula } from '../../domain/formula/formula-parse.ts';
import { quotientForm } from '../../domain/formula/formula-quotient.ts';
import { isValidOn } from '../../domain/period/validity.ts';
import { getValidity } from '../../read/catalogue/catalogue.ts';
import type { CheckRow } from '../../read/check/check.ts';
import type { CheckOperand } from '../../read/check/check-input.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import type { Context } from '../core/context.ts';

/** Which figures the expression of a check's metric takes; none where it has no expression, or the check is not about it. */
export function checkOperands(
  { metricId, breakdownKey, rule, subject, periodEnd }: CheckRow,
  { catalogue }: Context,
  state: Snapshot,
): CheckOperand[] {
  const { expression: text } = catalogue.metrics.get(metricId);
  if (text === null || (rule !== 'RATIO' && rule !== 'DUPLICATE')) return [];
  const categoriesOf = (code: string): string[] => {
    const dimension = catalogue.dimensions.rows.find((row) => row.code === code);
    const known = dimension ? catalogue.categoriesOf.of(dimension.id) : [];
    return known
      .filter((row) => isVisible(row, state) && isValidOn(getValidity(row), periodEnd))
      .map((row) => row.code);
  };
  return operandsIn(text, rule, subject).flatMap((operand) => {
    const metric = catalogue.metricsByCode.get(operand.metric);
    const keys = metric ? operandKeys(operand, breakdownKey, categoriesOf) : [];
    return keys.map((key) => ({ metric: metric?.id ?? 0, key }));
  });
}

function operandsIn(text: string, rule: CheckRow['rule'], subject: string): readonly Operand[] {
  const expression = parseFormula(text);
  if (rule === 'RATIO') return collectOperands(expression);
  const form = quotientForm(expression);
  const part = subject === 'NUMERATOR' ? form?.numerator : subject === 'DENOMINATOR' ? form?.denominator : undefined;
  return part === undefined ? [] : collectOperands(part);
}

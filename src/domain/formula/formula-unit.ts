import { message } from '../message/message.ts';
import { isSameUnit, multiplyUnits, PLAIN_NUMBER, type UnitPowers, unitText } from '../number/unit.ts';
import { type FormulaExpression, type Operand, printFormula } from './formula.ts';
import { formulaError } from './formula-text.ts';

/**
 * The unit that an expression gives; null where that of an operand is not known. Throws BAD_INPUT where values of different units are added
 * or subtracted, at the operator, naming both.
 */
export function unitOfFormula(
  expression: FormulaExpression,
  unitOf: (operand: Operand) => UnitPowers | null,
): UnitPowers | null {
  switch (expression.kind) {
    case 'number':
      return PLAIN_NUMBER;
    case 'operand':
      return unitOf(expression);
    case 'negative':
      return unitOfFormula(expression.of, unitOf);
    case 'binary': {
      const { operator, left, right, at } = expression;
      const [a, b] = [unitOfFormula(left, unitOf), unitOfFormula(right, unitOf)];
      if (a === null || b === null) return null;
      if (operator === '×') return multiplyUnits(a, b, 1);
      if (operator === '/') return multiplyUnits(a, b, -1);
      if (isSameUnit(a, b)) return a.scale === null ? b : a;
      const problem = message(operator === '+' ? 'formula.units-not-added' : 'formula.units-not-subtracted', {
        left: printFormula(left),
        leftUnit: unitText(a),
        right: printFormula(right),
        rightUnit: unitText(b),
      });
      throw formulaError(at, problem, message('formula.expected-same-unit'));
    }
  }
}

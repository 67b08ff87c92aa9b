import { message } from '../../domain/message/message.ts';
import { entriesCalled } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { cellText, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import { withoutCurrency } from '../text/currency.ts';
import { foldWidth } from '../text/plain-text.ts';
import { unitForm } from './ask-unit.ts';
import { isOtherCurrency } from './money-unit.ts';

/** A metric as a table names it, and where its values are. */
export interface NamedValues {
  readonly names: readonly string[];
  readonly columns: readonly number[];
}

/** Asks in which unit values are that show a currency, where their metric is in another one, or in none. */
export function askCurrency(
  values: readonly NamedValues[],
  rows: readonly SourceRow[],
  known: KnownCodes,
  inference: Inference,
): void {
  if (inference.isAsked('unit')) return;
  for (const { names, columns } of values) {
    const metrics = names.flatMap((name) => entriesCalled(known.metrics, name));
    if (metrics.length === 0) continue;
    const signs = new Set(rows.flatMap(({ cells }) => columns.flatMap((column) => signIn(cells[column]) ?? [])));
    const other = [...signs].find((sign) => metrics.every((metric) => isOtherCurrency(sign, metric, known)));
    if (other === undefined) continue;
    const shown = { sign: JSON.stringify(other), names: shownTexts(names) };
    const { choices, form } = unitForm(known);
    inference.ask('unit', message('inference.other-currency', shown), choices, form);
    return;
  }
}

/** The currency that a cell shows beside its number; of a workbook it may be that of its format. */
function signIn(cell: SourceCell | undefined): string | null {
  if (typeof cell === 'object' && (cell.type === 'period' || cell.type === 'covered')) return null;
  return withoutCurrency(foldWidth(cellText(cell)))?.sign ?? null;
}

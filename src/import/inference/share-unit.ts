import { message } from '../../domain/message/message.ts';
import { UnitShifts } from '../convert/unit-shift.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { Mapping, ValueColumns } from '../mapping/schema.ts';
import { type Inference, placeChoice, shownTexts } from '../question/inference.ts';
import { cellText, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import { columnsIn, ranges } from '../shape/column-range.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import type { NamedMetric } from './named-metric.ts';

/** The unit of shares of one, and per cent. */
const UNITS = ['1', '%'];

/** Parts, from groups of columns with values, those of metrics in per cent whose values all lie between zero and one, and asks in which unit these are. */
export function partShares(
  groups: readonly ValueColumns[],
  metrics: readonly NamedMetric[],
  rows: readonly SourceRow[],
  known: KnownCodes,
  inference: Inference,
): readonly ValueColumns[] {
  const isPercent = percentFinder(known);
  const shares = new Map<number, string>();
  for (const { name, columns, unit } of metrics) {
    if (!isPercent(name, unit)) continue;
    const texts = columns.flatMap((column) => rows.flatMap((row) => shareText(row.cells[column])));
    if (areShares(texts)) for (const column of columns) shares.set(column, name);
  }
  if (shares.size === 0) return groups;
  const left: ValueColumns[] = [];
  const parted: ValueColumns[] = [];
  for (const group of groups) {
    const columns = group.columns === 'OTHERS' ? [] : group.columns.flatMap(columnsIn);
    const own = columns.filter((column) => shares.has(column));
    const others = columns.filter((column) => !shares.has(column));
    if (own.length === 0 || others.length > 0)
      left.push(own.length === 0 ? group : { ...group, columns: ranges(others) });
    if (own.length > 0) parted.push({ ...group, columns: ranges(own) });
  }
  for (const [index, { columns }] of parted.entries()) {
    const names = [
      ...new Set(
        (columns === 'OTHERS' ? [] : columns).flatMap(columnsIn).flatMap((column) => shares.get(column) ?? []),
      ),
    ];
    askShareUnit(`values.${left.length + index}.unit`, names, inference);
  }
  return [...left, ...parted];
}

/** The same where no header names a metric: `names` are the metrics of the table. */
export function askTableShares(
  names: readonly NamedMetric[],
  columns: readonly number[],
  rows: readonly SourceRow[],
  known: KnownCodes,
  inference: Inference,
): void {
  const isPercent = percentFinder(known);
  const of = names.filter(({ name, unit }) => isPercent(name, unit));
  if (of.length === 0 || of.length < names.length) return;
  const texts = columns.flatMap((column) => rows.flatMap((row) => shareText(row.cells[column])));
  if (areShares(texts))
    askShareUnit(
      'unit',
      of.map(({ name }) => name),
      inference,
    );
}

function askShareUnit(at: string, names: readonly string[], inference: Inference): void {
  if (inference.questions.some((question) => question.at === at)) return;
  const choices = UNITS.map((unit) => placeChoice('constant', unit));
  inference.ask(at, message('inference.shares', { names: shownTexts(names) }), choices, {
    options: UNITS,
    apply: (mapping, answer): Mapping => {
      const unit = { constant: answer };
      if (at === 'unit') return { ...mapping, unit };
      return {
        ...mapping,
        values: mapping.values?.map((group, index) => (at === `values.${index}.unit` ? { ...group, unit } : group)),
      };
    },
  });
}

/** Tells of a metric, by its name and the unit that a header gives, whether it is in per cent. */
function percentFinder(known: KnownCodes) {
  const shifts = new UnitShifts(known.units);
  return (name: string, unit: string | null): boolean => {
    if (unit === '%') return true;
    const found = known.metrics.filter(({ code, names }) =>
      [code, ...names].some((one) => nameKey(one) === nameKey(name)),
    );
    return found.length > 0 && found.every((metric) => shifts.isIn(metric, '%'));
  };
}

/** What a cell says without a sign behind it; nothing where it says no number, or in which unit it is. */
function shareText(cell: SourceCell | undefined): readonly string[] {
  if (typeof cell === 'object' && cell.type !== 'number' && cell.type !== 'text') return [];
  const text = foldWidth(cellText(cell)).replace(',', '.');
  return NUMBER.test(text) ? [text] : [];
}

const NUMBER = /^[-+\u2212]?\d{0,30}(?:\.\d{1,30})?$/;
const SHARE = /^[-+\u2212]?(?:0?\.\d+|0|1(?:\.0+)?|0\.\d+)$/;

/** Whether no number is greater than one, and one of them is not zero. */
const areShares = (texts: readonly string[]): boolean =>
  texts.every((text) => SHARE.test(text)) && texts.some((text) => /[1-9]/.test(text));

import { message } from '../../domain/message/message.ts';
import { UnitShifts } from '../convert/unit-shift.ts';
import { entriesCalled } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { Mapping, ValueColumns } from '../mapping/schema.ts';
import { type Inference, placeChoice, shownTexts } from '../question/inference.ts';
import { cellText, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import { columnsIn, ranges } from '../shape/column-range.ts';
import type { NamedMetric } from '../shape/metric-text.ts';
import { foldWidth } from '../text/plain-text.ts';

/** The unit of shares of one, and per cent. */
const UNITS = ['1', '%'];

/** Parts, from groups of columns with values, those of metrics in per cent of which all values may be shares of one, and asks in which unit these are. */
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
  // Questions are asked by the number of a group: what is parted from one comes behind all of them.
  const parted: ValueColumns[] = [];
  const left = groups.map((group) => {
    const own = columnsOf(group).filter((column) => shares.has(column));
    const others = columnsOf(group).filter((column) => !shares.has(column));
    if (own.length === 0 || others.length === 0) return group;
    parted.push({ ...group, columns: ranges(own) });
    return { ...group, columns: ranges(others) };
  });
  const all = [...left, ...parted];
  for (const [index, group] of all.entries()) {
    const names = new Set(columnsOf(group).flatMap((column) => shares.get(column) ?? []));
    if (names.size > 0) askShareUnit(`values.${index}.unit`, [...names], inference);
  }
  return all;
}

const columnsOf = ({ columns }: ValueColumns): readonly number[] =>
  columns === 'OTHERS' ? [] : columns.flatMap(columnsIn);

/** The same where no header names a metric: `names` are the metrics of the table, which stand in `column` where there is more than one. */
export function askTableShares(
  names: readonly string[],
  { column, columns }: { readonly column: number | null; readonly columns: readonly number[] },
  rows: readonly SourceRow[],
  known: KnownCodes,
  inference: Inference,
): void {
  const isPercent = percentFinder(known);
  /** The numbers of each metric in per cent, by its name; null for another metric. */
  const texts = new Map<string, string[] | null>();
  for (const row of rows) {
    const name = column === null ? (names[0] ?? '') : foldWidth(cellText(row.cells[column]));
    if (!texts.has(name)) texts.set(name, isPercent(name, null) ? [] : null);
    const own = texts.get(name);
    if (own) for (const one of columns) own.push(...shareText(row.cells[one]));
  }
  const shares = [...texts].flatMap(([name, own]) => (own !== null && areShares(own) ? [name] : []));
  if (shares.length > 0) askShareUnit('unit', shares, inference, shares.length === texts.size);
}

/** Only where all values are such shares does one unit answer for all of them; otherwise the table is read by two entries of `tables`. */
function askShareUnit(at: string, names: readonly string[], inference: Inference, isAll = true): void {
  if (inference.isAsked(at)) return;
  if (!isAll) {
    inference.ask(at, message('inference.shares-among-others', { names: shownTexts(names) }), ['tables']);
    return;
  }
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
export function percentFinder(known: KnownCodes) {
  const shifts = new UnitShifts(known.units);
  return (name: string, unit: string | null): boolean => {
    if (unit === '%') return true;
    const found = entriesCalled(known.metrics, name);
    return found.length > 0 && found.every((metric) => shifts.isIn(metric, '%'));
  };
}

/** What a cell says without a sign behind it; nothing where it says no number, or in which unit it is. */
function shareText(cell: SourceCell | undefined): readonly string[] {
  if (typeof cell === 'object' && cell.type !== 'number' && cell.type !== 'text') return [];
  const text = foldWidth(cellText(cell)).replace(',', '.');
  return NUMBER.test(text) ? [text] : [];
}

const NUMBER = /^[-+\u2212]?(?=\.?\d)\d{0,30}(?:\.\d{1,30})?$/;
/** More than all of it is done now and then. */
const MAX_SHARE = 2;

/** Whether no number is greater than shares are, and one of them is at most one and not zero. */
function areShares(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => Math.abs(Number(text.replace('\u2212', '-'))));
  return numbers.every((number) => number <= MAX_SHARE) && numbers.some((number) => number > 0 && number <= 1);
}

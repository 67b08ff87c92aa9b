import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import { nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { CodeReading, MultiplierReading } from '../mapping/reading-schema.ts';
import { columnText, type Inference } from '../question/inference.ts';
import { columnLetters, type FigureColumns, type SourceRow } from '../reader/sheet.ts';
import { isUnitText } from '../shape/header-form.ts';
import { isMultiplierTitle } from '../shape/property-title.ts';
import { type ColumnShape, columnTexts } from '../shape/table-shape.ts';
import { type MultiplierDigits, readMultiplier } from '../text/multiplier-text.ts';
import { nameKey } from '../text/plain-text.ts';
import { askUnit } from '../unit/ask-unit.ts';

/** What the one column of values of a long table is called: its title names no metric. */
const VALUE_TITLE =
  /^(?:obs[_ ]?value|v4_\d|obs|observation|values?|wert|valeur|valor|valore|waarde|(?:data|observation)[ _]?value|数值|指标值|统计值|实际值|绝对[数量]|数据|数据值|值|値|数値)$/i;
/** The same with the unit of all values behind it. */
const WITH_UNIT = /^(.{1,30}?)\s?\(([^()]{1,40})\)$/;

const isValueTitle = (title: string): boolean => VALUE_TITLE.test(WITH_UNIT.exec(title)?.[1] ?? title);

/** In which unit the values of such a column are, as its title says; null where it says none. */
export function readValueUnit(
  title: string,
  { header, rows, column }: { readonly header: Header; readonly rows: number; readonly column: number },
  known: KnownCodes,
  inference: Inference,
): CodeReading | null {
  const [, name, unit] = WITH_UNIT.exec(title) ?? [];
  if (name === undefined || unit === undefined) return null;
  const row = Array.from({ length: rows }, (_, index) => index + 1).find((one) => header.text(one, column) === title);
  if (row !== undefined && isUnitText(unit, known))
    return { header: row, template: title.replace(`(${unit})`, '({unit})') };
  const cell = `${columnLetters(column)}${header.rowNumber(row ?? 1) ?? 1}`;
  askUnit({ reading: null, unit, text: title, cell }, known, inference);
  return null;
}

const POWER_TITLE = /^(?:unit[_ ]?mult(?:iplier)?|scalar[_ ]id|power[_ ]?code.*)$/i;
const STATUS_TITLE = /^(?:obs[_ ]?(?:status|flag)|status|flags?|flag codes?|数据状态)$/i;
const MAX_STATUS = 4;
const DIGITS: readonly MultiplierDigits[] = ['POWER', 'FACTOR'];

/** Of a long table with one column that is called value, that column and the one of its statuses; undefined for any other table. */
export function findLongValue(
  shapes: readonly ColumnShape[],
  rows: readonly SourceRow[],
  header: Header,
  known: KnownCodes,
): FigureColumns | undefined {
  const names = nameKeys(known.metrics);
  const found = shapes.filter(({ column }) => isValueTitle(header.title(column)));
  const [value] = found;
  if (value === undefined || found.length > 1 || value.numbers + value.years === 0) return undefined;
  const title = header.title(value.column);
  if (names.has(nameKey(title))) return undefined;
  const isStatus = ({ column }: ColumnShape) =>
    STATUS_TITLE.test(header.title(column)) && isShort(columnTexts(rows, column));
  const status = shapes.filter(isStatus).map(({ column }) => header.title(column));
  return { values: new Set([title]), status: status.length === 1 ? (status[0] ?? null) : null, isSdmx: false };
}

const isShort = (texts: readonly string[]): boolean =>
  texts.some((text) => text !== '') && texts.every((text) => text.length <= MAX_STATUS);

export interface InferredMultiplier {
  readonly column: number;
  readonly reading: MultiplierReading;
}

/** The column that says by what the values are multiplied; null where there is none, or none in which each text is a multiplier. */
export function inferMultiplier(
  columns: readonly number[],
  rows: readonly SourceRow[],
  header: Header,
  inference: Inference,
): InferredMultiplier | null {
  const candidates = columns
    .filter((column) => isMultiplierTitle(header.title(column)))
    .map((column) => {
      const all = columnTexts(rows, column);
      const texts = [...new Set(all)].filter((text) => text !== '');
      return { column, texts, hasBlanks: all.includes(''), forms: formsOf(header.title(column), texts) };
    })
    .filter(({ texts, forms }) => texts.length > 0 && forms.length > 0)
    // Words before numbers, which may be ids of these words.
    .sort((a, b) => Number(isOfDigits(a.texts)) - Number(isOfDigits(b.texts)));
  const [found] = candidates;
  if (found === undefined) return null;
  const { column, forms, hasBlanks } = found;
  const name = header.name(column);
  const [digits] = forms;
  inference.decide('multiplier', columnText(name));
  const isPlain = digits === undefined || digits === null;
  if (forms.length > 1) {
    inference.ask('multiplier.digits', message('inference.which-digits', { name }), DIGITS, {
      options: DIGITS,
      apply: ({ multiplier, ...mapping }, answer) =>
        multiplier === undefined
          ? mapping
          : { ...mapping, multiplier: { ...multiplier, digits: answer as MultiplierDigits } },
    });
  }
  if (hasBlanks) {
    const choices = ['units'];
    inference.ask('multiplier.blank', message('inference.which-multiplier', { name }), choices, {
      options: choices,
      accepts: (text) => readMultiplier(text) !== null,
      apply: ({ multiplier, ...mapping }, answer) =>
        multiplier === undefined ? mapping : { ...mapping, multiplier: { ...multiplier, blank: answer } },
    });
  }
  const reading = { column: columnReference(header, column), ...(isPlain ? {} : { digits }) };
  return { column, reading };
}

const isOfDigits = (texts: readonly string[]): boolean => texts.every((text) => /^[\d,]+$/.test(text));

/** In which ways each text is a multiplier: null where none is a number that may be two. Empty where a text is none. */
function formsOf(title: string, texts: readonly string[]): readonly (MultiplierDigits | null)[] {
  const reads = (digits?: MultiplierDigits) => texts.every((text) => readMultiplier(text, digits) !== null);
  if (POWER_TITLE.test(title)) return reads('POWER') ? ['POWER'] : [];
  if (reads()) return [null];
  return DIGITS.filter((digits) => reads(digits));
}

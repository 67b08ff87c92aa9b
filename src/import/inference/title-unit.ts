import { message, type Text } from '../../domain/message/message.ts';
import { UnitShifts } from '../convert/unit-shift.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import { Wrong } from '../package/cell.ts';
import { cellText, columnLetters, type SourceRow } from '../reader/sheet.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import { unitReadings } from '../text/unit-text.ts';
import { findUnitLine, isUnitLine, isUnitText } from './header-form.ts';
import type { Inference } from './inference.ts';
import type { TableShape } from './table-shape.ts';

/** What stands above or below a table and says in which unit its values are. */
export interface TitleUnit {
  /** Null where it is not said which unit it is, or of which values. */
  readonly reading: CodeReading | null;
  readonly unit: string;
  readonly cell: string;
  readonly text: string;
}

const NO_UNIT_LINE = { before: '', label: '', unit: '', after: '' };
const UNIT_WORD = /^(?:(?:计量|数量|金额)?(?:单位|單位|単位)|units?|einheit(?:en)?)\s*:?$/i;
const BRACKETED = /^.+\(([^()]+)\)$/;
/** What may multiply the values of a table in a language whose units are not read. */
const LATIN_MULTIPLE_WORD =
  /(?<!\p{L})(?:thousands?|millions?|billions?|trillions?|0?00s?|tausend|tsd|mio|mill|mrd|millionen|milliarden|milliers?|milliards?|miles|millones|bn|mn)(?!\p{L})/iu;
const MULTIPLE = new RegExp(`${LATIN_MULTIPLE_WORD.source}|[千百万亿萬億]`, 'iu');
const LATIN_MULTIPLE = /(?<!\p{L})(?:in|en)\s+(?:\S+\s+)?(?:thousands?|millions?|billions?|tausend|tsd|mio|mill|mrd|millionen|milliarden|milliers?|milliards?|miles|millones|1[.,' ]?000)(?!\p{L})|\((?:[^()]*\s)?(?:thousands?|millions?|billions?|'?000s?|tsd|mio|mrd|bn|mn)\.?(?:\s[^()]*)?\)/iu; // biome-ignore format: a pattern

/** Finds what is said of the unit of a whole table; null where nothing is. */
export function findTitleUnit({ titles, header, footer }: TableShape, known: KnownCodes): TitleUnit | null {
  for (const row of titles) {
    const found = findInRow(row, known);
    if (found !== null) return found;
  }
  for (const { row, cells } of header) {
    // The corner of a table says it where no title does.
    const corner = foldWidth(cellText(cells[0]));
    const found = isUnitLine(corner) ? findInRow({ row, cells: [corner], hidden: false }, known) : null;
    if (found !== null) return found;
  }
  for (const row of footer) {
    const found = findInRow(row, known);
    if (found !== null) return { ...found, reading: null };
  }
  return null;
}

function findInRow({ row, cells }: SourceRow, known: KnownCodes): TitleUnit | null {
  for (const [column, cell] of cells.entries()) {
    const text = typeof cell === 'object' && cell.type === 'covered' ? '' : foldWidth(cellText(cell));
    const place = `${columnLetters(column)}${row}`;
    // A label in one cell, and the unit in the next.
    if (text !== '' && UNIT_WORD.test(foldWidth(cellText(cells[column - 1])))) {
      const isRead = isUnitText(text, known);
      if (isRead || MULTIPLE.test(text))
        return { reading: isRead ? { cell: place } : null, unit: text, cell: place, text };
    }
    const { before, label, unit: said, after } = findUnitLine(text) ?? NO_UNIT_LINE;
    const unit = said.trim();
    if (unit !== '' && isUnitText(unit, known)) {
      const template = `${before === '' ? '' : '{_}'}${label}{unit}${after === '' ? '' : after.length === 1 ? ')' : '){_}'}`;
      return { reading: { cell: place, template }, unit, cell: place, text };
    }
    if (unit !== '' && MULTIPLE.test(unit)) return { reading: null, unit, cell: place, text };
    const bracketed = BRACKETED.exec(text)?.[1]?.trim();
    if (bracketed !== undefined && isUnitText(bracketed, known))
      return { reading: { cell: place, template: '{_}({unit})' }, unit: bracketed, cell: place, text };
    if (LATIN_MULTIPLE.test(text)) return { reading: null, unit: '', cell: place, text };
  }
  return null;
}

/** Whether the unit of a title is that of a metric, is of other values, or may multiply these: then it has to be asked. */
export function isUnitOf({ unit }: TitleUnit, metric: KnownMetric, { units }: KnownCodes): 'YES' | 'NO' | 'ASK' {
  const shifts = new UnitShifts(units);
  const isIn = (text: string): boolean => {
    try {
      return Number.isInteger(shifts.find(metric, text, null));
    } catch (error) {
      if (error instanceof Wrong) return false;
      throw error;
    }
  };
  if (unit !== '' && isIn(unit)) return 'YES';
  if (isIn('%')) return 'NO';
  return unit === '' || unitReadings(unit).some(({ exponent }) => exponent !== 0) || MULTIPLE.test(unit) ? 'ASK' : 'NO';
}

/** Where the unit is said, in words. */
export const titleUnitText = ({ text, cell }: TitleUnit): Text =>
  message('inference.title-says', { text: JSON.stringify(text.slice(0, 80)), cell });

/** Whether a title lists units of which those that multiply are each given by a header: 单位：件、万元 above 经费（万元）. */
export function isSaidByHeaders({ unit }: TitleUnit, headers: ReadonlySet<string>, known: KnownCodes): boolean {
  const parts = unit.split(/[、,;/\s]+/).filter((part) => part !== '');
  const multiples = parts.filter((part) => MULTIPLE.test(part));
  return (
    parts.every((part) => isUnitText(part, known)) &&
    multiples.length < parts.length &&
    multiples.every((part) => headers.has(nameKey(part)))
  );
}

const MAX_UNITS = 20;

/** Asks in which unit the values are that no header gives one of. */
export function askUnit({ text, cell }: TitleUnit, { units }: KnownCodes, inference: Inference): void {
  const codes = units.map(({ code }) => code).slice(0, MAX_UNITS);
  const choices = codes.map((code) => `{ "constant": "${code}" }`);
  const names = new Set(units.flatMap(({ code, names }) => [code, ...names]).map((name) => name.toLowerCase()));
  inference.ask('unit', message('inference.which-unit', { text: JSON.stringify(text.slice(0, 80)), cell }), choices, {
    options: codes,
    accepts: (answer) => unitReadings(answer).some(({ base }) => names.has(base)),
    apply: ({ values = [], ...mapping }, answer) => ({
      ...mapping,
      values: values.map((group) => (group.unit === undefined ? { ...group, unit: { constant: answer } } : group)),
    }),
  });
}

/** Whether a text of a header multiplies values, in whichever unit: Mill. EUR. */
export const isMultipleText = (text: string): boolean => LATIN_MULTIPLE_WORD.test(text);

/** Asks for the unit where a row of a header multiplies and may name the metric as well; the mapping has to say it of each column. */
export function askMultiple(multiples: ReadonlyMap<string, string>, inference: Inference): void {
  const text = [...multiples.keys()].join(', ');
  const [cell = ''] = multiples.values();
  inference.ask('unit', message('inference.which-unit', { text: JSON.stringify(text.slice(0, 80)), cell }));
}

import { message, type Text } from '../../domain/message/message.ts';
import { UnitShifts } from '../convert/unit-shift.ts';
import { entriesCalled } from '../mapping/code-list.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import { MAX_HEAD_ROWS, type Mapping } from '../mapping/schema.ts';
import { findReadCells } from '../mapping/section.ts';
import { cellText, columnLetters, type SourceRow } from '../reader/sheet.ts';
import { findUnitLine, isUnitLine, isUnitText } from '../shape/header-form.ts';
import { periodsWithin } from '../shape/period-within.ts';
import type { TableShape } from '../shape/table-shape.ts';
import { currenciesOf, findCurrencyLine } from '../text/currency.ts';
import { mayMultiply, saysMultiple, wholeMultiple } from '../text/multiple.ts';
import { canBeIn, isShareName, saysUnitKind } from '../text/name-quantity.ts';
import { foldWidth, nameKey, ownText } from '../text/plain-text.ts';
import { isUnitLabel } from '../text/unit-label.ts';
import { unitReadings } from '../text/unit-text.ts';
import { isMoney, isOtherCurrency } from './money-unit.ts';

/** What stands above or below a table and says in which unit its values are. */
export interface TitleUnit {
  /** Null where it is not said which unit it is, or of which values. */
  readonly reading: CodeReading | null;
  readonly unit: string;
  readonly cell: string;
  readonly text: string;
  /** Each of several units: 吨、万元、元/吨. */
  readonly parts?: readonly string[];
  /** Whether nobody has defined the unit: a metric that is new may be in it, and no other. */
  readonly isUnknown?: boolean;
  /** Whether it says a currency: of a metric in it, or in no money, that says nothing. */
  readonly isCurrency?: boolean;
  /** Whether the cell says nothing but the unit, so that it says the same in the next file. */
  readonly isLine?: boolean;
}

const NO_UNIT_LINE = { before: '', label: '', unit: '', after: '' };
/** Money, of which the metric may be in another. */
const CURRENCY = /^(?:USD|EUR|GBP|JPY|CNY|RMB|INR|HKD|(?:欧|日|韩|港|台)元)$/;
const BRACKETED = /^(.*)\(([^()]+)\)$/;
/** What parts several units in one text: no blank within one, and no comma within a number. */
const BETWEEN_UNITS = /[、;]|,(?!\d)/;
const BETWEEN_LISTED = /(?:[、;]|,(?!\d)| (?=\p{Script=Han}))+/u;

/** Finds what is said of the unit of a whole table; null where nothing is. */
export function findTitleUnit(
  { titles, header, footer }: TableShape,
  sheet: string | null,
  known: KnownCodes,
): TitleUnit | null {
  for (const row of titles) {
    const found = findInRow(row, known);
    if (found !== null) return found;
  }
  for (const { row, cells } of header) {
    // The corner of a table says it where no title does.
    const corner = foldWidth(cellText(cells[0])).slice(0, MAX_NOTE);
    const found = isUnitLine(corner) ? findInRow({ row, cells: [corner], hidden: false }, known) : null;
    if (found !== null) return found;
    const beside = /\(([^()]{1,40})\)$|\/([^/]{1,20})$/.exec(corner);
    const unit = (beside?.[1] ?? beside?.[2] ?? '').trim();
    const isMultiple = unit !== '' && (mayMultiply(unit) || (wholeMultiple(unit) ?? 0) >= MIN_MULTIPLE);
    if (isMultiple || saysMultiple(corner)) return { reading: null, unit, cell: `A${row}`, text: corner };
  }
  const name = foldWidth(sheet ?? '');
  if (name !== '' && (saysMultiple(name) || isUnitLine(name) || (mayMultiply(name) && isUnitText(name, known))))
    return { reading: null, unit: '', cell: JSON.stringify(name), text: name };
  const currency = titles.flatMap(currenciesIn)[0];
  if (currency !== undefined) return currency;
  for (const row of footer) {
    const found = findInRow(row, known) ?? findInSentences(row, known);
    if (found !== null) return { ...found, reading: null, isLine: false };
  }
  return null;
}

const MAX_NOTE = 1_000;
/** Of which one multiplies: Thousand cases. */
const FEW_WORDS = /^\p{Script=Latin}+(?: of)?(?: \p{Script=Latin}+){0,2}$/u;
/** Thousands and more. */
const MIN_MULTIPLE = 3;

/** A sentence of a note that multiplies values: 2024: forecast. Billion yuan. */
function findInSentences({ row, cells }: SourceRow, known: KnownCodes): TitleUnit | null {
  for (const [column, cell] of cells.entries()) {
    const text = foldWidth(cellText(cell)).slice(0, MAX_NOTE);
    const said = text
      .split(/[.;。；:]/)
      .map((sentence) => sentence.trim())
      .find(
        (sentence) =>
          saysMultiple(sentence) ||
          (mayMultiply(sentence) && (FEW_WORDS.test(sentence) || isUnitText(sentence, known))),
      );
    if (said !== undefined) return { reading: null, unit: '', cell: `${columnLetters(column)}${row}`, text };
  }
  return null;
}

/** The cells of a row that say a currency, and multiply nothing. */
const currenciesIn = ({ row, cells }: SourceRow): readonly TitleUnit[] =>
  cells.flatMap((cell, column) => {
    const text = ownText(cell);
    const unit = findCurrencyLine(text);
    return unit === null
      ? []
      : [{ reading: null, unit, cell: `${columnLetters(column)}${row}`, text, isCurrency: true }];
  });

/** What may be a unit behind its label, and is no office, which 单位 stands for as well. */
const isUnknownUnit = (unit: string): boolean =>
  unit.length <= (/\p{Script=Han}/u.test(unit) ? MAX_UNIT_WORD : MAX_UNIT_WORDS) &&
  (/\p{Script=Han}/u.test(unit) ? /^\p{L}+$/u : /^\p{L}[\p{L}\p{N} .,/()-]*$/u).test(unit) &&
  !/[局委办厅院处所站部科股镇乡村县市区府校司厂队会社]$|中心$|街道$/u.test(unit);

const MAX_UNIT_WORD = 6;
const MAX_UNIT_WORDS = 40;

function findInRow({ row, cells }: SourceRow, known: KnownCodes): TitleUnit | null {
  for (const [column, cell] of cells.entries()) {
    const text = ownText(cell);
    const place = `${columnLetters(column)}${row}`;
    // A label in one cell, and the unit in the next.
    if (text !== '' && isUnitLabel(foldWidth(cellText(cells[column - 1])))) {
      const isRead = isUnitText(text, known);
      if (isRead || mayMultiply(text))
        return { reading: isRead ? { cell: place } : null, unit: text, cell: place, text, isLine: true };
    }
    const { before, label, unit: said, after } = findUnitLine(text) ?? NO_UNIT_LINE;
    const unit = said.trim();
    const isLine = unit !== '' && before === '' && periodsWithin(text).length === 0;
    if (unit !== '' && isUnitText(unit, known)) {
      const template = `${before === '' ? '' : '{_}'}${label}{unit}${after === '' ? '' : after.length === 1 ? ')' : '){_}'}`;
      return { reading: { cell: place, template }, unit, cell: place, text, isLine };
    }
    const parts = unit.split(BETWEEN_UNITS).map((part) => part.trim());
    if (parts.length > 1 && parts.some((part) => isUnitText(part, known)))
      return { reading: null, unit, cell: place, text, parts, isLine };
    const isQuotient = unit.split(/[/·]/).some((part) => isUnitText(part, known)) || CURRENCY.test(unit);
    if (unit !== '' && (mayMultiply(unit) || isQuotient)) return { reading: null, unit, cell: place, text, isLine };
    if (isUnknownUnit(unit)) return { reading: null, unit, cell: place, text, isLine, isUnknown: true };
    const [, beforeBracket = '', inBracket] = BRACKETED.exec(text) ?? [];
    const bracketed = inBracket?.trim();
    const listed = (/^.*[(【]([^()【】]{1,40})[)】]$/.exec(text)?.[1] ?? '')
      .split(BETWEEN_LISTED)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (listed.length > 1 && listed.every((part) => isUnitText(part, known)))
      return { reading: null, unit: listed.join('、'), cell: place, text, parts: listed };
    if (bracketed !== undefined && CURRENCY.test(bracketed))
      return { reading: null, unit: bracketed, cell: place, text, isCurrency: true };
    if (bracketed !== undefined && !/^(?:in|en) /i.test(bracketed) && isUnitText(bracketed, known))
      return {
        reading: { cell: place, template: beforeBracket === '' ? '({unit})' : '{_}({unit})' },
        unit: bracketed,
        cell: place,
        text,
        isLine: beforeBracket === '',
      };
    const last = / (\S+)$/.exec(text)?.[1] ?? text;
    if (/\p{Script=Han}/u.test(last) && mayMultiply(last) && isUnitText(last, known))
      return { reading: last === text ? { cell: place } : null, unit: last, cell: place, text, isLine: last === text };
    if (saysMultiple(text)) return { reading: null, unit: '', cell: place, text };
  }
  return null;
}

/** Whether the unit of a title is that of a metric, is of other values, or may multiply these: then it has to be asked. */
export function isUnitOf(
  { unit }: Pick<TitleUnit, 'unit'>,
  metric: KnownMetric,
  { units }: KnownCodes,
): 'YES' | 'NO' | 'ASK' {
  const shifts = new UnitShifts(units);
  const isIn = (text: string): boolean => shifts.isIn(metric, text);
  if (unit !== '' && isIn(unit)) return 'YES';
  // A count is in no per cent: its figures are of something else.
  if (/^[%‰]$/.test(unit)) return 'ASK';
  if (isIn('%')) return 'NO';
  return unit === '' || unitReadings(unit).some(({ exponent }) => exponent !== 0) || mayMultiply(unit) ? 'ASK' : 'NO';
}

/** Whether a title says a currency in which metrics of money are not. */
export const isOfOtherMoney = (
  { unit }: Pick<TitleUnit, 'unit'>,
  metrics: readonly KnownMetric[],
  known: KnownCodes,
): boolean => {
  const money = metrics.filter((metric) => isMoney(metric, known));
  return money.length > 0 && money.every((metric) => isOtherCurrency(unit, metric, known));
};

/** Words for what is counted one by one, of which one stands for another. */
const COUNTED = /^(?:件|起|个|個|次|件次|宗|项|例|条|则|cases?|incidents?)$/i;

/** Units of one kind each, of which one is another number of the same: 公斤 and 吨. */
const KINDS = [
  /^(?:[千万亿]?(?:吨|克)|公斤|斤|[mk]?t|kgs?|g|tonnes?|tons?|kilograms?)$/i,
  /^(?:[万亿]?(?:亩|公顷|平方米|平方公里|㎡)|ha|hectares?|m2|m²|km2|km²|acres?|sq\.? ?(?:km|m))$/i,
  /^(?:[万]?(?:公里|千米|米|里)|k?m|kilomet(?:re|er)s?|miles?)$/i,
  /^(?:[十百千万亿]*(?:件|起|宗|例|件次|人次|批|批次|户次|次|个|项|人|名|户)|cases?|persons?|people|households?|visits?)$/i,
];

/** Whether a unit is not that of a metric, and measures the same. */
const areAlike = (unit: string, metric: KnownMetric, known: KnownCodes): boolean => {
  const own = known.units.find(({ code }) => code === metric.unit);
  const names = [metric.unit, ...(own?.names ?? [])];
  const isMoneyToo = currenciesOf(unit).length > 0 && isMoney(metric, known);
  return isMoneyToo || KINDS.some((kind) => kind.test(unit) && names.some((name) => kind.test(name)));
};

/** Whether a unit is that of a metric, or one of the same count: 起 of what is counted in 件. */
const isOwnUnit = (title: Pick<TitleUnit, 'unit'>, metric: KnownMetric, known: KnownCodes): boolean =>
  isUnitOf(title, metric, known) === 'YES' ||
  (COUNTED.test(title.unit) &&
    known.units.some(({ code, names }) => code === metric.unit && names.some((name) => COUNTED.test(name))));

/**
 * The unit of a title for the metric of a name: of one that is known only where the unit is its own. Where it is that of no metric of the table,
 * whose `names` are all, the figures may be in it, such as 元/人.
 */
export function titleUnitFinder(titleUnit: TitleUnit | null, names: readonly string[], known: KnownCodes) {
  let isRead = false;
  const called = [...new Set(names)].map((name) => entriesCalled(known.metrics, name));
  const isOfKnown = called.some(
    (found) => found.length > 0 && found.every((metric) => titleUnit !== null && isOwnUnit(titleUnit, metric, known)),
  );
  const isOfOne = isOfKnown || called.some((found) => found.length === 0);
  // Above quantities of several kinds a unit is that of names that say so.
  const hasOther = names.some(
    (name) =>
      titleUnit !== null &&
      titleUnit.parts === undefined &&
      entriesCalled(known.metrics, name).length === 0 &&
      !canBeIn(name, titleUnit.unit) &&
      !isShareName(name),
  );
  const openNames = new Set<string>();
  /** The only one of several units that each of the metrics is in: of 件、% per cent for a rate. */
  const partOf = (metrics: readonly KnownMetric[]): string | null => {
    const parts = (titleUnit?.parts ?? []).filter((unit) =>
      metrics.every((metric) => isOwnUnit({ unit }, metric, known)),
    );
    return metrics.length > 0 && parts.length === 1 ? (parts[0] ?? null) : null;
  };
  const find = (name: string) => {
    if (titleUnit === null) return null;
    const found = entriesCalled(known.metrics, name);
    if (titleUnit.isCurrency === true) {
      if (isOfOtherMoney(titleUnit, found, known)) openNames.add(name);
      return null;
    }
    // In which unit they are is left to be filled in.
    const isOpen = hasOther
      ? saysUnitKind(name, titleUnit.unit) !== true
      : !(titleUnit.parts ?? [titleUnit.unit]).some((unit) => canBeIn(name, unit));
    if (found.length === 0 && isOpen) return null;
    if (found.length === 0 && titleUnit.isUnknown === true) return { reading: null, unit: titleUnit.unit };
    const answers = found.map((metric) => isUnitOf(titleUnit, metric, known));
    const isNone = answers.length > 0 && answers.every((answer) => answer === 'NO');
    // What is measured alike may be in it, whatever stands beside it.
    const isAlike = found.some(
      (metric) => areAlike(titleUnit.unit, metric, known) && !isOwnUnit(titleUnit, metric, known),
    );
    if (isNone && !isAlike && (isOfKnown || (isOfOne && !canBeIn(name, titleUnit.unit)))) return null;
    const { reading, unit } = titleUnit;
    if (reading !== null && answers.every((answer) => answer === 'YES')) {
      isRead = true;
      return { reading, unit };
    }
    const fit = found.length > 0 ? [] : (titleUnit.parts ?? []).filter((unit) => saysUnitKind(name, unit) === true);
    const [only, another] = fit;
    if (only !== undefined && another === undefined) return { reading: { constant: only }, unit: only };
    const part = partOf(found);
    if (part !== null) return { reading: { constant: part }, unit: part };
    openNames.add(name);
    return null;
  };
  return Object.assign(find, {
    isAsked: () => openNames.size > 0,
    isAskedFor: (name: string) => openNames.has(name),
    isRead: () => isRead,
  });
}

/** Where the unit is said, in words. */
export const titleUnitText = ({ text, cell }: TitleUnit): Text =>
  message('inference.title-says', { text: JSON.stringify(text.slice(0, 80)), cell });

/** Whether a title lists units of which those that multiply are each given by a header: 单位：件、万元 above 经费（万元）. */
export function isSaidByHeaders({ unit }: TitleUnit, headers: ReadonlySet<string>, known: KnownCodes): boolean {
  const parts = unit.split(/[、,;/\s]+/).filter((part) => part !== '');
  const multiples = parts.filter((part) => mayMultiply(part));
  return (
    parts.every((part) => isUnitText(part, known)) &&
    headers.size > 0 &&
    multiples.length < parts.length &&
    multiples.every((part) => headers.has(nameKey(part)))
  );
}

const MAX_KEPT_TEXT = 200;

/** What a line of units says that none of the readings reads: a file in which it says something else is refused. */
export function keepUnitLine(titleUnit: TitleUnit | null, readings: unknown): Pick<Mapping, 'cells'> {
  if (titleUnit === null || titleUnit.isLine !== true || titleUnit.text.length > MAX_KEPT_TEXT) return {};
  const { cell, text } = titleUnit;
  const isRead = findReadCells(readings).includes(cell);
  return isRead || Number(/\d+/.exec(cell)?.[0]) > MAX_HEAD_ROWS ? {} : { cells: { [cell]: text } };
}

import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import { changeGroup, type Inference, readAgain } from '../question/inference.ts';
import { periodsWithin } from '../shape/period-within.ts';
import { cellTexts, type TableShape } from '../shape/table-shape.ts';
import { isOtherYear } from '../text/other-year.ts';
import { isPeriodText } from '../text/period-text.ts';
import { ownText } from '../text/plain-text.ts';
import { yearDigits, yearPartForm } from '../text/year-part.ts';

/** What the header of a column of values says of its period. */
interface ReadColumn {
  readonly column: number;
  readonly group: { readonly period?: unknown };
}

/** Where the header of a table is read, and what stands above it. */
interface LoneContext {
  readonly rows: number;
  readonly regionRow: number | null;
  readonly table: Pick<TableShape, 'titles' | 'header'>;
}

/** A period that a row of the header says in one cell. */
interface LonePeriod {
  readonly row: number;
  readonly text: string;
  /** The periods of titles, which are others. */
  readonly titled: readonly string[];
}

/**
 * Finds a row of the header that says a period in a single cell and nothing else, where other columns have none, or where a title says another:
 * at the right above a table it is said of all of it, and may say when the table was made. Null where there is none.
 */
export function findLonePeriod(
  columns: readonly ReadColumn[],
  header: Header,
  { rows, regionRow, table }: LoneContext,
): LonePeriod | null {
  const dated = columns.filter(({ group }) => group.period !== undefined);
  const [only] = dated;
  if (only === undefined || columns.length < 2) return null;
  const periods = periodsIn(table.titles);
  for (let row = 1; row < rows; row++) {
    const [text, ...others] = (table.header[row - 1]?.cells ?? []).map(ownText).filter((one) => one !== '');
    const isPeriod = text !== undefined && header.text(row, only.column) === text;
    if (row === regionRow || !isPeriod || others.length > 0) continue;
    const titled = [...new Set(periods)].filter(
      (period) =>
        !text.includes(period) && !period.includes(text) && !isPartOf(text, period, dated.length === columns.length),
    );
    if (titled.length > 0 || dated.length < columns.length) return { row: header.rowNumber(row) ?? row, text, titled };
  }
  return null;
}

/** The periods that the titles of a table say. */
export const periodsIn = (titles: TableShape['titles']): readonly string[] =>
  cellTexts(titles).flatMap((text) => periodsWithin(text).map(({ period }) => period));

/** Asks of which period all figures of the table are; the answer is read as that of the whole table. */
export function askLonePeriod({ row, text, titled }: LonePeriod, inference: Inference): void {
  if (inference.answers.has('period')) return;
  // Which year it is says less than the whole period.
  const other = inference.questions.find(({ at }) => at === 'period');
  if (other !== undefined) inference.settle(other);
  const shown = { text: JSON.stringify(text.slice(0, 40)), row: String(row) };
  const question =
    titled.length > 0 ? message('inference.lone-period', shown) : message('inference.lone-period-of-one', shown);
  const options = titled.length > 0 ? [text, ...titled].filter(isPeriodText) : [];
  inference.ask('period', question, options, { options, accepts: isPeriodText, apply: readAgain });
}

/** A part of the year that a title says, above all columns. */
const isPartOf = (text: string, period: string, isOfAll: boolean): boolean =>
  isOfAll && yearPartForm(text) !== null && yearDigits(period) !== null;

/** The year that a name says, where it is none of the periods that the titles of its table say, and none of prices or of a publication; null for none. */
export function foreignYearIn(name: string, titled: readonly string[]): string | null {
  const [found, another] = name.matchAll(/(?<!\d)(?:19|20)\d{2}(?:[/-]\d{2,4})?(?!\d)/g);
  if (found === undefined || another !== undefined || name.length > MAX_NAME) return null;
  const [year] = found;
  if (isOtherYear(name.slice(0, found.index), name.slice(found.index + year.length))) return null;
  return titled.length === 0 || titled.some((period) => period.includes(year)) ? null : year;
}

const MAX_NAME = 300;

/** Asks of which period the values of such a name are. `group` is that of its column. */
export function askYearInName(
  name: string,
  year: string,
  group: number,
  titled: readonly string[],
  inference: Inference,
): void {
  const options = [year, ...new Set(titled)].filter(isPeriodText);
  const question = message('inference.year-in-name', { name: JSON.stringify(name), year });
  inference.ask(`values.${group}.period`, question, options, {
    options,
    accepts: isPeriodText,
    apply: (mapping, answer) => changeGroup(mapping, group, { period: { constant: answer } }),
  });
}

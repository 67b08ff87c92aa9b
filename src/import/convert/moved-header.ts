import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { Wrong } from '../package/cell.ts';
import { listed, quoted } from '../package/problem.ts';
import { cellLocator, cellText, columnAt, type SheetPlaces, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { Header } from './column-title.ts';
import { firstText } from './row-condition.ts';
import { type MissingColumns, type NamedColumn, WrongMapping } from './wrong-mapping.ts';

/** The header as the mapping expects it, and the rows at the top of the sheet in which it may stand now. */
export interface ExpectedHeader {
  readonly rows: readonly number[];
  readonly fill: boolean;
  readonly sheet: SheetPlaces;
  readonly top: ReadonlyMap<number, SourceRow>;
}

/** Says of columns that are not in the header what stands in their place, and where they stand now. */
export function describeMissing(error: MissingColumns, expected: ExpectedHeader): readonly WrongMapping[] {
  const moved = movedRows(error.all, expected);
  if (moved !== null) return [new WrongMapping('header.rows', movedHeader(moved, expected))];
  return error.missing.map(({ at, name, letters, wrong }) => {
    if (letters !== undefined || name.startsWith('$')) return new WrongMapping(at, wrong);
    const places = cellsOf(name, expected);
    const text =
      places.length === 0
        ? wrong.text
        : message('mapping.column-elsewhere', { name: quoted(name), places: list(places) });
    return new WrongMapping(at, new Wrong(text, renamed(name, error.unnamed, wrong)));
  });
}

/** The rows in which all that the mapping names stands; null where it stands nowhere together. */
function movedRows(all: readonly NamedColumn[], { rows, fill, top }: ExpectedHeader): readonly number[] | null {
  if (rows.length === 0) return null;
  const last = Math.max(0, ...top.keys());
  const nearest = Array.from({ length: last }, (_, index) => index + 1).flatMap((by) => [by, -by]);
  for (const by of nearest) {
    const shifted = rows.map((row) => row + by);
    if (!shifted.every((row) => top.has(row))) continue;
    const header = new Header(
      shifted.map((row) => top.get(row)),
      fill,
      0,
    );
    if (all.every((column) => isIn(header, column))) return shifted;
  }
  return null;
}

function isIn(header: Header, { name, letters }: NamedColumn): boolean {
  if (letters !== undefined) return header.title(columnAt(letters.slice(1))) === foldWidth(name);
  // Letters are in any row that is wide enough, and say nothing of where the header is.
  return name.startsWith('$') || header.columnsCalled(name).length === 1;
}

function movedHeader(now: readonly number[], { rows, top }: ExpectedHeader): Wrong {
  const [first = 0] = rows;
  const row = top.get(first);
  const found = row === undefined ? message('import.nothing') : quoted(firstText(row));
  const shown = { rows: rows.join(', '), now: now.join(', '), found };
  return new Wrong(
    message('mapping.header-moved', shown),
    message('mapping.header-moved-expected', { rows: `[${shown.now}]` }),
  );
}

const MAX_PLACES = 3;

/** The cells at the top of the sheet that hold the title. */
function cellsOf(title: string, { sheet, top }: ExpectedHeader): readonly string[] {
  const wanted = foldWidth(title);
  const found: string[] = [];
  for (const { row, cells } of top.values()) {
    for (const [column, cell] of cells.entries()) {
      if (foldWidth(cellText(cell)) === wanted) found.push(cellLocator(sheet, row, column));
    }
  }
  return found.slice(0, MAX_PLACES);
}

/** A column may have a new name: that is one of which the mapping says nothing. */
function renamed(name: string, unnamed: MissingColumns['unnamed'], { expected }: Wrong): Text {
  if (unnamed.length === 0) return typeof expected === 'function' ? expected() : expected;
  const columns = listed(unnamed.map(({ title, letters }) => `${quoted(title)} (${letters})`));
  const titles = unnamed.map(({ title }) => title);
  return didYouMean(name, titles, message('mapping.column-renamed', { name: quoted(name), columns }));
}

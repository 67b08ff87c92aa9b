import { groupBy } from '../../domain/core/group-by.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { clipped, type FaultCell, type PackageFault, Problems, quoted } from '../package/problem.ts';
import { cellText, type SourceSheet } from '../reader/sheet.ts';
import { tellUnreadable } from '../reader/unreadable.ts';
import { foldWidth } from '../text/plain-text.ts';

type Fault = PackageFault<Text>;

/** Of a cell so many characters are told. */
const MAX_VALUE = 1_000;

/** Tells faults with what their cells say as they stand in the file, which is read once more for that. */
export async function quoteCells(faults: readonly Fault[], sheets: readonly SourceSheet[]): Promise<readonly Fault[]> {
  const texts = new Map<string, string>();
  const cellsOf = groupBy(
    faults.flatMap(({ at }) => (at === undefined ? [] : [at])),
    ({ sheet }) => sheet,
  );
  for (const [number, cells] of cellsOf) {
    const columns = groupBy(cells, ({ row }) => row);
    const last = Math.max(...columns.keys());
    try {
      for await (const row of sheets[number]?.rows() ?? []) {
        if (row.row > last) break;
        for (const cell of columns.get(row.row) ?? []) texts.set(nameOf(cell), cellText(row.cells[cell.column]));
      }
    } catch (error) {
      // That the sheet breaks off is among the faults.
      tellUnreadable(error, '', new Problems(0));
    }
  }
  return quoteFaults(faults, (cell) => texts.get(nameOf(cell)));
}

const nameOf = ({ sheet, row, column }: FaultCell): string => `${sheet}:${row}:${column}`;

/** The same where the cells are at hand. */
export const quoteFaults = (
  faults: readonly Fault[],
  textAt: (cell: FaultCell) => string | undefined,
): readonly Fault[] =>
  faults.map(({ at, ...fault }) => {
    const text = (at === undefined ? undefined : textAt(at)) ?? '';
    if (at === undefined || text.trim() === '') return fault;
    return { ...fault, value: clipped(text, MAX_VALUE), message: withCell(fault, text, at) };
  });

/** The words about a cell, with its text where they lack it, and with what it was read as where that is another text. */
function withCell({ value, message: words }: Omit<Fault, 'at'>, text: string, { of }: FaultCell): Text {
  const given = quoted(text.trim());
  if (of === 'CELL' || translate(words, 'en').includes(given)) return words;
  return of === 'READ' && value !== null && value !== text.trim() && value !== foldWidth(text)
    ? message('mapping.cell-read-as', { given, value: quoted(value), words })
    : message('mapping.cell-says', { given, words });
}

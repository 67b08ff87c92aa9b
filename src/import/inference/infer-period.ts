import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import type { PeriodReading, PlaceReading } from '../mapping/reading-schema.ts';
import { cellText, columnLetters, typedPeriod } from '../reader/sheet.ts';
import { DOTTED_DAYS, isDottedDay, type PeriodWithin, periodsWithin } from '../shape/header-form.ts';
import type { TableContext, TableShape } from '../shape/table-shape.ts';
import { isPeriodText } from '../text/period-text.ts';
import { foldWidth } from '../text/plain-text.ts';
import { columnReference } from './infer-region.ts';
import { columnText, type Inference, placeChoice } from './inference.ts';
import { inferPeriodFormat } from './period-format.ts';
import { readAfterAll } from './unused-column.ts';

/** Where the period is, if no header says it: in a column, in a title, or in the name of the sheet. */
export function inferPeriod(
  columns: readonly number[],
  table: TableShape,
  { sheet }: TableContext,
  header: Header,
  inference: Inference,
): PeriodReading {
  const [column, another] = columns;
  if (column !== undefined && another === undefined) {
    // The title of that column is what the rows above say of themselves, such as Unit.
    const name = table.isSeries ? `$${columnLetters(column)}` : columnReference(header, column);
    inference.decide('period', columnText(table.isSeries ? name : header.name(column)));
    const cells = table.rows.map((row) => row.cells[column]).filter((cell) => typedPeriod(cell) === null);
    const texts = cells.map((cell) => foldWidth(cellText(cell)));
    const format = texts.some(isDottedDay) ? { format: DOTTED_DAYS } : inferPeriodFormat(texts, inference);
    return { column: name, ...format };
  }
  const found: { reading: PeriodReading; period: string; isSure: boolean }[] = [];
  const add = (place: PlaceReading, { period, template, isSure }: PeriodWithin) => {
    const format = isDottedDay(period) ? { format: DOTTED_DAYS } : {};
    found.push({ reading: { ...place, ...(template ? { template } : {}), ...format }, period, isSure });
  };
  if (sheet !== null) for (const one of periodsWithin(sheet)) add({ sheet: true }, one);
  for (const row of table.titles) {
    for (const [index, cell] of row.cells.entries()) {
      if (typeof cell === 'object' && cell.type === 'covered') continue;
      const place = `${columnLetters(index)}${row.row}`;
      const typed = typedPeriod(cell);
      if (typed !== null) add({ cell: place }, { period: typed, template: null, isSure: true });
      else for (const one of periodsWithin(foldWidth(cellText(cell)))) add({ cell: place }, one);
    }
  }
  const [first] = found;
  if (
    columns.length === 0 &&
    first !== undefined &&
    found.every(({ period, isSure }) => period === first.period && isSure)
  ) {
    inference.decide(
      'period',
      message('inference.title-says', { text: JSON.stringify(first.period), cell: first.reading.cell ?? sheet ?? '' }),
    );
    return { ...first.reading, ...inferPeriodFormat([first.period], inference) };
  }
  const choices = [
    ...columns.map((one) => placeChoice('column', columnReference(header, one))),
    ...found.map(({ reading }) => JSON.stringify(reading)),
  ];
  inference.ask('period', message('inference.which-period'), choices, {
    options: choices,
    accepts: isPeriodText,
    apply: (mapping, answer) => ({
      ...readAfterAll(mapping, columns[choices.indexOf(answer)] ?? -1),
      period: choices.includes(answer) ? (JSON.parse(answer) as PeriodReading) : { constant: answer },
    }),
  });
  return first?.reading ?? { constant: '?' };
}

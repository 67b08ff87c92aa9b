import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import { buildCodeList } from '../mapping/code-list.ts';
import type { CodeReading, PeriodReading, PlaceReading } from '../mapping/reading-schema.ts';
import { Wrong } from '../package/cell.ts';
import { cellText, columnLetters } from '../reader/sheet.ts';
import { DOTTED_DAYS, isDottedDay, type PeriodWithin, periodsWithin, readHeaderForm } from '../shape/header-form.ts';
import type { TableContext, TableShape } from '../shape/table-shape.ts';
import { isPeriodText } from '../text/period-text.ts';
import { foldWidth } from '../text/plain-text.ts';
import { columnReference } from './infer-region.ts';
import { columnText, type Inference, shownTexts } from './inference.ts';
import type { NamedMetric } from './named-metric.ts';
import { inferSlashes } from './slashed-period.ts';
import { readAfterAll } from './unused-column.ts';

const MAX_CHOICES = 20;

/** Where the metric is named, if no header does: in a column of names or codes that are known, or in a title such as 指标：…. */
export function inferMetric(
  others: Set<number>,
  table: TableShape,
  header: Header,
  { known }: TableContext,
  inference: Inference,
) {
  const list = buildCodeList({ entries: known.metrics, kind: 'metric', at: 'metric.codes' });
  const isKnown = (text: string) => {
    try {
      return list.find(text) !== '';
    } catch (error) {
      if (error instanceof Wrong) return false;
      throw error;
    }
  };
  for (const column of others) {
    const texts = new Set(table.rows.map((row) => foldWidth(cellText(row.cells[column]))));
    if (![...texts].every(isKnown)) continue;
    others.delete(column);
    inference.decide('metric', columnText(header.name(column)));
    return {
      reading: { column: columnReference(header, column) } as CodeReading,
      column,
      unit: null,
      named: [] as NamedMetric[],
    };
  }
  const withUnits = inferMetricColumn(others, table, header, known, inference);
  if (withUnits !== null) return withUnits;
  for (const row of table.titles) {
    for (const [column, cell] of row.cells.entries()) {
      const text = foldWidth(cellText(cell));
      const [, before, rest] = /^((?:指标|项目|指标名称|indicator|variable)\s*:\s*)(.+)$/i.exec(text) ?? [];
      if (before === undefined || rest === undefined) continue;
      const { template, parts } = readHeaderForm(rest, known);
      const place = { cell: `${columnLetters(column)}${row.row}`, template: `${before}${template ?? '{metric}'}` };
      const unit = parts.get('unit') ?? null;
      inference.decide('metric', message('inference.title-says', { text: JSON.stringify(text), cell: place.cell }));
      const columns = table.columns.filter(({ numbers }) => numbers > 0).map((shape) => shape.column);
      const named: NamedMetric[] = [{ name: parts.get('metric') ?? rest, unit, columns }];
      return {
        reading: place as CodeReading,
        column: null,
        unit: unit === null ? null : (place as CodeReading),
        named,
      };
    }
  }
  const candidates = [...others];
  const columns = candidates.map((column) => `{ "column": "${columnReference(header, column)}" }`);
  const own = known.metrics.filter(({ isOwn }) => isOwn);
  const chosen = (own.length > 0 ? own : known.metrics).slice(0, MAX_CHOICES);
  const codes = chosen.map(({ code }) => `{ "constant": "${code}" }`);
  const places = [...columns, ...codes];
  const owners = new Set(chosen.flatMap(({ owner }) => owner ?? []));
  const question =
    known.dataset === null || own.length > 0 || owners.size === 0
      ? message('inference.which-metric')
      : message('inference.which-foreign-metric', { datasets: shownTexts([...owners]) });
  inference.ask('metric', question, places, {
    options: places,
    apply: (mapping, answer) => ({
      ...readAfterAll(mapping, candidates[columns.indexOf(answer)] ?? -1),
      metric: JSON.parse(answer) as CodeReading,
    }),
  });
  return { reading: { constant: '?' } as CodeReading, column: null, unit: null, named: [] as NamedMetric[] };
}

const METRIC_TITLE = /^(?:指标|指标名称|项目|indicators?(?: name)?)$/i;
const WITH_UNIT = '{metric}({unit})';

/** A column under a title such as 指标 in which each text is a name with its unit behind it in brackets; null where none is. */
function inferMetricColumn(
  others: Set<number>,
  table: TableShape,
  header: Header,
  known: TableContext['known'],
  inference: Inference,
) {
  for (const column of others) {
    if (!METRIC_TITLE.test(header.title(column))) continue;
    const texts = [...new Set(table.rows.map((row) => foldWidth(cellText(row.cells[column]))))];
    const forms = texts.map((text) => readHeaderForm(text, known));
    if (!forms.every(({ template, parts }) => template === WITH_UNIT && parts.has('unit'))) continue;
    others.delete(column);
    inference.decide('metric', columnText(header.name(column)));
    const columns = table.columns.filter(({ numbers, years }) => numbers + years > 0).map((shape) => shape.column);
    const named: NamedMetric[] = forms.map(({ parts }) => ({
      name: parts.get('metric') ?? '',
      unit: parts.get('unit') ?? null,
      columns,
    }));
    const reading: CodeReading = { column: columnReference(header, column), template: WITH_UNIT };
    return { reading, column, unit: reading as CodeReading | null, named };
  }
  return null;
}

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
    const texts = table.rows.map((row) => foldWidth(cellText(row.cells[column])));
    const format = texts.some(isDottedDay) ? { format: DOTTED_DAYS } : inferSlashes(texts, inference);
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
      for (const one of periodsWithin(foldWidth(cellText(cell)))) add({ cell: place }, one);
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
    return { ...first.reading, ...inferSlashes([first.period], inference) };
  }
  const choices = [
    ...columns.map((one) => `{ "column": "${columnReference(header, one)}" }`),
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

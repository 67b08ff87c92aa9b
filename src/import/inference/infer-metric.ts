import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import { buildCodeList } from '../mapping/code-list.ts';
import type { KnownMetric } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import { columnText, type Inference, placeChoice, readAgain, shownTexts } from '../question/inference.ts';
import { cellText, columnLetters } from '../reader/sheet.ts';
import { readHeaderForm } from '../shape/header-form.ts';
import type { InferredMetric } from '../shape/metric-text.ts';
import { MAX_TITLE_LENGTH } from '../shape/period-within.ts';
import { findTableName } from '../shape/table-name.ts';
import { cellTexts, type TableContext, type TableShape } from '../shape/table-shape.ts';
import { findTitleMetric } from '../shape/title-metric.ts';
import { foldWidth } from '../text/plain-text.ts';

const MAX_CHOICES = 20;

/** Where the metric is named, if no header does: in a column of names or codes that are known, or in a title such as 指标：…. */
export function inferMetric(
  others: Set<number>,
  table: TableShape,
  header: Header,
  { known }: TableContext,
  inference: Inference,
): InferredMetric {
  const list = buildCodeList({ entries: known.metrics, kind: 'metric', at: 'metric.codes' });
  for (const column of others) {
    const texts = new Set(table.rows.map((row) => foldWidth(cellText(row.cells[column]))));
    if (![...texts].every(list.has)) continue;
    others.delete(column);
    inference.decide('metric', columnText(header.name(column)));
    return { reading: { column: columnReference(header, column) }, column, unit: null, named: [] };
  }
  const withUnits = inferMetricColumn(others, table, header, known, inference);
  if (withUnits !== null) return withUnits;
  return inferLabelledMetric(table, known, inference) ?? askMetric(others, table, header, known, inference);
}

/** A title that says the metric behind a label, such as 指标：…; null where none does. */
function inferLabelledMetric(
  table: TableShape,
  known: TableContext['known'],
  inference: Inference,
): InferredMetric | null {
  for (const row of table.titles) {
    for (const [column, cell] of row.cells.entries()) {
      const text = foldWidth(cellText(cell));
      const [, before, rest] = /^((?:指标|项目|指标名称|indicator|variable)\s*:\s*)(.+)$/i.exec(text) ?? [];
      if (before === undefined || rest === undefined) continue;
      const { template, parts } = readHeaderForm(rest, known);
      const place = { cell: `${columnLetters(column)}${row.row}`, template: `${before}${template ?? '{metric}'}` };
      const unit = parts.get('unit') ?? null;
      inference.decide('metric', message('inference.title-says', { text: JSON.stringify(text), cell: place.cell }));
      const named = [{ name: parts.get('metric') ?? rest, unit, columns: numberColumns(table) }];
      return { reading: place, column: null, unit: unit === null ? null : place, named };
    }
  }
  return null;
}

/** Asks for the metric. What a title calls the table may be its name; where there is nothing else to choose from, it is proposed as such. */
function askMetric(
  others: Set<number>,
  table: TableShape,
  header: Header,
  known: TableContext['known'],
  inference: Inference,
): InferredMetric {
  const reading = (text: string): InferredMetric => {
    const place = JSON.parse(text) as CodeReading;
    const column = candidates[columns.indexOf(text)] ?? null;
    if (column !== null) others.delete(column);
    const named = text === titled ? [{ name: place.constant ?? '', unit: null, columns: numberColumns(table) }] : [];
    return { reading: place, column, unit: null, named };
  };
  const candidates = [...others];
  const columns = candidates.map((column) => placeChoice('column', columnReference(header, column)));
  const own = known.metrics.filter(({ isOwn }) => isOwn);
  const said = cellTexts(table.titles).join('\n').slice(0, MAX_TITLE_LENGTH);
  const saidLength = ({ names }: KnownMetric) =>
    Math.max(0, ...names.filter((name) => said.includes(name)).map(({ length }) => length));
  const isSaid = (metric: KnownMetric) => saidLength(metric) > 0;
  const all = own.length > 0 ? own : known.metrics;
  // What a title names stands first, 常住人口 before 人口.
  const ofTitle = all.filter(isSaid).sort((a, b) => saidLength(b) - saidLength(a));
  const chosen = [...ofTitle, ...all.filter((metric) => !isSaid(metric))].slice(0, MAX_CHOICES);
  const codes = chosen.map(({ code }) => placeChoice('constant', code));
  const title = findTableName(table);
  const titled = title === null ? null : placeChoice('constant', title.name);
  const places = [...columns, ...codes, ...(titled === null || codes.includes(titled) ? [] : [titled])];
  const given = inference.answers.get('metric');
  if (given !== undefined) return reading(given);
  const named = others.size === 0 ? findTitleMetric(table, all, known) : null;
  if (named !== null) {
    inference.decide('metric', message('inference.title-names', { metric: named.code }), 'LIKELY');
    return reading(placeChoice('constant', named.code));
  }
  if (title !== null && places.length === 1) {
    const words = message('inference.title-says', { text: JSON.stringify(title.name), cell: title.cell });
    inference.decide('metric', words, 'LIKELY');
    return reading(places[0] ?? '');
  }
  const owners = new Set(chosen.flatMap(({ owner }) => owner ?? []));
  const question =
    known.dataset === null || own.length > 0 || owners.size === 0
      ? message('inference.which-metric')
      : message('inference.which-foreign-metric', { datasets: shownTexts([...owners]) });
  inference.ask('metric', question, places, { options: places, apply: readAgain });
  return { reading: { constant: '?' }, column: null, unit: null, named: [] };
}

const numberColumns = ({ columns }: TableShape): number[] =>
  columns.filter(({ numbers, years }) => numbers + years > 0).map(({ column }) => column);

const METRIC_TITLE = /^(?:指标|指标名称|项目|indicators?(?: name)?)$/i;
const WITH_UNIT = '{metric}({unit})';

/** A column under a title such as 指标 in which each text is a name with its unit behind it in brackets; null where none is. */
function inferMetricColumn(
  others: Set<number>,
  table: TableShape,
  header: Header,
  known: TableContext['known'],
  inference: Inference,
): InferredMetric | null {
  for (const column of others) {
    if (!METRIC_TITLE.test(header.title(column))) continue;
    const texts = [...new Set(table.rows.map((row) => foldWidth(cellText(row.cells[column]))))];
    const forms = texts.map((text) => readHeaderForm(text, known));
    if (!forms.every(({ template, parts }) => template === WITH_UNIT && parts.has('unit'))) continue;
    others.delete(column);
    inference.decide('metric', columnText(header.name(column)));
    const columns = numberColumns(table);
    const named = forms.map(({ parts }) => ({
      name: parts.get('metric') ?? '',
      unit: parts.get('unit') ?? null,
      columns,
    }));
    const reading: CodeReading = { column: columnReference(header, column), template: WITH_UNIT };
    return { reading, column, unit: reading, named };
  }
  return null;
}

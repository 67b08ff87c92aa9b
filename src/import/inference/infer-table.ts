import { message } from '../../domain/message/message.ts';
import { Header } from '../convert/column-title.ts';
import { firstText } from '../convert/row-condition.ts';
import { nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { CodeReading, RowCondition } from '../mapping/reading-schema.ts';
import type { Mapping } from '../mapping/schema.ts';
import { columnText, type Inference, placeChoice, readAgain, shownTexts } from '../question/inference.ts';
import { compareSums, describeNumbers } from '../shape/column-number.ts';
import { ranges } from '../shape/column-range.ts';
import { findCounters, findSumColumns, findValueColumns, isPeriodColumn } from '../shape/column-role.ts';
import { isUnitText } from '../shape/header-form.ts';
import { findSecondHeader } from '../shape/second-header.ts';
import { columnTexts, findTable, type TableContext, type TableShape, withRegionRows } from '../shape/table-shape.ts';
import { nameKey } from '../text/plain-text.ts';
import { TOTAL_WORDS } from '../text/total-word.ts';
import { yearDigits } from '../text/year-part.ts';
import { inferContents } from './infer-contents.ts';
import { askSecondHeader, inferFooter } from './infer-footer.ts';
import { type InferredMetric, inferMetric } from './infer-metric.ts';
import { inferPeriod } from './infer-period.ts';
import { askRegion, columnReference, findNamedRegions, findRegionRow, inferRegion } from './infer-region.ts';
import { inferStatus } from './infer-status.ts';
import { type InferredValues, inferValues, namedValues } from './infer-value.ts';
import { findLooseParts, findPartColumn, tellJoined, yearFinder } from './joined-year.ts';
import { findLongValue, inferMultiplier } from './long-value.ts';
import { askNameUnit, findNameUnits } from './name-unit.ts';
import { type NamedMetric, proposeMetrics, tellMetrics } from './named-metric.ts';
import { askOtherQuantity, askSigned } from './other-quantity.ts';
import { findFiscalTitle } from './period-format.ts';
import { askTableShares, partShares, percentFinder } from './share-unit.ts';
import { askUnit, findTitleUnit, keepUnitLine, titleUnitText } from './title-unit.ts';
import { tellUnused } from './unused-column.ts';
import { inferValueForm } from './value-form.ts';

/** No unit is longer. */
const MAX_UNIT = 30;
const HIDDEN = ['READ', 'SKIP'] as const;
const NOTE_TITLE = /^(?:备注|備註|备考|備考|说明|附注|注|notes?|remarks?|comments?|footnotes?)$/i;

/** The part of a mapping that a table tells. What it does not tell is asked, and stands in the mapping as one of the answers. */
export function inferTable(table: TableShape, context: TableContext, inference: Inference): Omit<Mapping, 'version'> {
  const second = findSecondHeader(table);
  if (second === null) return inferOneTable(table, context, inference);
  const { row, begins } = second;
  const given = inference.answers.get('rows.until');
  if (given === undefined) askSecondHeader(row, inference);
  const text = firstText(row);
  const isSkipped = given === 'rows.skip';
  const rows = isSkipped
    ? table.rows.filter((one) => firstText(one) !== text)
    : table.rows.slice(0, table.rows.indexOf(begins));
  const { titles, header, descriptions, footer } = table;
  const own = findTable([...titles, ...header, ...descriptions, ...rows, ...(isSkipped ? footer : [])]);
  if (own === null) return inferOneTable(table, context, inference);
  const found = isSkipped ? inferTable(own, context, inference) : inferOneTable(own, context, inference);
  const skip = [{ in: [text] }, ...(found.rows?.skip ?? [])];
  return { ...found, rows: { ...found.rows, ...(isSkipped ? { skip } : { until: { in: [firstText(begins)] } }) } };
}

function inferOneTable(shape: TableShape, context: TableContext, inference: Inference): Omit<Mapping, 'version'> {
  const { known, language } = context;
  const regions = nameKeys(known.regions);
  const table = withRegionRows(shape, (text) => regions.has(nameKey(text)));
  const headerRows = table.header.map(({ row }) => row);
  const { isSeries } = table;
  const fill = table.header.length > 1 && !isSeries;
  const header = new Header(table.header, fill, 0);
  inference.decide('header', message('inference.header-rows', { rows: headerRows.join(', ') }));
  if (table.descriptions.length > 0) {
    const rows = shownTexts(table.descriptions.map(firstText));
    inference.decide('rows.first', message('inference.descriptions', { rows }), 'LIKELY');
  }
  const nested = table.columns.map(({ column }) => column).filter((column) => context.nested?.has(column));
  for (const column of nested)
    inference.decide('ignore', message('inference.nested-column', { name: header.name(column) }));
  const titled = table.columns.filter(
    ({ column, numbers, years, periods, texts }) =>
      !nested.includes(column) && (header.title(column) !== '' || numbers + years + periods + texts > 0),
  );
  const own = context.figures ?? findLongValue(titled, table.rows, header, known);
  const isPeriod = (shape: (typeof titled)[number]) =>
    isSeries ? shape.column === 0 : isPeriodColumn(shape, header, headerRows.length, known);
  const allPeriods = titled.filter(isPeriod).map(({ column }) => column);
  // The names of periods say no more than these do.
  const plainPeriods = allPeriods.filter((column) => !context.labels?.has(header.title(column)));
  const partColumn = own === undefined ? findPartColumn(table, header, context.sheet) : null;
  const ofParts = partColumn === null ? [] : [partColumn.year ?? [], partColumn.column].flat();
  const plainColumns = plainPeriods.length > 0 ? plainPeriods : allPeriods;
  const isPart =
    partColumn !== null ||
    plainColumns.some((column) => columnTexts(table.rows, column).every((text) => yearDigits(text) !== null));
  const loose = own === undefined && isPart ? findLooseParts(table, header) : [];
  if (loose.length > 0) {
    const columns = shownTexts(loose.map((column) => header.name(column)));
    inference.ask('period', message('inference.loose-parts', { columns }));
  }
  const periodColumns = [...new Set([...plainColumns, ...ofParts])].filter((column) => !loose.includes(column));
  const counters = findCounters(titled, table, header);
  const values = findValueColumns(titled, table, header, {
    rows: headerRows.length,
    known,
    own,
    periodColumns: [...periodColumns, ...loose],
    counters,
  });
  const summed =
    own === undefined && !isSeries
      ? findSumColumns(
          values.map(({ column }) => column),
          table,
          header,
          headerRows.length,
          known,
        )
      : [];
  for (const column of summed)
    inference.decide('ignore', message('inference.total-column', { name: header.name(column) }), 'LIKELY');
  const valueColumns = values.map(({ column }) => column).filter((column) => !summed.includes(column));
  if (valueColumns.length === 0) return askTables(headerRows, titled, header, inference);
  const labels = titled
    .map(({ column }) => column)
    .filter((column) => ![...valueColumns, ...summed, ...periodColumns, ...loose, ...counters].includes(column));
  const given = inference.answers.get('region');
  const region = inferRegion(labels, table.rows, header, context, inference);
  const isAcross = region === null && given === undefined && own === undefined && !isSeries;
  const regionRow = isAcross ? findRegionRow(valueColumns, header, headerRows.length, context, inference) : null;
  const titleUnit = context.figures === undefined ? findTitleUnit(table, known) : null;
  // A title that may multiply as well is not read beside a column that does.
  const multiplier = titleUnit === null ? inferMultiplier(labels, table.rows, header, inference) : null;
  const findYear = yearFinder(table, header, { sheet: context.sheet, periodColumns }, inference);
  const { groups, metrics, hasMetric, hasPeriod } =
    own === undefined
      ? inferValues(
          valueColumns,
          header,
          {
            rows: headerRows.length,
            unitRow: table.unitRow,
            regionRow,
            findYear,
            fiscalTitle: findFiscalTitle(table, context.sheet),
            table,
          },
          known,
          titleUnit,
          inference,
        )
      : namedValues(valueColumns.map((column) => columnReference(header, column)));
  const parted = own === undefined ? partShares(groups, metrics, table.rows, known, inference) : groups;
  tellMetrics(metrics, parted, known, inference);
  const others = new Set(labels.filter((column) => column !== region?.column && column !== multiplier?.column));
  const contents = own?.contents ?? null;
  const metric = hasMetric
    ? null
    : contents === null
      ? inferMetric(others, table, header, context, inference)
      : inferContents(contents, { others, values: valueColumns }, { table, header, known }, inference);
  const ofName = titleUnit === null ? nameUnit(metric, known, inference) : null;
  const unitColumn =
    metric !== null && metric.unit === null && titleUnit === null && ofName === null
      ? [...others].find((column) => isUnitColumn(column, table, header, known))
      : undefined;
  if (unitColumn !== undefined) {
    others.delete(unitColumn);
    inference.decide('unit', columnText(header.name(unitColumn)), 'LIKELY');
  }
  const ofColumn = unitColumn === undefined ? null : { column: columnReference(header, unitColumn) };
  const unit = metric?.unit ?? (metric === null ? null : (titleUnit?.reading ?? ofName ?? ofColumn));
  if (metric !== null && metric.unit === null && titleUnit !== null) {
    if (unit === null) askUnit(titleUnit, known, inference);
    else inference.decide('unit', titleUnitText(titleUnit));
  }
  askMeanings({ groups: parted, metrics, metric }, valueColumns, table, context, inference);
  const isJoined = partColumn !== null && periodColumns.length === ofParts.length;
  const inferred =
    hasPeriod || isJoined
      ? {
          reading: isJoined && !hasPeriod ? tellJoined(partColumn, header, inference) : null,
          columns: periodColumns,
          isAsked: false,
        }
      : inferPeriod(periodColumns, table, context, header, inference);
  const period = inferred.reading;
  const readColumns = new Set(hasPeriod ? [findYear.column()] : inferred.columns);
  // Read only where the answer names it.
  const askedColumns = inferred.isAsked ? inferred.columns : [];
  // Units among the notes are asked about as any column is.
  const isNote = (column: number) =>
    NOTE_TITLE.test(header.title(column)) &&
    ![...new Set(columnTexts(table.rows, column))].some((text) => text.length <= MAX_UNIT && isUnitText(text, known));
  const note = [...others].find(isNote);
  if (note !== undefined) {
    others.delete(note);
    inference.decide('note', columnText(header.name(note)));
  }
  const statusColumn = own === undefined ? undefined : labels.find((column) => header.title(column) === own.status);
  if (statusColumn !== undefined) others.delete(statusColumn);
  const status =
    own === undefined || statusColumn === undefined
      ? undefined
      : inferStatus(statusColumn, table.rows, header, own.isSdmx, inference);
  const unused = [...others, ...counters, ...periodColumns.filter((column) => !readColumns.has(column))].filter(
    (column) => !context.labels?.has(header.title(column)),
  );
  for (const column of unused) {
    tellUnused(
      {
        column,
        reference: columnReference(header, column),
        region: region?.column ?? null,
        metric: metric?.column ?? null,
        multiplier: multiplier?.column ?? null,
        counters,
        known,
      },
      table.rows,
      header,
      inference,
    );
  }
  const ignored = [...nested, ...summed, ...loose, ...unused, ...askedColumns, ...(metric?.same ?? [])];
  const totals = new Set(region?.totals);
  const allTotals = region === null ? [] : totalsIn([region.column, ...counters], table, header);
  const cells = table.rows.flatMap((row) => valueColumns.map((column) => row.cells[column] ?? ''));
  const form = inferValueForm(cells, own?.isSdmx ?? false, known, inference);
  // The rate of all is no sum of rates.
  const isPercent = percentFinder(known);
  const rates = new Set(
    metrics.filter(({ name, unit: said }) => isPercent(name, said)).flatMap(({ columns }) => columns),
  );
  const summable = valueColumns.filter((column) => !rates.has(column));
  const sums = compareSums(table.rows, summable, region?.column ?? null, totals);
  if (totals.size > 0 && sums.differing > 0) {
    const choices = ['totals', 'region.codes'];
    inference.ask('totals', message('inference.which-total', { texts: shownTexts([...totals]) }), choices, {
      options: choices,
      apply: ({ totals: described, ...mapping }, answer) =>
        answer === 'totals' && described !== undefined ? { ...mapping, totals: described } : mapping,
      further: (answer) => (answer === 'totals' ? [] : [...totals].map((text) => askRegion(text, known.regions))),
    });
  } else if (sums.compared > 0)
    inference.decide('totals', message('inference.totals-add-up', { count: sums.compared }));
  const tell = ({ columns, rows = table.rows }: NamedMetric) => describeNumbers(rows, columns, sums.adding);
  const ofTitle = titleUnit?.reading == null ? null : titleUnit.unit;
  const proposed = (metric?.named ?? []).map((one) => ({ ...one, unit: one.unit ?? ofTitle }));
  proposeMetrics([...metrics, ...proposed], known, language, tell, inference);
  const until = inferFooter(table, inference);
  const hidden = table.rows.filter((row) => row.hidden).map(({ row }) => String(row));
  if (hidden.length > 0)
    inference.ask('rows.hidden', message('inference.hidden', { rows: shownTexts(hidden) }), [...HIDDEN], {
      options: HIDDEN,
      apply: (mapping, answer) => ({
        ...mapping,
        rows: { ...mapping.rows, hidden: answer as (typeof HIDDEN)[number] },
      }),
    });
  const first = table.descriptions.length === 0 ? undefined : table.rows[0]?.row;
  const hiddenColumns = titled.filter(({ column }) => context.hidden?.has(column) && !unused.includes(column));
  if (hiddenColumns.length > 0) {
    const columns = shownTexts(hiddenColumns.map(({ column }) => header.name(column)));
    inference.ask('columns.hidden', message('inference.hidden-columns', { columns }), [...HIDDEN], {
      options: HIDDEN,
      apply: (mapping, answer) => ({ ...mapping, columns: { hidden: answer as (typeof HIDDEN)[number] } }),
    });
  }
  if (region === null && regionRow === null && given === undefined) {
    const choices = labels.map((column) => placeChoice('column', columnReference(header, column)));
    inference.ask('region', message('inference.which-region-of-all'), choices, {
      options: choices,
      accepts: (text) => findNamedRegions(text, known.regions).length === 1,
      apply: readAgain,
    });
  }
  return {
    header: { rows: headerRows, ...(fill ? { fill } : {}) },
    ...keepUnitLine(titleUnit, [parted, metric?.reading, unit]),
    ...(until === null && first === undefined
      ? {}
      : {
          rows: {
            ...(first === undefined ? {} : { first }),
            ...(until === null ? {} : { until }),
          },
        }),
    ...(allTotals.length > 0 ? { totals: allTotals } : {}),
    region: region?.reading ?? (regionRow === null ? { constant: given ?? '?' } : { header: regionRow }),
    ...(metric === null ? {} : { metric: metric.reading, ...(unit === null ? {} : { unit }) }),
    ...(multiplier === null ? {} : { multiplier: multiplier.reading }),
    ...(period === null ? {} : { period }),
    values: [...parted],
    ...(note === undefined ? {} : { note: columnReference(header, note) }),
    ...form,
    ...(status === undefined ? {} : { status, blank: 'STATUS' as const }),
    ...(ignored.length > 0 ? { ignore: ranges(ignored) } : {}),
  };
}

/** Asks what figures are that may be none of the metrics whose names stand beside them, or may be in another unit. */
function askMeanings(
  { groups, metrics, metric }: Pick<InferredValues, 'groups' | 'metrics'> & { readonly metric: InferredMetric | null },
  columns: readonly number[],
  table: TableShape,
  { known, sheet, figures }: TableContext,
  inference: Inference,
): void {
  if (figures !== undefined) return;
  const isAsked =
    metric !== null && (inference.answers.has('metric') || inference.questions.some(({ at }) => at === 'metric'));
  const named = metric === null ? metrics.map(({ name }) => name) : namesOf(metric, table);
  if (!isAsked) {
    const read = { groups, reading: metric?.reading ?? null, names: named };
    askSigned(table, columns, read, known, inference);
    askOtherQuantity(table, sheet, read, known, inference);
  }
  if (metric !== null && metric.unit === null)
    askTableShares(named, { column: metric.column, columns }, table.rows, known, inference);
}

const UNIT_TITLE = /^(?:计量|計量)?(?:单位|單位|単位)$|^units?(?: of measure(?:ment)?)?$|^einheit$|^unité$|^unidad$/i;

/** Whether a column is called unit, and each of its texts is one. */
const isUnitColumn = (column: number, { rows }: TableShape, header: Header, known: KnownCodes): boolean =>
  UNIT_TITLE.test(header.title(column)) &&
  [...new Set(columnTexts(rows, column))].every((text) => text.length <= MAX_UNIT && isUnitText(text, known));

/** The rows that hold totals: the word stands in the place of a region, or in that of a number of the row. */
const totalsIn = (columns: readonly number[], { rows }: TableShape, header: Header): RowCondition[] =>
  columns.flatMap((column) => {
    const texts = new Set(columnTexts(rows, column).filter((text) => TOTAL_WORDS.has(nameKey(text))));
    return texts.size === 0 ? [] : [{ column: columnReference(header, column), in: [...texts] }];
  });

/** The names that stand in the column of the metric. */
const namesOf = ({ column, named, reading }: InferredMetric, { rows }: TableShape): readonly string[] =>
  column !== null
    ? [...new Set(columnTexts(rows, column))]
    : reading.constant === undefined
      ? named.map(({ name }) => name)
      : [reading.constant];

/** The unit in a name that a title says, which is asked; null for none. */
function nameUnit(metric: InferredMetric | null, known: KnownCodes, inference: Inference): CodeReading | null {
  const [named, another] = metric?.named ?? [];
  if (metric === null || metric.unit !== null || named === undefined || another !== undefined) return null;
  if (nameKeys(known.metrics).has(nameKey(named.name))) return null;
  const units = findNameUnits(named.name, known);
  const [unit] = units;
  if (unit === undefined) return null;
  askNameUnit(named.name, units, null, inference);
  return { constant: unit };
}

/** What a table without figures may make. */
const TABLES = ['tasks', 'task_reports', 'programmes', 'organizations', 'regions', 'observations'];

/** Asks what the rows of a table without figures become: what each column of it is, nothing in it says. */
function askTables(
  rows: number[],
  titled: TableShape['columns'],
  header: Header,
  inference: Inference,
): Omit<Mapping, 'version'> {
  const columns = shownTexts(titled.map(({ column }) => header.name(column)));
  inference.ask('tables', message('inference.which-tables', { columns }), TABLES);
  return { header: { rows } };
}

import { message } from '../../domain/message/message.ts';
import { columnReference } from '../convert/column-title.ts';
import { firstText } from '../convert/row-condition.ts';
import { entriesCalled, nameKeys } from '../mapping/code-list.ts';
import type { Mapping } from '../mapping/schema.ts';
import { inferPeriod } from '../period/infer-period.ts';
import { tellJoined, yearFinder } from '../period/joined-year.ts';
import { askPartOfTitle } from '../period/part-title.ts';
import { findFiscalTitle, fiscalYearsIn } from '../period/period-format.ts';
import type { Inference } from '../question/inference.ts';
import { askRegionColumn, readRegionOfTitle } from '../region/ask-region.ts';
import { findRegionRow, inferRegion } from '../region/infer-region.ts';
import { describeNumbers } from '../shape/column-number.ts';
import { ranges } from '../shape/column-range.ts';
import { findHeadedRows } from '../shape/headed-rows.ts';
import type { NamedMetric } from '../shape/metric-text.ts';
import { findSecondHeader } from '../shape/second-header.ts';
import { columnTexts, findTable, type TableContext, type TableShape, withRegionRows } from '../shape/table-shape.ts';
import { nameKey } from '../text/plain-text.ts';
import { isTotalWord } from '../text/total-word.ts';
import { partShares } from '../unit/share-unit.ts';
import { inferUnit, metricsWithUnit, readUnitColumn } from '../unit/table-unit.ts';
import { findTitleUnit, keepUnitLine } from '../unit/title-unit.ts';
import { findColumns } from './find-columns.ts';
import { inferContents } from './infer-contents.ts';
import { askSecondHeader, inferFooter } from './infer-footer.ts';
import { inferHeadings, NO_HEADINGS } from './infer-heading.ts';
import { inferMetric } from './infer-metric.ts';
import { askStatusOfAll } from './infer-status.ts';
import { inferValues, namedValues } from './infer-value.ts';
import { inferMultiplier, readValueUnit } from './long-value.ts';
import { proposeMetrics, tellMetrics } from './named-metric.ts';
import { askFactorRow } from './odd-value.ts';
import { askTables, takeNote, takeStatus } from './side-column.ts';
import { askMeanings, metricNames } from './table-meaning.ts';
import { askHidden, inferTotals, skipPeriodTotals } from './table-total.ts';
import { tellUnused } from './unused-column.ts';
import { inferValueForm } from './value-form.ts';

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
  const { known } = context;
  const isRegion = nameKeys(known.regions);
  const whole = withRegionRows(shape, (text) => isRegion.has(nameKey(text)));
  const parted = context.figures === undefined ? findHeadedRows(whole, known) : null;
  const table = parted?.table ?? whole;
  const columns = findColumns(table, context, inference);
  const { header, headerRows, fill, titled, own, joined, counters, values, labels } = columns;
  if (values.length === 0) return askTables(headerRows, titled, header, inference);
  const given = inference.answers.get('region');
  const region = inferRegion(labels, table.rows, header, context, inference);
  const corner = region === null ? '' : header.title(region.column);
  if (isRegion.has(nameKey(corner)))
    inference.ask('header', message('inference.region-in-header', { text: JSON.stringify(corner) }));
  const isAcross = region === null && given === undefined && own === undefined && !table.isSeries;
  const regionRow = isAcross ? findRegionRow(values, header, headerRows.length, context, inference) : null;
  const titleUnit = context.figures === undefined ? findTitleUnit(table, context.sheet, known) : null;
  // A title that may multiply as well is not read beside a column that does.
  const multiplier = titleUnit === null ? inferMultiplier(labels, table.rows, header, inference) : null;
  const findYear = yearFinder(table, header, { sheet: context.sheet, periodColumns: columns.periods }, inference);
  const [value = 0] = values;
  const valueUnit =
    own === undefined || context.figures !== undefined
      ? null
      : readValueUnit(header.title(value), { header, rows: headerRows.length, column: value }, known, inference);
  const { groups, metrics, hasMetric, hasPeriod, periods } =
    own === undefined
      ? inferValues(
          values,
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
      : namedValues(
          values.map((column) => columnReference(header, column)),
          valueUnit,
        );
  const shared = own === undefined ? partShares(groups, metrics, table.rows, known, inference) : groups;
  tellMetrics(metrics, shared, known, inference);
  const elsewhere = {
    metric: hasMetric,
    region: region !== null || regionRow !== null || given !== undefined,
    period: hasPeriod || joined !== null || columns.periods.length > 0,
  };
  const headings = parted === null ? NO_HEADINGS : inferHeadings(parted.sections, elsewhere, values, header, inference);
  const others = new Set(labels.filter((column) => column !== region?.column && column !== multiplier?.column));
  const contents = own?.contents ?? null;
  const metric = hasMetric
    ? null
    : (headings.metric ??
      (contents === null
        ? inferMetric(others, table, header, context, inference)
        : inferContents(contents, { others, values }, { table, header, known }, inference)));
  const hasStatus = groups.some(({ statusOfAll }) => statusOfAll !== undefined);
  if (context.figures === undefined && !hasStatus) askStatusOfAll(table, inference);
  const isOneColumn = own === undefined && values.length === 1 && groups.every(({ unit }) => unit === undefined);
  if (own === undefined && !table.isSeries) askFactorRow(table, values, region?.column ?? null, inference);
  const unit =
    metric !== null
      ? inferUnit(metric, titleUnit, others, { table, header, known }, inference)
      : isOneColumn
        ? readUnitColumn(others, { table, header, known }, inference)
        : null;
  askMeanings({ groups: shared, metrics, metric, isInUnit: unit !== null }, values, table, context, inference);
  const inferred =
    hasPeriod || joined !== null
      ? {
          reading: joined !== null && !hasPeriod ? tellJoined(joined, header, inference) : null,
          columns: columns.periods,
          isAsked: false,
        }
      : headings.period !== null
        ? { reading: headings.period, columns: [], isAsked: false }
        : inferPeriod(columns.periods, table, context, header, inference);
  const period = inferred.reading;
  const counted = (metric === null ? metrics.map(({ name }) => name) : metricNames(metric, table)).map((name) =>
    entriesCalled(known.metrics, name),
  );
  const fiscalYears: string[] = [];
  if (!inferred.isAsked) {
    const read = hasPeriod ? [] : joined !== null ? [joined.column] : inferred.columns;
    const ofColumns = read.flatMap((one) => columnTexts(table.rows, one));
    const ofHeadings = headings.period === null ? [] : (parted?.sections.sections ?? []).map(({ heading }) => heading);
    const texts = [...new Set([...periods, ...ofColumns, ...ofHeadings])].filter(
      (text) => text !== '' && !isTotalWord(text),
    );
    if (own === undefined) askPartOfTitle(table, context.sheet, { groups: shared, reading: period, texts }, inference);
    if (known.fiscalYearStart === null) fiscalYears.push(...fiscalYearsIn(texts));
  }
  const readPeriods = new Set(hasPeriod ? [findYear.column()] : inferred.columns);
  const note = takeNote(others, table, header, known, inference);
  const status = own === undefined ? undefined : takeStatus(own, others, labels, table, header, inference);
  const unused = [...others, ...counters, ...columns.periods.filter((column) => !readPeriods.has(column))].filter(
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
  const cells = table.rows.flatMap((row) => values.map((column) => row.cells[column] ?? ''));
  const isPlain =
    unit === null &&
    multiplier === null &&
    titleUnit === null &&
    shared.every((group) => group.unit === undefined && group.multiplier === undefined);
  const areCounts =
    isPlain && counted.length > 0 && counted.every((of) => of.length > 0 && of.every(({ isCount }) => isCount));
  const form = inferValueForm(cells, { isSdmx: own?.isSdmx ?? false, areCounts }, known, inference);
  const totals = inferTotals(
    { table, columns, metrics, sections: parted?.sections.sections ?? null, region },
    known,
    inference,
  );
  const point = form.number?.decimal ?? '.';
  const tell = ({ columns, rows = table.rows }: NamedMetric) => describeNumbers(rows, columns, totals.adding, point);
  const proposed = [...metrics, ...metricsWithUnit(metric, titleUnit)];
  proposeMetrics(proposed, known, { language: context.language, fiscalYears, tell }, inference);
  const until = inferFooter(table, inference);
  askHidden(
    table,
    titled.filter(({ column }) => !unused.includes(column)),
    header,
    context,
    inference,
  );
  let titleRegion: string | null = null;
  if (region === null && regionRow === null && given === undefined && headings.region === null) {
    const isWhole = own === undefined && unused.every((column) => counters.includes(column));
    titleRegion = isWhole ? readRegionOfTitle(table, context, inference) : null;
    if (titleRegion === null) askRegionColumn(labels, { table, header, context }, inference);
  }
  const first = table.descriptions.length === 0 ? undefined : table.rows[0]?.row;
  const skip = own === undefined && !table.isSeries ? skipPeriodTotals(table, columns, inference) : [];
  const rows = {
    ...(first === undefined ? {} : { first }),
    ...(until === null ? {} : { until }),
    ...(skip.length === 0 ? {} : { skip }),
  };
  // Where it is asked which column the period is in, only the answer reads one.
  const perhaps = inferred.isAsked ? inferred.columns : [];
  const ignored = [...[columns.nested, columns.summed, columns.loose, unused, perhaps].flat(), ...(metric?.same ?? [])];
  return {
    header: { rows: [...headerRows], ...(fill ? { fill } : {}) },
    ...keepUnitLine(titleUnit, [shared, metric?.reading, unit]),
    ...(Object.keys(rows).length === 0 ? {} : { rows }),
    ...(totals.rows.length > 0 ? { totals: totals.rows } : {}),
    region:
      region?.reading ??
      headings.region ??
      (regionRow === null ? { constant: given ?? titleRegion ?? '?' } : { header: regionRow }),
    ...(metric === null ? {} : { metric: metric.reading }),
    ...(unit === null ? {} : { unit }),
    ...(multiplier === null ? {} : { multiplier: multiplier.reading }),
    ...(period === null ? {} : { period }),
    values: [...shared],
    ...(note === undefined ? {} : { note }),
    ...form,
    ...(status === undefined ? {} : { status, blank: 'STATUS' as const }),
    ...(ignored.length > 0 ? { ignore: ranges(ignored) } : {}),
  };
}

import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import { UnitShifts } from '../convert/unit-shift.ts';
import { entriesCalled } from '../mapping/code-list.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import { columnText, type Inference } from '../question/inference.ts';
import { labelTitle } from '../reader/cube-sheet.ts';
import type { FigureContent, FigureContents } from '../reader/sheet.ts';
import type { InferredMetric } from '../shape/metric-text.ts';
import { columnTexts, type TableShape } from '../shape/table-shape.ts';

/** The columns of a table: those that nothing was read from yet, and those of its values. */
interface OpenColumns {
  readonly others: Set<number>;
  readonly values: readonly number[];
}

interface ContentContext {
  readonly table: TableShape;
  readonly header: Header;
  readonly known: KnownCodes;
}

/** The metrics that a format names itself, such as the variable of contents of PX: known ones by their code or name, others as definitions. */
export function inferContents(
  { column: title, unitColumn, entries }: FigureContents,
  { others, values }: OpenColumns,
  { table, header, known }: ContentContext,
  inference: Inference,
): InferredMetric {
  const columnOf = (wanted: string) => header.columnsCalled(wanted)[0] ?? null;
  const column = columnOf(title);
  const byCode = new Map(known.metrics.map((metric) => [metric.code, metric]));
  const isOfCodes = [...entries.keys()].every((code) => byCode.has(code));
  // Whoever fills in a definition gives the metric a code of its own: the file is read by the name.
  const labels = isOfCodes ? null : columnOf(labelTitle(title));
  const read = labels ?? column;
  if (column !== null) others.delete(column);
  const found = [...entries].map(([code, content]) => ({
    code,
    content,
    metrics: isOfCodes ? [byCode.get(code)] : entriesCalled(known.metrics, labels === null ? code : content.name),
  }));
  inference.decide('metric', message('inference.contents', { name: header.name(read ?? 0), count: entries.size }));
  const units = unitColumn === null ? null : columnOf(unitColumn);
  const isInUnits =
    units !== null && found.every(({ content, metrics }) => metrics.every((metric) => isIn(content, metric, known)));
  if (isInUnits) {
    others.delete(units);
    inference.decide('unit', columnText(header.name(units)));
  }
  const codes = column === null ? [] : columnTexts(table.rows, column);
  const named = found.flatMap(({ code, content, metrics }) =>
    metrics.length > 0
      ? []
      : [
          {
            name: labels === null ? code : content.name,
            unit: content.unit,
            decimals: content.decimals,
            columns: values,
            rows: table.rows.filter((_, index) => codes[index] === code),
          },
        ],
  );
  return {
    reading: { column: columnReference(header, read ?? 0) },
    column,
    same: column === null || column === read ? [] : [column],
    unit: isInUnits ? { column: columnReference(header, units) } : null,
    named,
  };
}

/** Whether a metric can be in the unit that the file says. */
function isIn({ unit }: FigureContent, metric: KnownMetric | undefined, { units }: KnownCodes): boolean {
  return metric !== undefined && unit !== null && new UnitShifts(units).isIn(metric, unit);
}

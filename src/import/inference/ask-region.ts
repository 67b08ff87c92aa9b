import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import type { KnownRegion } from '../mapping/known-code.ts';
import { type Inference, placeChoice, readAgain } from '../question/inference.ts';
import { MAX_TITLE_LENGTH } from '../shape/period-within.ts';
import { cellTexts, type TableContext, type TableShape } from '../shape/table-shape.ts';
import { findNamedRegions } from './infer-region.ts';

/** Asks which column the regions are in, or which region all figures are of. */
export function askRegionColumn(
  labels: readonly number[],
  { table, header, context }: { readonly table: TableShape; readonly header: Header; readonly context: TableContext },
  inference: Inference,
): void {
  const { known } = context;
  const columns = labels.map((column) => placeChoice('column', columnReference(header, column)));
  const choices = [...regionsSaid(table, context).map(({ code }) => code), ...columns];
  inference.ask('region', message('inference.which-region-of-all'), choices, {
    options: choices,
    accepts: (text) => findNamedRegions(text, known.regions).length === 1,
    apply: readAgain,
  });
}

const MAX_SAID = 5;

/** The regions of the data set that a title or the sheet names, the longest name first. */
function regionsSaid({ titles }: TableShape, { known, sheet }: TableContext): readonly KnownRegion[] {
  const said = [...cellTexts(titles), sheet ?? ''].join('\n').slice(0, MAX_TITLE_LENGTH);
  const lengthOf = ({ names }: KnownRegion) =>
    Math.max(0, ...names.filter((name) => name.length > 1 && said.includes(name)).map(({ length }) => length));
  return known.regions
    .filter((region) => region.isOwn && lengthOf(region) > 0)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, MAX_SAID);
}

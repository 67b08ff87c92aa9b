import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { Mapping } from '../mapping/schema.ts';
import { type AnswerForm, type Inference, shownTexts } from '../question/inference.ts';
import type { SourceRow } from '../reader/sheet.ts';
import { kindOfCell } from '../shape/cell-kind.ts';
import { columnsIn, ranges } from '../shape/column-range.ts';
import { isMultiplierTitle } from '../shape/property-title.ts';
import { CODE_TITLE, isSameAs, plainTitle, saysSameRegion } from '../shape/same-column.ts';
import { columnTexts } from '../shape/table-shape.ts';
import { currenciesOf } from '../text/currency.ts';
import { isUnitCell } from '../unit/table-unit.ts';

const CHOICES = ['ignore', 'note', 'metric', 'unit', 'breakdown'];

/** A column that nothing is read from, among the others. */
interface UnusedColumn {
  readonly column: number;
  /** As mappings name it. */
  readonly reference: string;
  /** The column of the regions; null for none. */
  readonly region: number | null;
  /** The column of the metric; null where it is named elsewhere. */
  readonly metric: number | null;
  /** The column of the multipliers; null for none. */
  readonly multiplier: number | null;
  readonly counters: readonly number[];
  readonly known: KnownCodes;
}

/** Says of a column that nothing is read from why that is, or asks what it is. */
export function tellUnused(
  { column, reference, region, metric, multiplier, counters, known }: UnusedColumn,
  rows: readonly SourceRow[],
  header: Header,
  inference: Inference,
): void {
  const name = header.name(column);
  if (counters.includes(column)) {
    inference.decide('ignore', message('inference.counts-rows', { name }));
    return;
  }
  const textsOf = (one: number) => columnTexts(rows, one);
  const texts = textsOf(column);
  // A column of numbers that all differ would do so as well, and one of signs in place of them.
  const kinds = new Set(rows.map((row) => kindOfCell(row.cells[column])));
  const isLabel =
    CODE_TITLE.test(header.title(column)) || (!kinds.has('NUMBER') && (kinds.has('TEXT') || !kinds.has('MARK')));
  const areUnits =
    new Set(texts).size > 0 &&
    [...new Set(texts)].every((text) => isUnitCell(text, known) || currenciesOf(text).length > 0);
  if (region !== null && isLabel && !areUnits && saysSameRegion(column, region, { rows, header, known })) {
    inference.decide('ignore', message('inference.says-same', { name, other: header.name(region) }));
    return;
  }
  // Of a metric only its name or code: a unit stands with each metric as well.
  if (
    metric !== null &&
    plainTitle(header, column) === plainTitle(header, metric) &&
    isSameAs(texts, textsOf(metric))
  ) {
    inference.decide('ignore', message('inference.says-same', { name, other: header.name(metric) }));
    return;
  }
  // The ids of what another column says in words.
  if (multiplier !== null && isMultiplierTitle(header.title(column)) && isSameAs(texts, textsOf(multiplier))) {
    inference.decide('ignore', message('inference.says-same', { name, other: header.name(multiplier) }));
    return;
  }
  const shown = { name, texts: shownTexts([...new Set(texts)].filter((text) => text !== '')) };
  const isUntitled = header.title(column) === '';
  const question = message(isUntitled ? 'inference.untitled-column' : 'inference.what-column', shown);
  const choices = multiplier === null && isMultiplierTitle(header.title(column)) ? [...CHOICES, 'multiplier'] : CHOICES;
  inference.ask('ignore', question, choices, { ...readColumn(column, reference, name, known), options: choices });
}

/** What is read of the column, as it is answered. */
const readColumn = (index: number, column: string, name: string, known: KnownCodes): AnswerForm => ({
  options: CHOICES,
  column,
  apply: (mapping, answer) => {
    if (answer === 'unit') return { ...readAfterAll(mapping, index), unit: { column } };
    if (answer === 'multiplier') return { ...readAfterAll(mapping, index), multiplier: { column } };
    if (answer === 'note') return { ...readAfterAll(mapping, index), note: column };
    return answer === 'metric' ? { ...readAfterAll(mapping, index), metric: { column } } : mapping;
  },
  further: (answer) => {
    if (answer !== 'breakdown') return [];
    const { own, dimensions } = dimensionsOf(known);
    const form: AnswerForm = {
      options: dimensions,
      apply: (mapping, dimension) => ({
        ...readAfterAll(mapping, index),
        breakdown: { ...mapping.breakdown, [dimension]: { column } },
      }),
    };
    const isElsewhere = known.dataset !== null && own.length === 0;
    const question = isElsewhere
      ? message('inference.which-foreign-dimension', { name })
      : message('inference.which-dimension', { name });
    return [{ at: 'breakdown', question, choices: dimensions, form }];
  },
});

/** The dimensions of the data set, and those to choose from: where it has none, those of others. */
function dimensionsOf({ categories }: KnownCodes) {
  const own = [...categories].flatMap(([code, of]) => (of.some(({ isOwn }) => isOwn) ? [code] : []));
  return { own, dimensions: own.length > 0 ? own : [...categories.keys()] };
}

/** A column that was left out says something: it is left out no more. */
export function readAfterAll({ ignore = [], ...mapping }: Mapping, column: number): Mapping {
  const left = ignore.flatMap((name) => {
    const all = columnsIn(name);
    return all.includes(column) ? ranges(all.filter((one) => one !== column)) : [name];
  });
  return { ...mapping, ...(left.length > 0 ? { ignore: left } : {}) };
}

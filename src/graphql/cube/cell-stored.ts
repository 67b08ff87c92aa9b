import type { CellRow } from '../../read/cube/cell-query.ts';
import { type CubeColumns, type CubeRead, getValueAt } from '../../read/cube/cube-page.ts';
import { type CubeCell, WHOLE } from './cell.ts';

/** Builds the stored cells of a page, in the order in which they were read. */
export const buildStoredCells = ({ columns, length }: CubeRead<CellRow>): CubeCell[] =>
  Array.from({ length }, (_, index) => new StoredCell(columns, index));

/** One stored cell of a page. It knows its place in the columns: a page has ten thousand cells, and most are asked for a few things of many. */
class StoredCell implements CubeCell {
  readonly #columns: CubeColumns<CellRow>;
  readonly #at: number;

  constructor(columns: CubeColumns<CellRow>, at: number) {
    this.#columns = columns;
    this.#at = at;
  }

  get datasetId(): CellRow['datasetId'] {
    return getValueAt(this.#columns.datasetId, this.#at);
  }
  get metricId(): CellRow['metricId'] {
    return getValueAt(this.#columns.metricId, this.#at);
  }
  get regionId(): CellRow['regionId'] {
    return getValueAt(this.#columns.regionId, this.#at);
  }
  get breakdownKey(): CellRow['breakdownKey'] {
    return getValueAt(this.#columns.breakdownKey, this.#at);
  }
  get period(): CellRow['period'] {
    return getValueAt(this.#columns.period, this.#at);
  }
  get periodStart(): CellRow['periodStart'] {
    return getValueAt(this.#columns.periodStart, this.#at);
  }
  get periodEnd(): CellRow['periodEnd'] {
    return getValueAt(this.#columns.periodEnd, this.#at);
  }
  get frequency(): CellRow['frequency'] {
    return getValueAt(this.#columns.frequency, this.#at);
  }
  get value(): CellRow['value'] {
    return getValueAt(this.#columns.value, this.#at);
  }
  get flags(): CellRow['flags'] {
    return getValueAt(this.#columns.flags, this.#at);
  }
  get basis(): CellRow['basis'] {
    return getValueAt(this.#columns.basis, this.#at);
  }
  get numerator(): CellRow['numerator'] {
    return getValueAt(this.#columns.numerator, this.#at);
  }
  get denominator(): CellRow['denominator'] {
    return getValueAt(this.#columns.denominator, this.#at);
  }
  get citationIds(): CellRow['citationIds'] {
    return getValueAt(this.#columns.citationIds, this.#at);
  }
  get note(): CellRow['note'] {
    return getValueAt(this.#columns.note, this.#at);
  }
  get expected(): null {
    return WHOLE.expected;
  }
  get reported(): null {
    return WHOLE.reported;
  }
  get fingerprint(): null {
    return WHOLE.fingerprint;
  }
  get definition(): null {
    return WHOLE.definition;
  }
}

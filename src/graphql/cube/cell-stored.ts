import type { CellRow } from '../../read/cube/cell-query.ts';
import type { CubeColumns, CubeRead } from '../../read/cube/cube-page.ts';
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
    return this.#columns.datasetId?.[this.#at] as CellRow['datasetId'];
  }
  get metricId(): CellRow['metricId'] {
    return this.#columns.metricId?.[this.#at] as CellRow['metricId'];
  }
  get regionId(): CellRow['regionId'] {
    return this.#columns.regionId?.[this.#at] as CellRow['regionId'];
  }
  get breakdownKey(): CellRow['breakdownKey'] {
    return this.#columns.breakdownKey?.[this.#at] as CellRow['breakdownKey'];
  }
  get period(): CellRow['period'] {
    return this.#columns.period?.[this.#at] as CellRow['period'];
  }
  get periodStart(): CellRow['periodStart'] {
    return this.#columns.periodStart?.[this.#at] as CellRow['periodStart'];
  }
  get periodEnd(): CellRow['periodEnd'] {
    return this.#columns.periodEnd?.[this.#at] as CellRow['periodEnd'];
  }
  get frequency(): CellRow['frequency'] {
    return this.#columns.frequency?.[this.#at] as CellRow['frequency'];
  }
  get value(): CellRow['value'] {
    return this.#columns.value?.[this.#at] as CellRow['value'];
  }
  get flags(): CellRow['flags'] {
    return this.#columns.flags?.[this.#at] as CellRow['flags'];
  }
  get basis(): CellRow['basis'] {
    return this.#columns.basis?.[this.#at] as CellRow['basis'];
  }
  get numerator(): CellRow['numerator'] {
    return this.#columns.numerator?.[this.#at] as CellRow['numerator'];
  }
  get denominator(): CellRow['denominator'] {
    return this.#columns.denominator?.[this.#at] as CellRow['denominator'];
  }
  get citationIds(): CellRow['citationIds'] {
    return this.#columns.citationIds?.[this.#at] as CellRow['citationIds'];
  }
  get note(): CellRow['note'] {
    return this.#columns.note?.[this.#at] as CellRow['note'];
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

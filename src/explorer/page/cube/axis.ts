import type { CubeSearch } from '../../address/pages.ts';
import { codesIn } from './request.ts';

/** What the rows and the columns of a table may be made of. */
export const AXES = ['metric', 'region', 'part', 'period'] as const;
export type Axis = (typeof AXES)[number];

const axes = (text: string | undefined): Axis[] => {
  const codes = codesIn(text);
  return codes.flatMap((code) => AXES.find((axis) => axis === code) ?? []);
};

/** Where the axes stand, each in one place. */
export interface Layout {
  readonly rows: readonly Axis[];
  readonly columns: readonly Axis[];
  /** Those of which the table shows one. */
  readonly filters: readonly Axis[];
}

type LayoutSearch = Pick<CubeSearch, 'rows' | 'columns' | 'dimension' | Axis>;

/** Those that the address names no place of are rows. */
export function layoutOf(search: LayoutSearch): Layout {
  const used = AXES.filter((axis) => axis !== 'part' || search.dimension !== undefined);
  const filters = used.filter((axis) => search[axis] !== undefined);
  const spread = used.filter((axis) => !filters.includes(axis));
  const isNamed = search.columns !== undefined || search.rows !== undefined;
  const columns = (isNamed ? axes(search.columns) : (['period'] as const)).filter((axis) => spread.includes(axis));
  const rows = axes(search.rows).filter((axis) => spread.includes(axis) && !columns.includes(axis));
  const others = spread.filter((axis) => !rows.includes(axis) && !columns.includes(axis));
  return { rows: [...rows, ...others], columns, filters };
}

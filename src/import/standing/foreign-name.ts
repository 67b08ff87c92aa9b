import { categoryKey, regionKey } from '../catalogue/catalogue.ts';
import type { SharedCodeKind, Texts } from '../package/column.ts';
import type { CatalogueFile } from '../package/format.ts';
import { type AnyRow, type Cell, type Compared, differingTexts } from './difference.ts';

type TextsByColumn = Readonly<Partial<Record<string, Texts>>>;

const KIND_OF: Readonly<Partial<Record<CatalogueFile, SharedCodeKind>>> = {
  sources: 'source',
  organizations: 'organization',
  themes: 'theme',
  units: 'unit',
  metrics: 'metric',
};
const TEXT_COLUMNS = ['name', 'title', 'symbol', 'definition'];

/** What the data set calls rows that other data sets own: all that it says of them itself. */
export class ForeignNames {
  readonly #texts: ReadonlyMap<string, TextsByColumn>;
  readonly #names: Compared['names'];

  private constructor(texts: ReadonlyMap<string, TextsByColumn>, names: Compared['names']) {
    this.#texts = texts;
    this.#names = names;
  }

  static async read({ tx, names }: Compared, dataset: number): Promise<ForeignNames> {
    const rows = await tx.query<{ key: string; texts: TextsByColumn }>(
      `-- import.standing-names
select concat_ws(' ', lower(kind::text), entity_id, first_day) as key, texts from shared_name where dataset_id = $1::int`,
      [dataset],
    );
    return new ForeignNames(new Map(rows.map(({ key, texts }) => [key, texts])), names);
  }

  differingCells(file: CatalogueFile, row: AnyRow): Cell[] {
    const [kind, code] = sharedCode(file, row);
    const id = kind === null ? null : this.#names.find(kind, code);
    const stands = this.#texts.get(`${kind} ${id} ${file === 'regions' ? (row.valid_from ?? '') : ''}`);
    if (stands === undefined) return [];
    return TEXT_COLUMNS.filter((column) => column in row).flatMap((column) =>
      differingTexts(column, stands[column] ?? null, row[column] as Texts | null),
    );
  }
}

function sharedCode(file: CatalogueFile, row: AnyRow): [kind: SharedCodeKind | null, code: string] {
  if (file === 'regions') return ['region', regionKey(String(row.scheme), String(row.code))];
  if (file !== 'dimensions') return [KIND_OF[file] ?? null, String(row.code)];
  const dimension = String(row.dimension);
  return row.category === null ? ['dimension', dimension] : ['category', categoryKey(dimension, String(row.category))];
}

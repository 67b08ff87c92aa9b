import { buildRowAddress } from '../model/key.ts';
import { KEY_COLUMN, type RowPart, type RowShape, SORT_COLUMN } from '../sql/shape.ts';

/** A row as it came back. */
export type ODataRow = Record<string, unknown>;

/** Takes out of a row what it carried for the server, and says where a collection goes on that was cut. */
export function finish(
  row: ODataRow,
  { set, parts }: RowShape,
  linkTo: (part: RowPart, address: string, sort: string[]) => string,
): void {
  const key = row[KEY_COLUMN] as string[] | undefined;
  for (const part of parts) {
    const found = row[part.name];
    if (!part.many) {
      if (found) finish(found as ODataRow, part.shape, linkTo);
      continue;
    }
    const there = found as ODataRow[];
    if (there.length > part.limit) {
      there.length = part.limit;
      const sort = there.at(-1)?.[SORT_COLUMN] as string[];
      row[`${part.name}@odata.nextLink`] = linkTo(part, `${buildRowAddress(set, key ?? [])}/${part.name}`, sort);
    }
    for (const one of there) {
      delete one[SORT_COLUMN];
      finish(one, part.shape, linkTo);
    }
  }
  delete row[KEY_COLUMN];
}

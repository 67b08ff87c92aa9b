import type { PlaceFragment } from '../../api/generated/graphql.ts';

/** What was read at one place of a document, and the words of the place. */
export interface AtPlace<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
}

/** Rows by the locators at which they were read in one source. */
export function byPlace<Row>(
  cited: Iterable<readonly [citations: readonly PlaceFragment[], row: Row]>,
  source: string,
): ReadonlyMap<string, AtPlace<Row>> {
  const places = new Map<string, { label: string; rows: Row[] }>();
  for (const [citations, row] of cited) {
    for (const { locator, locatorLabel, source: from } of citations) {
      if (from.code !== source) continue;
      const place = places.get(locator);
      if (place) place.rows.push(row);
      else places.set(locator, { label: locatorLabel, rows: [row] });
    }
  }
  return places;
}

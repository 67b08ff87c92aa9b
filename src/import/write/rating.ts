import { findIds } from './programme.ts';
import type { Given } from './shared-list.ts';
import { closeOthers, type ReleaseWriter, upsert, type Versioned } from './write.ts';

const RATING: Versioned = {
  table: 'rating',
  columns: {
    code: 'text',
    name: 'jsonb',
    description: 'jsonb',
    light: '"Light"',
    position: 'int',
    valid_from: 'date',
    valid_to: 'date',
  },
};

/** Ratings come before the reports that give them. */
export async function writeRatings(release: ReleaseWriter, given: Given): Promise<void> {
  const rows = given.catalogue.rows.ratings;
  await closeOthers(release, 'rating', findIds(given, 'rating', rows));
  await upsert(
    release,
    RATING,
    rows.map((row) => ({ ...row, id: given.names.id('rating', row.code), position: row.order })),
  );
}

import { createHash } from 'node:crypto';
import type { Catalogue } from '../../read/catalogue/catalogue.ts';

const bare = (etag: string): string => etag.replace(/^W\//, '');

/** The tag of what a client holds, as it was sent, if one of them has what is looked for between its quotes. */
export const findHeldTag = (ifNoneMatch: string | null, isWanted: (opaque: string) => boolean): string | undefined =>
  (ifNoneMatch ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .find((tag) => isWanted(bare(tag).slice(1, -1)));

/** Whether a client holds what this ETag stands for; two tags are compared weakly, as RFC 9110 wants it for a GET. */
export const isHeld = (ifNoneMatch: string | null, etag: string): boolean =>
  findHeldTag(ifNoneMatch, (opaque) => opaque === bare(etag).slice(1, -1)) !== undefined;

/** Whether a client holds whatever there is. */
export const isAnyTag = (ifNoneMatch: string | null): boolean => ifNoneMatch?.trim() === '*';

const known = new WeakMap<Catalogue, string>();

/** What was published and when, in short: tells a database from another one in which as much was published. */
export function getEdition(catalogue: Catalogue): string {
  const found = known.get(catalogue);
  if (found) return found;
  const releases = catalogue.releases.rows.map(({ id, version, publishedAt }) => [id, version, publishedAt]);
  const edition = createHash('sha256').update(JSON.stringify(releases)).digest('base64url').slice(0, 12);
  known.set(catalogue, edition);
  return edition;
}

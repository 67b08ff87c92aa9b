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

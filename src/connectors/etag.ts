const bare = (etag: string): string => etag.trim().replace(/^W\//, '');

/** Whether a client holds what an ETag stands for; two tags are compared weakly, as RFC 9110 wants it for a GET. */
export const isHeld = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((held) => bare(held) === bare(etag) || held.trim() === '*');

import type { FileName } from './fact-format.ts';
import type { Package } from './package.ts';

/** What could not be read of the file that a package was made of. It was told already, and says nothing of the rest of the package. */
export interface PackageGaps {
  /** By table and line, the columns of which nothing is known. */
  readonly unread: ReadonlyMap<FileName, UnreadCells>;
  /** Tables of which there may be more rows. */
  readonly lost: ReadonlySet<FileName>;
}

/** By line, columns of which nothing is known. */
export type UnreadCells = ReadonlyMap<number, ReadonlySet<string>>;

/** The package, with what is known to be missing from it. */
export function withGaps(source: Package, { unread, lost }: PackageGaps): Package {
  const resources = [...source.resources].map(([name, resource]) => {
    const cells = unread.get(name);
    return [name, cells === undefined ? resource : { ...resource, unread: cells }] as const;
  });
  return { ...source, resources: new Map(resources), unreadable: new Set([...source.unreadable, ...lost]) };
}

import { OPEN, type Sql } from '../../database/sql.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import { type PackageCatalogue, regionKey } from '../catalogue/catalogue.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Installation } from '../catalogue/installation.ts';
import type { Package } from '../package/package.ts';
import { owns } from '../write/shared-list.ts';

interface Placed {
  readonly id: number;
  readonly parent: number;
  readonly first: string;
  readonly last: string;
}

/** The tree of regions as it will stand in this release, before anything of it is written. */
export class RegionChildren {
  readonly #below: ReadonlyMap<number, readonly Placed[]>;
  /** Of the regions below which nothing ever changes: this is asked for every figure. */
  readonly #always = new Map<number, readonly number[]>();
  readonly #dropped: ReadonlySet<number>;

  private constructor(placed: readonly Placed[], dropped: ReadonlySet<number>) {
    this.#below = groupBy(placed, ({ parent }) => parent);
    this.#dropped = dropped;
    for (const [region, below] of this.#below) {
      const isFixed = below.every(({ first, last }) => first === '' && last === LAST_DAY);
      if (isFixed)
        this.#always.set(
          region,
          below.map(({ id }) => id),
        );
    }
  }

  static async read(
    tx: Sql,
    source: Package,
    catalogue: PackageCatalogue,
    installation: Installation,
    names: CodeIds,
  ): Promise<RegionChildren> {
    const given = catalogue.rows.regions.filter((row) =>
      owns({ source, installation }, 'region', regionKey(row.scheme, row.code)),
    );
    const idOf = (scheme: string, code: string | null) =>
      code === null ? null : names.find('region', names.regionIn(scheme, code));
    const own = new Set(given.map(({ scheme, code }) => idOf(scheme, code)));
    const known = await tx.query<Placed & { owner: string }>(KNOWN);
    const placed = [
      ...known.filter(({ id }) => !own.has(id)),
      ...given.flatMap(({ scheme, code, parent, valid_from, valid_to }) => {
        const [id, above] = [idOf(scheme, code), idOf(scheme, parent)];
        return id === null || above === null
          ? []
          : [{ id, parent: above, first: valid_from ?? '', last: valid_to ?? LAST_DAY }];
      }),
    ];
    const dropped = known.filter(({ id, owner }) => owner === source.code && !own.has(id)).map(({ id }) => id);
    return new RegionChildren(placed, new Set(dropped));
  }

  of(region: number, day: string): readonly number[] {
    const always = this.#always.get(region);
    if (always !== undefined) return always;
    return (this.#below.get(region) ?? []).filter(({ first, last }) => first <= day && last >= day).map(({ id }) => id);
  }

  /** Whether the package no longer holds it: then nobody waits for its figures. */
  isDropped(region: number): boolean {
    return this.#dropped.has(region);
  }
}

const LAST_DAY = '9999-12-31';

const KNOWN = `-- suppress.regions
select v.region_id as id, v.parent_id as parent, coalesce(v.valid_from::text, '') as first, coalesce(v.valid_to::text, '${LAST_DAY}') as last,
  d.code as owner
from region_version v join dataset d on d.id = v.dataset_id where v.parent_id is not null and v.to_seq = ${OPEN}`;

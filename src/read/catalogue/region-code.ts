import type * as Row from '../../database/generated/prisma/client.ts';
import { isVisible, type Snapshot } from '../core/snapshot.ts';
import type { Catalogue, RegionRow } from './catalogue.ts';

/** What looks a region up by its code: the catalogue, and the state that it is shown in. */
export interface RegionLookup {
  readonly catalogue: Pick<Catalogue, 'regions'>;
  readonly state: Snapshot;
}

/** More colons within a scheme are not looked for. */
const MAX_COLONS = 8;

/**
 * The visible versions of the regions that a text names: by their code or `scheme:code`, or where that is the code of none, by an alias or
 * `scheme:alias`. A text may stand in several schemes, and names a region in each, unless one scheme is given.
 */
export function findRegions(
  text: string,
  { catalogue: { regions }, state }: RegionLookup,
  scheme: string | null = null,
): readonly RegionRow[] {
  const isWanted = (row: RegionRow | Row.RegionAlias) =>
    isVisible(row, state) && (scheme === null || row.scheme === scheme);
  const versions = findNamed(
    text,
    (code) => regions.byCode.of(code),
    ({ code }) => code,
  ).filter(isWanted);
  if (versions.length > 0) return versions;
  const aliases = findNamed(
    text,
    (alias) => regions.byAlias.of(alias),
    ({ alias }) => alias,
  ).filter(isWanted);
  const named = new Set(aliases.map(({ regionId }) => regionId));
  return [...named].flatMap((regionId) =>
    regions.byCode.of(regions.get(regionId).code).filter((row) => row.regionId === regionId && isVisible(row, state)),
  );
}

/** The version that stands for a region in a state: in one of the past, that is not always the last one. */
export function findStandingVersion(
  regionId: number,
  { catalogue: { regions }, state }: RegionLookup,
): RegionRow | null {
  const last = regions.find(regionId);
  if (!last || isVisible(last, state)) return last;
  const versions = regions.byCode.of(last.code).filter((row) => row.regionId === regionId && row.current);
  return versions.find((row) => isVisible(row, state)) ?? null;
}

/** What stands under a text in any scheme, or under `scheme:text` in its own. */
function findNamed<Named extends { readonly scheme: string }>(
  text: string,
  find: (bare: string) => readonly Named[],
  textOf: (row: Named) => string,
): Named[] {
  const parts = text.split(':');
  const inScheme = parts.slice(1, 1 + MAX_COLONS).flatMap((_, index) => find(parts.slice(index + 1).join(':')));
  return [...find(text), ...inScheme.filter((row) => `${row.scheme}:${textOf(row)}` === text)];
}

/** The visible aliases of a region, by scheme and alias; one that several data sets give stands once. */
export function findAliases(regionId: number, { catalogue, state }: RegionLookup): readonly Row.RegionAlias[] {
  const shown = catalogue.regions.aliasesOf.of(regionId).filter((row) => isVisible(row, state));
  return shown.filter(
    ({ scheme, alias }, index) => shown[index - 1]?.alias !== alias || shown[index - 1]?.scheme !== scheme,
  );
}

/** Whether some text that is wanted names a region: its code or, where that is the code of none, one of its aliases. */
export function isNamed(row: RegionRow, isWanted: (text: string) => boolean, lookup: RegionLookup): boolean {
  if (isWanted(row.code)) return true;
  const { byCode } = lookup.catalogue.regions;
  return findAliases(row.regionId, lookup).some(
    ({ alias }) => isWanted(alias) && !byCode.of(alias).some((other) => isVisible(other, lookup.state)),
  );
}

/** Every text that names a visible region. */
export function regionNames({ catalogue: { regions }, state }: RegionLookup): ReadonlySet<string> {
  const versions = regions.versions.rows.filter((row) => isVisible(row, state));
  const aliases = regions.aliases.filter((row) => isVisible(row, state));
  const named = [
    ...versions.map(({ scheme, code }) => ({ scheme, text: code })),
    ...aliases.map(({ scheme, alias }) => ({ scheme, text: alias })),
  ];
  return new Set(named.flatMap(({ scheme, text }) => [text, `${scheme}:${text}`]));
}

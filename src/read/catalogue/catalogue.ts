import type * as Row from '../../database/generated/prisma/client.ts';
import { OPEN } from '../../database/sql.ts';
import { compareText } from '../../domain/core/text.ts';
import type { Validity } from '../../domain/period/validity.ts';
import { Index, RowIndex } from '../core/row-index.ts';
import type { CatalogueRows } from './catalogue-table.ts';

/** A region's name, place and level, for as long as they hold. Facts hang on `regionId`. */
export type RegionRow = Row.RegionVersion;

/** The days on which a category is valid. Of rows that were kept before categories could end, nothing is said. */
export const getValidity = ({ validFrom, validTo }: Row.Category): Validity => ({
  from: validFrom?.toISOString().slice(0, 10) ?? null,
  to: validTo?.toISOString().slice(0, 10) ?? null,
});

/** One row of a list that a publisher ordered. */
export interface Link<Target> {
  readonly owner: number;
  readonly target: Target;
  readonly position: number;
}

/**
 * Everything that is small and changes only with a publication: what figures and tasks are about, held in memory for one content version.
 * What no release shows any more is held too, since facts of earlier releases refer to it; `isVisible` tells what a state shows.
 * Lists are in the order in which they are answered.
 */
export interface Catalogue {
  readonly datasets: RowIndex<Row.Dataset>;
  readonly releases: RowIndex<Row.Release>;
  readonly releasesOf: Index<number, Row.Release>;
  readonly sources: RowIndex<Row.Source>;
  readonly themes: RowIndex<Row.Theme>;
  readonly units: RowIndex<Row.Unit>;
  readonly dimensions: RowIndex<Row.Dimension>;
  readonly categories: RowIndex<Row.Category>;
  readonly categoriesOf: Index<number, Row.Category>;

  readonly organizations: RowIndex<Row.Organization>;
  readonly headsOf: Index<number, Link<Row.Organization>>;
  readonly workingGroups: RowIndex<Row.WorkingGroup>;
  readonly workingGroupsUnder: Index<number, Row.WorkingGroup>;
  readonly programmes: RowIndex<Row.Programme>;
  readonly programmesOfGroup: Index<number, Row.Programme>;
  readonly programmesOfMetric: Index<number, Link<Row.Programme>>;
  readonly ratings: RowIndex<Row.Rating>;
  /** By data set, the best first. */
  readonly ratingsOf: Index<number, Row.Rating>;
  readonly pilotRegionsOf: Index<number, Link<RegionRow>>;

  readonly metrics: RowIndex<Row.Metric>;
  readonly metricsByCode: ReadonlyMap<string, Row.Metric>;
  readonly metricsOfTheme: Index<number, Row.Metric>;
  readonly metricsOfGroup: Index<number, Row.Metric>;
  readonly metricsOfProgramme: Index<number, Link<Row.Metric>>;
  readonly dimensionsOf: Index<number, Link<Row.Dimension>>;

  /** By data set; by metric; and by data set those that are for the lights of tasks. Of the last, a state shows one at most. */
  readonly assessmentRulesOf: Index<number, Row.AssessmentRule>;
  readonly assessmentRulesOfMetric: Index<number, Row.AssessmentRule>;
  readonly lightRulesOf: Index<number, Row.AssessmentRule>;

  readonly regions: RegionTree;
}

/** Every version of every region, and where they lie. */
export interface RegionTree {
  readonly versions: RowIndex<RegionRow>;
  readonly byCode: Index<string, RegionRow>;
  readonly childrenOf: Index<number, RegionRow>;
  readonly successorsOf: Index<number, Link<RegionRow>>;
  /** Other codes of regions, by scheme and alias: all, by alias, and by region. */
  readonly aliases: readonly Row.RegionAlias[];
  readonly byAlias: Index<string, Row.RegionAlias>;
  readonly aliasesOf: Index<number, Row.RegionAlias>;
  /** The version that stands for a region when no day is given, by the id that facts hang on. */
  get(regionId: number): RegionRow;
  find(regionId: number | null): RegionRow | null;
}

/** Whether a version is the one that stands for its region when no day is given. */
const isCurrent = ({ current, toSeq }: RegionRow): boolean => current && toSeq === OPEN;

/** The catalogue over rows of its tables. */
export function buildCatalogue(rows: CatalogueRows): Catalogue {
  const { dataset, release, source, theme, unit, dimension, category, organization, metric } = rows;
  const cached = {
    datasets: new RowIndex(dataset),
    sources: new RowIndex(byCode(source)),
    themes: new RowIndex(byCode(theme)),
    units: new RowIndex(byCode(unit)),
    dimensions: new RowIndex(byCode(dimension)),
    categories: new RowIndex(byPosition(byCode(category))),
    organizations: new RowIndex(byCode(organization)),
    workingGroups: new RowIndex(rows.working_group.toSorted((a, b) => a.ordinal - b.ordinal || a.id - b.id)),
    programmes: new RowIndex(byCode(rows.programme)),
    ratings: new RowIndex(byPosition(byCode(rows.rating))),
    metrics: new RowIndex(byCode(metric)),
  };
  const assessmentRules = byCode(rows.assessment_rule);
  const tree = standing(new RowIndex(byCode(rows.region_version)));
  const aliases = rows.region_alias.toSorted((a, b) => compareText(a.scheme, b.scheme) || compareText(a.alias, b.alias) || a.id - b.id); // biome-ignore format: an order a line
  const metricsOfProgramme = links(rows.programme_metric, ({ programmeId }) => programmeId, ({ metricId }) => cached.metrics.find(metricId)); // biome-ignore format: a table a line
  return {
    ...cached,
    metricsOfProgramme,
    releases: new RowIndex(release),
    releasesOf: new Index(release, (row) => row.datasetId),
    categoriesOf: new Index(cached.categories.rows, (row) => row.dimensionId),
    headsOf: links(rows.organization_head, ({ organizationId }) => organizationId, ({ headId }) => cached.organizations.find(headId)), // biome-ignore format: a table a line
    workingGroupsUnder: new Index(cached.workingGroups.rows, (row) => row.leadingGroupId),
    programmesOfGroup: new Index(cached.programmes.rows, (row) => row.workingGroupId),
    programmesOfMetric: new Index(
      cached.programmes.rows.flatMap((target) =>
        metricsOfProgramme
          .of(target.id)
          .map(({ target: metric, position }) => ({ owner: metric.id, target, position })),
      ),
      ({ owner }) => owner,
    ),
    ratingsOf: new Index(cached.ratings.rows, (row) => row.datasetId),
    pilotRegionsOf: links(rows.programme_region, ({ programmeId }) => programmeId, ({ regionId }) => tree.find(regionId)), // biome-ignore format: a table a line
    metricsByCode: new Map(cached.metrics.rows.map((row) => [row.code, row])),
    metricsOfTheme: new Index(cached.metrics.rows, (row) => row.themeId),
    metricsOfGroup: new Index(cached.metrics.rows, (row) => row.workingGroupId),
    dimensionsOf: links(rows.metric_dimension, ({ metricId }) => metricId, ({ dimensionId }) => cached.dimensions.find(dimensionId)), // biome-ignore format: a table a line
    assessmentRulesOf: new Index(assessmentRules, (row) => row.datasetId),
    assessmentRulesOfMetric: new Index(assessmentRules, (row) => row.metricId),
    lightRulesOf: new Index(assessmentRules, (row) => (row.metricId === null ? row.datasetId : null)),
    regions: {
      ...tree,
      aliases,
      byAlias: new Index(aliases, (row) => row.alias),
      aliasesOf: new Index(aliases, (row) => row.regionId),
      byCode: new Index(tree.versions.rows, (row) => row.code),
      childrenOf: new Index(tree.versions.rows, (row) => row.parentId),
      successorsOf: links(rows.region_successor, ({ regionId }) => regionId, ({ successorId }) => tree.find(successorId)), // biome-ignore format: a table a line
    },
  };
}

/** Which of two versions of a region stands for it: the open one that is current, else the current one, else the one that was shown last. */
function standsBefore(row: RegionRow, known: RegionRow): boolean {
  if (isCurrent(row) || isCurrent(known)) return isCurrent(row);
  return row.current === known.current ? row.toSeq > known.toSeq : row.current;
}

function standing(versions: RowIndex<RegionRow>): Pick<RegionTree, 'versions' | 'get' | 'find'> {
  const present = new Map<number, RegionRow>();
  for (const row of versions.rows) {
    const known = present.get(row.regionId);
    // A region that no release shows any more is still what earlier figures are about: its last version stands for it.
    if (!known || standsBefore(row, known)) present.set(row.regionId, row);
  }
  return {
    versions,
    get: (regionId) => {
      const version = present.get(regionId);
      if (!version) throw new Error(`region ${regionId} has no version`);
      return version;
    },
    find: (regionId) => (regionId === null ? null : (present.get(regionId) ?? null)),
  };
}

const byCode = <R extends { readonly code: string; readonly id: number }>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => compareText(a.code, b.code) || a.id - b.id);

const byPosition = <R extends { readonly position: number }>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => a.position - b.position);

/** What a link refers to may have no place in the catalogue: a region of a draft has no current version. */
function links<R extends { readonly position: number }, Target>(
  rows: readonly R[],
  ownerOf: (row: R) => number,
  targetOf: (row: R) => Target | null,
): Index<number, Link<Target>> {
  const known = byPosition(rows).flatMap((row) => {
    const target = targetOf(row);
    return target === null ? [] : [{ owner: ownerOf(row), target, position: row.position }];
  });
  return new Index(known, ({ owner }) => owner);
}

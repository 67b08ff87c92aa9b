import { compareText } from '../domain/text.ts';
import type { Database } from './database.ts';
import type * as Row from './generated/prisma/client.ts';
import { Held, Index } from './held.ts';
import { OPEN } from './sql.ts';
import type { State } from './state.ts';

/** A region's name, place and level, for as long as they hold. Facts hang on `regionId`. */
export type RegionRow = Row.RegionVersion;

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
  readonly datasets: Held<Row.Dataset>;
  readonly releases: Held<Row.Release>;
  readonly releasesOf: Index<number, Row.Release>;
  readonly sources: Held<Row.Source>;
  readonly themes: Held<Row.Theme>;
  readonly units: Held<Row.Unit>;
  readonly dimensions: Held<Row.Dimension>;
  readonly categoriesOf: Index<number, Row.Category>;

  readonly organizations: Held<Row.Organization>;
  readonly headsOf: Index<number, Link<Row.Organization>>;
  readonly workingGroups: Held<Row.WorkingGroup>;
  readonly workingGroupsUnder: Index<number, Row.WorkingGroup>;
  readonly programmes: Held<Row.Programme>;
  readonly programmesOfGroup: Index<number, Row.Programme>;
  readonly programmesOfMetric: Index<number, Link<Row.Programme>>;
  readonly pilotRegionsOf: Index<number, Link<RegionRow>>;

  readonly metrics: Held<Row.Metric>;
  readonly metricsByCode: ReadonlyMap<string, Row.Metric>;
  /** The name that a metric is sorted by, as a state knows it. */
  sortName(metric: Row.Metric, state: State): string;
  readonly metricsOfTheme: Index<number, Row.Metric>;
  readonly metricsOfGroup: Index<number, Row.Metric>;
  readonly metricsOfProgramme: Index<number, Link<Row.Metric>>;
  readonly dimensionsOf: Index<number, Link<Row.Dimension>>;

  readonly regions: RegionTree;
}

/** Every version of every region, and where they lie. */
export interface RegionTree {
  readonly versions: Held<RegionRow>;
  readonly byCode: Index<string, RegionRow>;
  readonly childrenOf: Index<number, RegionRow>;
  readonly successorsOf: Index<number, Link<RegionRow>>;
  /** The version that stands for a region when no day is given, by the id that facts hang on. */
  get(regionId: number): RegionRow;
  find(regionId: number | null): RegionRow | null;
}

/** Whether a version is the one that stands for its region when no day is given. */
export const isCurrent = ({ current, toSeq }: RegionRow): boolean => current && toSeq === OPEN;

/** Reads the whole catalogue, a statement for each table. */
export async function readCatalogue({ prisma }: Database): Promise<Catalogue> {
  const [datasets, releases, sources, themes, units, dimensions, categories, groups, programmes] = await Promise.all([
    prisma.dataset.findMany({ orderBy: { id: 'asc' } }),
    prisma.release.findMany({ where: { state: 'PUBLISHED' }, orderBy: { seq: 'asc' } }),
    prisma.source.findMany(),
    prisma.theme.findMany(),
    prisma.unit.findMany(),
    prisma.dimension.findMany(),
    prisma.category.findMany(),
    prisma.workingGroup.findMany(),
    prisma.programme.findMany(),
  ]);
  const [organizations, metrics, former, versions, heads, pilots, programmeMetrics, metricDimensions, successors] =
    await Promise.all([
      prisma.organization.findMany(),
      prisma.metric.findMany(),
      prisma.former.findMany({ where: { kind: 'METRIC' }, orderBy: { until: 'asc' } }),
      prisma.regionVersion.findMany(),
      prisma.organizationHead.findMany(),
      prisma.programmeRegion.findMany(),
      prisma.programmeMetric.findMany(),
      prisma.metricDimension.findMany(),
      prisma.regionSuccessor.findMany(),
    ]);

  const held = {
    datasets: new Held(datasets),
    sources: new Held(byCode(sources)),
    themes: new Held(byCode(themes)),
    units: new Held(byCode(units)),
    dimensions: new Held(byCode(dimensions)),
    organizations: new Held(byCode(organizations)),
    workingGroups: new Held([...groups].sort((a, b) => a.ordinal - b.ordinal || a.id - b.id)),
    programmes: new Held(byCode(programmes)),
    metrics: new Held(byCode(metrics)),
  };
  const tree = standing(new Held(byCode(versions)));
  const metricsOfProgramme = links(programmeMetrics, ({ programmeId }) => programmeId, ({ metricId }) => held.metrics.find(metricId)); // biome-ignore format: a table a line
  return {
    ...held,
    metricsOfProgramme,
    releases: new Held(releases),
    releasesOf: new Index(releases, (row) => row.datasetId),
    categoriesOf: new Index(byPosition(byCode(categories)), (row) => row.dimensionId),
    headsOf: links(heads, ({ organizationId }) => organizationId, ({ headId }) => held.organizations.find(headId)), // biome-ignore format: a table a line
    workingGroupsUnder: new Index(held.workingGroups.rows, (row) => row.leadingGroupId),
    programmesOfGroup: new Index(held.programmes.rows, (row) => row.workingGroupId),
    programmesOfMetric: new Index(
      held.programmes.rows.flatMap((target) =>
        metricsOfProgramme
          .of(target.id)
          .map(({ target: metric, position }) => ({ owner: metric.id, target, position })),
      ),
      ({ owner }) => owner,
    ),
    pilotRegionsOf: links(pilots, ({ programmeId }) => programmeId, ({ regionId }) => tree.find(regionId)), // biome-ignore format: a table a line
    metricsByCode: new Map(held.metrics.rows.map((row) => [row.code, row])),
    sortName: sortNames(new Index(former, ({ id }) => id)),
    metricsOfTheme: new Index(held.metrics.rows, (row) => row.themeId),
    metricsOfGroup: new Index(held.metrics.rows, (row) => row.workingGroupId),
    dimensionsOf: links(metricDimensions, ({ metricId }) => metricId, ({ dimensionId }) => held.dimensions.find(dimensionId)), // biome-ignore format: a table a line
    regions: {
      ...tree,
      byCode: new Index(tree.versions.rows, (row) => row.code),
      childrenOf: new Index(tree.versions.rows, (row) => row.parentId),
      successorsOf: links(successors, ({ regionId }) => regionId, ({ successorId }) => tree.find(successorId)), // biome-ignore format: a table a line
    },
  };
}

const sortNames =
  (former: Index<number, Row.Former>): Catalogue['sortName'] =>
  ({ id, sortName }, { facts }) => {
    const then = former.of(id).find(({ until }) => until > facts);
    return then ? (then.row as { sort_name: string }).sort_name : sortName;
  };

function standing(versions: Held<RegionRow>): Pick<RegionTree, 'versions' | 'get' | 'find'> {
  const present = new Map(versions.rows.filter(isCurrent).map((row) => [row.regionId, row]));
  return {
    versions,
    get: (regionId) => {
      const version = present.get(regionId);
      if (!version) throw new Error(`region ${regionId} has no current version`);
      return version;
    },
    find: (regionId) => (regionId === null ? null : (present.get(regionId) ?? null)),
  };
}

const byCode = <R extends { readonly code: string; readonly id: number }>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => compareText(a.code, b.code) || a.id - b.id);

const byPosition = <R extends { readonly position: number }>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => a.position - b.position);

/** What a link refers to may not be there yet: the tables are read one after the other, and a draft may be under way. */
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

import type { NavigateOptions } from '@tanstack/react-router';
import type { MetricsSearch } from '../address/pages.ts';
import type { Ask } from '../api/asking.ts';
import {
  MetricPlacesDocument,
  type MetricWhere,
  OrganizationPlacesDocument,
  ProgrammePlacesDocument,
  RegionFiguresDocument,
  RegionPlacesDocument,
  type SearchQuery,
  ShellDocument,
  TaskCountDocument,
  type TaskWhere,
  ThemeProgrammesDocument,
} from '../api/generated/graphql.ts';

export type Hit = SearchQuery['search']['edges'][number]['node'];
type HitOf<Kind extends Hit['__typename']> = Extract<Hit, { readonly __typename: Kind }>;

/** From where a reader searches. */
interface Seen {
  readonly dataset: string | null;
  readonly asOf: string | null;
  readonly ask: Ask;
}

/** As many metrics of a region as a table holds in sight. */
const MAX_METRICS = 20;

/**
 * The page of a hit. Regions, organisations and what classifies metrics stand in many data sets: the page is of one that says
 * something about them. Null: no data set says anything.
 */
export async function findTarget(hit: Hit, seen: Seen): Promise<NavigateOptions | null> {
  switch (hit.__typename) {
    case 'Metric':
      return { to: '/metric/$code', params: { code: hit.code }, search: { dataset: hit.dataset.code } };
    case 'Task':
      return { to: '/task/$code', params: { code: hit.code }, search: { dataset: hit.dataset.code } };
    case 'Programme':
      return findProgramme(hit, seen);
    case 'WorkingGroup':
      return findGroup(hit, seen);
    case 'Region':
      return findRegion(hit, seen);
    case 'Organization':
      return findOrganization(hit, seen);
    case 'Theme':
      return findTheme(hit, seen);
    case 'Unit':
      return findMetrics({ units: [hit.code] }, { unit: hit.code }, seen);
    case 'Dimension':
      return findMetrics({ dimensions: [hit.code] }, { part: hit.code }, seen);
    case 'Category': {
      const { code } = hit.dimension;
      return findMetrics({ dimensions: [code] }, { part: `${code}:${hit.code}` }, seen);
    }
    case 'Rating':
      return findRating(hit, seen);
    case 'Source':
      return { to: '/source/$code', params: { code: hit.code }, search: { dataset: hit.dataset.code } };
    case 'Dataset':
      return { to: '/', search: { dataset: hit.code } };
    case 'Release':
      // The page itself goes to the release among all.
      return { to: '/releases', search: { dataset: hit.dataset.code, to: hit.version }, resetScroll: false };
    default:
      return { to: '/' };
  }
}

/** The data set of the metrics that something classifies: the one on screen, else another one; null: none has any. Undefined: the server did not tell. */
async function findMetricHome(where: MetricWhere, { dataset, ask }: Seen): Promise<string | null | undefined> {
  const here = dataset ? { ...where, datasets: [dataset] } : where;
  const places = await ask(MetricPlacesDocument, { where, here });
  if (!places) return undefined;
  return dataset && places.here.totalCount > 0 ? dataset : (places.metrics.nodes[0]?.dataset.code ?? null);
}

const metricList = (search: MetricsSearch, dataset: string | null): NavigateOptions => ({
  to: '/metric',
  search: { ...search, ...(dataset ? { dataset } : {}) },
});

async function findMetrics(where: MetricWhere, search: MetricsSearch, seen: Seen): Promise<NavigateOptions | null> {
  const home = await findMetricHome(where, seen);
  return home === null ? null : metricList(search, home ?? seen.dataset);
}

/** Its metrics in the data set on screen, else its programmes there; then the metrics and the programmes of another one. */
async function findTheme({ code }: HitOf<'Theme'>, seen: Seen): Promise<NavigateOptions | null> {
  const { dataset, ask } = seen;
  const home = await findMetricHome({ themes: [code] }, seen);
  const list = metricList({ theme: code }, home ?? dataset);
  if (home === undefined || (home !== null && home === dataset)) return list;
  const shell = home === null ? await ask(ShellDocument, {}) : null;
  if (home === null && !shell) return list;
  const others = shell?.datasets ?? [];
  for (const one of new Set([...(dataset ? [dataset] : []), ...others.map((other) => other.code)])) {
    const found = await ask(ThemeProgrammesDocument, { theme: code, dataset: one });
    if (!found) return list;
    const [programme, another] = found.programmes.nodes;
    const place = programme && { code: programme.code, dataset: { code: one } };
    if (place) return another ? placeOfProgramme(place) : findProgramme(place, seen);
  }
  return home === null ? null : list;
}

type ProgrammePlace = Pick<HitOf<'Programme'>, 'code'> & { readonly dataset: { readonly code: string } };

/** Where it stands on the overview, among the others of its theme. */
const placeOfProgramme = ({ code, dataset }: ProgrammePlace): NavigateOptions => ({
  to: '/',
  search: { dataset: dataset.code },
  hash: `programme-${code}`,
});

/** One without tasks has no plan: it stands among the programmes of the overview, with what the source says. */
async function findProgramme(place: ProgrammePlace, { ask }: Pick<Seen, 'ask'>): Promise<NavigateOptions> {
  const { code, dataset } = place;
  const places = await ask(ProgrammePlacesDocument, { code, dataset: dataset.code });
  return places?.programme?.tasks.totalCount === 0
    ? placeOfProgramme(place)
    : { to: '/plan', search: { dataset: dataset.code, programme: code } };
}

const hasNoTask = async (where: TaskWhere, ask: Ask): Promise<boolean> =>
  (await ask(TaskCountDocument, { where }))?.tasks.totalCount === 0;

/** One without tasks stands on the overview, with what the source says of it. */
async function findGroup({ code, dataset }: HitOf<'WorkingGroup'>, { ask }: Seen): Promise<NavigateOptions> {
  const search = { dataset: dataset.code };
  return (await hasNoTask({ dataset: dataset.code, workingGroups: [code] }, ask))
    ? { to: '/', search, hash: `group-${code}` }
    : { to: '/plan', search: { ...search, group: code } };
}

async function findRating({ code, dataset }: HitOf<'Rating'>, { ask }: Seen): Promise<NavigateOptions | null> {
  return (await hasNoTask({ dataset: dataset.code, ratings: [code] }, ask))
    ? null
    : { to: '/plan', search: { dataset: dataset.code, rating: code } };
}

/** What the data set on screen has comes first: its tasks, else its figures; then the tasks and the figures of another. */
async function findRegion({ code }: HitOf<'Region'>, { dataset, asOf, ask }: Seen): Promise<NavigateOptions | null> {
  const planOf = (inDataset: string | null | undefined): NavigateOptions => ({
    to: '/plan',
    search: { ...(inDataset ? { dataset: inDataset } : {}), region: code, by: 'none' },
  });
  // Null: there are none. Undefined: none were found, and not all metrics were looked at.
  const figures = async (datasets: string[] | null): Promise<NavigateOptions | null | undefined> => {
    const answer = await ask(RegionFiguresDocument, { code, where: datasets ? { datasets } : {}, asOf });
    const metrics = answer?.metrics.nodes.filter(({ latest }) => latest) ?? [];
    const [first] = metrics;
    if (!first) return answer && answer.metrics.nodes.length === answer.metrics.totalCount ? null : undefined;
    const codes = metrics.filter((metric) => metric.dataset.code === first.dataset.code).map((metric) => metric.code);
    const search = { dataset: first.dataset.code, regions: code, metrics: codes.slice(0, MAX_METRICS).join(',') };
    return { to: '/cube', search };
  };
  const places = await ask(RegionPlacesDocument, { code, where: { region: code, ...(dataset ? { dataset } : {}) } });
  if (dataset && places && places.tasks.totalCount > 0) return planOf(dataset);
  const here = dataset ? await figures([dataset]) : null;
  if (here) return here;
  const elsewhere = places?.region?.tasks.nodes[0]?.dataset.code;
  if (elsewhere) return planOf(elsewhere);
  const anywhere = await figures(null);
  return anywhere === undefined || !places ? planOf(dataset) : anywhere;
}

/** To the tasks that it leads, here or elsewhere, else to those that it has another part in. The plan of one that leads none says so. */
async function findOrganization({ code }: HitOf<'Organization'>, { dataset, ask }: Seen): Promise<NavigateOptions> {
  const places = await ask(OrganizationPlacesDocument, { code, dataset });
  const { led, any } = places?.organization ?? {};
  const found = [
    places?.lead.totalCount ? dataset : null,
    led?.nodes[0]?.dataset.code,
    places?.any.totalCount ? dataset : null,
    any?.nodes[0]?.dataset.code,
    dataset,
  ].find((one) => typeof one === 'string');
  return { to: '/plan', search: { ...(found ? { dataset: found } : {}), organ: code, by: 'none' } };
}

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
 * something about them.
 */
export async function findTarget(hit: Hit, seen: Seen): Promise<NavigateOptions> {
  switch (hit.__typename) {
    case 'Metric':
      return { to: '/metric/$code', params: { code: hit.code }, search: { dataset: hit.dataset.code } };
    case 'Task':
      return { to: '/task/$code', params: { code: hit.code }, search: { dataset: hit.dataset.code } };
    case 'Programme':
      return findProgramme(hit, seen);
    case 'WorkingGroup':
      return { to: '/plan', search: { dataset: hit.dataset.code, group: hit.code } };
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
      return { to: '/plan', search: { dataset: hit.dataset.code, rating: hit.code } };
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

/** The list of the metrics that something classifies: those of the data set on screen, else those of another one. */
async function findMetrics(
  where: MetricWhere,
  search: MetricsSearch,
  { dataset, ask }: Seen,
): Promise<NavigateOptions> {
  const here = dataset ? { ...where, datasets: [dataset] } : where;
  const places = await ask(MetricPlacesDocument, { where, here });
  const found = dataset && places?.here.totalCount ? dataset : (places?.metrics.nodes[0]?.dataset.code ?? dataset);
  return { to: '/metric', search: { ...search, ...(found ? { dataset: found } : {}) } };
}

/** Of a theme that no metric has, the first of its programmes in the data set on screen. */
async function findTheme({ code }: HitOf<'Theme'>, seen: Seen): Promise<NavigateOptions> {
  const [list, places] = await Promise.all([
    findMetrics({ themes: [code] }, { theme: code }, seen),
    seen.ask(ThemeProgrammesDocument, { theme: code, dataset: seen.dataset }),
  ]);
  const [programme] = places?.metrics.totalCount === 0 ? places.programmes.nodes : [];
  return programme
    ? { to: '/', search: { dataset: programme.dataset.code }, hash: `programme-${programme.code}` }
    : list;
}

/** One without tasks has no plan: it stands among the programmes of the overview, with what the source says. */
async function findProgramme(
  { code, dataset }: HitOf<'Programme'>,
  { ask }: Pick<Seen, 'ask'>,
): Promise<NavigateOptions> {
  const places = await ask(ProgrammePlacesDocument, { code, dataset: dataset.code });
  return places?.programme?.tasks.totalCount === 0
    ? { to: '/', search: { dataset: dataset.code }, hash: `programme-${code}` }
    : { to: '/plan', search: { dataset: dataset.code, programme: code } };
}

/** What the data set on screen has comes first: its tasks, else its figures; then the tasks and the figures of another. */
async function findRegion({ code }: HitOf<'Region'>, { dataset, asOf, ask }: Seen): Promise<NavigateOptions> {
  const planOf = (inDataset: string | null | undefined): NavigateOptions => ({
    to: '/plan',
    search: { ...(inDataset ? { dataset: inDataset } : {}), region: code, by: 'none' },
  });
  const figures = async (datasets: string[] | null): Promise<NavigateOptions | null> => {
    const answer = await ask(RegionFiguresDocument, { code, where: datasets ? { datasets } : {}, asOf });
    const metrics = answer?.metrics.nodes.filter(({ latest }) => latest) ?? [];
    const [first] = metrics;
    if (!first) return null;
    const codes = metrics.filter((metric) => metric.dataset.code === first.dataset.code).map((metric) => metric.code);
    const search = { dataset: first.dataset.code, regions: code, metrics: codes.slice(0, MAX_METRICS).join(',') };
    return { to: '/cube', search };
  };
  const places = await ask(RegionPlacesDocument, { code, where: { region: code, ...(dataset ? { dataset } : {}) } });
  if (dataset && places && places.tasks.totalCount > 0) return planOf(dataset);
  const here = dataset ? await figures([dataset]) : null;
  if (here) return here;
  const elsewhere = places?.region?.tasks.nodes[0]?.dataset.code;
  return elsewhere ? planOf(elsewhere) : ((await figures(null)) ?? planOf(dataset));
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

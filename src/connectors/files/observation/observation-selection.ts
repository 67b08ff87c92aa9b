import { Frequency, ObservationBasis, RegionLevel } from '../../../database/generated/prisma/enums.ts';
import { badInput } from '../../../domain/core/errors.ts';
import { list, message } from '../../../domain/message/message.ts';
import { parsePeriod } from '../../../domain/period/period.ts';
import { parseMoment } from '../../../domain/period/timestamp.ts';
import { selectRegions } from '../../../graphql/cube/request-region.ts';
import {
  metricIds,
  type ObservationQuery,
  resolveObservationQuery,
} from '../../../graphql/observation/observation-filter.ts';
import { regionNames } from '../../../read/catalogue/region-code.ts';
import { isVisible } from '../../../read/core/snapshot.ts';
import type { CubeQuery } from '../../../read/cube/cell-query.ts';
import type { HandlerOptions } from '../../http/handler.ts';
import { type FileContext, fileContext } from '../request/context.ts';
import { MISSING, named, Words } from '../request/words.ts';

/** The words of the graph's cube, as far as they choose rows; a file has them all, in one order. */
export const OBSERVATION_WORDS = [
  'metrics',
  'datasets',
  'regions',
  'childrenOf',
  'descendantsOf',
  'level',
  'from',
  'to',
  'latest',
  'frequency',
  'breakdowns',
  'basis',
  'asOf',
  'scaled',
  'lang',
];
const MAX_LATEST = 100_000;

export interface ObservationSelection {
  readonly context: FileContext;
  readonly query: CubeQuery;
}

/** What an address selects, by the graph's own rules; without any word, everything. */
export async function observationSelection(
  options: HandlerOptions,
  request: Request,
  given: URLSearchParams,
): Promise<ObservationSelection> {
  const address = new Words(given, OBSERVATION_WORDS);
  const moment = address.read('asOf', parseMoment);
  const context = await named('asOf', () => fileContext(options, request, address, moment));
  const { catalogue, graph, state } = context;
  const words = address.in(state);
  const shown = <Row extends Parameters<typeof isVisible>[0]>(rows: readonly Row[]) =>
    rows.filter((row) => isVisible(row, state));

  const metrics = new Set(shown(catalogue.metrics.rows).map(({ code }) => code));
  const datasets = words.codes('datasets', MISSING.dataset, new Set(state.datasets.map(({ code }) => code)));
  const query: ObservationQuery = {
    datasets,
    from: words.read('from', parsePeriod),
    to: words.read('to', parsePeriod),
    frequency: words.choices('frequency', Object.values(Frequency)),
    basis: words.choices('basis', Object.values(ObservationBasis)),
    breakdowns: breakdownsOf(words, context),
  };
  const chosen = words.codes('metrics', MISSING.metric, metrics);
  const regions = regionsOf(words, context);
  return {
    context,
    query: {
      metrics: [...new Set(metricIds(chosen ?? [...metrics], graph, state))],
      filter: { ...resolveObservationQuery(query, graph, state), regions: regions ? [...regions] : undefined },
      latest: words.read('latest', latestOf),
    },
  };
}

function latestOf(text: string): number {
  const latest = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (latest < 1 || latest > MAX_LATEST) {
    const value = JSON.stringify(text.slice(0, 20));
    throw badInput('latest', message('files.latest-out-of-range', { max: MAX_LATEST, value }));
  }
  return latest;
}

/** One of regions, childrenOf and descendantsOf, with the meaning that the cube gives them. */
function regionsOf(words: Words, { catalogue, graph, state }: FileContext): ReadonlySet<number> | null {
  const known = regionNames({ catalogue, state });
  const codes = words.codes('regions', MISSING.region, known);
  const childrenOf = words.code('childrenOf', MISSING.region, known);
  const descendantsOf = words.code('descendantsOf', MISSING.region, known);
  const level = words.choice('level', Object.values(RegionLevel));
  const choices = [codes && 'regions', childrenOf && 'childrenOf', descendantsOf && 'descendantsOf'];
  const names = choices.filter((name) => name !== null);
  const [first, second] = names;
  if (second) throw badInput(second, message('files.several-region-choices', { names: list(names) }));
  if (level && !descendantsOf) throw badInput('level', message('files.level-alone'));
  if (!first) return null;
  const selection = { codes: codes && [...codes], childrenOf, descendantsOf, level };
  return selectRegions(selection, graph, state, ({ current }) => current);
}

/** `breakdowns=sex:female,TOTAL` once for each dimension; `breakdowns=sex` for all of its categories. */
function breakdownsOf(words: Words, { catalogue, state }: FileContext): ObservationQuery['breakdowns'] {
  const dimensions = catalogue.dimensions.rows.filter((row) => isVisible(row, state));
  const given = words.all('breakdowns').map((text) => {
    // Codes may hold a colon themselves: the longest dimension that fits is meant.
    const fitting = dimensions.filter(({ code }) => text === code || text.startsWith(`${code}:`));
    const [dimension] = fitting.toSorted((a, b) => b.code.length - a.code.length);
    const code = dimension?.code ?? (text.split(':')[0] as string);
    const known = new Set(
      dimension
        ? catalogue.categoriesOf
            .of(dimension.id)
            .filter((row) => isVisible(row, state))
            .map((row) => row.code)
        : [],
    );
    const inner = (name: string, value: string) => new Words(new URLSearchParams([[name, value]]), [name], state);
    inner('breakdowns', code).codes('breakdowns', MISSING.dimension, new Set(dimensions.map((row) => row.code)));
    if (text === code) return { dimension: code, categories: null };
    const categories = inner('breakdowns', text.slice(code.length + 1)).codes(
      'breakdowns',
      MISSING.categoryOf(code),
      known.add('TOTAL'),
    );
    return { dimension: code, categories: categories && [...categories] };
  });
  return given.length > 0 ? given : null;
}

import type { Fraction } from '../../support/fraction.ts';
import { type Ask, dataOf } from '../../support/graph.ts';
import { periodBefore, spanOf } from './cube-calendar.ts';
import { type Cell, type Fact, type Ground, isSuppressed, placeOf, type Rule, statedKey } from './cube-fact.ts';
import { numberOf } from './cube-number.ts';
import type { World } from './cube-world.ts';

interface Item {
  readonly dimension: { readonly code: string };
  readonly category: { readonly code: string };
}
export const breakdownText = (items: readonly Item[]) =>
  items
    .map(({ dimension, category }) => `${dimension.code}=${category.code}`)
    .toSorted()
    .join(';');
export const FIGURES =
  'dataset { code } breakdown { dimension { code } category { code } } period value statusFlags basis numerator denominator';

interface Node {
  readonly metric: { readonly code: string };
  readonly region: { readonly code: string };
  readonly breakdown: readonly Item[];
  readonly period: string;
  readonly value: string | null;
  readonly statusFlags: readonly string[];
  readonly basis: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** What the tree of the graph holds: the ground of every total. */
export async function groundOf(
  ask: Ask,
  world: World,
  asOf: string | null = null,
  dataset = world.text.name,
): Promise<Ground> {
  const facts = new Map<string, Fact>();
  let after: string | null = null;
  do {
    const { observations } = await dataOf(
      ask(
        `query ($metrics: [String!]!, $datasets: [String!]!, $after: String, $asOf: DateTime) { observations(where: { metrics: $metrics, datasets: $datasets }, asOf: $asOf, first: 1000, after: $after) {
          nodes { metric { code } region { code } ${FIGURES} } pageInfo { hasNextPage endCursor } } }`,
        { metrics: world.metrics, datasets: [dataset], after, asOf },
      ),
    );
    for (const node of observations.nodes as Node[]) {
      const fact = {
        metric: node.metric.code,
        region: node.region.code,
        breakdown: breakdownText(node.breakdown),
        period: node.period,
        value: node.value === null ? null : numberOf(node.value),
        flags: node.statusFlags,
        basis: node.basis,
        numerator: node.numerator === null ? null : numberOf(node.numerator),
        denominator: node.denominator === null ? null : numberOf(node.denominator),
      };
      facts.set(placeOf(fact.metric, fact.region, fact.breakdown, fact.period), fact);
    }
    after = observations.pageInfo.hasNextPage ? observations.pageInfo.endCursor : null;
  } while (after !== null);
  const { metrics } = await dataOf(
    ask(`{ metrics { nodes { code kind basis decimals dimensions { code } unitMultiplier formula { factor numerator { code unitMultiplier } denominator { code unitMultiplier } }
      aggregation { overTime overRegions overBreakdowns } } } }`),
  );
  const rules = new Map<string, Rule>();
  const operands = new Map<string, readonly string[]>();
  for (const { aggregation, dimensions, formula, unitMultiplier, ...metric } of metrics.nodes) {
    operands.set(metric.code, formula === null ? [] : [formula.numerator.code, formula.denominator.code]);
    rules.set(metric.code, {
      ...metric,
      ...aggregation,
      dimensions: dimensions.map(({ code }: { code: string }) => code),
      // Without a formula, a rate is in per cent. Multipliers are carried along: 万元 by the piece come out in yuan.
      factor: formula === null ? (metric.kind === 'RATE' ? '100' : '1') : (formula.factor ?? '1'),
      shift: formula ? formula.numerator.unitMultiplier - formula.denominator.unitMultiplier - unitMultiplier : 0,
    });
  }
  const stated = new Map<string, Fraction>();
  for (const { kind, place, value } of world.stated.filter((one) => one.dataset === dataset)) {
    if (kind.startsWith('VS_') || isTold(facts, operands, place, kind))
      stated.set(statedKey(kind, place), numberOf(value));
  }
  return { dataset, stated, rules, facts, versions: world.versions, dimensions: world.dimensions };
}

/** A change that would tell a figure that is suppressed is left out, also where only what the figure is computed from is suppressed. */
function isTold(
  facts: ReadonlyMap<string, Fact>,
  operands: ReadonlyMap<string, readonly string[]>,
  place: string,
  kind: string,
): boolean {
  const fact = facts.get(place);
  if (fact === undefined) throw new Error(`a change of ${place} was published, and no figure`);
  const { metric, region, breakdown, period } = fact;
  const before = periodBefore(spanOf(period), kind);
  const metrics = [metric, ...(operands.get(metric) ?? [])];
  const ends = [period, ...(before ? [before.text] : [])];
  return !ends.some((end) =>
    metrics.some((code) => isSuppressed(facts.get(placeOf(code, region, breakdown, end)) ?? null)),
  );
}

export const cellKey = ({ metric, region, breakdown, period }: Cell) => placeOf(metric, region, breakdown, period);

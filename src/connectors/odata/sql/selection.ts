import { message } from '../../../domain/message/message.ts';
import { type EntitySet, findNavigation, findProperty, namesIn } from '../model/model.ts';
import { joinSegments, type Segment } from '../syntax/expression.ts';
import { EVERY_WAY, type Expanding, type Query } from '../syntax/query.ts';
import { type Refusal, unsupported, wrong, wrongAt } from '../syntax/refusal.ts';
import { Compiler } from './compile.ts';
import { type ResolvedOrder, resolveOrder } from './order.ts';
import { resolveSearch } from './search.ts';
import type { Linked, QuerySource, SetSource } from './source.ts';
import type { SqlWriter } from './statement.ts';
import type { Value } from './value.ts';

/** What is shown of each row of a set. */
export interface ResolvedSelection {
  readonly kind: 'rows';
  readonly set: EntitySet;
  readonly names: readonly string[];
  /** Properties that are computed, after those of the set. */
  readonly computed: readonly ComputedProperty[];
  readonly expansions: readonly ResolvedExpansion[];
  /** The list of properties that `@odata.context` names; empty: all of them and nothing else. */
  readonly context: readonly string[];
}

export interface ComputedProperty {
  readonly name: string;
  readonly value: Value;
}

/** What is answered along with a row. */
export interface ResolvedExpansion {
  readonly expanding: Expanding;
  readonly name: string;
  readonly many: boolean;
  readonly linked: Linked;
  readonly conditions: readonly SqlWriter[];
  /** Null: it is a count and nothing more. */
  readonly shown: { readonly selection: ResolvedSelection; readonly order: ResolvedOrder } | null;
  /** How many collections lie within each other below it. */
  readonly levels: number;
}

/** How deep `$expand` may go from here, and from the beginning. */
export interface Depth {
  readonly left: number;
  readonly max: number;
}

export function resolveSelection(source: SetSource, query: Query, depth: Depth): ResolvedSelection {
  const { set } = source;
  const names = findNames(source, query);
  const computed = findComputed(source, query);
  const computedNames = computed.map(({ name }) => name);
  const context = query.select ? [...names, ...computedNames] : computed.length > 0 ? ['*', ...computedNames] : [];
  const expansions = listExpandings(set, query).map((expanding) => {
    const expansion = resolveExpansion(source, expanding, depth);
    if (expansion.shown) context.push(`${expansion.name}(${expansion.shown.selection.context.join(',')})`);
    return expansion;
  });
  // Ways alone are no properties: a row without any is what was asked for.
  if (query.select && context.length === 0)
    context.push(...query.select.map(({ segments }) => segments[0]?.name ?? ''));
  return Object.freeze({
    kind: 'rows',
    set,
    names: Object.freeze(names),
    computed: Object.freeze(computed),
    expansions: Object.freeze(expansions),
    context: Object.freeze(context),
  });
}

/** Resolves `$filter` and `$search`, each of which is a condition. */
export function resolveConditions(source: QuerySource, { filter, search }: Query): readonly SqlWriter[] {
  const conditions: SqlWriter[] = [];
  if (filter) conditions.push(new Compiler('$filter', source).condition(filter));
  if (search) conditions.push(resolveSearch(search, source));
  return Object.freeze(conditions);
}

/** The properties that are shown. A way to others may be named along with them, and shows nothing by itself. */
function findNames({ set, computed }: SetSource, { select }: Query): string[] {
  if (!select) return set.columns.map(({ name }) => name);
  const names = new Set<string>();
  for (const { segments } of select) {
    const [first, second] = segments;
    if (!first) continue;
    if (second) {
      throw unsupported('$select', message('odata.feature-select-path'));
    }
    if (findProperty(set, first.name)) names.add(first.name);
    else if (!computed.has(first.name) && !findNavigation(set, first.name)) throw buildUnknown('$select', set, first);
  }
  return [...names];
}

/** The computed properties that are shown: all of them, unless others are chosen. */
function findComputed({ computed }: SetSource, { select }: Query): ComputedProperty[] {
  const chosen = select && new Set(select.map(({ segments }) => joinSegments(segments)));
  return [...computed]
    .filter(([name]) => !chosen || chosen.has(name))
    .map(([name, value]) => Object.freeze({ name, value }));
}

const buildUnknown = (option: string, set: EntitySet, { name, at }: Segment): Refusal =>
  wrongAt(option, at, message('odata.no-property', { set: set.name, name, known: namesIn(set) }), name);

/** What is expanded, with every way that is not named in the place of `*`. */
function listExpandings({ navigations }: EntitySet, { expand }: Query): readonly Expanding[] {
  const every = expand.find(({ segment }) => segment.name === EVERY_WAY);
  if (!every) return expand;
  const named = expand.filter(({ segment }) => segment.name !== EVERY_WAY);
  const names = new Set(named.map(({ segment }) => segment.name));
  const others = navigations.filter(({ name }) => !names.has(name));
  return [...named, ...others.map(({ name }) => ({ ...every, segment: { ...every.segment, name } }))];
}

/** What can be said of one row that is answered along. */
const OF_ONE = new Set(['$select', '$expand']);

function resolveExpansion(source: SetSource, expanding: Expanding, depth: Depth): ResolvedExpansion {
  const { segment, countOnly, query, written } = expanding;
  const { name } = segment;
  const navigation = findNavigation(source.set, name);
  if (!navigation) throw buildUnknown('$expand', source.set, segment);
  if (depth.left === 0) {
    throw wrong('$expand', message('odata.expand-too-deep', { max: depth.max }));
  }
  const { many } = navigation;
  if (!many) {
    const stray = countOnly ? '$count' : [...written.keys()].find((option) => !OF_ONE.has(option));
    if (stray) throw wrong('$expand', message('odata.not-for-one-row', { option: stray, name }));
  }
  const linked = source.linked(navigation);
  const conditions = resolveConditions(linked.source, query);
  const shown = countOnly ? null : resolveShown(linked.source, query, { left: depth.left - 1, max: depth.max });
  return Object.freeze({ expanding, name, many, linked, conditions, shown, levels: countLevels(query) });
}

function resolveShown(source: SetSource, query: Query, depth: Depth): ResolvedExpansion['shown'] {
  const selection = resolveSelection(source, query, depth);
  return Object.freeze({ selection, order: resolveOrder(query.orderby, source) });
}

const countLevels = ({ expand }: Query): number => Math.max(0, ...expand.map(({ query }) => 1 + countLevels(query)));

import { Compiler } from './compile.ts';
import type { Path, Segment } from './expression.ts';
import { type Key, keyOf } from './order.ts';
import type { Aggregate, Transformation } from './query.ts';
import { wrong } from './refusal.ts';
import { type Fault, type Relation, Rows, type Statement } from './relation.ts';
import { comparable, shownAs, type Value } from './value.ts';

/** A column of what groups come to. */
interface Figure extends Value {
  /** Whether a published figure went into it, which is not added up a second time. */
  readonly isFigure: boolean;
}

/** What of a set is a figure, and what can never be added up. */
const FIGURES: Readonly<Record<string, readonly string[]>> = { Observations: ['value', 'numerator', 'denominator'] };
const NEVER_ADDED: Readonly<Record<string, readonly string[]>> = {
  Observations: ['yoyPercent', 'yoyPoints', 'yoyPublished'],
  Tasks: ['ownProgress', 'rolledUpProgress'],
  TaskProgress: ['completionRate'],
};

/** What groups of rows come to: a relation whose properties are what they are grouped by, and their figures. */
export class Groups implements Relation {
  readonly columns: ReadonlyMap<string, Figure>;
  readonly #sql: string;

  constructor(sql: string, columns: ReadonlyMap<string, Figure>) {
    this.#sql = sql;
    this.columns = columns;
  }

  value(path: readonly Segment[], fault: Fault): Figure {
    const name = path.map((segment) => segment.name).join('/');
    const column = this.columns.get(name);
    if (!column)
      throw fault(
        path[0] as Segment,
        `after $apply there is no ${name}; there are ${[...this.columns.keys()].join(', ')}`,
      );
    return column;
  }

  collection(path: readonly Segment[], fault: Fault): never {
    throw fault(path[0] as Segment, 'after $apply there are no collections');
  }

  sql(): string {
    return this.#sql;
  }

  /** All that they are grouped by and come to puts them into one order. */
  keys(): Key[] {
    return [...this.columns.values()].map((column) => keyOf(column));
  }

  /** Their columns as JSON shows them, of all or of some; a path becomes an object in an object. */
  items(names: readonly string[]): string[] {
    const tree = new Map<string, string[]>();
    for (const name of names) {
      const first = name.split('/')[0] as string;
      tree.set(first, [...(tree.get(first) ?? []), name]);
    }
    return [...tree].flatMap(([first, below]) => {
      const type = this.columns.get(first)?.type;
      const typed = type === 'date' ? '#Date' : type === 'dateTimeOffset' ? '#DateTimeOffset' : null;
      return [...(typed ? [`'${typed}' as "${first}@odata.type"`] : []), `${this.#nested(first, below)} as "${first}"`];
    });
  }

  #nested(at: string, names: readonly string[]): string {
    const own = this.columns.get(at);
    if (own) return shownAs(own.sql, own.type === 'null' ? 'string' : own.type);
    const below = new Map<string, string[]>();
    for (const name of names) {
      const next = name.slice(at.length + 1).split('/')[0] as string;
      below.set(next, [...(below.get(next) ?? []), name]);
    }
    const pairs = [...below].map(([next, list]) => `'${next}', ${this.#nested(`${at}/${next}`, list)}`);
    return `json_build_object(${pairs.join(', ')})`;
  }
}

/** One figure of each group that is a sum of published figures, to be looked at before it is worked out. */
export interface Sum {
  readonly property: string;
  readonly alias: string;
}

/** The sums of published figures among what a step works out. Refuses those that no choice of rows could make right. */
export function sumsOf(relation: Relation, aggregates: readonly Aggregate[], fault: Fault): Sum[] {
  return aggregates.flatMap(({ path, method, alias, at }) => {
    if (!path || method !== 'sum') return [];
    const name = path.segments.map((segment) => segment.name).join('/');
    if (relation instanceof Groups) {
      const { isFigure } = relation.value(path.segments, fault);
      if (isFigure)
        throw fault({ at }, `${name} comes of figures that were brought together already: add them up in one step`);
      return [];
    }
    const set = relation instanceof Rows ? relation.set.name : '';
    if (NEVER_ADDED[set]?.includes(name))
      throw fault(
        { at },
        `${name} is never added up: changes and rates have no sum. min, max and average can be asked for`,
      );
    return FIGURES[set]?.includes(name) ? [{ property: name, alias }] : [];
  });
}

const METHOD: Readonly<Record<string, (value: Value) => string>> = {
  sum: ({ sql }) => `sum(${sql})`,
  average: ({ sql }) => `avg(${sql})`,
  min: (value) => `min(${comparable(value)})`,
  max: (value) => `max(${comparable(value)})`,
  countdistinct: ({ sql }) => `count(distinct ${sql})::int`,
};

/** Groups rows that fulfil the conditions, and works out their figures. */
export function groupsOf(
  statement: Statement,
  relation: Relation,
  conditions: readonly string[],
  { paths, aggregates }: Extract<Transformation, { kind: 'groupby' }>,
): Groups {
  const { fault } = new Compiler(statement, '$apply', relation);
  const alias = statement.alias();
  const columns = new Map<string, Figure>();
  const selected: string[] = [];
  const add = (name: string, sql: string, figure: Omit<Figure, 'sql'>, { at }: { readonly at: number }) => {
    const clash = [...columns.keys()].find(
      (known) => known === name || known.startsWith(`${name}/`) || name.startsWith(`${known}/`),
    );
    if (clash) throw fault({ at }, `${name} is there already: give the figure another name`);
    // Under a short name of ours: the database cuts long ones, and two paths may begin alike.
    const column = `c${columns.size}`;
    selected.push(`${sql} as ${column}`);
    columns.set(name, { ...figure, sql: `${alias}.${column}` });
  };
  const figureAt = (path: Path): Figure => {
    const value = relation.value(path.segments, fault);
    const name = path.segments.map((segment) => segment.name).join('/');
    const set = relation instanceof Rows ? relation.set.name : '';
    const isFigure =
      'isFigure' in value
        ? (value as Figure).isFigure
        : [...(FIGURES[set] ?? []), ...(NEVER_ADDED[set] ?? [])].includes(name);
    return { ...value, isFigure };
  };
  for (const path of paths) {
    const value = figureAt(path);
    add(path.segments.map((segment) => segment.name).join('/'), value.sql, value, path);
  }
  for (const { path, method, alias: name, at } of aggregates) {
    if (!path || !method) {
      add(name, 'count(*)::int', { type: 'number', nullable: false, isWhole: true, isFigure: false }, { at });
      continue;
    }
    const value = figureAt(path);
    if ((method === 'sum' || method === 'average') && value.type !== 'number') {
      throw fault({ at }, `${method} needs numbers`);
    }
    if ((method === 'min' || method === 'max') && value.type === 'boolean')
      throw fault({ at }, `${method} needs what has an order`);
    const isCount = method === 'countdistinct';
    const written = METHOD[method]?.(value) ?? '';
    add(
      name,
      written,
      {
        type: isCount ? 'number' : value.type,
        nullable: !isCount,
        isWhole: isCount,
        isFigure: value.isFigure && !isCount,
      },
      { at },
    );
  }
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const grouping = paths.length > 0 ? ` group by ${paths.map((_, place) => place + 1).join(', ')}` : '';
  if (selected.length === 0) throw wrong('$apply', '$apply groups by nothing and works nothing out.');
  return new Groups(`(select ${selected.join(', ')} from ${relation.sql()}${where}${grouping}) ${alias}`, columns);
}

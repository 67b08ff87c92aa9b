import { nameSql } from '../../../read/core/name.ts';
import { Parameters } from '../../../read/core/statement.ts';
import { type Making, type Reading, type Table, tableSql } from '../../table/table.ts';
import { type EntitySet, getTarget } from '../model/model.ts';
import type { Navigation } from '../model/navigation.ts';

/** Writes a part of what was resolved into a statement, and answers its text. */
export type SqlWriter = (statement: Statement) => string;

/** What stands in FROM of a statement, under an alias. */
export interface Relation {
  readonly alias: string;
  /** As it stands in FROM. To be asked once, when everything that is read of it has been asked for. */
  sql(): string;
}

/** Whatever a relation can stand for. Sources that differ only in what is computed of their rows have one placement, and so one relation. */
export interface Placeable {
  readonly placement: object;
}

/** One statement while it is written: its parameters, its aliases, and the relation that stands in it for each source. */
export class Statement {
  readonly reading: Reading;
  readonly parameters = new Parameters();
  readonly #relations = new Map<object, Relation>();
  readonly #common = new Map<object, { readonly name: string; readonly text: string }>();
  #aliases = 0;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  alias(): string {
    return `t${this.#aliases++}`;
  }

  get making(): Making {
    const { reading, parameters } = this;
    return { reading, parameters, name: (names, own) => nameSql(names, reading.languages, own, parameters) };
  }

  /** Keeps a text under the step that it came of, to be written once and read by several parts of the statement. */
  share(step: object, text: string): void {
    this.#common.set(step, { name: `w${this.#common.size}`, text });
  }

  /** What was kept of a step, under an alias of its own; null: nothing. */
  shared(step: object): Relation | null {
    const found = this.#common.get(step);
    if (!found) return null;
    const alias = this.alias();
    return { alias, sql: () => `${found.name} ${alias}` };
  }

  /** The beginning of a statement whose parts read what was kept. */
  withSql(): string {
    const parts = [...this.#common.values()].map(({ name, text }) => `${name} as (${text})`);
    return parts.length > 0 ? `with ${parts.join(',\n')}\n` : '';
  }

  /** Says which relation stands for a source from now on. */
  place({ placement }: Placeable, relation: Relation): void {
    this.#relations.set(placement, relation);
  }

  relationOf({ placement }: Placeable): Relation {
    const relation = this.#relations.get(placement);
    if (!relation) throw new Error('a source is placed in a statement before it is read');
    return relation;
  }

  rowsOf(source: Placeable): Rows {
    const relation = this.relationOf(source);
    if (!(relation instanceof Rows)) throw new Error('groups stand where rows of a set are read');
    return relation;
  }
}

/** Rows of one set under an alias, with those that single ways lead to. Only columns that are asked for are read. */
export class Rows implements Relation {
  readonly set: EntitySet;
  readonly alias: string;
  readonly statement: Statement;
  readonly #table: Table;
  readonly #needed = new Set<string>();
  readonly #joined = new Map<string, { readonly navigation: Navigation; readonly rows: Rows }>();
  readonly #computed = new Map<object, { readonly alias: string; readonly text: string }>();

  constructor(statement: Statement, set: EntitySet, table: Table = set.table) {
    this.statement = statement;
    this.set = set;
    this.#table = table;
    this.alias = statement.alias();
  }

  column(name: string): string {
    this.#needed.add(name);
    return `${this.alias}."${name}"`;
  }

  /** A value that is worked out once for each row, however often it stands in the statement. */
  computed(write: SqlWriter): string {
    const known = this.#computed.get(write);
    if (known) return `${known.alias}.v`;
    // What it is computed of may be computed too, and comes before it.
    const text = write(this.statement);
    const alias = this.statement.alias();
    this.#computed.set(write, { alias, text });
    return `${alias}.v`;
  }

  /** The row that single ways lead to from a row here, or none. */
  through(navigations: readonly Navigation[]): Rows {
    let rows: Rows = this;
    for (const navigation of navigations) rows = rows.#join(navigation);
    return rows;
  }

  #join(navigation: Navigation): Rows {
    const known = this.#joined.get(navigation.name);
    if (known) return known.rows;
    const rows = this.reached(navigation);
    this.#joined.set(navigation.name, { navigation, rows });
    return rows;
  }

  /** The rows there, to be read by themselves with `linkTo`. */
  reached(navigation: Navigation): Rows {
    for (const name of navigation.own) this.column(name);
    const rows = new Rows(this.statement, getTarget(navigation), navigation.within?.(this.alias));
    if (!navigation.within) for (const name of navigation.other) rows.column(name);
    return rows;
  }

  /** The condition on rows there that they belong to a row here. */
  linkTo(navigation: Navigation, rows: Rows): string {
    return navigation.within ? 'true' : navigation.on(this.alias, rows.alias, this.statement.making);
  }

  sql(): string {
    const { reading, parameters } = this.statement;
    const joins = [...this.#joined.values()].map(({ navigation, rows }) =>
      navigation.within
        ? `\nleft join lateral ${rows.sql()} on true`
        : `\nleft join ${rows.sql()} on ${this.linkTo(navigation, rows)}`,
    );
    // Without the offset the database would put each value wherever it is read, and those within it as often as these.
    const computed = [...this.#computed.values()].map(
      ({ alias, text }) => `\ncross join lateral (select ${text} as v offset 0) ${alias}`,
    );
    const own = `(${tableSql(this.#table, [...this.#needed], reading, parameters)}) ${this.alias}`;
    return joins.length + computed.length === 0 ? own : `(${own}${joins.join('')}${computed.join('')})`;
  }
}

/** What rows have to fulfil; nothing where there are no conditions. */
export const whereSql = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `\nwhere ${conditions.join(' and ')}` : '';

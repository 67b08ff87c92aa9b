import { list, message, type Text } from '../../../domain/message/message.ts';
import { nameSql } from '../../../read/core/name.ts';
import { Parameters } from '../../../read/core/statement.ts';
import { type Making, type Reading, type Table, tableSql } from '../../table/table.ts';
import { type EntitySet, namesIn, navigationOf, propertyOf, targetOf, valueTypeOf } from '../model/model.ts';
import type { Navigation } from '../model/navigation.ts';
import type { Segment } from '../syntax/expression.ts';
import { type Refusal, wrongAt } from '../syntax/refusal.ts';
import type { Value } from './value.ts';

/** What one statement is made with. */
export class Statement {
  readonly reading: Reading;
  readonly parameters = new Parameters();
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
}

/** How something that stands at a place of an option is refused. */
export type Fault = (place: { readonly at: number }, words: Text) => Refusal;

export const faultIn =
  (option: string): Fault =>
  ({ at }, words) =>
    wrongAt(option, at, words);

/** What conditions, orders and figures are said of: rows of a set, or of what groups of them come to. */
export interface Relation {
  /** The property that a path leads to. */
  value(path: readonly Segment[], fault: Fault): Value;
  /** The collection that a path leads to. */
  collection(path: readonly Segment[], fault: Fault): { readonly rows: Rows; readonly navigation: Navigation };
  /** As it stands in FROM. To be asked once, when everything that is read of it has been asked for. */
  sql(): string;
}

/** Each stretch of a way is a join. */
const MAX_PATH_LENGTH = 6;

/** Rows of one set under an alias, with those that single ways lead to. Only columns that are asked for are read. */
export class Rows implements Relation {
  readonly set: EntitySet;
  readonly alias: string;
  readonly statement: Statement;
  readonly #table: Table;
  readonly #needed = new Set<string>();
  readonly #joined = new Map<string, { readonly navigation: Navigation; readonly rows: Rows }>();

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

  /** The row there that belongs to a row here, or none. */
  joined(navigation: Navigation): Rows {
    const known = this.#joined.get(navigation.name);
    if (known) return known.rows;
    const rows = this.reached(navigation);
    this.#joined.set(navigation.name, { navigation, rows });
    return rows;
  }

  /** The rows there, to be read by themselves with `linkTo`. */
  reached(navigation: Navigation): Rows {
    for (const name of navigation.own) this.column(name);
    const rows = new Rows(this.statement, targetOf(navigation), navigation.within?.(this.alias));
    if (!navigation.within) for (const name of navigation.other) rows.column(name);
    return rows;
  }

  /** The condition on rows there that they belong to a row here. */
  linkTo(navigation: Navigation, rows: Rows): string {
    return navigation.within ? 'true' : navigation.on(this.alias, rows.alias, this.statement.making);
  }

  value(path: readonly Segment[], fault: Fault): Value {
    const last = path.at(-1) as Segment;
    const rows = this.#through(path.slice(0, -1), fault);
    const column = propertyOf(rows.set, last.name);
    if (!column) {
      const navigation = navigationOf(rows.set, last.name);
      throw fault(
        last,
        navigation
          ? message('odata.property-must-follow', { name: last.name, target: navigation.target })
          : message('odata.no-property', { set: rows.set.name, name: last.name, known: namesIn(rows.set) }),
      );
    }
    return {
      sql: rows.column(column.name),
      type: valueTypeOf(column.type),
      nullable: column.nullable || rows !== this,
      isWhole: column.type === 'int32',
    };
  }

  collection(path: readonly Segment[], fault: Fault): { readonly rows: Rows; readonly navigation: Navigation } {
    const last = path.at(-1) as Segment;
    const rows = this.#through(path.slice(0, -1), fault);
    const navigation = navigationOf(rows.set, last.name);
    if (!navigation?.many) {
      const ways = rows.set.navigations.filter(({ many }) => many).map(({ name }) => name);
      const place = { set: rows.set.name, name: last.name };
      throw fault(
        last,
        ways.length === 0
          ? message('odata.no-collections', place)
          : message('odata.no-collection', { ...place, known: list(ways) }),
      );
    }
    return { rows, navigation };
  }

  sql(): string {
    const { reading, parameters } = this.statement;
    const joins = [...this.#joined.values()].map(({ navigation, rows }) =>
      navigation.within
        ? `\nleft join lateral ${rows.sql()} on true`
        : `\nleft join ${rows.sql()} on ${this.linkTo(navigation, rows)}`,
    );
    const own = `(${tableSql(this.#table, [...this.#needed], reading, parameters)}) ${this.alias}`;
    return joins.length === 0 ? own : `(${own}${joins.join('')})`;
  }

  #through(path: readonly Segment[], fault: Fault): Rows {
    let rows: Rows = this;
    const beyond = path[MAX_PATH_LENGTH];
    if (beyond) throw fault(beyond, message('odata.path-too-long', { max: MAX_PATH_LENGTH }));
    for (const segment of path) {
      const navigation = navigationOf(rows.set, segment.name);
      if (!navigation || navigation.many) {
        const why = navigation
          ? message('odata.collection-in-path', { name: segment.name, example: `${segment.name}/any(x: x/…)` })
          : message('odata.no-navigation', { set: rows.set.name, name: segment.name, known: namesIn(rows.set) });
        throw fault(segment, why);
      }
      rows = rows.joined(navigation);
    }
    return rows;
  }
}

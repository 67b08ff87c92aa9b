import { list, message, type Text } from '../../../domain/message/message.ts';
import { type EntitySet, findNavigation, findProperty, getTarget, getValueType, namesIn } from '../model/model.ts';
import type { Navigation } from '../model/navigation.ts';
import type { Segment } from '../syntax/expression.ts';
import { type Refusal, wrongAt } from '../syntax/refusal.ts';
import type { Placeable, Rows, Statement } from './statement.ts';
import type { Value } from './value.ts';

/** How something that stands at a place of an option is refused, and which property, where it is one. */
export type Fault = (place: { readonly at: number }, words: Text, property?: string) => Refusal;

export const faultIn =
  (option: string): Fault =>
  ({ at }, words, property) =>
    wrongAt(option, at, words, property);

/**
 * What conditions, orders and figures are said of: rows of a set, or what groups of them come to. It knows names and types and belongs to no
 * statement; each statement places a relation for it.
 */
export interface QuerySource extends Placeable {
  /** The property that a path leads to. */
  value(path: readonly Segment[], fault: Fault): Value;
  /** The key of the one row that a path leads to, which is null where there is no such row. Null: the path leads to something else. */
  row(path: readonly Segment[], fault: Fault): Value | null;
  /** The collection that a path leads to. */
  collection(path: readonly Segment[], fault: Fault): Linked;
}

/** Rows that a way leads to from each row of a source. */
export interface Linked {
  readonly source: SetSource;
  /** Places them in a statement, and answers the condition that they belong to a row of the source before them. */
  place(statement: Statement): { readonly rows: Rows; readonly link: string };
}

/** A value of a row or of a group, under a name. */
export interface SourceFigure extends Value {
  /** Whether a published figure went into it, which is not added up a second time. */
  readonly isFigure: boolean;
}

/** Each stretch of a way is a join. */
const MAX_PATH_LENGTH = 6;

export class SetSource implements QuerySource {
  readonly set: EntitySet;
  /** Properties that are computed of others. */
  readonly computed: ReadonlyMap<string, SourceFigure>;
  readonly placement: object;

  constructor(set: EntitySet, computed: ReadonlyMap<string, SourceFigure> = new Map(), placement: object = {}) {
    this.set = set;
    this.computed = Object.freeze(computed);
    this.placement = Object.freeze(placement);
    Object.freeze(this);
  }

  /** The same rows with more properties. */
  with(figures: ReadonlyMap<string, SourceFigure>): SetSource {
    const computed = [...figures].map(([name, { write, ...figure }]): [string, SourceFigure] => [
      name,
      Object.freeze({ ...figure, write: (statement: Statement) => statement.rowsOf(this).computed(write) }),
    ]);
    return new SetSource(this.set, new Map([...this.computed, ...computed]), this.placement);
  }

  hasName(name: string): boolean {
    const { set } = this;
    return this.computed.has(name) || Boolean(findProperty(set, name) ?? findNavigation(set, name));
  }

  value(path: readonly Segment[], fault: Fault): Value {
    const last = path.at(-1) as Segment;
    const computed = path.length === 1 ? this.computed.get(last.name) : undefined;
    if (computed) return computed;
    const { set, navigations } = this.#through(path.slice(0, -1), fault);
    const column = findProperty(set, last.name);
    if (!column) {
      const navigation = findNavigation(set, last.name);
      throw fault(
        last,
        navigation
          ? message('odata.property-must-follow', { name: last.name, target: navigation.target })
          : message('odata.no-property', { set: set.name, name: last.name, known: namesIn(set) }),
        last.name,
      );
    }
    return Object.freeze({
      write: (statement: Statement) => statement.rowsOf(this).through(navigations).column(column.name),
      type: getValueType(column.type),
      nullable: column.nullable || navigations.length > 0,
      isWhole: column.type === 'int32',
    });
  }

  row(path: readonly Segment[], fault: Fault): Value | null {
    const last = path.at(-1) as Segment;
    if (path.length === 1 && this.computed.has(last.name)) return null;
    const navigation = findNavigation(this.#through(path.slice(0, -1), fault).set, last.name);
    if (!navigation || navigation.many) return null;
    const name = getTarget(navigation).table.key.at(-1) as string;
    return this.value([...path, { name, at: last.at }], fault);
  }

  collection(path: readonly Segment[], fault: Fault): Linked {
    const last = path.at(-1) as Segment;
    const { set, navigations } = this.#through(path.slice(0, -1), fault);
    const navigation = findNavigation(set, last.name);
    if (!navigation?.many) {
      const ways = set.navigations.filter(({ many }) => many).map(({ name }) => name);
      const place = { set: set.name, name: last.name };
      throw fault(
        last,
        ways.length === 0
          ? message('odata.no-collections', place)
          : message('odata.no-collection', { ...place, known: list(ways) }),
        last.name,
      );
    }
    return this.linked(navigation, navigations);
  }

  /** The rows that a way leads to, from here or from where others lead to. */
  linked(navigation: Navigation, before: readonly Navigation[] = []): Linked {
    const source = new SetSource(getTarget(navigation));
    const place = (statement: Statement) => {
      const from = statement.rowsOf(this).through(before);
      const rows = from.reached(navigation);
      statement.place(source, rows);
      return { rows, link: from.linkTo(navigation, rows) };
    };
    return Object.freeze({ source, place });
  }

  /** Looks up ways that each lead to one row. */
  #through(path: readonly Segment[], fault: Fault): { set: EntitySet; navigations: readonly Navigation[] } {
    let { set } = this;
    const beyond = path[MAX_PATH_LENGTH];
    if (beyond) throw fault(beyond, message('odata.path-too-long', { max: MAX_PATH_LENGTH }));
    const navigations = path.map((segment) => {
      const navigation = findNavigation(set, segment.name);
      if (!navigation || navigation.many) {
        const why = navigation
          ? message('odata.collection-in-path', { name: segment.name, example: `${segment.name}/any(x: x/…)` })
          : message('odata.no-navigation', { set: set.name, name: segment.name, known: namesIn(set) });
        throw fault(segment, why, segment.name);
      }
      set = getTarget(navigation);
      return navigation;
    });
    return { set, navigations };
  }
}

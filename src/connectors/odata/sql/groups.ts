import { list, message } from '../../../domain/message/message.ts';
import { joinSegments, type Segment } from '../syntax/expression.ts';
import type { Fault, QuerySource, SourceFigure } from './source.ts';
import type { Statement } from './statement.ts';
import { dynamicTypeOf, writeJsonValue } from './value.ts';

/** What groups of rows come to: a source whose properties are what they are grouped by, and their figures. */
export class GroupSource implements QuerySource {
  readonly columns: ReadonlyMap<string, SourceFigure>;
  readonly placement: object;

  /** Each column has a short name of ours, by its place: the database cuts long ones, and two paths may begin alike. */
  constructor(figures: ReadonlyMap<string, SourceFigure>, placement: object = {}) {
    this.placement = Object.freeze(placement);
    this.columns = new Map(
      [...figures].map(([name, figure], place) => [
        name,
        Object.freeze({
          ...figure,
          write: (statement: Statement) => `${statement.relationOf(this).alias}.${columnName(place)}`,
        }),
      ]),
    );
    Object.freeze(this);
  }

  /** The same groups with more columns, which stand after these. */
  with(figures: ReadonlyMap<string, SourceFigure>): GroupSource {
    return new GroupSource(new Map([...this.columns, ...figures]), this.placement);
  }

  hasName(name: string): boolean {
    return [...this.columns.keys()].some((known) => clashes(known, name));
  }

  value(path: readonly Segment[], fault: Fault): SourceFigure {
    const name = joinSegments(path);
    const column = this.columns.get(name);
    if (!column) {
      throw fault(
        path[0] as Segment,
        message('odata.no-property-after-apply', { name, known: list([...this.columns.keys()]) }),
        name,
      );
    }
    return column;
  }

  /** Groups have columns and no ways. */
  row(): null {
    return null;
  }

  collection(path: readonly Segment[], fault: Fault): never {
    throw fault(path[0] as Segment, message('odata.no-collections-after-apply'));
  }

  /** Their columns as JSON shows them, of all or of some, with their types where JSON has none; a path becomes an object in an object. */
  items(statement: Statement, names: readonly string[], isTyped: boolean): string[] {
    const tree = new Map<string, string[]>();
    for (const name of names) {
      const first = name.split('/')[0] as string;
      tree.set(first, [...(tree.get(first) ?? []), name]);
    }
    return [...tree].flatMap(([first, below]) => {
      const typed = isTyped ? dynamicTypeOf(this.columns.get(first)?.type) : null;
      return [
        ...(typed ? [`'${typed}' as "${first}@odata.type"`] : []),
        `${this.#nested(statement, first, below)} as "${first}"`,
      ];
    });
  }

  #nested(statement: Statement, at: string, names: readonly string[]): string {
    const own = this.columns.get(at);
    if (own) return writeJsonValue(own.write(statement), own.type === 'null' ? 'string' : own.type);
    const below = new Map<string, string[]>();
    for (const name of names) {
      const next = name.slice(at.length + 1).split('/')[0] as string;
      below.set(next, [...(below.get(next) ?? []), name]);
    }
    const pairs = [...below].map(([next, list]) => `'${next}', ${this.#nested(statement, `${at}/${next}`, list)}`);
    return `json_build_object(${pairs.join(', ')})`;
  }
}

/** Whether of two names one is the other or leads through it. */
export const clashes = (known: string, name: string): boolean =>
  known === name || known.startsWith(`${name}/`) || name.startsWith(`${known}/`);

export const columnName = (place: number): string => `c${place}`;

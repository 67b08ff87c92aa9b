import { message } from '../../../domain/message/message.ts';
import type { GroupFilter } from '../syntax/query.ts';
import { Compiler } from './compile.ts';
import { type Grouping, resolveGrouping } from './group.ts';
import { columnName } from './groups.ts';
import { faultIn, type QuerySource, SetSource } from './source.ts';
import { Rows, type SqlWriter, type Statement, whereSql } from './statement.ts';

/** A step of `$apply` that leaves the rows of the groups that fulfil a condition. */
export interface ResolvedGroupFilter {
  readonly kind: 'groupfilter';
  /** The groups, and the figures of them that the condition asks for. */
  readonly grouping: Grouping;
  readonly condition: SqlWriter;
  readonly source: SetSource;
}

/** The figures stand beside each row of their group, so that the rows are read once. */
const OVER_GROUP = ' over w';

export function resolveGroupFilter(
  source: QuerySource,
  { paths, aggregates, condition }: GroupFilter,
): ResolvedGroupFilter {
  const fault = faultIn('$apply');
  const [first] = paths;
  if (!(source instanceof SetSource)) throw fault(first ?? { at: 0 }, message('odata.group-filter-of-groups'));
  const distinct = aggregates.find(({ method }) => method === 'countdistinct');
  if (distinct) throw fault(distinct, message('odata.group-filter-countdistinct'));
  const grouping = resolveGrouping(source, { kind: 'groupby', paths, aggregates }, OVER_GROUP);
  const compiled = new Compiler('$apply', grouping.source).condition(condition);
  return Object.freeze({ kind: 'groupfilter', grouping, condition: compiled, source });
}

/** Places the rows that are left: they are looked up again by what makes their order total, as those of a slice are. */
export function writeGroupFilter(
  statement: Statement,
  { grouping, condition, source }: ResolvedGroupFilter,
  conditions: readonly string[],
) {
  const inner = statement.rowsOf(source);
  const names = inner.set.table.order;
  const own = names.map((name, place) => `${inner.column(name)} as o${place}`);
  const keys = grouping.keys.map(({ write }) => write(statement));
  const figures = grouping.figures.map(({ write }) => write(statement));
  const values = [...keys, ...figures].map((value, place) => `${value} as ${columnName(place)}`);
  const alias = statement.alias();
  const window = `window w as (partition by ${keys.join(', ')})`;
  const text = `(select ${[...own, ...values].join(', ')} from ${inner.sql()}${whereSql(conditions)} ${window}) ${alias}`;
  statement.place(grouping.source, { alias, sql: () => text });
  const left = `select ${names.map((_, place) => `${alias}.o${place}`).join(', ')} from ${text} where ${condition(statement)}`;
  const rows = new Rows(statement, inner.set);
  statement.place(source, rows);
  const found = names.map((name) => rows.column(name)).join(', ');
  return { relation: rows, conditions: [`(${found}) in (${left})`] };
}

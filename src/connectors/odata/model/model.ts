import { list, type Text } from '../../../domain/message/message.ts';
import { CATEGORIES } from '../../table/category.ts';
import { METRICS } from '../../table/metric.ts';
import { OBSERVATION_TABLE } from '../../table/observation.ts';
import { ORGANIZATIONS } from '../../table/organization.ts';
import { PERIODS } from '../../table/period.ts';
import { PROGRAMMES } from '../../table/programme.ts';
import { RATINGS } from '../../table/rating.ts';
import { REGIONS } from '../../table/region.ts';
import { RELEASES } from '../../table/release.ts';
import type { ColumnType, Table, TableColumn } from '../../table/table.ts';
import { TASKS } from '../../table/task.ts';
import { TASK_PROGRESS } from '../../table/task-progress.ts';
import { TASK_REPORTS } from '../../table/task-report.ts';
import { WORKING_GROUPS } from '../../table/working-group.ts';
import type { ValueType } from '../syntax/function.ts';
import { NAVIGATIONS, type Navigation } from './navigation.ts';

export const NAMESPACE = 'Gov';
/** The vocabulary of what is said of any model. */
export const CORE = 'Org.OData.Core.V1';

/** A table as OData shows it: with the ways to others. */
export interface EntitySet {
  readonly name: string;
  readonly type: string;
  readonly table: Table;
  /** What people see of it. */
  readonly columns: readonly TableColumn[];
  readonly navigations: readonly Navigation[];
}

const TABLES = [
  OBSERVATION_TABLE,
  METRICS,
  REGIONS,
  TASKS,
  TASK_REPORTS,
  RATINGS,
  TASK_PROGRESS,
  WORKING_GROUPS,
  PROGRAMMES,
  ORGANIZATIONS,
  PERIODS,
  CATEGORIES,
  RELEASES,
];

/** Every set, in the order in which they are listed. */
export const SETS: readonly EntitySet[] = TABLES.map((table) => ({
  name: table.name,
  type: table.rowName,
  table,
  columns: table.columns.filter(({ internal }) => !internal),
  navigations: NAVIGATIONS[table.name] ?? [],
}));

/** What $search looks at: an internal column, where a table has one. */
export const SEARCH_COLUMN = 'searchText';
export const isSearchable = ({ columns }: Table): boolean => columns.some(({ name }) => name === SEARCH_COLUMN);

const BY_NAME = new Map(SETS.map((set) => [set.name, set]));

export const setNamed = (name: string): EntitySet | undefined => BY_NAME.get(name);

export const getTarget = ({ target }: Navigation): EntitySet => {
  const set = BY_NAME.get(target);
  if (!set) throw new Error(`there is no set ${target}`);
  return set;
};

export const findProperty = (set: EntitySet, name: string): TableColumn | undefined =>
  set.columns.find((column) => column.name === name);

export const findNavigation = (set: EntitySet, name: string): Navigation | undefined =>
  set.navigations.find((navigation) => navigation.name === name);

/** Names of everything that a row of a set has, for whoever wrote another. */
export const namesIn = (set: EntitySet): Text => list([...set.columns, ...set.navigations].map(({ name }) => name));

export const EDM: Readonly<Record<ColumnType, string>> = {
  string: 'Edm.String',
  double: 'Edm.Double',
  int32: 'Edm.Int32',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  dateTimeOffset: 'Edm.DateTimeOffset',
};

export const getValueType = (type: ColumnType): ValueType => (type === 'double' || type === 'int32' ? 'number' : type);

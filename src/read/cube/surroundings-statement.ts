import type { TargetKind } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { OwnedBreak } from '../../domain/comparison/total-comparison.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { Parameters, seenTable, visibleIn } from '../core/statement.ts';
import { columnList, type ObservationColumn, type ObservationRow } from '../observation/observation.ts';
import { buildPartTable } from './roll-up-part.ts';
import { buildPlaceTables } from './roll-up-place.ts';
import type { RollUp } from './roll-up-query.ts';

/** A line is of one metric, region and breakdown in one data set; its cells differ in their period. */
export interface CubeLine {
  readonly datasetId: number;
  readonly metricId: number;
  readonly regionId: number;
  readonly breakdownKey: string;
}

/** This names a period of a line, whose observation is wanted. */
export interface BaseKey {
  readonly line: number;
  readonly period: string;
  readonly periodEnd: string;
}

/** This is known of lines beside their values. `line` is the place of a line among those asked for. */
export interface Surroundings {
  readonly bases: readonly { readonly key: number; readonly row: ObservationRow }[];
  readonly breaks: readonly (OwnedBreak & { readonly line: number })[];
  readonly published: readonly {
    readonly line: number;
    readonly kind: string;
    readonly period: string;
    readonly value: string;
  }[];
  readonly targets: readonly {
    readonly line: number;
    readonly kind: TargetKind;
    readonly period: string;
    readonly value: string;
  }[];
}

export interface SurroundingsQuery {
  readonly lines: readonly CubeLine[];
  readonly bases: readonly BaseKey[];
  readonly columns: readonly ObservationColumn[];
  /** The first and the last day that anything asked for ends on, and the first day of all that it is compared with. */
  readonly first: string;
  readonly last: string;
  readonly since: string;
  /** The roll-up of totals says what they are made of, since a part that breaks breaks the total. */
  readonly rollUp: RollUp | null;
}

/** Reads everything that the cells of a table are compared by, in one statement. */
export async function readSurroundings(sql: Sql, state: Snapshot, query: SurroundingsQuery): Promise<Surroundings> {
  const { lines, bases, columns, first, last, since, rollUp } = query;
  const parameters = new Parameters();
  const given = [
    parameters.column(lines, 'int', ({ datasetId }) => datasetId),
    parameters.column(lines, 'int', ({ metricId }) => metricId),
    parameters.column(lines, 'int', ({ regionId }) => regionId),
    parameters.column(lines, 'text', ({ breakdownKey }) => breakdownKey),
  ];
  const wanted = [
    parameters.column(bases, 'int', ({ line }) => line),
    parameters.column(bases, 'text', ({ period }) => period),
    parameters.column(bases, 'date', ({ periodEnd }) => periodEnd),
  ];
  const end = parameters.add(last, 'date');
  const span = `between ${parameters.add(first, 'date')} and ${end}`;
  const stated = (table: string) =>
    `select l.line, x.kind, x.period, x.value::text as value from line l join ${table} x on x.series_id = l.id and x.period_end ${span}
    where ${visibleIn('x', 'l')}`;
  const rows = (select: string) => `(select coalesce(json_agg(r), '[]') from (${select}) r)`;
  const [found] = await sql.query<Surroundings>(
    `-- cube.surroundings
with given as materialized (
  select *, (place - 1)::int as line
  from unnest(${given.join(', ')}) with ordinality as g(dataset_id, metric_id, region_id, breakdown_key, place)
),
line as materialized (
  select g.line, s.*, seen.seq
  from given g join series s on (s.dataset_id, s.metric_id, s.region_id, s.breakdown_key) = (g.dataset_id, g.metric_id, g.region_id, g.breakdown_key)
  join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id
)${rollUp ? `,\n${[...buildPlaceTables(rollUp, parameters), buildPartTable(rollUp, state, parameters)].join(',\n')}` : ''}
select ${rows(`select (b.place - 1)::int as key, to_json(c) as row
    from unnest(${wanted.join(', ')}) with ordinality as b(line, period, period_end, place)
    join line s on s.line = b.line
    join observation o on o.series_id = s.id and o.period_end = b.period_end and o.period = b.period and ${visibleIn('o', 's')}
    cross join lateral (select ${columnList(columns)}) c`)} as bases,
  ${rows(`select ${rollUp ? 'g.line' : 'p.line'}, o.frequency, o.period_start as start, o.period_end as end, ${rollUp ? "p.own and p.dims = ''" : 'true'} as own
    from ${rollUp ? PARTS : 'line p'} join observation o on o.series_id = p.id and o.flags && '{BREAK}'::"ObservationStatus"[]
      and o.period_end > ${parameters.add(since, 'date')} and coalesce(o.period_start, o.period_end) <= ${end}
    where ${visibleIn('o', 'p')}${rollUp ? ' and o.period_end between p.first_day and p.last_day' : ''}`)} as breaks,
  ${rows(stated('published_change'))} as published,
  ${rows(stated('target'))} as targets`,
    parameters.values,
  );
  if (!found) throw new Error('what cells are compared by could not be read');
  return found;
}

const PARTS = `part p join given g on (g.dataset_id, g.metric_id, g.region_id, g.breakdown_key) = (p.dataset_id, p.metric_id, p.target_id, p.breakdown_key)`;

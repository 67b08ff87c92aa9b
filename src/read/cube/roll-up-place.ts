import type { Parameters } from '../core/statement.ts';
import type { RollUp } from './roll-up-query.ts';

/** `place` says whose figures count for which target, and when; `wanted`, of which targets totals are wanted, for periods that end when; `branching`, how many regions lie right below one, and when. */
export function buildPlaceTables({ placement }: RollUp, parameters: Parameters): string[] {
  if (!placement) return [];
  const { parts, branchings, targets } = placement;
  const own = [...new Set(targets.map(({ regionId }) => regionId))];
  const places = [...own.map((id) => ({ target: id, region: id, between: [], from: null, to: null })), ...parts];
  const first = ({ from }: { readonly from: string | null }) => from ?? '-infinity';
  const last = ({ to }: { readonly to: string | null }) => to ?? 'infinity';
  const placed = [
    parameters.column(places, 'int', ({ target }) => target),
    parameters.column(places, 'int', ({ region }) => region),
    parameters.column(places, 'text', ({ between }) => `{${between}}`),
    parameters.column(places, 'date', first),
    parameters.column(places, 'date', last),
  ];
  const aimed = [
    parameters.column(targets, 'int', ({ regionId }) => regionId),
    parameters.column(targets, 'date', first),
    parameters.column(targets, 'date', last),
  ];
  const branched = [
    parameters.column(branchings, 'int', ({ region }) => region),
    parameters.column(branchings, 'int', ({ children }) => children),
    parameters.column(branchings, 'date', first),
    parameters.column(branchings, 'date', last),
  ];
  return [
    `place as materialized (
  select target_id, region_id, target_id = region_id as own, between_ids::int[] as between_ids, first_day, last_day
  from unnest(${placed.join(', ')}) as p(target_id, region_id, between_ids, first_day, last_day)
)`,
    `wanted as materialized (
  select * from unnest(${aimed.join(', ')}) as t(region_id, first_day, last_day)
)`,
    `branching as materialized (
  select * from unnest(${branched.join(', ')}) as b(region_id, children, first_day, last_day)
)`,
  ];
}

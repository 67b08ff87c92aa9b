import { badInput, type DomainError } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { RegionRow } from '../../read/catalogue/catalogue.ts';
import { findRegions, type RegionLookup } from '../../read/catalogue/region-code.ts';
import { type DatasetSnapshot, isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import type { Context } from './context.ts';
import { isOneOf } from './one-of.ts';

const UNKNOWN = {
  metric: 'graphql.unknown-metric',
  region: 'graphql.unknown-region',
  dataset: 'graphql.unknown-data-set',
  dimension: 'graphql.unknown-dimension',
  category: 'graphql.unknown-category',
  workingGroup: 'graphql.unknown-working-group',
  programme: 'graphql.unknown-programme',
  organization: 'graphql.unknown-organization',
  rating: 'graphql.unknown-rating',
  theme: 'graphql.unknown-theme',
  unit: 'graphql.unknown-unit',
  source: 'graphql.unknown-source',
} as const;

type UnknownKind = keyof typeof UNKNOWN;

/** What is shown of a text that is no code. */
const MAX_CODE = 100;

/** The refusal of a code that nothing has in the state that is read; of an earlier state it says so, since the code may exist today. */
export function refuseUnknownCode(
  argument: string,
  kind: UnknownKind,
  code: string,
  state: PublishedState,
): DomainError {
  return refuseUnknown(argument, message(UNKNOWN[kind], { code: code.slice(0, MAX_CODE) }), state);
}

type PublishedState = Pick<Snapshot, 'past' | 'asOf' | 'datasets'>;

/** The refusal of a code by the sentence that it is unknown, with what that may be due to in an earlier state. */
export function refuseUnknown(argument: string, unknown: Text, { past, asOf, datasets }: PublishedState): DomainError {
  if (!past && asOf === null) return badInput(argument, unknown);
  if (datasets.length > 0) return badInput(argument, message('graphql.not-published-then', { unknown }));
  // Whatever the code is, the moment is wrong. An input object has its own.
  return badInput(argument.startsWith('input.') ? 'input.asOf' : 'asOf', message('graphql.nothing-published'));
}

/** A row with a code that a state shows or does not. */
type ShownRow = Parameters<typeof isVisible>[0] & { readonly id: number; readonly code: string };

/** The ids of the rows that a filter names, in any data set; a code that nothing has is BAD_INPUT. */
export function idsOfCodes(
  argument: string,
  kind: UnknownKind,
  codes: readonly string[],
  rows: readonly ShownRow[],
  state: Snapshot,
): number[] {
  if (codes.length === 0) return [];
  const isWanted = isOneOf(codes);
  const found = rows.filter((row) => isWanted(row.code) && isVisible(row, state));
  const known = new Set(found.map(({ code }) => code));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) throw refuseUnknownCode(argument, kind, unknown, state);
  return found.map(({ id }) => id);
}

/** The versions of the regions that a code or an alias names, at least one; a code that nothing has is BAD_INPUT. */
export function regionsOfCode(
  argument: string,
  code: string,
  lookup: RegionLookup,
): readonly [RegionRow, ...RegionRow[]] {
  const [first, ...others] = findRegions(code, lookup);
  if (first === undefined) throw refuseUnknownCode(argument, 'region', code, lookup.state);
  return [first, ...others];
}

/** The id of a data set; a code that nothing has is BAD_INPUT. */
export function datasetId(argument: string, code: string, state: Snapshot): number {
  const found = state.datasets.find((dataset) => dataset.code === code);
  if (!found) throw refuseUnknownCode(argument, 'dataset', code, state);
  return found.id;
}

/** The data set of which a list is wanted: the default one without a code, which is null where nothing is published. */
export function listedDataset(
  code: string | null | undefined,
  { state, datasetState }: Context,
): DatasetSnapshot | null {
  const found = datasetState(code);
  if (found === null && code != null) throw refuseUnknownCode('dataset', 'dataset', code, state);
  return found;
}

import { groupBy } from '../../domain/core/group-by.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import type { Installation } from '../catalogue/installation.ts';
import { ONE, THESE } from '../catalogue/kind.ts';
import type { SharedCodeKind } from '../package/column.ts';
import { listed, quoted } from '../package/problem.ts';
import type { SharedNames } from './shared-name.ts';
import type { ReleaseWriter } from './write.ts';

/** What the owner of a code keeps, although this package says something else: columns, with what stands in them. */
export interface KeptRow {
  readonly kind: SharedCodeKind;
  readonly code: string;
  readonly columns: readonly Text[];
}

/** Which columns of a shared row are compared, names aside; `from` finds the row `t` that stands for what is given as `g`. */
export interface ComparedColumns {
  readonly kind: SharedCodeKind;
  readonly from: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** In which columns rows that other data sets own stand differently from what the package says. */
export async function findKept(
  { tx }: ReleaseWriter,
  { kind, from, columns }: ComparedColumns,
  foreign: readonly (Readonly<Record<string, unknown>> & { readonly id: number; readonly code: string })[],
): Promise<KeptRow[]> {
  if (foreign.length === 0) return [];
  const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  const differing = Object.keys(columns).map(
    (name) => `case when t.${name} is distinct from g.${name} then '${name.replace(/_id$/, '')}' end`,
  );
  const found = await tx.query<{ code: string; columns: string[] }>(
    `-- import.kept-of-${kind}
select g.code, d.columns from jsonb_to_recordset($1::text::jsonb) as g(id int, code text, ${types.join(', ')})
join ${from}
cross join lateral (select array_remove(array[${differing.join(', ')}], null) as columns) d
where cardinality(d.columns) > 0 order by g.code`,
    [JSON.stringify(foreign)],
  );
  return found.map((row) => ({ ...row, kind }));
}

/** At how many codes a list ends of those that the package describes otherwise than their owner does. */
const MAX_KEPT = 20;

/** Tells the publisher in what the owners of shared codes contradict it: a line a code, up to a limit. */
export function ownershipNotes(
  { installation }: { readonly installation: Installation },
  kept: readonly KeptRow[],
): Text[] {
  const byCode = groupBy(kept, ({ kind, code }) => `${kind} ${code}`);
  const lines = [...byCode.values()].flatMap((found) => {
    const [first] = found;
    if (first === undefined) return [];
    const owner = quoted(installation.shared.get(first.kind)?.get(first.code)?.owner ?? '');
    const columns = found.flatMap((one) => one.columns);
    const shown = list(columns.length > MAX_KEPT ? [...columns.slice(0, MAX_KEPT), '…'] : columns);
    return [
      message('import.note-kept', { kind: message(ONE[first.kind]), code: quoted(first.code), owner, kept: shown }),
    ];
  });
  if (lines.length <= MAX_KEPT) return lines;
  return [...lines.slice(0, MAX_KEPT), message('import.note-more-kept', { count: lines.length - MAX_KEPT })];
}

/** Tells the publisher of which codes it no longer gives the names that it gave. */
export async function droppedNameNotes({ tx }: ReleaseWriter, shared: SharedNames): Promise<Text[]> {
  const given = new Set(shared.given.map(({ kind, id }) => `${kind.toUpperCase()} ${id}`));
  const gone = groupBy(
    shared.dropped.filter((name) => !given.has(`${name.kind} ${name.entity_id}`)),
    (name) => name.kind.toLowerCase() as SharedCodeKind,
  );
  const notes: Text[] = [];
  for (const [kind, names] of gone) {
    const rows = await tx.query<{ code: string }>(
      `-- import.dropped-${kind}\nselect code from ${kind} where id = any($1::int[]) order by code`,
      [names.map((name) => name.entity_id)],
    );
    const codes = listed(rows.map(({ code }) => code));
    notes.push(message('import.note-names-dropped', { kinds: message(THESE[kind]), codes }));
  }
  return notes;
}

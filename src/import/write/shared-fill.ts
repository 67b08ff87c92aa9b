import { OPEN } from '../../database/sql.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import { findText, mergeTexts } from '../../domain/core/merge-text.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { SHARED_KINDS, type SharedCodeKind, type Texts } from '../package/column.ts';
import { quoted } from '../package/problem.ts';
import type { KeptRow } from './kept.ts';
import { type GivenName, matches, type NameField, type SharedNames, type StoredName } from './shared-name.ts';
import { buildSearchText, type ReleaseWriter, sortName } from './write.ts';

interface Target {
  readonly table: string;
  readonly fields: readonly NameField[];
  /** Texts that follow from the names. */
  readonly derived: readonly ('search_text' | 'sort_name')[];
}

const TARGETS: Readonly<Record<SharedCodeKind, Target>> = {
  theme: { table: 'theme', fields: ['name'], derived: [] },
  unit: { table: 'unit', fields: ['name', 'symbol'], derived: [] },
  dimension: { table: 'dimension', fields: ['name'], derived: [] },
  category: { table: 'category', fields: ['name'], derived: [] },
  organization: { table: 'organization', fields: ['name'], derived: ['search_text'] },
  region: { table: 'region_version', fields: ['name'], derived: ['search_text'] },
  metric: { table: 'metric', fields: ['name', 'definition'], derived: ['search_text', 'sort_name'] },
  source: { table: 'source', fields: ['title'], derived: [] },
};

interface TargetRow {
  readonly id: number;
  /** What `shared_name` knows it by: of a region's version the region. */
  readonly entity: number;
  readonly code: string;
  readonly owner: number;
  readonly language: string;
  readonly first_day: string;
  readonly current: boolean;
}

/** Gives the rows of other data sets the languages that this one adds, and takes those back that it no longer has. Answers what conflicts. */
export async function fillForeignNames(
  release: ReleaseWriter,
  names: SharedNames,
  owns: (name: GivenName) => boolean,
): Promise<KeptRow[]> {
  const foreign = names.given.filter((name) => !owns(name));
  const kept: KeptRow[] = [];
  for (const kind of SHARED_KINDS) {
    const given = groupBy(
      foreign.filter((name) => name.kind === kind),
      (name) => name.id,
    );
    const dropped = names.dropped.filter((name) => name.kind === kind.toUpperCase()).map((name) => name.entity_id);
    const ids = [...new Set([...given.keys(), ...dropped])];
    if (ids.length === 0) continue;
    const rows = (await readTargets(release, kind, ids)).map((row) => {
      const own = given.get(row.entity) ?? [];
      return { row, own, texts: textsOf(row, names.all(kind, row.entity, own), TARGETS[kind].fields) };
    });
    await updateTargets(release, kind, rows);
    const rowsOf = groupBy(rows, ({ row }) => row.entity);
    for (const [id, own] of given) {
      const columns = own.flatMap((name) => conflicts(name, rowsOf.get(id) ?? []));
      if (columns.length > 0) kept.push({ kind, code: own[0]?.code ?? '', columns });
    }
  }
  return kept;
}

type FilledTexts = Readonly<Partial<Record<NameField, Texts | null>>>;

interface Filled {
  readonly row: TargetRow;
  readonly own: readonly GivenName[];
  readonly texts: FilledTexts;
}

async function readTargets({ tx }: ReleaseWriter, kind: SharedCodeKind, ids: readonly number[]): Promise<TargetRow[]> {
  const [entity, first, current] =
    kind === 'region' ? ['region_id', "coalesce(t.valid_from::text, '')", 't.current'] : ['id', "''", 'true'];
  return tx.query<TargetRow>(
    `-- import.named-${kind}
select t.id, t.${entity} as entity, t.code, t.dataset_id as owner, d.language, ${first} as first_day, ${current} as current
from ${TARGETS[kind].table} t join dataset d on d.id = t.dataset_id
where t.${entity} = any($1::int[]) and t.to_seq = ${OPEN} order by t.id`,
    [ids],
  );
}

/** The owner's texts first. */
function textsOf(row: TargetRow, all: readonly StoredName[], fields: readonly NameField[]): FilledTexts {
  const speaking = all.filter((one) =>
    one.dataset_id === row.owner ? one.first_day === row.first_day : matches(one, row),
  );
  const ordered = speaking.toSorted((a, b) => Number(b.dataset_id === row.owner) - Number(a.dataset_id === row.owner));
  return Object.fromEntries(fields.map((field) => [field, mergeTexts(ordered.map((one) => one.texts[field]))]));
}

/** It changes nothing else of them; the release counts the names that it gives, not the rows that show them. */
async function updateTargets({ tx }: ReleaseWriter, kind: SharedCodeKind, filled: readonly Filled[]): Promise<void> {
  const { table, fields, derived } = TARGETS[kind];
  const columns = [...fields, ...derived];
  const rows = filled.map(({ row, texts }) => {
    const name = texts.name ?? null;
    const follows = {
      search_text: buildSearchText(row.code, name),
      sort_name: sortName(name, row.language, row.code),
    };
    return { id: row.id, ...texts, ...follows };
  });
  const types = columns.map((column) => `${column} ${fields.some((field) => field === column) ? 'jsonb' : 'text'}`);
  const list = (prefix: string) => columns.map((column) => `${prefix}.${column}`).join(', ');
  await tx.query(
    `-- import.fill-${table}
update ${table} t set ${columns.map((column) => `${column} = g.${column}`).join(', ')}
from jsonb_to_recordset($1::text::jsonb) as g(id int, ${types.join(', ')})
where t.id = g.id and g.${fields[0]} is not null and (${list('t')}) is distinct from (${list('g')})`,
    [JSON.stringify(rows)],
  );
}

/** In which columns the row keeps another text in the same language. */
function conflicts(name: GivenName, rows: readonly Filled[]): Text[] {
  const found = rows.find(({ row }) => matches({ first_day: name.firstDay, current: name.current }, row));
  if (found === undefined) return [message('import.kept-versions')];
  return Object.entries(found.texts).flatMap(([field, texts]) =>
    Object.entries(name.texts[field as NameField] ?? {}).flatMap(([language, text]) => {
      const stands = findText(texts ?? {}, language);
      if (stands === undefined || stands === text) return [];
      return [message('import.column-value', { column: `${field}:${language}`, value: quoted(stands) })];
    }),
  );
}

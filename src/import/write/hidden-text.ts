import type { HistoryKind } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import { historyTable } from '../../read/core/history.ts';
import { HISTORY, isReopened, rowOf } from './history.ts';

/** Columns that only readers look at: neither figures nor checks depend on them. */
const TEXTS: Readonly<Partial<Record<HistoryKind, readonly string[]>>> = {
  METRIC: ['name', 'sort_name', 'definition', 'citation_ids', 'search_text'],
  THEME: ['name'],
  UNIT: ['name', 'symbol'],
  DIMENSION: ['name'],
  CATEGORY: ['name'],
  SOURCE: ['title', 'url', 'sha256', 'licence'],
  REGION_VERSION: ['name', 'search_text'],
  ORGANIZATION: ['name', 'citation_ids', 'search_text'],
  WORKING_GROUP: ['name', 'citation_ids'],
  PROGRAMME: ['name', 'citation_ids', 'search_text'],
  ASSESSMENT_RULE: ['description'],
  RATING: ['name', 'description'],
  DATASET: ['title', 'licence'],
};

/** Texts of the catalogue that a release has changed and that stand as they were for a while. */
export interface HiddenTexts {
  /** Makes them stand as the release has them. */
  show(): Promise<void>;
}

/**
 * Puts the texts back that a release has changed in place in these kinds, so that readers can be let in while figures are written. Null:
 * something else was changed, and all of it stays.
 */
export async function hideTexts(tx: Sql, kinds: readonly HistoryKind[]): Promise<HiddenTexts | null> {
  await tx.query(
    '-- import.after\ncreate temp table after_release (kind text, id int, row jsonb not null, primary key (kind, id)) on commit drop',
  );
  for (const kind of kinds) if (!(await rememberTexts(tx, kind))) return null;
  for (const kind of kinds) await setTexts(tx, kind, 'before_release');
  return {
    show: async () => {
      for (const kind of kinds) await setTexts(tx, kind, 'after_release');
    },
  };
}

/** Remembers rows as the release has them; false: more than texts of them was changed. */
async function rememberTexts(tx: Sql, kind: HistoryKind): Promise<boolean> {
  const table = historyTable(kind);
  const [found] = await tx.query<{ other: number }>(
    `-- import.changed-texts-of-${table}
with changed as (
  select b.id, to_jsonb(t) as row,
    (b.row - $2::text[]) is distinct from ((${rowOf(HISTORY[kind])}) - $2::text[]) or ${isReopened(kind)} as other
  from before_release b join ${table} t using (id)
  where b.kind = $1::text
    and (b.row - 'to_seq' is distinct from (${rowOf(HISTORY[kind])}) - 'to_seq' or ${isReopened(kind)})
), kept as (
  insert into after_release select $1::text, id, row from changed returning 1
)
select count(*) filter (where other)::int as other from changed`,
    [kind, TEXTS[kind] ?? []],
  );
  return found?.other === 0;
}

async function setTexts(tx: Sql, kind: HistoryKind, from: 'before_release' | 'after_release'): Promise<void> {
  const table = historyTable(kind);
  const columns = (TEXTS[kind] ?? []).map((column) => `${column} = r.${column}`).join(', ');
  await tx.query(
    `-- import.texts-from-${from}-${table}
update ${table} t set ${columns}
from after_release a join ${from} s using (kind, id) cross join jsonb_populate_record(null::${table}, s.row) r
where a.kind = $1::text and t.id = a.id`,
    [kind],
  );
}

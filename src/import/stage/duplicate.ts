import type { Sql } from '../../database/sql.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { figureText, type Problems, placeWords, quoted } from '../package/problem.ts';
import type { RepeatedFacts } from './repeated-fact.ts';
import type { StagingTable } from './stage.ts';

interface Duplicate {
  readonly metric_id: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly kind?: string;
  readonly lines: readonly [number, number, ...number[]];
  /** What each line says, as far as that fits into a word or two. */
  readonly texts: readonly string[];
}

/** The facts of a file, and where it is told what is wrong with them. */
export interface StagedFile {
  readonly tx: Sql;
  readonly stage: StagingTable;
  /** Its path in the package. */
  readonly resource: string;
  readonly names: CodeIds;
  readonly problems: Problems;
  readonly repeated: RepeatedFacts;
}

/** Beyond these nobody reads on. */
const MAX_TOLD = 1_000;

/**
 * Finds facts that are given twice, and answers how many of them are left out. A package gives each once. A publisher's sheets may say the same of
 * one figure in several cells: then it is stored once, as its first cell gives it. In the database, because a set of a million keys has no place in
 * this process.
 */
export async function settleDuplicateFacts(file: StagedFile): Promise<number> {
  const { tx, stage, resource, problems } = file;
  const list = keyOf(stage).join(', ');
  const found = `${stage.table}_repeated`;
  // Numbered by a window, which sorts: facts come nearly in order, and a table of hashes of a million keys takes twice as long.
  await tx.query(
    `-- import.find-repeated-${stage.table}
create temp table ${found} on commit drop as
select line, first, false as equal from (
  select line, min(line) over w as first, count(*) over w as count from ${stage.table} window w as (partition by ${list})
) t where count > 1`,
  );
  const [repeated] = await tx.query<{ line: number | null }>(
    `-- import.repeated-${stage.table}\nselect min(line) as line from ${found}`,
  );
  const line = repeated?.line ?? null;
  if (line === null) return 0;
  const left = problems.placeOf(resource, line) === null ? 0 : await leaveOutEqual(file, found);
  await refuseDuplicates(file, found);
  return left;
}

const keyOf = ({ columns }: StagingTable): readonly string[] => [
  'metric_id',
  'region_id',
  'breakdown_key',
  'period',
  ...('kind' in columns ? ['kind'] : []),
];

/** What a line says: its value, and why there is none or how sure it is. */
const textOf = ({ columns }: StagingTable): string =>
  'flags' in columns ? "concat_ws(' ', g.value::text, array_to_string(g.flags, ' '))" : 'g.value::text';

/** Leaves out what a file says again. Two counts that are kept back may differ, so neither is left out. */
async function leaveOutEqual({ tx, stage, resource, names, repeated }: StagedFile, found: string): Promise<number> {
  const said = Object.keys(stage.columns).filter((column) => !['line', 'citation_ids'].includes(column));
  const same = said.map((column) => `g.${column}::text is not distinct from f.${column}::text`).join(' and ');
  const isOpen = 'flags' in stage.columns ? " and not coalesce('SUPPRESSED' = any(g.flags), false)" : '';
  await tx.query(
    `-- import.compare-${found}
update ${found} r set equal = true
where r.first in (
  select d.first from ${found} d join ${stage.table} g on g.line = d.line join ${stage.table} f on f.line = d.first
  group by d.first having bool_and(${same}${isOpen})
)`,
  );
  const shown = await tx.query<Omit<Duplicate, 'lines' | 'texts'> & { line: number; first: number; text: string }>(
    `-- import.tell-${found}
select r.line, r.first, g.metric_id, g.region_id, g.breakdown_key, g.period, ${textOf(stage)} as text
from ${found} r join ${stage.table} g on g.line = r.line where r.equal and r.line <> r.first order by r.line limit $1::int`,
    [repeated.room],
  );
  const [counted] = await tx.query<{ count: number }>(
    `-- import.leave-out-${found}
with gone as (delete from ${stage.table} g using ${found} r where r.line = g.line and r.equal and r.line <> r.first returning 1)
select count(*)::int as count from gone`,
  );
  const count = counted?.count ?? 0;
  for (const { line, first, text, ...key } of shown) {
    repeated.tell(resource, line, first, figureText(...keyTexts(names, key), text));
  }
  repeated.count += count;
  return count;
}

async function refuseDuplicates({ tx, stage, resource, names, problems }: StagedFile, found: string): Promise<void> {
  const key = keyOf(stage).map((column) => `g.${column}`);
  const duplicates = await tx.query<Duplicate>(
    `-- import.duplicates-${stage.table}
select ${key.join(', ')}, array_agg(r.line order by r.line) as lines, array_agg(${textOf(stage)} order by r.line) as texts
from ${found} r join ${stage.table} g on g.line = r.line
where not r.equal group by r.first, ${key.join(', ')} order by r.first limit ${MAX_TOLD}`,
  );
  for (const { lines, texts, ...duplicate } of duplicates) {
    const value = figureText(...keyTexts(names, duplicate));
    const repeat = (index: number, other: number) => {
      const at = lines[other] ?? lines[0];
      const place = problems.placeOf(resource, at);
      problems.addOfRow({
        resource,
        row: lines[index] ?? lines[0],
        column: `metric, region, breakdown, period${'kind' in stage.columns ? ', kind' : ''}`,
        value,
        message:
          place === null
            ? message('import.fact-repeated', { line: String(problems.lineOf(resource, at)) })
            : repeatedText(placeWords(place), texts[index] ?? '', texts[other] ?? ''),
        expected: message('import.fact-once'),
      });
    };
    for (let index = 1; index < lines.length; index++) repeat(index, 0);
    // Which of them is meant nobody knows, so that the first cannot go on without the others.
    if (problems.keepsRows) repeat(0, 1);
  }
}

const repeatedText = (place: Text, text: string, said: string): Text =>
  text === said
    ? message('mapping.fact-repeated', { place })
    : message('mapping.fact-differs', { place, text: quoted(text), said: quoted(said) });

const keyTexts = (
  names: CodeIds,
  { metric_id, region_id, breakdown_key, period, kind = '' }: Omit<Duplicate, 'lines' | 'texts'>,
): string[] => [names.codeOf('metric', metric_id), names.codeOf('region', region_id), breakdown_key, period, kind];

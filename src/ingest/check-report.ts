import { CHECK_RULES, type CheckReason, type CheckRule, VERDICTS, type Verdict } from '../domain/check.ts';
import { checkSentence } from '../domain/check-sentence.ts';
import type { Sql } from '../store/sql.ts';
import type { Package } from './package.ts';
import type { Problems } from './problem.ts';

/** What came of a release's checks. */
export interface CheckReport {
  /** How many of each verdict, by rule. Rules without a check are left out. */
  readonly counts: readonly { readonly rule: CheckRule; readonly verdicts: Readonly<Record<Verdict, number>> }[];
  /** The first failures: which figure, and what is wrong with it. */
  readonly failures: readonly { readonly figure: string; readonly sentence: string }[];
}

const FIRST = 10;

export async function readCheckReport(tx: Sql, dataset: string, seq: number): Promise<CheckReport> {
  const found = await tx.query<{ rule: CheckRule; verdict: Verdict; count: number }>(COUNTS, [dataset, seq]);
  const countOf = (rule: CheckRule, verdict: Verdict) =>
    found.find((row) => row.rule === rule && row.verdict === verdict)?.count ?? 0;
  const counts = CHECK_RULES.filter((rule) => found.some((row) => row.rule === rule)).map((rule) => ({
    rule,
    verdicts: Object.fromEntries(VERDICTS.map((verdict) => [verdict, countOf(rule, verdict)])) as Record<
      Verdict,
      number
    >,
  }));
  const failed = found.some(({ verdict }) => verdict === 'FAIL') ? await readFailed(tx, dataset, seq, FIRST) : [];
  return { counts, failures: failed.map((row) => ({ figure: figureOf(row), sentence: sentenceOf(row) })) };
}

interface FailedRow {
  readonly metric: string;
  readonly region: string;
  readonly breakdown: string;
  readonly period: string;
  readonly rule: CheckRule;
  readonly subject: string;
  readonly expected: string;
  readonly reported: string;
  readonly tolerance: string;
  readonly partsExpected: number | null;
  readonly partsReported: number | null;
  readonly reason: CheckReason | null;
}

const readFailed = (tx: Sql, dataset: string, seq: number, limit: number | null): Promise<FailedRow[]> =>
  tx.query(FAILED, [dataset, seq, limit]);
const figureOf = ({ metric, region, breakdown, period }: FailedRow): string =>
  [metric, region, breakdown, period].filter((part) => part !== '').join(' ');
const sentenceOf = (row: FailedRow): string => checkSentence({ ...row, verdict: 'FAIL' }, null, 'en');

/** Keeps in which line each figure stands: of what stood in an earlier release too, writing forgets it. */
export async function keepLines(tx: Sql): Promise<void> {
  const columns = 'line, metric_id, region_id, breakdown_key, period';
  await tx.query(`-- check.keep-lines
create temp table fact_line on commit drop as
select 'observations' as file, '' as kind, ${columns} from stage_observation
union all select 'published_changes', kind::text, ${columns} from stage_published_change`);
}

/** Makes every failed check a problem of the package. */
export async function refuseFailedChecks(tx: Sql, source: Package, seq: number, problems: Problems): Promise<void> {
  for (const row of await readFailed(tx, source.code, seq, null)) {
    const file = row.rule === 'PUBLISHED_CHANGE' ? 'published_changes' : 'observations';
    const [place] = await tx.query<{ line: number | null }>(LINE, [
      file,
      row.rule === 'PUBLISHED_CHANGE' ? row.subject : '',
      ...[row.metric, row.region, row.breakdown, row.period],
    ]);
    problems.add({
      resource: source.resources.get(file)?.path ?? file,
      row: place?.line ?? null,
      column: row.rule === 'DUPLICATE' ? row.subject.toLowerCase() : 'value',
      value: row.reported,
      message: `${figureOf(row)}: ${sentenceOf(row).replace(/\.$/, '')}`,
      expected: `${row.expected}, or "checks": "warn" under govgraph in datapackage.json`,
    });
  }
}

const SHOWN = 'd.code = $1::text and c.from_seq <= $2::int and c.to_seq > $2::int';

const COUNTS = `-- check.counts
select c.rule, c.verdict, count(*)::int as count
from dataset d join series s on s.dataset_id = d.id join check_result c on c.series_id = s.id
where ${SHOWN} group by c.rule, c.verdict`;

const FAILED = `-- check.failed
select m.code as metric, r.code as region, s.breakdown_key as breakdown, c.period, c.rule, c.subject, c.expected::text, c.reported::text,
  c.tolerance::text, c.parts_expected as "partsExpected", c.parts_reported as "partsReported", c.reason
from dataset d join series s on s.dataset_id = d.id join check_result c on c.series_id = s.id
join metric m on m.id = s.metric_id join region r on r.id = s.region_id
where ${SHOWN} and c.verdict = 'FAIL'
order by m.code, r.code, c.period_end, s.id, c.period, c.rule, c.subject limit $3::int`;

const LINE = `-- check.line
select l.line from fact_line l join metric m on m.id = l.metric_id join region r on r.id = l.region_id
where l.file = $1::text and l.kind = $2::text and m.code = $3::text and r.code = $4::text and l.breakdown_key = $5::text and l.period = $6::text`;

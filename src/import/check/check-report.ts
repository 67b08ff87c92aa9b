import type { Sql } from '../../database/sql.ts';
import { CHECK_RULES, type CheckReason, type CheckRule, VERDICTS, type Verdict } from '../../domain/check/check.ts';
import { checkSentence } from '../../domain/check/check-sentence.ts';
import { message, type Text, type Translated } from '../../domain/message/message.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { Package } from '../package/package.ts';
import { figureText, type Problems } from '../package/problem.ts';

/** What came of a release's checks. */
export interface CheckReport {
  /** How many of each verdict, by rule. Rules without a check are left out. */
  readonly counts: readonly { readonly rule: CheckRule; readonly verdicts: Readonly<Record<Verdict, number>> }[];
  /** The first failures: which figure, and what is wrong with it. */
  readonly failures: readonly { readonly figure: string; readonly sentence: Text }[];
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
  const failed = found.some(({ verdict }) => verdict === 'FAIL')
    ? await tx.query<FailedRow>(`${failedChecks()} limit $3::int`, [dataset, seq, FIRST])
    : [];
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

const figureOf = ({ metric, region, breakdown, period }: FailedRow): string =>
  figureText(metric, region, breakdown, period);
function sentenceOf(row: FailedRow): Translated {
  const check = { ...row, verdict: 'FAIL' } as const;
  return { words: { en: checkSentence(check, null, 'en'), 'zh-Hans': checkSentence(check, null, 'zh-Hans') } };
}

/** The sentence as a part of another. */
function withoutFullStop({ words }: Translated): Translated {
  return { words: { en: words.en.replace(/\.$/, ''), 'zh-Hans': words['zh-Hans'].replace(/。$/, '') } };
}

/** Keeps in which line each figure stands: of what stood in an earlier release too, writing forgets it. */
export async function keepLines(tx: Sql): Promise<void> {
  const columns = 'line, metric_id, region_id, breakdown_key, period';
  await tx.query(`-- check.keep-lines
create temp table fact_line on commit drop as
select '' as kind, ${columns} from stage_observation
union all select kind::text, ${columns} from stage_published_change`);
}

/** Makes every failed check a problem of the package. */
export async function refuseFailedChecks(tx: Sql, source: Package, seq: number, problems: Problems): Promise<void> {
  type Row = FailedRow & { readonly line: number | null };
  // Through a cursor: there may be as many as figures, and few are kept.
  const failed = fetchBatches<Row>(tx, 'check', 'failures', failedChecks('l.line', WITH_LINE), [source.code, seq]);
  for await (const rows of failed) for (const row of rows) add(row);

  function add(row: Row): void {
    const file = row.rule === 'PUBLISHED_CHANGE' ? 'published_changes' : 'observations';
    problems.add({
      resource: source.resources.get(file)?.path ?? file,
      row: row.line,
      column: row.rule === 'DUPLICATE' ? row.subject.toLowerCase() : 'value',
      value: row.reported,
      message: message('import.check-failed', { figure: figureOf(row), sentence: withoutFullStop(sentenceOf(row)) }),
      expected: message('import.check-expected', { expected: row.expected }),
    });
  }
}

const SHOWN = 'd.code = $1::text and c.from_seq <= $2::int and c.to_seq > $2::int';

const COUNTS = `-- check.counts
select c.rule, c.verdict, count(*)::int as count
from dataset d join series s on s.dataset_id = d.id join check_result c on c.series_id = s.id
where ${SHOWN} group by c.rule, c.verdict`;

/** The failed checks in their order, with what more is selected and joined. */
const failedChecks = (more = '', join = ''): string => `-- check.failed
select m.code as metric, r.code as region, s.breakdown_key as breakdown, c.period, c.rule, c.subject, c.expected::text, c.reported::text,
  c.tolerance::text, c.parts_expected as "partsExpected", c.parts_reported as "partsReported", c.reason${more === '' ? '' : `, ${more}`}
from dataset d join series s on s.dataset_id = d.id join check_result c on c.series_id = s.id
join metric m on m.id = s.metric_id join region r on r.id = s.region_id${join}
where ${SHOWN} and c.verdict = 'FAIL'
order by m.code, r.code, c.period_end, s.id, c.period, c.rule, c.subject`;

const WITH_LINE = `
left join fact_line l on l.metric_id = s.metric_id and l.region_id = s.region_id and l.breakdown_key = s.breakdown_key and l.period = c.period
  and l.kind = case when c.rule = 'PUBLISHED_CHANGE' then c.subject else '' end`;

import type { Sql } from '../../database/sql.ts';
import { CHECK_RULES, type CheckReason, type CheckRule, VERDICTS, type Verdict } from '../../domain/check/check.ts';
import { type CheckStatement, checkSentence } from '../../domain/check/check-sentence.ts';
import { message, type Text, type Translated } from '../../domain/message/message.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { Package } from '../package/package.ts';
import { FIRST_STANDING_LINE, figureText, type Problems, quoted } from '../package/problem.ts';

/** What came of a release's checks. */
export interface CheckReport {
  /** How many of each verdict, by rule. Rules without a check are left out. */
  readonly counts: readonly { readonly rule: CheckRule; readonly verdicts: Readonly<Record<Verdict, number>> }[];
  /** The first failures. */
  readonly failures: readonly CheckedFigures[];
  /** The first warnings. */
  readonly warnings: readonly CheckedFigures[];
}

/** A figure and what is wrong with it, or the first of many figures of one metric with which the same is wrong. */
export interface CheckedFigures {
  readonly metric: string;
  readonly rule: CheckRule;
  readonly subject: string;
  /** How many figures this tells of. */
  readonly count: number;
  readonly figure: string;
  readonly sentence: Text;
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
  const first = async (verdict: Shown): Promise<CheckedFigures[]> => {
    if (!found.some((row) => row.verdict === verdict)) return [];
    const rows = await tx.query<ShownRow>(`${shownChecks(verdict)} limit $3::int`, [dataset, seq, FIRST]);
    return rows.map((row) => ({ ...row, figure: figureOf(row), sentence: sentenceOf(row) }));
  };
  return { counts, failures: await first('FAIL'), warnings: await first('WARN') };
}

type Shown = 'FAIL' | 'WARN';

interface ShownRow {
  readonly metric: string;
  /** How many figures of the metric the same is wrong with. */
  readonly count: number;
  readonly verdict: Shown;
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

const figureOf = ({ metric, region, breakdown, period }: ShownRow): string =>
  figureText(metric, region, breakdown, period);
function sentenceOf(row: CheckStatement): Translated {
  return { words: { en: checkSentence(row, null, 'en'), 'zh-Hans': checkSentence(row, null, 'zh-Hans') } };
}

/** What a check of one figure says, as a part of a sentence. */
export const checkWords = (found: Omit<CheckStatement, 'partsExpected' | 'partsReported'>): Text =>
  withoutFullStop(sentenceOf({ ...found, partsExpected: null, partsReported: null }));

/** The sentence as a part of another. */
function withoutFullStop({ words }: Translated): Translated {
  return { words: { en: words.en.replace(/\.$/, ''), 'zh-Hans': words['zh-Hans'].replace(/。$/, '') } };
}

/** Keeps in which line each figure stands: of what stood in an earlier release too, writing forgets it. */
export async function keepLines(tx: Sql): Promise<void> {
  const columns = 'line, metric_id, region_id, breakdown_key, period';
  await tx.query(`-- check.keep-lines
create temp table fact_line on commit drop as
select '' as kind, ${columns} from stage_observation where line < ${FIRST_STANDING_LINE}
union all select kind::text, ${columns} from stage_published_change where line < ${FIRST_STANDING_LINE}`);
}

/** Makes every failed check a problem of the package; of many figures of a metric beyond one bound, one problem with their number. */
export async function refuseFailedChecks(tx: Sql, source: Package, seq: number, problems: Problems): Promise<void> {
  type Row = ShownRow & { readonly line: number | null };
  // Through a cursor: there may be as many as figures, and few are kept.
  const text = shownChecks('FAIL', ['BOUNDS'], 'l.line', WITH_LINE);
  const failed = fetchBatches<Row>(tx, 'check', 'failures', text, [source.code, seq]);
  for await (const rows of failed) for (const row of rows) add(row);

  function add(row: Row): void {
    const file = row.rule === 'PUBLISHED_CHANGE' ? 'published_changes' : 'observations';
    const [figure, sentence] = [figureOf(row), withoutFullStop(sentenceOf(row))];
    const { count } = row;
    problems.add({
      resource: source.resources.get(file)?.path ?? file,
      row: row.line,
      column: row.rule === 'DUPLICATE' ? row.subject.toLowerCase() : 'value',
      value: row.reported,
      message:
        count === 1
          ? message('import.check-failed', { figure, sentence })
          : message('import.checks-failed', { count, metric: quoted(row.metric), figure, sentence }),
      expected: expectedOf(row),
    });
  }
}

function expectedOf({ count, subject, expected }: ShownRow): Text {
  if (count === 1) return message('import.check-expected', { expected });
  return subject === 'MINIMUM'
    ? message('import.minimum-expected', { bound: expected })
    : message('import.maximum-expected', { bound: expected });
}

const SHOWN = 'd.code = $1::text and c.from_seq <= $2::int and c.to_seq > $2::int';

const COUNTS = `-- check.counts
select c.rule, c.verdict, count(*)::int as count
from dataset d join series s on s.dataset_id = d.id join check_result c on c.series_id = s.id
where ${SHOWN} group by c.rule, c.verdict`;

/** As many figures of a metric with which one thing is wrong are told one by one. */
const MAX_ALONE = 3;

/**
 * The checks with a verdict in their order, with what more is selected and joined: of many of one metric, by the rules that are given or by
 * all, the first with their number.
 */
const shownChecks = (
  verdict: Shown,
  rules: readonly CheckRule[] = CHECK_RULES,
  more = '',
  join = '',
): string => `-- check.shown
select metric, region, breakdown, period, rule, subject, verdict, expected, reported, tolerance, "partsExpected", "partsReported", reason,
  case when is_many then alike else 1 end as count${more === '' ? '' : ', line'}
from (
  select *, alike > ${MAX_ALONE} and rule in (${rules.map((rule) => `'${rule}'`).join(', ')}) as is_many
  from (
    select m.code as metric, r.code as region, s.breakdown_key as breakdown, c.period, c.period_end, s.id, c.rule, c.subject, c.verdict,
      c.expected::text, c.reported::text, c.tolerance::text, c.parts_expected as "partsExpected", c.parts_reported as "partsReported",
      c.reason, (count(*) over alike)::int as alike, row_number() over (alike order by r.code, c.period_end, s.id, c.period) as place${more === '' ? '' : `, ${more}`}
    from dataset d join series s on s.dataset_id = d.id join check_result c on c.series_id = s.id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id${join}
    where ${SHOWN} and c.verdict = '${verdict}'
    window alike as (partition by m.id, c.rule, c.subject)
  ) x
) y
where place = 1 or not is_many
order by metric, region, period_end, id, period, rule, subject`;

const WITH_LINE = `
left join fact_line l on l.metric_id = s.metric_id and l.region_id = s.region_id and l.breakdown_key = s.breakdown_key and l.period = c.period
  and l.kind = case when c.rule = 'PUBLISHED_CHANGE' then c.subject else '' end`;

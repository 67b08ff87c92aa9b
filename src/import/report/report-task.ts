import type { Database } from '../../database/database.ts';
import { OPEN, type Sql } from '../../database/sql.ts';
import { nearest } from '../../domain/core/did-you-mean.ts';
import { badInput, DomainError } from '../../domain/core/errors.ts';
import { list, message, sentences, type Text } from '../../domain/message/message.ts';
import { countDecimals } from '../../domain/number/decimal.ts';
import { TASK_STATUSES } from '../../domain/progress/progress.ts';
import { MAX_TEXT } from '../package/bound.ts';
import { languageTag, text, Wrong } from '../package/cell.ts';
import { expectedText, quoted } from '../package/problem.ts';
import { momentIn, momentText } from '../package/timestamp.ts';
import { contradictsStatus } from '../validate/rule.ts';
import { lockTasks, settleTasks } from '../write/task-state.ts';
import { findRating } from './report-rating.ts';

export interface TaskReportInput {
  /** Null: the task's code must be unique in the installation. */
  readonly dataset: string | null;
  readonly task: string;
  readonly status: string;
  /** 0 to 100. */
  readonly progress: string | null;
  /** The code of a rating that is valid on the day of the report. */
  readonly rating: string | null;
  /** A day, or a day and time, in the data set's time zone unless it has an offset. Null: now. */
  readonly at: string | null;
  /** The code of the organisation that reports. */
  readonly by: string | null;
  /** A text per language tag. */
  readonly note: Readonly<Record<string, string>> | null;
}

export interface TaskReportResult {
  readonly task: string;
  readonly dataset: string;
  readonly status: string;
  readonly ownProgress: string | null;
  readonly rolledUpProgress: string | null;
  /** What the task is rated now: by this report, or where it gives none, by an earlier one. */
  readonly rating: string | null;
}

interface FoundTask {
  readonly id: number;
  readonly dataset_id: number;
  readonly dataset: string;
  readonly time_zone: string;
}

/** Writes what was reported of a task; the task, all above it and what readers cache follow in the same transaction. */
export async function reportTask(
  database: Pick<Database, 'query' | 'transaction'>,
  input: TaskReportInput,
): Promise<TaskReportResult> {
  checkInput(input);
  const note = input.note === null ? null : canonicalNote(input.note);
  return database.transaction(async (tx) => {
    await lockTasks(tx);
    const task = await findTask(tx, input.task, input.dataset);
    const at = input.at === null ? await nextMoment(tx, task.id) : momentOf(input.at, task.time_zone);
    const rating = input.rating === null ? null : await findRating(tx, input.rating, task, at);
    const by = input.by === null ? null : await findOrganization(tx, input.by);
    await tx.query(
      `-- report.write
insert into task_report (task_id, reported_at, status, progress, rating_id, note, reported_by_id)
values ($1::int, $2::text::timestamptz, $3::text::"TaskStatus", $4::text::numeric, $7::int, $5::text::jsonb, $6::int)
on conflict (task_id, reported_at, reported_by_id) do update
set status = excluded.status, progress = excluded.progress, rating_id = excluded.rating_id, note = excluded.note`,
      [
        task.id,
        at.toISOString(),
        input.status,
        input.progress,
        note === null ? null : JSON.stringify(note),
        by,
        rating,
      ],
    );
    await settleTasks(tx, { task: task.id }, task.time_zone);
    const [version] = await tx.query<{ reports: number }>(
      '-- report.raise\nupdate content_version set reports = reports + 1, mark = gen_random_uuid() returning reports',
    );
    await tx.query(`-- report.notify\nselect pg_notify('content_version', $1::text)`, [`reports ${version?.reports}`]);
    const [state] = await tx.query<Pick<TaskReportResult, 'status' | 'ownProgress' | 'rolledUpProgress' | 'rating'>>(
      `-- report.state
select t.status::text, trim_scale(t.own_progress)::text as "ownProgress", trim_scale(t.rolled_up_progress)::text as "rolledUpProgress",
  r.code as rating
from task t left join rating r on r.id = t.rating_id where t.id = $1::int`,
      [task.id],
    );
    if (state === undefined) throw new Error(`task ${task.id} vanished`);
    return { task: input.task, dataset: task.dataset, ...state };
  });
}

function checkInput({ status, progress, at }: TaskReportInput): void {
  if (!TASK_STATUSES.some((known) => known === status)) {
    throw badInput('status', message('report.not-a-status', { value: quoted(status), statuses: list(TASK_STATUSES) }));
  }
  if (at !== null) inWords('at', () => momentText(at));
  if (progress === null) return;
  if (!isProgress(progress)) {
    throw badInput('progress', message('report.not-a-progress', { value: quoted(progress) }));
  }
  if (contradictsStatus(status, progress)) throw badInput('progress', message('report.contradiction', { progress }));
}

/** Now, and after every other report on the task: where the clock was set back, what is reported now still is what holds. */
async function nextMoment(tx: Sql, task: number): Promise<Date> {
  const [row] = await tx.query<{ last: string | null }>(
    `-- report.last-moment\nselect to_json(max(reported_at)) #>> '{}' as last from task_report where task_id = $1::int`,
    [task],
  );
  const last = row?.last ? new Date(row.last).getTime() : Number.NEGATIVE_INFINITY;
  return new Date(Math.max(Date.now(), last + 1));
}

/** The instant that is meant: which one a day is, only the task's data set tells. */
function momentOf(given: string, timeZone: string): Date {
  const at = momentIn(given, timeZone);
  if (at.getTime() <= Date.now()) return at;
  throw badInput('at', message('report.future', { at: at.toISOString() }));
}

function isProgress(text: string): boolean {
  try {
    return countDecimals(text) <= 4 && Number(text) >= 0 && Number(text) <= 100;
  } catch {
    return false;
  }
}

function canonicalNote(note: Readonly<Record<string, string>>): Record<string, string> {
  return inWords('note', () =>
    Object.fromEntries(Object.entries(note).map(([tag, given]) => [languageTag(tag), text(MAX_TEXT)(given)])),
  );
}

/** A cell's complaint as that of an argument. */
function inWords<T>(argument: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const expected = expectedText(error.expected);
    throw badInput(argument, message('report.wrong-cell', { words: error.text, expected }));
  }
}

async function findTask(tx: Sql, code: string, dataset: string | null): Promise<FoundTask> {
  if (dataset !== null) await knownDataset(tx, dataset);
  const tasks = await tx.query<FoundTask & { code: string }>(
    `-- report.task
select t.id, t.code, d.id as dataset_id, d.code as dataset, d.time_zone from task t join dataset d on d.id = t.dataset_id
where t.code = $1::text and t.to_seq = ${OPEN} and ($2::text is null or d.code = $2::text) order by d.code`,
    [code, dataset],
  );
  const [task] = tasks;
  if (task === undefined) throw await notFound(tx, 'task', code, dataset);
  if (tasks.length === 1) return task;
  const datasets = list(tasks.map((found) => found.dataset));
  throw badInput('dataset', message('report.several-datasets', { task: quoted(code), datasets }));
}

async function knownDataset(tx: Sql, code: string): Promise<void> {
  const datasets = await tx.query<{ code: string }>('-- report.datasets\nselect code from dataset order by code');
  if (datasets.some((found) => found.code === code)) return;
  const known = list(datasets.map((found) => found.code));
  const text =
    datasets.length === 0
      ? message('report.no-dataset', { code: quoted(code) })
      : message('report.unknown-dataset', { code: quoted(code), known });
  throw new DomainError('NOT_FOUND', text, { argument: 'dataset' });
}

async function findOrganization(tx: Sql, code: string): Promise<number> {
  const [found] = await tx.query<{ id: number }>(
    `-- report.organization\nselect id from organization where code = $1::text and to_seq = ${OPEN}`,
    [code],
  );
  if (found === undefined) throw await notFound(tx, 'organization', code, null);
  return found.id;
}

async function notFound(
  tx: Sql,
  table: 'task' | 'organization',
  code: string,
  dataset: string | null,
): Promise<DomainError> {
  const rows = await tx.query<{ code: string }>(
    `-- report.known-${table}s
select t.code from ${table} t join dataset d on d.id = t.dataset_id
where t.to_seq = ${OPEN} and ($1::text is null or d.code = $1::text) order by t.code`,
    [dataset],
  );
  const near = nearest(
    code,
    rows.map((row) => row.code),
  );
  const [argument, text]: [string, Text] =
    table === 'task'
      ? ['task', message('report.unknown-task', { code: quoted(code) })]
      : ['by', message('report.unknown-organization', { code: quoted(code) })];
  const hint = near === null ? [] : [message('report.nearest', { code: quoted(near) })];
  return new DomainError('NOT_FOUND', sentences([text, ...hint]), { argument });
}

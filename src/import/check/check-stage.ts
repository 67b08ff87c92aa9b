import type { Sql } from '../../database/sql.ts';
import type { CheckRule, Finding } from '../../domain/check/check.ts';
import { createStage, fillStage, type StageRow, type StagingTable } from '../stage/stage.ts';
import type { FactTable } from '../write/fact-write.ts';

const CHECKS: StagingTable = {
  table: 'stage_check_result',
  columns: {
    line: 'int',
    series_id: 'int',
    period_end: 'date',
    period: 'text collate "C"',
    rule: 'text collate "C"',
    subject: 'text collate "C"',
    verdict: 'text collate "C"',
    expected: 'numeric',
    reported: 'numeric',
    tolerance: 'numeric',
    parts_expected: 'int',
    parts_reported: 'int',
    reason: 'text',
  },
};

const FIGURES = ['expected', 'reported', 'tolerance'];
const WORDS = ['verdict', 'parts_expected', 'parts_reported', 'reason'];

export const CHECK_TABLE: FactTable = {
  table: 'check_result',
  stage: CHECKS.table,
  of: 's.id = g.series_id',
  by: 'series_id',
  key: ['period_end', 'period', 'rule', 'subject'],
  row: (t) => [...FIGURES.map((name) => `${t}.${name}::text`), ...WORDS.map((name) => `${t}.${name}`)].join(', '),
  columns: [...FIGURES, ...WORDS],
};

/** Where a check stands. */
export interface CheckedSeries {
  readonly series_id: number;
  readonly period: string;
  readonly period_end: string;
}

/** Checks that wait to be written; kept a batch at a time, because there may be as many as facts. */
export class CheckStage {
  readonly #tx: Sql;
  #rows: StageRow[] = [];
  #count = 0;

  private constructor(tx: Sql) {
    this.#tx = tx;
  }

  static async create(tx: Sql): Promise<CheckStage> {
    await createStage(tx, CHECKS);
    return new CheckStage(tx);
  }

  /** Makes the checks of a series quick to find. */
  async index(): Promise<void> {
    await this.#tx.query(`-- check.index-stage\ncreate index on ${CHECKS.table} (series_id)`);
  }

  add(
    { series_id, period_end, period }: CheckedSeries,
    rule: CheckRule,
    subject: string,
    { verdict, expected, reported, tolerance, reason }: Finding,
    parts: { readonly expected: number; readonly reported: number } | null = null,
  ): void {
    const of = [String(this.#count++), String(series_id), period_end, period, rule, subject, verdict];
    const counts = [parts?.expected, parts?.reported].map((count) => (count === undefined ? null : String(count)));
    this.#rows.push([...of, expected, reported, tolerance, ...counts, reason]);
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    await fillStage(this.#tx, CHECKS, rows);
  }
}

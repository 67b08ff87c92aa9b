import { topologicalSort } from '../../domain/core/topological-sort.ts';
import { isSmall } from '../../domain/disclosure/suppression.ts';
import {
  collectMetrics,
  collectOperands,
  type FormulaExpression,
  type Operand,
  printFormula,
} from '../../domain/formula/formula.ts';
import { computeTerm, quotientForm } from '../../domain/formula/formula-quotient.ts';
import { evaluate, type Measured, settle } from '../../domain/formula/formula-value.ts';
import type { Text } from '../../domain/message/message.ts';
import { arrayText, fillStage, OBSERVATION_STAGING, type StageRow } from '../stage/stage.ts';
import { type KeyRow, readComputeKeys, stagedKeys } from './compute-key.ts';
import { Uncomputed } from './compute-note.ts';
import type { Computed, Computing } from './computed.ts';

/**
 * Adds to the stage what formulas give for every series and period for which all operands are there and nothing is published. Answers what
 * was not computed, and why, a line a metric and cause.
 */
export async function computeMetrics(computing: Computing, metrics: readonly Computed[]): Promise<Text[]> {
  const { names } = computing;
  const byCode = new Map(metrics.map((metric) => [metric.code, metric]));
  const { order } = topologicalSort(metrics, ({ expression }) =>
    collectMetrics(expression).flatMap((code) => byCode.get(code) ?? []),
  );
  const present = new Set<number | null>(computing.staged);
  const keys = await stagedKeys(computing.tx);
  const notes: Text[] = [];
  for (const metric of order) {
    const there = collectMetrics(metric.expression).filter((code) => present.has(names.find('metric', code)));
    // A metric of another data set is not missed where only a part of what it needs is published.
    const wanted = metric.own ? there.length > 0 : there.length === metric.multipliers.size;
    if (!wanted) continue;
    const uncomputed = new Uncomputed(metric.code);
    const added = await computeMetric(computing, keys, metric, uncomputed);
    notes.push(...uncomputed.notes(names));
    if (added > 0) present.add(names.id('metric', metric.code)); // who holds its results uses it
  }
  return notes;
}

async function computeMetric(
  computing: Computing,
  staged: Map<number, Set<string>>,
  metric: Computed,
  uncomputed: Uncomputed,
): Promise<number> {
  const { tx, names, breakdowns } = computing;
  const id = names.find('metric', metric.code);
  if (id === null) return 0;
  const operands = collectOperands(metric.expression);
  const rowOf = resultOf(metric, operands, computing.minCount);
  const own = staged.get(id) ?? new Set();
  staged.set(id, own);
  let count = 0;
  for await (const keys of readComputeKeys(computing, staged, metric, id, operands)) {
    const rows: StageRow[] = [];
    for (const key of keys) {
      if (key.missing) uncomputed.add('OPERAND_MISSING', key);
      else if (key.valueless) uncomputed.add('OPERAND_VALUELESS', key);
      else {
        const result = rowOf(key);
        if (result === null) uncomputed.add('ZERO_DIVISOR', key);
        else rows.push([null, String(id), ...result]);
        if (result !== null) own.add(key.breakdown_key);
        // What is left of a breakdown may be one that no file names: its series needs its categories too.
        if (result !== null && key.breakdown_key !== '') breakdowns.read(key.breakdown_key);
      }
    }
    await fillStage(tx, OBSERVATION_STAGING, rows);
    count += rows.length;
  }
  return count;
}

/** Makes the stage's cells behind line and metric; null where something is divided by zero. */
function resultOf(metric: Computed, operands: readonly Operand[], minCount: number | null) {
  const { expression, multipliers, unit_multiplier, decimals } = metric;
  const form = quotientForm(expression);
  const places = new Map(operands.map((operand, index) => [printFormula(operand), index]));
  // Found once for each operand, not once for each row.
  const placeOf = new Map<Operand, number>();
  const place = (operand: Operand): number => {
    const known = placeOf.get(operand) ?? places.get(printFormula(operand)) ?? 0;
    placeOf.set(operand, known);
    return known;
  };
  return (key: KeyRow): StageRow | null => {
    const measure = (operand: Operand): Measured => ({
      value: key.values[place(operand)] ?? '',
      multiplier: multipliers.get(operand.metric) ?? 0,
    });
    const part = (of: FormulaExpression | undefined) => (of === undefined ? null : computeTerm(of, measure));
    const exact = evaluate(expression, measure);
    if (exact === null) return null;
    const value = settle(exact, unit_multiplier, decimals);
    const small = metric.kind === 'COUNT' && isSmall(value, minCount, unit_multiplier);
    const flags = small ? [...key.flags, 'SUPPRESSED'] : key.flags;
    return [
      String(key.region_id),
      key.breakdown_key,
      key.period,
      key.period_end,
      arrayText(key.citation_ids),
      key.period_start,
      key.frequency,
      'COMPUTED',
      small ? null : value,
      small ? null : part(form?.numerator),
      small ? null : part(form?.denominator),
      flags.length === 0 ? null : arrayText(flags),
      null,
      null,
    ];
  };
}

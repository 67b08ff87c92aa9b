import { type Catalogue, type Placed, regionKey } from './catalogue.ts';
import type { CatalogueFile } from './format.ts';
import type { Installation } from './installation.ts';
import { momentIn } from './moment.ts';
import { inOrder } from './order.ts';
import type { Package } from './package.ts';
import { type Problems, shown } from './problem.ts';

/** What no single cell can show to be wrong: trees, formulas, dates that contradict each other. */
export function checkRules(source: Package, catalogue: Catalogue, installation: Installation, problems: Problems): void {
  const { rows } = catalogue;
  const complain = (file: CatalogueFile, row: { line: number }, column: string, value: string | null, message: string, expected: string) =>
    problems.add({ resource: source.resources.get(file)?.path ?? file, row: row.line, column, value, message, expected });

  checkTree('tasks', 'parent', rows.tasks, (row) => row.code, (row) => row.parent, new Map());
  checkTree('organizations', 'parent', rows.organizations, (row) => row.code, (row) => row.parent, installation.parents.organization);
  checkTree(
    'regions',
    'parent',
    rows.regions,
    (row) => regionKey(row.scheme, row.code),
    (row) => (row.parent === null ? null : regionKey(row.scheme, row.parent)),
    installation.parents.region,
  );
  checkFormulas();
  for (const task of rows.tasks) {
    if (task.start_date !== null && task.due_date !== null && task.due_date < task.start_date) {
      complain('tasks', task, 'due_date', task.due_date, 'the task is due before it starts', `${task.start_date} or later`);
    }
  }
  for (const region of rows.regions) {
    if (region.valid_from !== null && region.valid_to !== null && region.valid_to < region.valid_from) {
      complain('regions', region, 'valid_to', region.valid_to, 'the region ends before it begins', `${region.valid_from} or later`);
    }
  }
  checkReports();

  function checkTree<N extends CatalogueFile>(
    file: N,
    column: string,
    given: readonly Placed<N>[],
    keyOf: (row: Placed<N>) => string,
    parentOf: (row: Placed<N>) => string | null,
    known: ReadonlyMap<string, string>,
  ) {
    // What other packages said of the rest of the tree counts too: the cycle may close through it.
    const parents = new Map([...known].map(([child, parent]) => [child, new Set([parent])]));
    const firstRow = new Map<string, Placed<N>>();
    for (const row of given) {
      const key = keyOf(row);
      if (!firstRow.has(key)) parents.set(key, new Set());
      firstRow.set(key, firstRow.get(key) ?? row);
      const parent = parentOf(row);
      if (parent !== null) parents.get(key)?.add(parent);
    }
    reportCycles(file, column, parents, firstRow);
  }

  function reportCycles<N extends CatalogueFile>(
    file: N,
    column: string,
    edges: ReadonlyMap<string, ReadonlySet<string>>,
    rowOf: ReadonlyMap<string, Placed<N>>,
  ) {
    for (const cycle of inOrder(edges.keys(), (key) => [...(edges.get(key) ?? [])]).cycles) {
      const at = cycle.find((key) => rowOf.has(key));
      const row = at === undefined ? undefined : rowOf.get(at);
      if (row === undefined) continue;
      const path = cycle.join(' → ');
      complain(file, row, column, cycle[cycle.indexOf(at ?? '') + 1] ?? null, `a cycle: ${path}`, 'a tree, in which nothing stands below itself');
    }
  }

  function checkFormulas() {
    const inputs = new Map([...installation.metrics].map(([code, known]) => [code, inputsOf(known)]));
    for (const metric of rows.metrics) {
      inputs.set(metric.code, inputsOf(metric));
      const { numerator, denominator, factor, expression } = metric;
      if (expression !== null) {
        complain('metrics', metric, 'expression', expression, 'free expressions are not supported yet', 'an empty cell, or a numerator and a denominator');
      }
      if (numerator !== null && denominator === null) {
        complain('metrics', metric, 'denominator', null, `the formula has the numerator ${shown(numerator)} and no denominator`, 'both or neither');
      }
      if (numerator === null && denominator !== null) {
        complain('metrics', metric, 'numerator', null, `the formula has the denominator ${shown(denominator)} and no numerator`, 'both or neither');
      }
      if (numerator === null && denominator === null && factor !== null) {
        complain('metrics', metric, 'factor', factor, 'there is a factor without a formula', 'a numerator and a denominator');
      }
    }
    reportCycles('metrics', 'numerator', inputs, new Map(rows.metrics.map((row) => [row.code, row])));
  }

  function checkReports() {
    const now = Date.now();
    const first = new Map<string, number>();
    for (const report of rows.task_reports) {
      const at = momentIn(report.reported_at, source.timeZone).getTime();
      if (at > now) complain('task_reports', report, 'reported_at', report.reported_at, 'the report is from the future', 'a time that has passed');
      const wrong = wrongProgress(report.status, report.progress);
      if (wrong !== null) complain('task_reports', report, 'progress', report.progress, wrong, '100 or nothing');
      const key = JSON.stringify([report.task, at, report.reported_by]);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, report.line);
      else complain('task_reports', report, 'reported_at', report.reported_at, `the same report as line ${earlier}`, 'each report once');
    }
  }
}

/** Why a status and a figure contradict each other; null when they do not. */
export const wrongProgress = (status: string, progress: string | null): string | null =>
  status === 'COMPLETED' && progress !== null && Number(progress) !== 100
    ? `a completed task stands at 100 per cent, not at ${progress}`
    : null;

const inputsOf = (metric: { numerator: string | null; denominator: string | null }): ReadonlySet<string> =>
  new Set([metric.numerator, metric.denominator].filter((code) => code !== null));

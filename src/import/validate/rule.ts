import { topologicalSort } from '../../domain/core/topological-sort.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import { findInputs } from '../catalogue/formula.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Installation } from '../catalogue/installation.ts';
import { MAX_DEPTH } from '../package/bound.ts';
import type { CatalogueFile } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { lineText, type Problems, quoted } from '../package/problem.ts';
import { momentIn } from '../package/timestamp.ts';
import { checkAssessmentRules } from './assessment-rule.ts';
import { tooDeep } from './depth.ts';
import { checkFormulas } from './formula-rule.ts';
import { checkLightRule, checkRatings } from './rating-rule.ts';
import { checkRegionAliases } from './region-alias.ts';
import {
  type Complain,
  checkCategories,
  checkMetricBounds,
  checkOrganizations,
  checkRegionVersions,
  checkTasks,
  checkWorkingGroups,
} from './row-rule.ts';

/** What rules look at. */
export interface RuleInput {
  readonly source: Package;
  readonly catalogue: PackageCatalogue;
  readonly installation: Installation;
  readonly names: CodeIds;
  readonly problems: Problems;
}

/** What no single cell can show to be wrong: trees, formulas, dates that contradict each other. Each rule is run by `run`. */
export function checkRules(
  { source, catalogue, installation, names, problems: all }: RuleInput,
  problems: Problems = all,
  run: (rule: () => void) => void = (rule) => rule(),
): void {
  const { rows } = catalogue;
  const pathOf = (file: CatalogueFile) => source.resources.get(file)?.path ?? file;
  const tell: (...given: Parameters<Complain>) => void = (file, row, column, value, text, expected) =>
    problems.add({ resource: pathOf(file), row: row.line, column, value, message: text, expected });
  const lineOf: Complain['lineOf'] = (file, { line }) => lineText(all.lineOf(pathOf(file), line));
  const complain: Complain = Object.assign(tell, { lineOf });

  run(() => checkTree('tasks', rows.tasks, (row, code) => code ?? row.code, new Map()));
  run(() => {
    const { organization } = installation.parents;
    checkTree('organizations', rows.organizations, (row, code) => code ?? row.code, organization);
  });
  run(() => {
    const { region } = installation.parents;
    checkTree('regions', rows.regions, (row, code) => names.regionIn(row.scheme, code ?? row.code), region);
  });
  run(() => checkFormulas(rows.metrics, installation, names, complain));
  run(checkCycles);
  run(() => checkMetricBounds(rows.metrics, complain));
  run(() => checkTasks(rows.tasks, source.region, complain));
  run(() => checkCategories(rows.dimensions, complain));
  run(() => checkRegionVersions(rows.regions, complain));
  run(() => checkRegionAliases(rows, names, installation, complain));
  run(() => checkOrganizations(rows.organizations, complain));
  run(() => checkWorkingGroups(rows, complain));
  run(() => checkAssessmentRules(rows.assessment_rules, complain));
  run(checkReports);
  run(() => checkRatings(rows, source.timeZone, complain));
  run(() => checkLightRule(source, names, problems));

  function checkTree<R extends { readonly line: number; readonly parent: string | null }>(
    file: CatalogueFile,
    given: readonly R[],
    keyOf: (row: R, parent?: string) => string,
    known: ReadonlyMap<string, string>,
  ) {
    const parents = new Map<string, Set<string>>();
    const firstRow = new Map<string, R>();
    for (const row of given) {
      const key = keyOf(row);
      const found = parents.get(key) ?? new Set();
      if (row.parent !== null) found.add(keyOf(row, row.parent));
      parents.set(key, found);
      firstRow.set(key, firstRow.get(key) ?? row);
    }
    // What other packages said of the rest of the tree counts too: the cycle may close through it.
    for (const [child, parent] of known) if (!parents.has(child)) parents.set(child, new Set([parent]));
    const cycles = cyclesAmong(parents, firstRow);
    for (const { row, path } of cycles)
      complain(file, row, 'parent', row.parent, path, message('import.tree-expected'));
    if (cycles.length > 0) return; // on a cycle nothing has a depth
    for (const { key, row, below } of tooDeep(parents, firstRow)) {
      const id = below ? 'import.too-deep-below' : 'import.too-deep';
      const text = message(id, { key: quoted(key), max: MAX_DEPTH });
      complain(file, row, 'parent', row.parent, text, message('import.max-levels', { max: MAX_DEPTH }));
    }
  }

  function checkCycles() {
    const inputs = new Map(rows.metrics.map((metric) => [metric.code, findInputs(metric)]));
    for (const [code, known] of installation.metrics) if (!inputs.has(code)) inputs.set(code, findInputs(known));
    const rowOf = new Map(rows.metrics.map((metric) => [metric.code, metric]));
    const cycles = cyclesAmong(inputs, rowOf);
    for (const { row, path, next } of cycles) {
      const column = row.expression !== null ? 'expression' : row.numerator === next ? 'numerator' : 'denominator';
      const value = row.expression ?? next;
      complain('metrics', row, column, value, path, message('import.no-cycle-expected'));
    }
    if (cycles.length > 0) return;
    for (const { key, row, below } of tooDeep(inputs, rowOf)) {
      const [column, value] = row.expression === null ? ['numerator', row.numerator] : ['expression', row.expression];
      const id = below ? 'import.too-many-steps-beyond' : 'import.too-many-steps';
      const text = message(id, { key: quoted(key), max: MAX_DEPTH });
      complain('metrics', row, column, value, text, message('import.max-steps', { max: MAX_DEPTH }));
    }
  }

  function checkReports() {
    const now = Date.now();
    const first = new Map<string, number>();
    for (const report of rows.task_reports) {
      const at = momentIn(report.reported_at, source.timeZone).getTime();
      if (at > now)
        complain(
          'task_reports',
          report,
          'reported_at',
          report.reported_at,
          message('import.report-from-future'),
          message('import.past-expected'),
        );
      if (contradictsStatus(report.status, report.progress)) {
        const text = message('import.completed-progress', { progress: report.progress ?? '' });
        complain('task_reports', report, 'progress', report.progress, text, message('import.full-or-nothing'));
      }
      const key = JSON.stringify([report.task, at, report.reported_by]);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, report.line);
      else
        complain(
          'task_reports',
          report,
          'reported_at',
          report.reported_at,
          message('import.report-repeated', { line: lineOf('task_reports', { line: earlier }) }),
          message('import.report-once'),
        );
    }
  }
}

/** Each cycle at the first row of the package that lies on it, with the path and what comes next on it. */
function cyclesAmong<R>(edges: ReadonlyMap<string, ReadonlySet<string>>, rowOf: ReadonlyMap<string, R>) {
  return topologicalSort(edges.keys(), (key) => edges.get(key) ?? []).cycles.flatMap((cycle) => {
    const at = cycle.findIndex((key) => rowOf.has(key));
    const row = rowOf.get(cycle[at] ?? '');
    const path = message('import.cycle', { path: pathText(cycle) });
    return row === undefined ? [] : [{ row, path, next: cycle[at + 1] ?? '' }];
  });
}

const MAX_STEPS = 20;

/** A path in words; of a long one its beginning and its end. */
function pathText(path: readonly string[]): Text {
  const left = path.length - MAX_STEPS;
  if (left <= 1) return path.join(ARROW);
  const begin = path.slice(0, MAX_STEPS - 2).join(ARROW);
  return message('import.long-path', { begin, count: left, end: path.slice(-2).join(ARROW) });
}

const ARROW = ' → ';

/** Whether a status and a figure contradict each other. */
export const contradictsStatus = (status: string, progress: string | null): boolean =>
  status === 'COMPLETED' && progress !== null && Number(progress) !== 100;

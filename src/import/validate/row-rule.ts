import { boundsOf } from '../../domain/check/check.ts';
import { parseDecimal } from '../../domain/number/decimal.ts';
import { type Catalogue, type Placed, regionKey } from '../catalogue/catalogue.ts';
import { MAX_VERSIONS } from '../package/bound.ts';
import type { CatalogueFile } from '../package/format.ts';
import { type Expected, shown } from '../package/problem.ts';

export type Complain = (
  file: CatalogueFile,
  row: { readonly line: number },
  column: string,
  value: string | null,
  message: string,
  expected: Expected,
) => void;

export function checkTasks(tasks: readonly Placed<'tasks'>[], complain: Complain): void {
  for (const task of tasks) {
    const { start_date: start, due_date: due } = task;
    if (start === null || due === null || due >= start) continue;
    complain('tasks', task, 'due_date', due, 'the task is due before it starts', `${start} or later`);
  }
}

/** Between its bounds a metric has room for a value. */
export function checkMetricBounds(metrics: readonly Placed<'metrics'>[], complain: Complain): void {
  for (const metric of metrics) {
    const { minimum, maximum } = boundsOf(metric);
    if (minimum === null || maximum === null || parseDecimal(minimum).lte(maximum)) continue;
    const [column, value, expected] =
      metric.maximum === null
        ? ['minimum', metric.minimum, `at most ${maximum}, or a maximum as well`]
        : ['maximum', metric.maximum, `at least ${minimum}${metric.minimum === null ? ', or a minimum as well' : ''}`];
    complain('metrics', metric, column, value, 'the least value is greater than the greatest', expected);
  }
}

type Version = Placed<'regions'>;

/** A region has one name at a time: its versions neither end before they begin nor overlap. */
export function checkRegions(regions: readonly Version[], complain: Complain): void {
  const versionsOf = new Map<string, Version[]>();
  for (const version of regions) {
    const { valid_from: from, valid_to: to } = version;
    if (from !== null && to !== null && to < from) {
      complain('regions', version, 'valid_to', to, 'the region ends before it begins', `${from} or later`);
      continue; // what it overlaps with would be told of days that nobody meant
    }
    const key = regionKey(version.scheme, version.code);
    const versions = versionsOf.get(key);
    if (versions === undefined) versionsOf.set(key, [version]);
    else versions.push(version);
  }
  for (const [key, versions] of versionsOf) {
    checkOverlaps(key, versions, complain);
    const beyond = versions[MAX_VERSIONS];
    if (beyond === undefined) continue;
    const message = `there are ${versions.length.toLocaleString('en')} versions of ${shown(key)}`;
    complain('regions', beyond, 'code', beyond.code, message, `at most ${MAX_VERSIONS} of one region`);
  }
}

function checkOverlaps(key: string, versions: readonly Version[], complain: Complain): void {
  const byStart = versions.toSorted((a, b) => ((a.valid_from ?? '') < (b.valid_from ?? '') ? -1 : 1));
  // The one that lasts longest of those before: it is what the next may overlap with.
  let [last] = byStart;
  for (const version of byStart.slice(1)) {
    if (last === undefined) return;
    const { valid_from: from } = version;
    // Two of one first day have one key, which is told already.
    if (from !== last.valid_from && from !== null && (last.valid_to === null || from <= last.valid_to)) {
      const lasting = last.valid_to === null ? 'which has no end' : `which is valid until ${last.valid_to}`;
      const message = `this version of ${shown(key)} begins while that in line ${last.line} is valid, ${lasting}`;
      const later = last.valid_to === null ? '' : `a day after ${last.valid_to}, or `;
      const expected = `${later}a valid_to before ${from} in line ${last.line}`;
      complain('regions', version, 'valid_from', from, message, expected);
    }
    if (last.valid_to !== null && (version.valid_to === null || version.valid_to > last.valid_to)) last = version;
  }
}

export function checkOrganizations(organizations: readonly Placed<'organizations'>[], complain: Complain): void {
  for (const organization of organizations) {
    const { code, heads } = organization;
    if (!heads.includes(code)) continue;
    complain(
      'organizations',
      organization,
      'heads',
      code,
      `the organisation ${shown(code)} is its own head`,
      'the codes of other organisations',
    );
  }
}

/** Groups stand in an order, and whatever is attributed is attributed to one of them. */
export function checkWorkingGroups(rows: Catalogue['rows'], complain: Complain): void {
  const first = new Map<number, Placed<'working_groups'>>();
  for (const group of rows.working_groups) {
    const earlier = first.get(group.ordinal);
    if (earlier === undefined) {
      first.set(group.ordinal, group);
      continue;
    }
    const message = `the same ordinal as ${shown(earlier.code)} in line ${earlier.line}`;
    complain('working_groups', group, 'ordinal', String(group.ordinal), message, 'each ordinal once');
  }
  for (const file of ['programmes', 'tasks', 'metrics'] as const) {
    for (const row of rows[file]) {
      if (row.attribution === null || row.working_group !== null) continue;
      const message = 'there is an attribution without a working group';
      complain(file, row, 'attribution', row.attribution, message, 'a working_group, or an empty cell');
    }
  }
}

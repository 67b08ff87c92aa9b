import { resolveBounds } from '../../domain/check/check-bound.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { parseDecimal } from '../../domain/number/decimal.ts';
import { type PackageCatalogue, type Placed, regionKey } from '../catalogue/catalogue.ts';
import { MAX_VERSIONS } from '../package/bound.ts';
import type { CatalogueFile } from '../package/format.ts';
import { type Expected, quoted } from '../package/problem.ts';

export interface Complain {
  (
    file: CatalogueFile,
    row: { readonly line: number },
    column: string,
    value: string | null,
    text: Text,
    expected: Expected,
  ): void;
  /** The line of another row in words. */
  lineOf(file: CatalogueFile, row: { readonly line: number }): Text;
}

export function checkTasks(tasks: readonly Placed<'tasks'>[], region: string | null, complain: Complain): void {
  for (const task of tasks) {
    if (task.region === null && region === null) {
      complain(
        'tasks',
        task,
        'region',
        null,
        message('import.task-without-region'),
        message('import.task-region-expected'),
      );
    }
    const { start_date: start, due_date: due } = task;
    if (start === null || due === null || due >= start) continue;
    complain(
      'tasks',
      task,
      'due_date',
      due,
      message('import.due-before-start'),
      message('import.day-or-later', { day: start }),
    );
  }
}

/** Between its bounds a metric has room for a value. */
export function checkMetricBounds(metrics: readonly Placed<'metrics'>[], complain: Complain): void {
  for (const metric of metrics) {
    const { minimum, maximum } = resolveBounds(metric);
    if (minimum === null || maximum === null || parseDecimal(minimum).lte(maximum)) continue;
    const text = message('import.bounds-reversed');
    if (metric.maximum === null) {
      const expected = message('import.at-most-or-maximum', { bound: maximum });
      complain('metrics', metric, 'minimum', metric.minimum, text, expected);
    } else {
      const expected =
        metric.minimum === null
          ? message('import.at-least-or-minimum', { bound: minimum })
          : message('import.at-least', { bound: minimum });
      complain('metrics', metric, 'maximum', metric.maximum, text, expected);
    }
  }
}

/** A category begins before it ends, and a dimension does neither. */
export function checkCategories(rows: readonly Placed<'dimensions'>[], complain: Complain): void {
  for (const row of rows) {
    const { category, valid_from: from, valid_to: to } = row;
    const [column, value] = from === null ? ['valid_to', to] : ['valid_from', from];
    if (category === null && value !== null) {
      complain(
        'dimensions',
        row,
        column,
        value,
        message('import.dimension-with-days'),
        message('import.empty-or-category'),
      );
    } else if (from !== null && to !== null && to < from) {
      const expected = message('import.day-or-later', { day: from });
      complain('dimensions', row, 'valid_to', to, message('import.category-ends-early'), expected);
    }
  }
}

type Version = Placed<'regions'>;

/** A region has one name at a time: its versions neither end before they begin nor overlap. */
export function checkRegionVersions(regions: readonly Version[], complain: Complain): void {
  const versionsOf = new Map<string, Version[]>();
  for (const version of regions) {
    const { valid_from: from, valid_to: to } = version;
    if (from !== null && to !== null && to < from) {
      const expected = message('import.day-or-later', { day: from });
      complain('regions', version, 'valid_to', to, message('import.region-ends-early'), expected);
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
    const text = message('import.region-versions', { count: versions.length, region: quoted(key) });
    complain('regions', beyond, 'code', beyond.code, text, message('import.max-versions', { max: MAX_VERSIONS }));
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
      const region = quoted(key);
      const line = complain.lineOf('regions', last);
      const end = last.valid_to;
      const [text, expected] =
        end === null
          ? [
              message('import.version-overlaps-open', { region, line }),
              message('import.end-before', { day: from, line }),
            ]
          : [
              message('import.version-overlaps', { region, line, end }),
              message('import.day-after-or-end-before', { end, day: from, line }),
            ];
      complain('regions', version, 'valid_from', from, text, expected);
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
      message('import.own-head', { code: quoted(code) }),
      message('import.other-heads'),
    );
  }
}

/** Groups stand in an order, and whatever is attributed is attributed to one of them. */
export function checkWorkingGroups(rows: PackageCatalogue['rows'], complain: Complain): void {
  const first = new Map<number, Placed<'working_groups'>>();
  for (const group of rows.working_groups) {
    const earlier = first.get(group.ordinal);
    if (earlier === undefined) {
      first.set(group.ordinal, group);
      continue;
    }
    const line = complain.lineOf('working_groups', earlier);
    const text = message('import.ordinal-repeated', { code: quoted(earlier.code), line });
    complain('working_groups', group, 'ordinal', String(group.ordinal), text, message('import.ordinal-once'));
  }
  for (const file of ['programmes', 'tasks', 'metrics'] as const) {
    for (const row of rows[file]) {
      if (row.attribution === null || row.working_group !== null) continue;
      const text = message('import.attribution-without-group');
      complain(file, row, 'attribution', row.attribution, text, message('import.group-or-empty'));
    }
  }
}

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  AggregationRule,
  Attribution,
  Basis,
  ChangeKind,
  Direction,
  Light,
  MetricKind,
  OrganizationKind,
  ProgrammeKind,
  RegionLevel,
  TargetKind,
  TaskStatus,
} from '../../../src/database/generated/prisma/enums.ts';

test.each([
  ['`kind` of a metric', MetricKind],
  ['`basis` of a metric', Basis],
  ['`over_time`, `over_regions` of a metric', AggregationRule],
  ['`direction` of a metric', Direction],
  ['`level` of a region', RegionLevel],
  ['`kind` of an organisation', OrganizationKind],
  ['`kind` of a programme', ProgrammeKind],
  ['`attribution` of a programme, a task or a metric', Attribution],
  ['`status` of a task or a report on it', TaskStatus],
  ['`level` of a task', RegionLevel],
  ['`light` of a rating', Light],
  ['`kind` of a target', TargetKind],
  ['`change` of a published change', ChangeKind],
])('the documents list all words of %s', async (column, words) => {
  const list = Object.keys(words).map((word) => `\`${word}\``);
  expect(await readFile('docs/mapping.md', 'utf8')).toContain(`| ${column} | ${list.join(', ')} |`);
});

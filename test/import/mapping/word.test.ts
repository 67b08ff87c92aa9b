import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  AggregationRule,
  Basis,
  Direction,
  MetricKind,
  OrganizationKind,
  RegionLevel,
} from '../../../src/database/generated/prisma/enums.ts';

test.each([
  ['`kind` of a metric', MetricKind],
  ['`basis` of a metric', Basis],
  ['`over_time`, `over_regions` of a metric', AggregationRule],
  ['`direction` of a metric', Direction],
  ['`level` of a region', RegionLevel],
  ['`kind` of an organisation', OrganizationKind],
])('the documents list all words of %s', async (column, words) => {
  const list = Object.keys(words).map((word) => `\`${word}\``);
  expect(await readFile('docs/mapping.md', 'utf8')).toContain(`| ${column} | ${list.join(', ')} |`);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importFiles, inEnglish, openMemory, problemsOf, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const HEADER = 'code,metric,description:en,description:zh,compare,maintain_within,green_from,yellow_from,yellow_days\n';
const withRules = (...lines: readonly string[]) => ({
  ...SMALL,
  'assessment_rules.csv': HEADER + lines.map((line) => `${line}\n`).join(''),
});

test.each([
  ['an unknown metric', ['r,filled,x,x,YOY,,,,'], 'metric', 'filled', /unknown/, /"filed"/],
  ['a comparison that there is none of', ['r,filed,x,x,YOYO,,,,'], 'compare', 'YOYO', /is not one of/, /nearest is "YOY"/],
  ['a metric compared with nothing', ['r,filed,x,x,,,,,'], 'compare', null, /with what the metric "filed"/, /YOY, PREVIOUS_PERIOD, VS_TARGET, VS_BASELINE/],
  ['a negative change', ['r,filed,x,x,YOY,-1,,,'], 'maintain_within', '-1', /out of range/, /from 0/],
  ['days for a metric', ['r,filed,x,x,YOY,,,,9'], 'yellow_days', '9', /lights of tasks/, /empty cell, or no metric/],
  ['green without yellow', ['r,filed,x,x,YOY,,90,,'], 'yellow_from', null, /green_from without a yellow_from/, /both or neither/],
  ['yellow without green', ['r,filed,x,x,YOY,,,90,'], 'green_from', null, /yellow_from without a green_from/, /both or neither/],
  ['yellow from where green is', ['r,filed,x,x,YOY,,90,90.0,'], 'yellow_from', '90.0', /begins at 90.0/, /less than 90/],
  ['a comparison for tasks', ['r,,x,x,YOY,,,,'], 'compare', 'YOY', /without a metric/, /empty cell, or a metric/],
  ['a target for tasks', ['r,,x,x,,,,80,'], 'yellow_from', '80', /without a metric/, /empty cell, or a metric/],
  ['days that are no number', ['r,,x,x,,,,,ten'], 'yellow_days', 'ten', /whole number/, /from 0 to 3,660/],
] as const)('%s is refused', async (_, lines, column, value, message, expected) => {
  const [problem, ...more] = await problemsOf(database, withRules(...lines));
  expect(more).toEqual([]);
  expect(problem).toEqual({
    resource: 'assessment_rules.csv',
    row: 2,
    column,
    value,
    message: expect.stringMatching(message),
    expected: expect.stringMatching(expected),
  });
}); // biome-ignore format: a case a line

test.each([
  ['a second rule of one metric', ['a,filed,x,x,YOY,,,,', 'b,filed,x,x,VS_TARGET,,,,'], 'filed', /"a" in line 2/],
  ['a second rule for tasks', ['a,,x,x,,,,,', 'b,,x,x,,,,,9'], null, /as "a" in line 2 does already/],
] as const)('%s is refused', async (_, lines, value, message) => {
  const problems = await problemsOf(database, withRules(...lines));
  expect(problems).toMatchObject([{ row: 3, column: 'metric', value, message: expect.stringMatching(message) }]);
});

test('a rule that only one half of the readers can read is told of', async () => {
  const rules = {
    'assessment_rules.csv': 'code,metric,description:en\nr,filed,x,YOY\n'.replace(
      ',description:en\n',
      ',description:en,compare\n',
    ),
  };
  const { notes } = await importFiles(database, { ...SMALL, ...rules });
  expect(inEnglish(notes)).toContain('These rules of assessment_rules have no description in Chinese: "r".');
  const both = await importFiles(database, withRules('r,filed,x,x,YOY,,,,'));
  expect(both.outcome).toBe('PUBLISHED');
  expect(inEnglish(both.notes)).not.toContainEqual(expect.stringMatching(/assessment_rules/));
});

test('figures that are written otherwise are the same rule', async () => {
  await importFiles(database, withRules('r,filed,x,x,YOY,5,100,80,'));
  expect(await importFiles(database, withRules('r,filed,x,x,YOY,5.0,100.00,80,'))).toMatchObject({
    outcome: 'UNCHANGED',
  });
});

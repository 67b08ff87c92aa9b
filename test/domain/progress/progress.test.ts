import { expect, test } from 'vitest';
import { Decimal } from '../../../src/domain/number/decimal.ts';
import { ownProgress, rolledUpProgress, type TaskStatus } from '../../../src/domain/progress/progress.ts';
import { light } from '../../../src/domain/progress/traffic-light.ts';

const child = (progress: number | null, weight = 1, status: TaskStatus = 'IN_PROGRESS') => ({
  status,
  weight: new Decimal(weight),
  progress: progress === null ? null : new Decimal(progress),
});
const rolled = (own: number | null, ...children: ReturnType<typeof child>[]) =>
  rolledUpProgress(own === null ? null : new Decimal(own), children)?.toFixed() ?? null;

test('completed without a figure is 100, anything else without one is unknown', () => {
  expect(ownProgress('COMPLETED', null)?.toFixed()).toBe('100');
  expect(ownProgress('IN_PROGRESS', null)).toBeNull();
  expect(ownProgress('IN_PROGRESS', new Decimal(40))?.toFixed()).toBe('40');
});

test('children weigh, a cancelled one does not, an unknown one leaves it open', () => {
  expect(rolled(10)).toBe('10');
  expect(rolled(10, child(100, 3), child(0, 1))).toBe('75');
  expect(rolled(null, child(100), child(0), child(0))).toBe('33.3333');
  expect(rolled(10, child(100), child(null, 1, 'CANCELLED'))).toBe('100');
  expect(rolled(10, child(100), child(null))).toBeNull();
  expect(rolled(10, child(50, 1, 'CANCELLED'))).toBe('10');
});

test.each([
  ['COMPLETED', null, 'GREEN'],
  ['COMPLETED', '2020-01-01', 'GREEN'],
  ['CANCELLED', '2020-01-01', null],
  ['IN_PROGRESS', null, null],
  ['IN_PROGRESS', '2020-06-14', 'RED'],
  ['IN_PROGRESS', '2020-06-15', 'YELLOW'],
  ['PLANNED', '2020-07-15', 'YELLOW'],
  ['PLANNED', '2020-07-16', 'GREEN'],
] as const)('%s due %s shows %s', (status, dueDate, expected) => {
  expect(light({ status, dueDate }, '2020-06-15', 30)).toBe(expected);
});

test.each([
  ['COMPLETED', 'RED', 'GREEN'],
  ['CANCELLED', 'RED', null],
  ['IN_PROGRESS', 'RED', 'RED'],
  ['PLANNED', 'GREEN', 'GREEN'],
  ['IN_PROGRESS', null, null],
] as const)('%s rated %s shows %s, whatever its due date', (status, rated, expected) => {
  for (const dueDate of [null, '2020-06-14', '2020-07-16']) {
    expect(light({ status, dueDate, rated }, '2020-06-15', 30)).toBe(expected);
  }
});

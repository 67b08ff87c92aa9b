import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseFormula } from '../../src/domain/formula/formula-parse.ts';
import { evaluate, settle } from '../../src/domain/formula/formula-value.ts';

const page = readFileSync(new URL('../../docs/formulas.md', import.meta.url), 'utf8');

test('every expression that the page teaches can be read', () => {
  const [, table = ''] = /\| written \| meaning \|\n([\s\S]*?)\n\n/.exec(page) ?? [];
  const taught = [...table.matchAll(/^\| `(.*?)` \|/gm)].map(([, text = '']) => text);
  expect(taught.length).toBeGreaterThanOrEqual(6);
  for (const text of taught) expect(() => parseFormula(text)).not.toThrow();
});

test('the drop-out of the page is what the page says', () => {
  const [, text = ''] = /```\n(\(anc1.*)\n```/.exec(page) ?? [];
  const values: Readonly<Record<string, string>> = {
    anc1fixed: '60',
    anc1outreach: '40',
    anc3fixed: '45',
    anc3outreach: '30',
  };
  const found = evaluate(parseFormula(text), ({ metric, part }) => ({
    value: values[metric + (part[0]?.category ?? '')] ?? '',
    multiplier: 0,
  }));
  expect(found && settle(found, 0, 0)).toBe('25');
});

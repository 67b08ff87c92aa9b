import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { CATALOGUES, type MessageId } from '../../../src/domain/message/catalogue.ts';
import type { Message } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';

const { en, 'zh-Hans': chinese } = CATALOGUES;
const IDS = Object.keys(en) as MessageId[];
const SOURCE = fileURLToPath(new URL('../../../src/', import.meta.url));

/** The arguments of a message, each with how it is written: as it is, as a number, by a plural. */
function argumentsOf(text: string): Map<string, TYPE> {
  const found = new Map<string, TYPE>();
  const walk = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      if ('value' in element) found.set(element.value, element.type);
      if ('options' in element) for (const { value } of Object.values(element.options)) walk(value);
    }
  };
  walk(parse(text, { ignoreTag: true }));
  return found;
}

/** The number or word that stands for each argument, and how a reader sees it. */
const sample = (text: string) =>
  [...argumentsOf(text)].map(([name, type], at) =>
    type === TYPE.argument
      ? { name, value: `«${name}»`, seen: `«${name}»` }
      : { name, value: 7_000_000 + at, seen: (7_000_000 + at).toLocaleString('en') },
  );

describe('the catalogues', () => {
  test('have the same messages', () => {
    expect(Object.keys(chinese).sort()).toEqual(IDS.toSorted());
  });

  test.each(IDS)('%s has the same arguments in both languages', (id) => {
    expect([...argumentsOf(chinese[id]).keys()].sort()).toEqual([...argumentsOf(en[id]).keys()].sort());
  });

  test.each(IDS)('%s shows each of its arguments', (id) => {
    for (const locale of ['en', 'zh-Hans'] as const) {
      const given = sample(CATALOGUES[locale][id]);
      const values = Object.fromEntries(given.map(({ name, value }) => [name, value]));
      const words = translate({ id, values } as Message, locale);
      for (const { seen } of given) expect(words).toContain(seen);
    }
  });

  test('are written in their language', () => {
    expect(IDS.filter((id) => /\p{Script=Han}/u.test(en[id].replaceAll(/"[^"]*"/g, '')))).toEqual([]);
    const wordless = (id: MessageId) => /^(?:\{\w+(?:, number)?\}|[\P{L}])*$/u.test(en[id]);
    expect(IDS.filter((id) => !wordless(id) && !/\p{Script=Han}/u.test(chinese[id]))).toEqual([]);
  });

  test('begin with a subject, and not with a relative clause, unless they ask', () => {
    expect(IDS.filter((id) => /^(?:What|So many|Of|Whether it)\b.*[^?]$/s.test(en[id]))).toEqual([]);
  });

  test('hold no message that the code does not use', () => {
    const code = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/domain\/message\/(?:en|zh-hans)|generated/.test(file))
      .map((file) => readFileSync(`${SOURCE}${file}`, 'utf8'))
      .join('\n');
    const used = new Set([...code.matchAll(/'([a-z-]+\.[\w.-]+)'/g)].map(([, id]) => id));
    expect(IDS.filter((id) => !used.has(id))).toEqual([]);
  });
});

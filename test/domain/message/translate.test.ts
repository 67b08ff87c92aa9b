import { describe, expect, test } from 'vitest';
import { parseLocale, pickLocale, posixTag } from '../../../src/domain/message/locale.ts';
import { lines, list, message, sentences } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';

describe('translate', () => {
  test('leaves a plain string as it is', () => {
    expect(translate('GDP {x}', 'zh-Hans')).toBe('GDP {x}');
  });

  test('puts values into a message as they are, whatever they hold', () => {
    const path = "/{path} <b> 'quoted' # {count, plural, one {#} other {#}}";
    expect(translate(message('server.nothing-at-path', { path }), 'en')).toBe(
      `There is nothing at ${path}. The API is at /graphql.`,
    );
  });

  test('counts as each language does', () => {
    const refused = (count: number) => message('import.refused', { count });
    expect(translate(refused(1), 'en')).toBe('The package was refused: 1 problem.');
    expect(translate(refused(40_002), 'en')).toBe('The package was refused: 40,002 problems.');
    expect(translate(refused(40_002), 'zh-Hans')).toBe('数据包未被接受：有 40,002 个问题。');
  });

  test('joins texts as each language does, each in its own words', () => {
    const parts = ['a', message('server.internal'), 'b'];
    expect(translate(list(parts), 'en')).toBe('a, Internal error, b');
    expect(translate(list(parts), 'zh-Hans')).toBe('a、内部错误、b');
    expect(translate(lines(parts), 'zh-Hans')).toBe('a\n内部错误\nb');
    expect(translate(sentences(parts), 'en')).toBe('a Internal error b');
  });
});

describe('locales', () => {
  test.each([
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['ZH-hans-SG', 'zh-Hans'],
    ['zh-TW', null],
    ['zh-Hant', null],
    ['en-GB', 'en'],
    ['de', null],
    ['*', null],
    ['', null],
    ['x'.repeat(250_000), null],
  ])('%.20s is %s', (tag, locale) => {
    expect(parseLocale(tag)).toBe(locale);
  });

  test('are picked by the first tag that has messages, English where none has', () => {
    expect(pickLocale(['de', 'zh-CN', 'en'])).toBe('zh-Hans');
    expect(pickLocale(['de', 'fr'])).toBe('en');
    expect(pickLocale([])).toBe('en');
  });

  test('are read from POSIX', () => {
    expect(['zh_CN.UTF-8', 'en_GB@euro', 'C', 'POSIX'].map((name) => parseLocale(posixTag(name)))).toEqual([
      'zh-Hans',
      'en',
      null,
      null,
    ]);
  });
});

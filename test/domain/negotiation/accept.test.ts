import { expect, test } from 'vitest';
import { acceptedEncodings, acceptedLanguages, mediaRanges } from '../../../src/domain/negotiation/accept.ts';

test.each<[string | null, string[]]>([
  [null, []],
  ['', []],
  ['zh-Hans', ['zh-Hans']],
  ['en;q=0.5, zh-CN, zh;q=0.9, *;q=0.1', ['zh-CN', 'zh', 'en']],
  ['de, fr, en', ['de', 'fr', 'en']],
  ['en;q=0, zh', ['zh']],
  ['not a tag, zh_CN, ,;q=1, en', ['en']],
  [`${'x'.repeat(499)},en`, []],
])('the languages of %j are %j, the most wanted first', (header, tags) => {
  expect(acceptedLanguages(header)).toEqual(tags);
});

test.each<[string | null, string[]]>([
  [null, []],
  ['gzip, deflate, br;q=0.9', ['br', 'gzip']],
  ['br;q=0, gzip', ['gzip']],
  ['*', ['br', 'gzip']],
  ['*;q=0', []],
])('of br and gzip, %j admits %j', (header, encodings) => {
  expect(acceptedEncodings(header, ['br', 'gzip'])).toEqual(encodings);
});

test('media ranges keep their order and their parameters', () => {
  expect(mediaRanges('Text/*;q=0.5 , application/json;Odata.Metadata="none, I say";q=1,,')).toEqual([
    { type: 'text/*', parameters: { q: '0.5' } },
    { type: 'application/json', parameters: { 'odata.metadata': 'none, I say', q: '1' } },
  ]);
});

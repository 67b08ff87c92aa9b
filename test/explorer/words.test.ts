import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, it } from 'vitest';
import english from '../../src/explorer/locale/en.json' with { type: 'json' };
import chinese from '../../src/explorer/locale/zh-hans.json' with { type: 'json' };

function say(locale: string, messages: Record<string, string>, id: string, values = {}) {
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  i18n.setMessagesCompiler(compileMessage);
  return i18n._(id, values);
}

it.each([
  [1, 0, '1 check found that the figures agree. None found a difference.'],
  [3, 1, '3 checks found that the figures agree. 1 found a difference, or could not be made.'],
  [1_200, 2_500, '1,200 checks found that the figures agree. 2,500 found a difference, or could not be made.'],
])('%i checks that agree and %i that need a look are told in sentences', (passed, open, words) => {
  expect(say('en', english, 'checks.summary', { passed, open })).toBe(words);
});

it('names stand beside each other as each language has it', () => {
  expect(['OData', 'SQL'].join(say('zh-Hans', chinese, 'text.comma'))).toBe('OData、SQL');
  expect(['OData', 'SQL'].join(say('en', english, 'text.comma'))).toBe('OData, SQL');
});

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

it('one check that is open needs a look, and two need one', () => {
  const told = (open: number) => say('en', english, 'checks.summary', { passed: 3, open });
  expect(told(1)).toBe('3 agree, 1 needs a look or cannot be checked.');
  expect(told(1_200)).toBe('3 agree, 1,200 need a look or cannot be checked.');
});

it('names stand beside each other as each language has it', () => {
  expect(['OData', 'SQL'].join(say('zh-Hans', chinese, 'text.comma'))).toBe('OData、SQL');
  expect(['OData', 'SQL'].join(say('en', english, 'text.comma'))).toBe('OData, SQL');
});

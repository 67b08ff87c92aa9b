import type { Terminal } from '../../src/cli/terminal.ts';
import type { Locale } from '../../src/domain/message/locale.ts';
import type { Text } from '../../src/domain/message/message.ts';
import { translate } from '../../src/domain/message/translate.ts';

export const inEnglish = (texts: readonly Text[]): string[] => texts.map((text) => translate(text, 'en'));

/** A terminal of a language that shows no progress, whatever the language of this machine. */
export const silentTerminal = (locale: Locale = 'en'): Pick<Terminal, 'locale' | 'progress'> => ({
  locale,
  progress: () => ({ show: () => {}, end: () => {} }),
});

import type { Locale } from '../domain/message/locale.ts';
import type { Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { type ProgressLine, progressLine } from './progress.ts';

/** Where a command writes, and the language in which its reader reads. */
export interface Terminal {
  readonly locale: Locale;
  /** Writes a result. */
  print(text: Text): void;
  /** Writes why a command fails. */
  error(text: Text): void;
  /** Begins a line that shows how far a command is. */
  progress(): ProgressLine;
}

export function openTerminal(locale: Locale): Terminal {
  return {
    locale,
    print: (text) => console.log(printable(translate(text, locale))),
    error: (text) => console.error(printable(translate(text, locale))),
    progress: () => progressLine(process.stderr, locale),
  };
}

/** A text whose characters cannot move the cursor: values in messages may hold escape sequences. Line feeds stay. */
export const printable = (text: string): string => text.replace(/(?!\n)\p{Cc}/gu, '�');

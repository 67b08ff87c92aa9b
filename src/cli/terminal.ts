import { inspect } from 'node:util';
import type { Locale } from '../domain/message/locale.ts';
import type { Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { type ProgressLine, progressLine } from './progress.ts';
import { openPrompt, type Prompt } from './prompt.ts';

/** Where a command prints, and in which language. */
export interface Terminal {
  readonly locale: Locale;
  print(text: Text): void;
  error(text: Text): void;
  /** Shows a bug, with its stack. */
  bug(error: unknown): void;
  progress(): ProgressLine;
  /** Asks whoever sits at the terminal; absent where nobody does. */
  readonly openPrompt?: () => Prompt;
}

export function openTerminal(locale: Locale): Terminal {
  return {
    locale,
    print: (text) => console.log(printable(translate(text, locale))),
    error: (text) => console.error(printable(translate(text, locale))),
    bug: (error) => console.error(printable(inspect(error))),
    progress: () => progressLine(process.stderr, locale),
    ...(process.stdin.isTTY && process.stdout.isTTY
      ? { openPrompt: () => openPrompt(process.stdin, process.stdout) }
      : {}),
  };
}

/** A name, a path or a cell may hold what moves the cursor of a terminal, or changes its colours. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n]/gu, '�');

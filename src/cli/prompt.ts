import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A person at a terminal who answers questions line by line. */
export interface Prompt {
  /** The line that is typed below the text; null once nothing more can be typed. */
  ask(text: string): Promise<string | null>;
  close(): void;
}

/** Reads lines from a terminal. Ctrl-C ends the process, as it does where nothing is asked; Ctrl-D leaves what is asked open. */
export function openPrompt(
  input: Readable,
  output: Writable,
  onInterrupt: () => void = () => process.kill(process.pid, 'SIGINT'),
): Prompt {
  const reader = createInterface({ input, output, terminal: true });
  // Lines that were typed ahead.
  const lines: string[] = [];
  let isClosed = false;
  let wake = () => {};
  reader.on('line', (line) => {
    lines.push(line);
    wake();
  });
  reader.on('close', () => {
    isClosed = true;
    wake();
  });
  // What is asked is never answered then: nothing of the command goes on.
  reader.on('SIGINT', onInterrupt);
  return {
    ask: async (text) => {
      reader.setPrompt(text);
      if (!isClosed) reader.prompt();
      while (lines.length === 0 && !isClosed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return lines.shift() ?? null;
    },
    close: () => reader.close(),
  };
}

import type { WriteStream } from 'node:tty';

export interface Progress {
  readonly stage: string;
  readonly resource?: string;
  readonly rows?: number;
}

interface ProgressLine {
  show(progress: Progress): void;
  /** Leaves the line free for what is printed next. */
  end(): void;
}

const ON_TERMINAL = 100;
const ELSEWHERE = 2_000;

/** A line that rewrites itself on a terminal; elsewhere, as in a container's log, one line every other second of what takes long. */
export function progressLine(stream: Pick<WriteStream, 'write' | 'isTTY'>, now: () => number = Date.now): ProgressLine {
  const every = stream.isTTY ? ON_TERMINAL : ELSEWHERE;
  let last = now();
  let shown = false;
  return {
    show: ({ stage, resource, rows }) => {
      if (now() - last < every) return;
      last = now();
      shown = true;
      const text = [stage, resource, rows === undefined ? undefined : `${rows.toLocaleString('en')} rows`];
      const line = text.filter((part) => part !== undefined).join(' ');
      stream.write(stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end: () => {
      if (shown && stream.isTTY) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

import type { WriteStream } from 'node:tty';
import type { Locale } from '../domain/message/locale.ts';
import { list, message } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import type { ImportProgress } from '../import/import-options.ts';

export interface ProgressLine {
  show(progress: ImportProgress): void;
  /** Leaves the line free for what is printed next. */
  end(): void;
}

const TERMINAL_INTERVAL = 100;
const LINE_INTERVAL = 2_000;

const STAGES = {
  waiting: 'cli.waiting',
  reading: 'cli.reading',
  checking: 'cli.checking',
  writing: 'cli.writing',
  publishing: 'cli.publishing',
} as const;

/** A line that rewrites itself on a terminal; elsewhere, as in a container's log, one line every other second of what takes long. */
export function progressLine(
  stream: Pick<WriteStream, 'write' | 'isTTY'>,
  locale: Locale,
  now: () => number = () => performance.now(),
): ProgressLine {
  const every = stream.isTTY ? TERMINAL_INTERVAL : LINE_INTERVAL;
  let last = now();
  let shown = false;
  return {
    show: (progress) => {
      // Nothing else is told while another import runs.
      if (progress.stage !== 'waiting' && now() - last < every) return;
      last = now();
      shown = true;
      const line = translate(progressText(progress), locale);
      stream.write(stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end: () => {
      if (shown && stream.isTTY) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

function progressText({ stage, resource, rows, holder }: ImportProgress) {
  if (holder) {
    const { pid, application, since } = holder;
    const parts = [
      ...(application === null ? [] : [application]),
      message('cli.lock-process', { pid: String(pid) }),
      ...(since === null ? [] : [message('cli.lock-since', { since })]),
    ];
    return message('cli.waiting-for', { holder: list(parts) });
  }
  const name = message(STAGES[stage]);
  if (resource === undefined) return name;
  return rows === undefined
    ? message('cli.progress-resource', { stage: name, resource })
    : message('cli.progress-rows', { stage: name, resource, rows });
}

import type { Logger } from 'pino';
import { limitExceeded, unavailable } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import type { FileLimits } from '../http/handler.ts';
import type { Bytes } from './formats/sheet.ts';

/** The beginning of a file. */
export interface BegunFile {
  readonly pieces: readonly Uint8Array[];
  /** Whether that is all of it. */
  readonly isWhole: boolean;
  /** When the file has to have been made and sent, as `performance.now` counts, and how long that is from its beginning. */
  readonly end: number;
  readonly total: number;
}

/** Makes the file until it is whole, or longer than so many bytes. */
export async function beginFile(bytes: Bytes, { idle, total }: FileLimits, max: number): Promise<BegunFile> {
  const end = performance.now() + total;
  const pieces: Uint8Array[] = [];
  for (let length = 0; length <= max; ) {
    const { done, value } = await inTime(bytes.next(), Math.min(idle, end - performance.now()), () =>
      lateError(end, total),
    );
    if (done) return { pieces, isWhole: true, end, total };
    pieces.push(value);
    length += value.length;
  }
  return { pieces, isWhole: false, end, total };
}

/**
 * A file that was begun, as a stream. What fails before is answered with an error; what fails later breaks the answer off, and never looks
 * whole. A client that stops reading, and a database that stops answering, end the file too.
 */
export function streamFile(
  bytes: Bytes,
  { pieces, end, total }: BegunFile,
  idle: number,
  log: Logger,
  path: string,
): ReadableStream<Uint8Array> {
  const left = () => Math.min(idle, end - performance.now());
  const begun = [...pieces];
  let hasLeft = false;
  let stalled: NodeJS.Timeout | undefined;

  /** Makes no further pieces. What the last one waited for may fail long after. */
  const abandon = () => void bytes.return().catch(() => {});
  /** Ends the file unless the client wants the next piece in time. */
  const waitForClient = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    stalled = setTimeout(() => {
      hasLeft = true;
      log.warn({ path }, 'a file was broken off: its client stopped reading');
      controller.error(new Error('the client stopped reading'));
      abandon();
    }, idle);
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        clearTimeout(stalled);
        try {
          const made = begun.shift();
          const { done, value } = made
            ? { done: false, value: made }
            : await inTime(bytes.next(), left(), () => lateError(end, total));
          if (hasLeft) return;
          if (done) return controller.close();
          controller.enqueue(value as Uint8Array);
          waitForClient(controller);
        } catch (error) {
          if (hasLeft) return;
          log.error({ err: error, path }, 'a file was broken off');
          abandon();
          throw error;
        }
      },
      cancel: async () => {
        hasLeft = true;
        clearTimeout(stalled);
        await bytes.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/** What the work comes to, or an error where it takes longer than so many milliseconds. */
export async function inTime<Result>(work: Promise<Result>, milliseconds: number, late: () => Error): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => {}); // where it fails too late to be of interest
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** A database that is merely slow ends a statement itself, earlier than this. */
const lateError = (end: number, total: number): Error =>
  performance.now() >= end
    ? limitExceeded('time', message('files.took-too-long', { max: total / 1_000 }), total)
    : unavailable();

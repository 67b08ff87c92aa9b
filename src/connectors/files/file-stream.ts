import type { Logger } from 'pino';
import { limitExceeded, unavailable } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import type { FileLimits } from '../http/handler.ts';
import type { Bytes } from './formats/sheet.ts';

type Piece = IteratorResult<Uint8Array, void>;

/**
 * The file as a stream. The first piece is made before anything is answered, so that what fails at once is answered with an error; what fails
 * later breaks the answer off, and never looks whole. A client that stops reading, and a database that stops answering, end the file too.
 */
export async function streamFile(
  bytes: Bytes,
  { idle, total }: FileLimits,
  log: Logger,
  path: string,
): Promise<ReadableStream<Uint8Array>> {
  const end = Date.now() + total;
  const left = () => Math.min(idle, end - Date.now());
  let first: Piece | null = await inTime(bytes.next(), idle, unavailable);
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
          const { done, value } = first ?? (await inTime(bytes.next(), left(), () => lateError(end, total)));
          first = null;
          if (hasLeft) return;
          if (done) return controller.close();
          controller.enqueue(value);
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
  Date.now() >= end
    ? limitExceeded('time', message('files.took-too-long', { max: total / 1_000 }), total)
    : unavailable();

import type { Logger } from 'pino';
import { databaseError, summarizeFailure } from '../../database/outage.ts';
import { DomainError, limitExceeded } from '../../domain/core/errors.ts';
import { inTime } from '../../domain/core/in-time.ts';
import { message } from '../../domain/message/message.ts';
import type { FileLimits } from '../http/handler.ts';
import type { Bytes } from './formats/sheet.ts';

/** The beginning of a file. */
export interface BegunFile {
  readonly pieces: readonly Uint8Array[];
  /** Whether that is all of it. */
  readonly isWhole: boolean;
  /** When the file has to have been made and sent, as `performance.now` counts. */
  readonly end: number;
}

/** Makes the file until it is whole, or longer than so many bytes. */
export async function beginFile(bytes: Bytes, limits: FileLimits, max: number): Promise<BegunFile> {
  const end = performance.now() + limits.total;
  const pieces: Uint8Array[] = [];
  for (let length = 0; length <= max; ) {
    const { done, value } = await inTime(bytes.next(), timeLeft(limits, end), () => lateError(limits, end));
    if (done) return { pieces, isWhole: true, end };
    pieces.push(value);
    length += value.length;
  }
  return { pieces, isWhole: false, end };
}

/** Bytes that a client has to read within the time that it is given for them, however long a piece is. */
const SLICE = 65_536;

/**
 * A file that was begun, as a stream. What fails before is answered with an error; what fails later breaks the answer off, and never looks
 * whole. A client that stops reading, and a database that stops answering, end the file too. `log` writes lines that name the request.
 */
export function streamFile(
  bytes: Bytes,
  { pieces, end }: BegunFile,
  limits: FileLimits,
  log: Logger,
): ReadableStream<Uint8Array> {
  const begun = [...pieces];
  /** What is left of the piece that is sent; empty: the next one is wanted. */
  let rest: Uint8Array = new Uint8Array(0);
  let hasLeft = false;
  let stalled: NodeJS.Timeout | undefined;

  /** Makes no further pieces. What the last one waited for may fail long after. */
  const abandon = () => void bytes.return().catch(() => {});
  /** The next piece, made or still to make; null: there is none. */
  const next = async (): Promise<Uint8Array | null> => {
    const made = begun.shift();
    if (made) return made;
    const { done, value } = await inTime(bytes.next(), timeLeft(limits, end), () => lateError(limits, end));
    return done ? null : value;
  };
  /** Ends the file unless the client wants the next slice in time. */
  const waitForClient = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    stalled = setTimeout(
      () => {
        hasLeft = true;
        log.warn('a file was broken off: its client stopped reading');
        controller.error(new Error('the client stopped reading'));
        abandon();
      },
      Math.min(limits.client, end - performance.now()),
    );
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        clearTimeout(stalled);
        try {
          while (rest.length === 0) {
            const piece = await next();
            if (hasLeft) return;
            if (!piece) return controller.close();
            rest = piece;
          }
          controller.enqueue(rest.subarray(0, SLICE));
          rest = rest.subarray(SLICE);
          waitForClient(controller);
        } catch (error) {
          if (hasLeft) return;
          logBreakOff(log, error);
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

/** Its client is told nothing more: the log says why, and of a bug all. */
function logBreakOff(log: Logger, error: unknown): void {
  const known = error instanceof DomainError ? error : databaseError(error);
  if (known) log.warn(summarizeFailure(known, error), `a file was broken off: ${known.message}`);
  else log.error({ err: error }, 'a file was broken off');
}

/** Milliseconds for the next piece. */
const timeLeft = ({ piece }: FileLimits, end: number): number => Math.min(piece, end - performance.now());

/** A database that is merely slow ends a statement itself, earlier than this: the statement never began, or nobody is answered. */
async function lateError({ piece, total, explainDelay }: FileLimits, end: number): Promise<Error> {
  if (performance.now() < end) return explainDelay(piece);
  return limitExceeded('time', message('files.took-too-long', { max: total / 1_000 }), total);
}

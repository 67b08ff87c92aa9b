import type { RequestListener } from 'node:http';
import type { ErrorCode } from '../../domain/core/errors.ts';
import type { Text } from '../../domain/message/message.ts';

/** A request that was refused before it came to the application: its head could not be read, or not be taken. */
export interface EarlyRefusal {
  /** By which the answer and the log are found. */
  readonly id: string;
  readonly status: number;
  readonly code: ErrorCode | 'UNSUPPORTED_MEDIA_TYPE';
  /** The limit that it exceeds; null: none. */
  readonly limit: string | null;
  /** Null where the head could not be read. */
  readonly method: string | null;
  readonly path: string | null;
  /** The other end of the connection. */
  readonly address: string;
}

/** The one HTTP application, as whoever listens or tests needs it. */
export interface Application {
  fetch(request: Request): Promise<Response>;
  /** The same for node:http. */
  readonly handle: RequestListener;
  /** Where a browser finds the pages of a server that listens at `url`, without a slash at its end. */
  findBrowserAddress(url: string): string;
  /** Answers /metrics at an address of its own; null: nothing is counted. */
  readonly handleMetrics: RequestListener | null;
  /** Logs and counts a request that was refused before it came here. */
  noteRefusal(refusal: EarlyRefusal): void;
  /** Why requests should not be sent here yet, as /ready says; null: they may. */
  findObstacle(): Promise<Text | null>;
  /** From now on /ready says no, so that nothing new is sent here. */
  drain(): void;
}

import type { RequestListener } from 'node:http';
import type { Text } from '../../domain/message/message.ts';

/** The one HTTP application, as whoever listens or tests needs it. */
export interface Application {
  fetch(request: Request): Promise<Response>;
  /** The same for node:http. */
  readonly handle: RequestListener;
  /** Answers /metrics at an address of its own; null: nothing is counted. */
  readonly handleMetrics: RequestListener | null;
  /** Why requests should not be sent here yet, as /ready says; null: they may. */
  findObstacle(): Promise<Text | null>;
  /** From now on /ready says no, so that nothing new is sent here. */
  drain(): void;
}

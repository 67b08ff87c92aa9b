import type { RequestListener } from 'node:http';

/** The one HTTP application, as whoever listens or tests needs it. */
export interface Application {
  fetch(request: Request): Promise<Response>;
  /** The same for node:http. */
  readonly handle: RequestListener;
  /** From now on /ready says no, so that nothing new is sent here. */
  drain(): void;
}

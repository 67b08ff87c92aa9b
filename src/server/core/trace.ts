import { randomUUID } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';

const SANE_ID = /^[\w.:-]{1,128}$/;
const PROBES = new Set(['/health', '/ready']);
const MAX_NAME_LENGTH = 100;

/** What is known of a request from its arrival to its line in the log. */
export class Trace {
  /** By which an answer and the log's lines about it are found: the client's own, where it is sane. */
  readonly id: string;
  readonly #method: string;
  readonly #start = performance.now();
  #operation: string | null = null;

  constructor(given: string | null, method: string) {
    this.#method = method;
    this.id = given !== null && SANE_ID.test(given) ? given : randomUUID();
  }

  set operation(name: unknown) {
    this.#operation = typeof name === 'string' && name !== '' ? name.slice(0, MAX_NAME_LENGTH) : null;
  }

  /** Writes the one line of a request. Neither documents nor variables are logged: they may hold what is nobody's business. */
  log(log: Logger, path: string, status: number): void {
    const ms = Math.round(performance.now() - this.#start);
    const line = { requestId: this.id, method: this.#method, path, status, ms, operation: this.#operation };
    log[PROBES.has(path) ? 'debug' : 'info'](line, 'request');
  }
}

/** What goes with a request to Yoga. */
export interface YogaHandoff {
  readonly trace: Trace;
  /** The result, where the direct way has got one already that is no plain answer; throws what it failed with. */
  readonly given: (() => ExecutionResult) | null;
}

/** The same for what Yoga answers. */
export function useTrace(log: Logger): Plugin<object, YogaHandoff> {
  return {
    onResponse: ({ request, response, serverContext: { trace } }) => {
      response.headers.set('x-request-id', trace.id);
      trace.log(log, new URL(request.url).pathname, response.status);
    },
  };
}

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
  /** Who asks, as requests are counted by client: an address. The log has it as LOG_CLIENT says. */
  readonly client: string;
  readonly #method: string;
  readonly #label: string | null;
  readonly #start = performance.now();
  #operation: string | null = null;
  #code: string | null = null;
  #limit: string | null = null;
  #waits = false;
  #path: string | null = null;
  #status: number | null = null;

  /** `label`: what the log may say of the client. */
  constructor(given: string | null, method: string, client = '', label: string | null = null) {
    this.#method = method;
    this.client = client;
    this.#label = label;
    this.id = given !== null && SANE_ID.test(given) ? given : randomUUID();
  }

  /** The code of the answer's error, the first of several. */
  get code(): string | null {
    return this.#code;
  }

  /** The limit that the request exceeds, the first of several. */
  get limit(): string | null {
    return this.#limit;
  }

  /** Notes an error of the answer: its code and, where the request exceeds one, the limit. The first of each counts. */
  refuse(code: string, limit: unknown = null): void {
    this.#code ??= code;
    this.#limit ??= typeof limit === 'string' ? limit : null;
  }

  get operation(): string | null {
    return this.#operation;
  }

  set operation(name: unknown) {
    this.#operation = typeof name === 'string' && name !== '' ? name.slice(0, MAX_NAME_LENGTH) : null;
  }

  /** Seconds since the request arrived. */
  get seconds(): number {
    return (performance.now() - this.#start) / 1_000;
  }

  /** Has the line wait for `end`: an answer takes its time on the way to its client, and may not get there. */
  defer(): void {
    this.#waits = true;
  }

  /** Writes the one line of a request, or notes for `end` how it is answered. */
  log(log: Logger, path: string | null, status: number): void {
    this.#path = path;
    this.#status = status;
    if (!this.#waits) this.#write(log, {});
  }

  /** Writes the line when the answer has been sent, or its connection broken off, perhaps before there was an answer. */
  end(log: Logger, target: string, isSent: boolean): void {
    this.#path ??= target.split('?', 1)[0] ?? '';
    this.#write(log, isSent ? {} : { aborted: true });
  }

  /** Neither documents nor variables are logged: they may hold what is nobody's business. */
  #write(log: Logger, ending: { readonly aborted?: true }): void {
    const path = this.#path;
    const ms = Math.round(performance.now() - this.#start);
    const client = this.#label === null ? {} : { client: this.#label };
    const refusal =
      this.#code === null ? {} : { code: this.#code, ...(this.#limit === null ? {} : { limit: this.#limit }) };
    const answer = { method: this.#method, path, status: this.#status, ms, operation: this.#operation };
    const line = { requestId: this.id, ...client, ...answer, ...ending, ...refusal };
    log[PROBES.has(path ?? '') ? 'debug' : 'info'](line, 'request');
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

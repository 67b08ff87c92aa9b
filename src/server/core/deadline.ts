import type { Sql } from '../../database/sql.ts';
import { limitExceeded, unavailable } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';

/** How long one answer may take, and whether anybody still waits for it. */
export class Deadline {
  readonly #milliseconds: number;
  readonly #isGone: () => boolean;
  readonly #isAlive: () => Promise<boolean>;
  #isPast = false;

  /**
   * `isGone` says whether the client has left. It is asked and does not tell, so that a request costs no listener. `isAlive` says whether the
   * database answers at all: where it does not, the request did not ask for too much.
   */
  constructor(milliseconds: number, isGone: () => boolean, isAlive: () => Promise<boolean>) {
    this.#milliseconds = milliseconds;
    this.#isGone = isGone;
    this.#isAlive = isAlive;
  }

  /** Whether the answer is given up: no further statement is begun for it. */
  get isOver(): boolean {
    return this.#isPast || this.#isGone();
  }

  /** What `work` comes to, unless that takes longer than is admitted. */
  within<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#isPast = true;
        const milliseconds = this.#milliseconds;
        const tooSlow = limitExceeded('time', message('server.answer-too-slow', { milliseconds }), milliseconds);
        this.#isAlive().then((isAlive) => reject(isAlive ? tooSlow : unavailable()), reject);
      }, this.#milliseconds);
      // What comes of work that was given up is of no interest.
      const settle =
        <Outcome>(take: (outcome: Outcome) => void) =>
        (outcome: Outcome) => {
          clearTimeout(timer);
          if (!this.#isPast) take(outcome);
        };
      work.then(settle(resolve), settle(reject));
    });
  }

  /** The same database, through which no statement is begun for an answer that is given up. */
  withDeadline(sql: Sql): Sql {
    return {
      query: (text, values) => {
        if (this.isOver) throw unavailable(message('server.cancelled'));
        return sql.query(text, values);
      },
    };
  }
}

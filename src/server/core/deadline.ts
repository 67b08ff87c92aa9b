import type { Sql } from '../../database/sql.ts';
import { limitExceeded, unavailable } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';

/** How long one answer may take, and whether anybody still waits for it. */
export class Deadline {
  readonly #milliseconds: number;
  readonly #isGone: () => boolean;
  readonly #findOutage: () => Promise<Text | null>;
  #isPast = false;

  /**
   * `isGone` says whether the client has left. It is asked and does not tell, so that a request costs no listener. `findOutage` says
   * why the database answers nobody; null: it answers, and the request asked for too much.
   */
  constructor(milliseconds: number, isGone: () => boolean, findOutage: () => Promise<Text | null>) {
    this.#milliseconds = milliseconds;
    this.#isGone = isGone;
    this.#findOutage = findOutage;
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
        this.#findOutage().then((outage) => reject(outage === null ? tooSlow : unavailable(outage)), reject);
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

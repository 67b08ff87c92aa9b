import { type Database, RoutedDatabase } from '../../database/database.ts';
import type { Lane } from '../../database/lane/lane.ts';
import { busy, type DomainError, GivenUp, limitExceeded, unavailable } from '../../domain/core/errors.ts';
import { inTime } from '../../domain/core/in-time.ts';
import type { Turn } from '../../domain/core/turns.ts';
import { message, type Text } from '../../domain/message/message.ts';

/** An answer that waited for its turn for more than this share of its time did not ask for too much. */
const BUSY_SHARE = 0.5;

/** How long one answer may take, and whether anybody still waits for it. */
export class Deadline {
  readonly #milliseconds: number;
  readonly #isGone: () => boolean;
  readonly #findOutage: () => Promise<Text | null>;
  #isPast = false;
  #obstacle: GivenUp | null = null;
  /** Work that waits for its turn, and that runs: statements, and what holds the process. */
  #waiting = 0;
  #running = 0;
  /** Milliseconds in which work waited and none ran, up to a moment. */
  #waited = 0;
  #until = 0;

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
    return inTime(work, this.#milliseconds, async () => {
      this.#isPast = true;
      const late = this.#lateError();
      const outage = await this.#findOutage();
      return outage === null ? late : unavailable(outage);
    });
  }

  /** The same lane, on which no statement is begun for an answer that is given up. */
  withDeadline(lane: Lane): Database {
    return new RoutedDatabase(lane, (text, values) => this.inTurn((turn) => lane.queryInTurn(turn, text, values)));
  }

  /** What `run` comes to, which waits for the turn that it is given, and then works for the answer. It does neither for one that is given up. */
  async inTurn<Result>(run: (turn: Turn) => Promise<Result>): Promise<Result> {
    const obstacle = this.findObstacle();
    if (obstacle) throw obstacle;
    let hasBegun = false;
    this.#change(1, 0);
    const turn = {
      findObstacle: () => this.findObstacle(),
      begin: () => {
        hasBegun = true;
        this.#change(-1, 1);
      },
    };
    try {
      return await run(turn);
    } catch (error) {
      throw this.findObstacle() ?? error;
    } finally {
      this.#change(hasBegun ? 0 : -1, hasBegun ? -1 : 0);
    }
  }

  /** Why nothing more is begun for the answer; null: somebody waits for it. */
  findObstacle(): GivenUp | null {
    if (this.isOver) this.#obstacle ??= new GivenUp();
    return this.#obstacle;
  }

  #change(waiting: number, running: number): void {
    const now = performance.now();
    if (this.#waiting > 0 && this.#running === 0) this.#waited += now - this.#until;
    this.#until = now;
    this.#waiting += waiting;
    this.#running += running;
  }

  /** Why there is no answer in time: others were before it, or it asked for too much. */
  #lateError(): DomainError {
    this.#change(0, 0);
    const milliseconds = this.#milliseconds;
    if (this.#waited > milliseconds * BUSY_SHARE) return busy(milliseconds);
    return limitExceeded('time', message('server.answer-too-slow', { milliseconds }), milliseconds);
  }
}

/** When something began. */
export class Beginning {
  readonly at = new Date();
  readonly #start = performance.now();

  /** Milliseconds since then, also where the clock was set meanwhile. */
  get elapsed(): number {
    return performance.now() - this.#start;
  }
}

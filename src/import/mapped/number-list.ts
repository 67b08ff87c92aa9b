/** Numbers below 2³¹, of which there may be millions: four bytes each. */
export class NumberList {
  #numbers = new Int32Array(1_024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const longer = new Int32Array(this.#length * 2);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[this.#length++] = number;
  }

  /** Undefined behind the last. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#numbers[index] : undefined;
  }
}

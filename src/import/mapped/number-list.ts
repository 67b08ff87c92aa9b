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

  /** The index of the last number of a rising list that is not above the given one; -1 where each is. */
  lastUpTo(number: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#numbers[middle] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Undefined behind the last. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#numbers[index] : undefined;
  }
}

/** A place in a text that is read from its beginning to its end. */
export class TextCursor {
  readonly text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The sign that comes next; undefined at the end. */
  get sign(): string | undefined {
    return this.text[this.at];
  }

  /** Goes over a sign, if it is the one that comes next. */
  takes(sign: string): boolean {
    if (this.sign !== sign) return false;
    this.at++;
    return true;
  }

  /** Goes over what a sticky pattern finds here, and answers it; null where it finds nothing. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }
}

import type { ExecutionResult } from 'graphql';
import type { TakeTurn } from '../../graphql/core/turn.ts';

/** An answer with at least so many units of work may be long: it is written in pieces, between which everything else has its turn. */
const LONG_ANSWER = 20_000;
/** Milliseconds that one piece of a list should take. */
const PIECE = 4;
const FIRST_PIECE = 16;
/** Characters that are held as text before they become bytes. */
const HELD = 65_536;

/** The JSON of an answer as it is sent. */
export async function writeAnswer(result: ExecutionResult, takeTurn: TakeTurn): Promise<Buffer> {
  const { value } = (result.extensions?.complexity ?? {}) as { readonly value?: number };
  if ((value ?? 0) < LONG_ANSWER) return Buffer.from(JSON.stringify(result));
  const bytes = new Bytes();
  await writeObject(result, bytes, takeTurn);
  return bytes.all();
}

class Bytes {
  readonly #parts: Buffer[] = [];
  #held = '';

  write(text: string): void {
    this.#held += text;
    if (this.#held.length < HELD) return;
    this.#parts.push(Buffer.from(this.#held));
    this.#held = '';
  }

  all(): Buffer {
    return Buffer.concat([...this.#parts, Buffer.from(this.#held)]);
  }
}

async function writeObject(object: object, bytes: Bytes, takeTurn: TakeTurn): Promise<void> {
  let before = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    bytes.write(`${before}${JSON.stringify(name)}:`);
    before = ',';
    if (Array.isArray(value)) await writeList(value, bytes, takeTurn);
    else if (typeof value === 'object' && value !== null) await writeObject(value, bytes, takeTurn);
    else bytes.write(JSON.stringify(value));
  }
  bytes.write(before === '{' ? '{}' : '}');
}

/** Writes a list piece by piece: each has about as many items as can be written in its time. */
async function writeList(list: readonly unknown[], bytes: Bytes, takeTurn: TakeTurn): Promise<void> {
  let size = FIRST_PIECE;
  bytes.write('[');
  for (let from = 0; from < list.length; ) {
    await takeTurn();
    const begun = performance.now();
    const piece = JSON.stringify(list.slice(from, from + size));
    bytes.write(`${from === 0 ? '' : ','}${piece.slice(1, -1)}`);
    from += size;
    const taken = performance.now() - begun;
    if (taken > PIECE) size = Math.max(1, size >> 1);
    else if (taken < PIECE / 2) size *= 2;
  }
  bytes.write(']');
}

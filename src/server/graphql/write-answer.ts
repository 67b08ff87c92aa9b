import type { ExecutionResult } from 'graphql';
import { limitExceeded } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import type { TakeTurn } from '../../graphql/core/turn.ts';

/** An answer with at least so many units of work may be long: it is written in pieces, between which everything else has its turn. */
const LONG_ANSWER = 20_000;
/** Milliseconds that one piece of a list should take. */
const PIECE = 4;
/** What lies within the first item may be most of the answer. */
const FIRST_PIECE = 1;
/** Bytes of an answer. The longest that is asked for honestly has some megabytes; files have no such end. */
const MAX_ANSWER = 32 * 1_048_576;
/** Characters that are held as text before they become bytes. */
const HELD = 65_536;

/** The JSON of an answer as it is sent. Throws LIMIT_EXCEEDED where it is too long. */
export async function writeAnswer(result: ExecutionResult, takeTurn: TakeTurn): Promise<Buffer> {
  if (!mayBeLong(result)) {
    const answer = Buffer.from(JSON.stringify(result));
    assertLength(answer.length);
    return answer;
  }
  const bytes = new Bytes();
  await writeObject(result, bytes, takeTurn);
  return bytes.all();
}

/** The data of a long answer that goes on to Yoga, written before: Yoga writes in one piece. */
class WrittenData {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

/** The same answer with its data written, where they may be long. Throws LIMIT_EXCEEDED where they are too long. */
export async function writeLongData(result: ExecutionResult, takeTurn: TakeTurn): Promise<ExecutionResult> {
  if (!result.data || !mayBeLong(result)) return result;
  const bytes = new Bytes();
  await writeObject(result.data, bytes, takeTurn);
  const written = { ...result, data: new WrittenData(bytes.all().toString()), stringify: stringifyWritten };
  return written as unknown as ExecutionResult;
}

/** The JSON of an answer whose data may have been written before. */
export function stringifyWritten({ data, ...others }: { readonly data?: unknown; readonly errors?: unknown }): string {
  if (!(data instanceof WrittenData)) return JSON.stringify(data === undefined ? others : { ...others, data });
  const rest = JSON.stringify(others).slice(1, -1);
  return `{${rest}${rest === '' ? '' : ','}"data":${data.json}}`;
}

const mayBeLong = ({ extensions }: ExecutionResult): boolean =>
  ((extensions?.complexity as { readonly value?: number } | undefined)?.value ?? 0) >= LONG_ANSWER;

function assertLength(bytes: number): void {
  if (bytes > MAX_ANSWER)
    throw limitExceeded('answer', message('server.answer-too-long', { max: MAX_ANSWER }), MAX_ANSWER);
}

class Bytes {
  readonly #parts: Buffer[] = [];
  #held = '';
  #length = 0;

  write(text: string): void {
    this.#held += text;
    if (this.#held.length < HELD) return;
    const part = Buffer.from(this.#held);
    this.#length += part.length;
    assertLength(this.#length);
    this.#parts.push(part);
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

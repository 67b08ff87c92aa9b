import type { Readable, Writable } from 'node:stream';
import { deserialize, serialize } from 'node:v8';

/** Bytes in which the length of a message stands before it. */
const HEADER = 4;

/** The rows of a statement travel in one message. */
const MAX_BYTES = 268_435_456;

/** Writes a value as `postMessage` would send it to a thread: dates stay dates. */
export function writeFrame(stream: Writable, value: unknown): void {
  const body = serialize(value);
  const head = Buffer.alloc(HEADER);
  head.writeUInt32BE(body.length);
  stream.cork();
  stream.write(head);
  stream.write(body);
  stream.uncork();
}

/** The values that `writeFrame` has written at the other end, until that ends. Fails where what comes was written by something else. */
export async function* readFrames(stream: Readable): AsyncGenerator<unknown> {
  let chunks: Buffer[] = [];
  let length = 0;
  let wanted = HEADER;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length < wanted) continue;
    let rest = Buffer.concat(chunks);
    for (;;) {
      wanted = HEADER + (rest.length < HEADER ? 0 : rest.readUInt32BE());
      if (wanted > MAX_BYTES) throw new Error(`a message of ${wanted} bytes is too long`);
      if (rest.length < HEADER || rest.length < wanted) break;
      yield deserialize(rest.subarray(HEADER, wanted));
      rest = rest.subarray(wanted);
    }
    chunks = [rest];
    length = rest.length;
  }
}

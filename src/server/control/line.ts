import type { Duplex } from 'node:stream';

/** Reads the first line of a stream, as long as it may be, and leaves what follows in the stream; null: the stream ends without one. */
export function readFirstLine(stream: Duplex, maxBytes: number): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (line: string | null) => {
      stream.off('data', take).off('end', leave).off('close', leave).off('error', leave).pause();
      resolve(line);
    };
    const leave = () => settle(null);
    const take = (chunk: Buffer) => {
      const end = chunk.indexOf('\n');
      length += end === -1 ? chunk.length : end;
      if (length > maxBytes) {
        stream.destroy();
        return settle(null);
      }
      if (end === -1) return void chunks.push(chunk);
      chunks.push(chunk.subarray(0, end));
      const rest = chunk.subarray(end + 1);
      settle(Buffer.concat(chunks).toString('utf8'));
      if (rest.length > 0) stream.unshift(rest);
    };
    stream.on('data', take).once('end', leave).once('close', leave).once('error', leave);
  });
}

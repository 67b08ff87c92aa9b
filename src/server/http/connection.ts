import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Answers that wait for others on their connection, where a client sends requests without waiting. */
export interface AnswerQueue {
  add(socket: Socket, response: ServerResponse): void;
  /** Bytes of the answers that wait on a connection. */
  bytesOf(socket: Socket): number;
  /** To be called when a connection has ended. */
  end(socket: Socket): void;
}

/**
 * Node gives an answer its connection when its turn comes, and tells it of the end of that only then. Where the connection ends before, the answer
 * is told here: whoever holds something for it lets go of it.
 */
export function queueAnswers(): AnswerQueue {
  const waiting = new Map<Socket, Set<ServerResponse>>();
  return {
    add: (socket, response) => {
      const answers = waiting.get(socket) ?? new Set();
      waiting.set(socket, answers.add(response));
      response.once('close', () => answers.delete(response));
    },
    bytesOf: (socket) => {
      let bytes = 0;
      for (const response of waiting.get(socket) ?? []) if (!response.socket) bytes += response.writableLength;
      return bytes;
    },
    end: (socket) => {
      const answers = waiting.get(socket) ?? [];
      waiting.delete(socket);
      for (const response of answers) {
        if (response.socket) continue;
        response.destroy();
        response.emit('close');
      }
    },
  };
}

/** Ends the connections whose clients have yet to take the most, where all of them together hold more than so many bytes. */
export function endLongestUnsent(sockets: readonly Socket[], queue: AnswerQueue, max: number): void {
  let total = 0;
  const unsent = sockets.flatMap((socket) => {
    const bytes = socket.writableLength + queue.bytesOf(socket);
    total += bytes;
    return bytes > 0 ? [{ socket, bytes }] : [];
  });
  if (total <= max) return;
  for (const { socket, bytes } of unsent.sort((one, other) => other.bytes - one.bytes)) {
    socket.destroy();
    total -= bytes;
    if (total <= max) return;
  }
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { DomainError, unavailable } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { type ControlReply, type ControlRequest, controlPath } from './protocol.ts';

/** Errors that mean that no server listens: there is no socket, or one that a process left. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'EINVAL']);

/** Has the server that runs on a directory do something, and answers with its lines; null: none runs there. */
export async function askServer(
  directory: string,
  request: ControlRequest,
  onProgress: (text: Text) => void,
): Promise<readonly Text[] | null> {
  const socket = await reach(controlPath(directory));
  if (!socket) return null;
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    for await (const line of createInterface({ input: socket })) {
      const reply = JSON.parse(line) as ControlReply;
      if (reply.kind === 'done') return reply.lines;
      if (reply.kind === 'refused') throw new DomainError(reply.code, reply.text);
      onProgress(reply.text);
    }
    throw unavailable(message('control.server-left'));
  } finally {
    socket.destroy();
  }
}

async function reach(path: string): Promise<Socket | null> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    socket.on('error', () => {}); // the lines end, and that is told
    return socket;
  } catch (error) {
    if (NOBODY.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

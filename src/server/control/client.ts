import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Database } from '../../database/database.ts';
import { openServed } from '../../database/served/served-client.ts';
import { DomainError, unavailable } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { readFirstLine } from './line.ts';
import { ADDRESSES, type ControlReply, type ControlRequest, controlPath, DATABASE, MAX_LINE } from './protocol.ts';

/** Errors that mean that no server listens to this user: there is no socket, or one that a process left, or one of somebody else. */
const NOBODY = new Set([
  'ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'EINVAL', 'EACCES', 'EPERM',
  'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', // whoever opens the directory itself tells that in words
]); // biome-ignore format: a list

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
      if (reply.kind === 'progress') onProgress(reply.text);
    }
    throw unavailable(message('control.server-left'));
  } finally {
    socket.destroy();
  }
}

/** Where the server that runs on a directory listens: `host:port` each. None where none runs there, or one of a version that does not say. */
export async function askAddresses(directory: string): Promise<readonly string[]> {
  try {
    const lines = await askServer(directory, { command: ADDRESSES, args: {} }, () => {});
    return (lines ?? []).filter((line) => typeof line === 'string');
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

/** The database of the server that runs on a directory, to be used as if this process had it open; null: none runs there. */
export async function openServerDatabase(directory: string): Promise<Database | null> {
  const socket = await reach(controlPath(directory));
  if (!socket) return null;
  socket.write(`${JSON.stringify({ command: DATABASE, args: {} } satisfies ControlRequest)}\n`);
  const line = await readFirstLine(socket, MAX_LINE);
  const reply = line === null ? null : (JSON.parse(line) as ControlReply);
  if (reply?.kind === 'admitted') return openServed(socket);
  socket.destroy();
  if (reply?.kind === 'refused') throw new DomainError(reply.code, reply.text);
  throw unavailable(message('control.server-left'));
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

import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { databaseError } from '../../database/outage.ts';
import { type ServedDatabase, serveDatabase } from '../../database/served/served-server.ts';
import { badInput, DomainError } from '../../domain/core/errors.ts';
import { describeFileError } from '../../domain/core/file-error.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { readFirstLine } from './line.ts';
import { COMMAND, type ControlReply, type ControlRequest, controlPath, DATABASE, MAX_LINE } from './protocol.ts';

export interface ControlContext {
  /** Tells the operator how far the work is. */
  tell(text: Text): void;
  /** Is aborted when the operator leaves, or the server stops. */
  readonly signal: AbortSignal;
}

/** What a running server does for its operator. It answers with the lines that the operator reads. */
export type ControlCommand = (args: ControlRequest['args'], context: ControlContext) => Promise<readonly Text[]>;

export interface ControlOptions {
  /** DATA_DIR, which this process holds. */
  readonly directory: string;
  /** What commands that write use, as if they had it open. */
  readonly database: ServedDatabase;
  readonly commands: ReadonlyMap<string, ControlCommand>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

export interface Control {
  close(): Promise<void>;
}

/** The group and everybody else may do nothing with the socket. */
const OWNER_ONLY = 0o177;

/** Listens for the operator. A path that is too long for a socket, or a file system without any, leaves the server without this door. */
export async function listenForOperator(options: ControlOptions): Promise<Control> {
  const { directory, log } = options;
  const path = controlPath(directory);
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    answer(socket, options).catch((error: unknown) => log.error({ err: error }, 'a command of the operator failed'));
  });
  await rm(path, { force: true }); // of a process that died: this one holds the directory
  const mask = process.umask(OWNER_ONLY);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(path, resolve);
      process.umask(mask);
    });
  } catch (error) {
    log.warn({ err: error, path }, 'commands of the operator cannot reach this server');
    return { close: async () => {} };
  } finally {
    process.umask(mask);
  }
  return {
    close: async () => {
      for (const socket of connections) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function answer(socket: Socket, { commands, database, log }: ControlOptions): Promise<void> {
  const gone = new AbortController();
  socket.on('error', () => {}).once('close', () => gone.abort());
  const send = (reply: ControlReply) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
  };
  try {
    const { command, args } = await readRequest(socket);
    log.info({ command }, 'a command of the operator');
    if (command === DATABASE) {
      send({ kind: 'admitted' });
      return await serveDatabase(database, socket);
    }
    const run = commands.get(command);
    if (!run) throw badInput('command', message('control.unknown-command', { name: command }));
    socket.resume(); // that the operator leaves is seen only where somebody reads
    const tell = (text: Text) => send({ kind: 'progress', text });
    send({ kind: 'done', lines: await run(args, { tell, signal: gone.signal }) });
  } catch (error) {
    const known = error instanceof DomainError ? error : (databaseError(error) ?? fileError(error));
    if (!known) log.error({ err: error }, 'a command of the operator failed');
    send({
      kind: 'refused',
      code: known?.code ?? 'UNAVAILABLE',
      text: known?.text ?? message('control.failed'),
    });
  } finally {
    socket.end();
  }
}

/** The operator knows the folders that a command names. */
function fileError(error: unknown): DomainError | null {
  const text = describeFileError(error);
  return text === null ? null : new DomainError('CONFLICT', text);
}

async function readRequest(socket: Socket): Promise<ControlRequest> {
  const line = await readFirstLine(socket, MAX_LINE);
  const parsed = COMMAND.safeParse(line === null ? null : parseLine(line));
  if (parsed.success) return parsed.data;
  throw badInput('command', message('control.no-command'));
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

import type { Duplex } from 'node:stream';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { DomainError, unavailable } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { Calls } from '../calls.ts';
import { type Database, databaseOver } from '../database.ts';
import { EMBEDDED_ROW_COST, type Engine } from '../engine.ts';
import { isMigrated } from '../migrate.ts';
import type { ThreadReply } from '../pglite-message.ts';
import { readFrames, writeFrame } from './frame.ts';

/** The embedded database that another process has open and serves at the other end of `socket`. It is not migrated from here. */
export async function openServed(socket: Duplex): Promise<Database> {
  const calls = new Calls((call) => writeFrame(socket, call));
  listen(socket, calls);
  const engine = engineOver(socket, calls);
  try {
    if (await isMigrated(engine)) return databaseOver(engine);
    throw new DomainError('CONFLICT', message('control.older-server'));
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function listen(socket: Duplex, calls: Calls): Promise<void> {
  try {
    for await (const reply of readFrames(socket)) calls.settle(reply as ThreadReply);
  } catch {
    // Whatever it was, nothing more is to be read.
  }
  calls.fail(unavailable(message(calls.isCommitting ? 'control.server-left-committing' : 'control.server-left')));
  socket.destroy();
}

function engineOver(socket: Duplex, calls: Calls): Engine {
  const sql = calls.sqlIn(null);
  return {
    connections: 1,
    rowCost: EMBEDDED_ROW_COST,
    usage: () => ({ open: 1, busy: calls.isBusy ? 1 : 0 }),
    isAlive: async () => calls.failure === null,
    waitsForTable: async () => false,
    adapter: NO_ADAPTER,
    ...sql,
    probe: sql,
    exclusiveSince: () => null,
    longSince: () => null,
    transaction: (work, signal) => calls.transaction(work, signal),
    longTransaction: (work, signal) => calls.longTransaction(work, signal),
    close: async () => {
      socket.destroy();
    },
  };
}

const nothing = () => Promise.reject(new Error('Prisma does not reach the database of another process'));

const NO_ADAPTER: SqlMigrationAwareDriverAdapterFactory = {
  adapterName: 'served',
  provider: 'postgres',
  connect: nothing,
  connectToShadowDb: nothing,
};

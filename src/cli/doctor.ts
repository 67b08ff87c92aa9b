import { setTimeout as after } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { inspectOpen } from '../database/inspect.ts';
import { findDirectoryHolder } from '../database/lock.ts';
import { DomainError } from '../domain/core/errors.ts';
import { message } from '../domain/message/message.ts';
import { askAddresses, openServerDatabase } from '../server/control/client.ts';
import { checkColumnar } from './doctor/check-columnar.ts';
import { checkConfiguration, type OwnServer } from './doctor/check-configuration.ts';
import { checkDatabase, checkInspection, checkReplica } from './doctor/check-database.ts';
import { checkDirectory } from './doctor/check-directory.ts';
import { type Diagnosis, diagnosisText, fault, good, warning } from './doctor/diagnosis.ts';
import { describeFailure } from './failure.ts';
import type { Terminal } from './terminal.ts';
import { parseCommand } from './usage.ts';

const ANSWER_TIME = 5_000;

/** `doctor`: says what is wrong with the configuration, the place and the database before a server is started. It changes none of them. */
export async function doctorCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  parseCommand({ args });
  const findings = [
    ...(await checkConfiguration(config, await findOwnServer(config))),
    ...(await checkPlace(config)),
    ...(await checkReplica(config)),
    ...(await checkColumnar(config)),
  ];
  for (const finding of findings) terminal.print(diagnosisText(finding));
  const count = findings.filter(({ level }) => level === 'wrong').length;
  if (count > 0) throw new DomainError('CONFLICT', message('doctor.sick', { count }));
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  terminal.print(message('doctor.healthy', { warnings }));
}

/** A process that has the directory and does not say where it listens may be another user's server, or not a server. */
async function findOwnServer({ database }: Config): Promise<OwnServer> {
  if (database.kind !== 'embedded') return { addresses: [], directory: null };
  const { directory } = database;
  const addresses = await askAddresses(directory);
  const isKnown = addresses.length > 0 || (await findDirectoryHolder(directory)) === null;
  return { addresses, directory: isKnown ? directory : null };
}

async function checkPlace(config: Config): Promise<Diagnosis[]> {
  const { database } = config;
  const directory = database.kind === 'embedded' ? database.directory : null;
  const place = directory === null ? [] : await checkDirectory(directory);
  // Opening a database that cannot be written would say the same again.
  if (place.some(({ level }) => level === 'wrong')) return place;
  const found = await checkDatabase(config).catch((error: unknown) => findingsOf(error, config, directory));
  return [...place, ...found];
}

/** That a server runs on the directory is as it should be: it is asked. */
async function findingsOf(error: unknown, config: Config, directory: string | null): Promise<Diagnosis[]> {
  if (error instanceof DomainError && typeof error.details.pid === 'number' && directory !== null) {
    const served = good(message('doctor.directory-in-use', { directory, pid: String(error.details.pid) }));
    return [served, ...(await checkServed(config, directory))];
  }
  const failure = describeFailure(error);
  if (!failure) throw error;
  return [fault(failure.text)];
}

/** Looks at the database through the server that has it open. Another user than the server's own cannot. */
async function checkServed(config: Config, directory: string): Promise<Diagnosis[]> {
  let served: Database | null = null;
  try {
    served = await openServerDatabase(directory);
    if (!served) return [];
    const inspection = await Promise.race([inspectOpen(served), after(ANSWER_TIME, null, { ref: false })]);
    return inspection ? checkInspection(inspection, config) : [warning(message('doctor.server-silent'))];
  } catch (error) {
    if (error instanceof DomainError) return [warning(error.text)];
    throw error;
  } finally {
    await served?.close();
  }
}

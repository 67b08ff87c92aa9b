import type { Config } from '../config.ts';
import { DomainError } from '../domain/core/errors.ts';
import { message } from '../domain/message/message.ts';
import { checkColumnar } from './doctor/check-columnar.ts';
import { checkConfiguration } from './doctor/check-configuration.ts';
import { checkDatabase, checkDirectory, checkReplica } from './doctor/check-database.ts';
import { type Diagnosis, diagnosisText, fault, good } from './doctor/diagnosis.ts';
import { describeFailure } from './failure.ts';
import type { Terminal } from './terminal.ts';
import { parseCommand } from './usage.ts';

/** `doctor`: says what is wrong with the configuration, the place and the database before a server is started. It changes none of them. */
export async function doctorCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  parseCommand({ args });
  const findings = [
    ...(await checkConfiguration(config)),
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

async function checkPlace(config: Config): Promise<Diagnosis[]> {
  const { database } = config;
  const directory = database.kind === 'embedded' ? database.directory : null;
  const place = directory === null ? [] : await checkDirectory(directory);
  // Opening a database that cannot be written would say the same again.
  if (place.some(({ level }) => level === 'wrong')) return place;
  const found = await checkDatabase(config).catch((error: unknown) => [findingOf(error, directory)]);
  return [...place, ...found];
}

/** That a server runs on the directory is as it should be. */
function findingOf(error: unknown, directory: string | null): Diagnosis {
  if (error instanceof DomainError && typeof error.details.pid === 'number' && directory !== null) {
    return good(message('doctor.directory-in-use', { directory, pid: String(error.details.pid) }));
  }
  const failure = describeFailure(error);
  if (!failure) throw error;
  return fault(failure.text);
}

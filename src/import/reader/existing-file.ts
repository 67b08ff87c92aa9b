import { access, constants, stat } from 'node:fs/promises';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { oneLine } from '../package/problem.ts';

/** Throws NOT_FOUND where there is no file at the path, and BAD_INPUT where it may not be read. Answers its size in bytes. */
export async function existingFileSize(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) {
    throw new DomainError('NOT_FOUND', message('mapping.no-file', { file: oneLine(file) }));
  }
  await access(file, constants.R_OK).catch(() => {
    throw new DomainError('BAD_INPUT', message('mapping.file-not-readable', { file: oneLine(file) }));
  });
  return found.size;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { list, message } from '../../domain/message/message.ts';
import { type Diagnosis, fault, good, warning } from './diagnosis.ts';

/** Whether the default data set is published, or a package of DATASETS brings it: without it a server is not ready. */
export function checkDefault({ defaultDataset: code, datasets }: Config, published: readonly string[]): Diagnosis[] {
  if (code === null || published.includes(code)) return [];
  const brought = datasets.map(readPackageCode);
  if (brought.includes(code)) return [good(message('doctor.default-comes', { code }))];
  const known = [...new Set([...published, ...brought.filter((one) => one !== null)])].sort();
  // A package that cannot be read now may bring it when it is there.
  if (known.length === 0 || brought.includes(null)) return [warning(message('doctor.default-unchecked', { code }))];
  return [fault(message('doctor.default-missing', { code, datasets: list(known) }))];
}

/** The code of the data set that a package is of; null where it cannot be read. */
function readPackageCode(folder: string): string | null {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8')) as { name?: unknown };
    return typeof name === 'string' ? name : null;
  } catch {
    return null;
  }
}

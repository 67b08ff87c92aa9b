import { basename } from 'node:path';
import type { Problems } from '../package/problem.ts';
import { JsonPart } from './json-part.ts';
import { jsonStatSheet } from './json-stat.ts';
import { parseJsonText } from './json-text.ts';
import { isSdmxJson, sdmxJsonSheet } from './sdmx-json.ts';
import type { SheetFile } from './sheet.ts';
import { tellUnreadable } from './unreadable.ts';
import { readWholeText } from './whole-file.ts';

/** How a mapping says that a file of JSON is read; what is in it says the format, unless the mapping does. */
export interface JsonFileOptions {
  readonly encoding?: string | undefined;
  readonly format?: 'json-stat' | 'sdmx-json' | undefined;
}

/** Opens a file of JSON that holds figures; null where it cannot be read, with the reason in `problems`. */
export async function openJsonFile(
  file: string,
  { encoding, format }: JsonFileOptions,
  problems: Problems,
): Promise<SheetFile | null> {
  const name = basename(file);
  const whole = await readWholeText(file, name, encoding, problems);
  if (whole === null) return null;
  try {
    const root = new JsonPart(parseJsonText(whole.text));
    const { sha256, encoding: found } = whole;
    const own = format ?? (isSdmxJson(root) ? 'sdmx-json' : 'json-stat');
    const sheet = own === 'sdmx-json' ? sdmxJsonSheet(root) : jsonStatSheet(root);
    return { name, sha256, format: own, encoding: found, sheets: [sheet] };
  } catch (error) {
    tellUnreadable(error, name, problems);
    return null;
  }
}

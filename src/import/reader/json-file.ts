import type { Problems } from '../package/problem.ts';
import { JsonPart } from './json-part.ts';
import { jsonStatSheets } from './json-stat.ts';
import { parseJsonText } from './json-text.ts';
import { isSdmxJson, sdmxJsonSheet } from './sdmx-json.ts';
import type { SheetFile } from './sheet.ts';
import { openWholeFile } from './whole-file.ts';

/** How a mapping says that a file of JSON is read; what is in it says the format, unless the mapping does. */
export interface JsonFileOptions {
  readonly encoding?: string | undefined;
  readonly format?: 'json-stat' | 'sdmx-json' | undefined;
}

/** Opens a file of JSON that holds figures; null where it cannot be read, with the reason in `problems`. */
export const openJsonFile = (
  file: string,
  { encoding, format }: JsonFileOptions,
  problems: Problems,
): Promise<SheetFile | null> =>
  openWholeFile(file, encoding, problems, {
    read: (text) => {
      const root = new JsonPart(parseJsonText(text));
      const own = format ?? (isSdmxJson(root) ? 'sdmx-json' : 'json-stat');
      return { format: own, sheets: own === 'sdmx-json' ? [sdmxJsonSheet(root)] : jsonStatSheets(root) };
    },
  });

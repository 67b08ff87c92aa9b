import { CATALOGUES, type MessageId } from '../../domain/message/catalogue.ts';
import { nameKey } from '../text/plain-text.ts';

const PREFIX = 'files.column-';

/** What a person reads above the columns of a workbook, in every language, and what the column is called. */
export const EXPORTED_COLUMNS: ReadonlyMap<string, string> = new Map(
  Object.values(CATALOGUES).flatMap((words) =>
    (Object.keys(words) as MessageId[])
      .filter((id) => id.startsWith(PREFIX))
      .map((id) => {
        const name = id.slice(PREFIX.length).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
        return [nameKey(words[id]), name] as const;
      }),
  ),
);

import { CATALOGUES, type MessageId } from '../../domain/message/catalogue.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';

const PREFIX = 'files.column-';

/** What a person reads above the columns of a workbook, in every language, and what the column is called. */
const EXPORTED_COLUMNS: ReadonlyMap<string, string> = new Map(
  Object.values(CATALOGUES).flatMap((words) =>
    (Object.keys(words) as MessageId[])
      .filter((id) => id.startsWith(PREFIX))
      .map((id) => {
        const name = id.slice(PREFIX.length).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
        return [nameKey(words[id]), name] as const;
      }),
  ),
);

/** The titles of a file by what a form calls them, and where they stand. */
export type FormTitles = ReadonlyMap<string, { readonly title: string; readonly column: number }>;

/** Finds the columns of a form in a header, and the titles that it does not have; null where two titles are alike. */
export function matchTitles(
  header: SourceRow | undefined,
  known: ReadonlySet<string>,
  nameOf: (title: string) => string,
): { readonly titles: FormTitles; readonly rest: readonly string[] } | null {
  const named = (header?.cells ?? []).map((cell) => foldWidth(cellText(cell)));
  if (new Set(named).size !== named.length) return null;
  const titles = new Map<string, { title: string; column: number }>();
  const rest: string[] = [];
  for (const [column, title] of named.entries()) {
    const name = known.has(title) ? title : nameOf(title);
    if (known.has(name)) titles.set(name, { title, column });
    else rest.push(title);
  }
  return { titles, rest };
}

/** What a column is called whose title is what a person reads above it; any other title as it is. */
export const exportedColumn = (title: string): string => EXPORTED_COLUMNS.get(nameKey(title)) ?? title;

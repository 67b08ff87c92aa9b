import { message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { boundTable } from './cube-sheet.ts';
import { JsonPart } from './json-part.ts';
import { jsonStatSheets } from './json-stat.ts';
import { parseJsonText } from './json-text.ts';
import { isSdmxJson, sdmxJsonSheet } from './sdmx-json.ts';
import type { SheetFile, SourceRow, SourceSheet } from './sheet.ts';
import { openWholeFile } from './whole-file.ts';

type JsonFormat = 'json-stat' | 'sdmx-json' | 'json-rows';

/** How a mapping says that a file of JSON is read; what is in it says the format, unless the mapping does. */
export interface JsonFileOptions {
  readonly encoding?: string | undefined;
  readonly format?: JsonFormat | undefined;
}

/** Opens a file of JSON that holds figures or rows; null where it cannot be read, with the reason in `problems`. */
export const openJsonFile = (
  file: string,
  { encoding, format }: JsonFileOptions,
  problems: Problems,
): Promise<SheetFile | null> =>
  openWholeFile(file, encoding, problems, {
    read: (text) => {
      const root = new JsonPart(parseJsonText(text));
      const own = format ?? formatIn(root);
      return { format: own, sheets: SHEETS[own](root) };
    },
  });

const SHEETS: Readonly<Record<JsonFormat, (root: JsonPart) => readonly SourceSheet[]>> = {
  'json-stat': jsonStatSheets,
  'sdmx-json': (root) => [sdmxJsonSheet(root)],
  'json-rows': (root) => [rowsSheet(root)],
};

function formatIn(root: JsonPart): JsonFormat {
  if (Array.isArray(root.value)) return 'json-rows';
  if (isSdmxJson(root)) return 'sdmx-json';
  refuseDescription(root);
  return 'json-stat';
}

const CSVW = 'http://www.w3.org/ns/csvw';

/** Refuses what holds no rows itself: what describes a table, and borders. */
function refuseDescription(root: JsonPart): void {
  const context = root.member('@context');
  if (context.value === CSVW || context.item(0).value === CSVW) {
    const url = root.member('url');
    const table = typeof url.value === 'string' ? quoted(url.value) : 'CSV';
    throw new UnreadablePart(
      { part: context.path },
      message('mapping.describes-table'),
      message('mapping.described-table', { table }),
    );
  }
  const type = root.member('type');
  if (type.value === 'FeatureCollection')
    throw new UnreadablePart({ part: type.path }, message('mapping.borders'), message('mapping.borders-expected'));
}

const FIRST_ROW = 2;

/** A table of a list of objects: below a header with their names, a row for each, numbered by its place in the list. */
function rowsSheet(root: JsonPart): SourceSheet {
  const objects = root.items();
  if (objects.length === 0)
    throw new UnreadablePart({}, message('inference.no-rows'), message('inference.rows-expected'));
  const titles = [...new Set(objects.flatMap((one) => [...one.object().keys()]))];
  if (titles.length === 0) throw root.wrong(message('mapping.objects-expected'));
  boundTable(objects.length, titles.length);
  async function* rows(): AsyncGenerator<SourceRow> {
    yield { row: 1, cells: titles, hidden: false };
    for (const [index, one] of objects.entries()) {
      yield { row: index + FIRST_ROW, cells: titles.map((title) => one.member(title).cell()), hidden: false };
    }
  }
  const locator = (row: number, column: number) => {
    const title = titles[column] ?? '';
    return row < FIRST_ROW ? title : root.item(row - FIRST_ROW).member(title).path;
  };
  return { name: null, locator, rows };
}

import { basename, dirname, join } from 'node:path';
import { message } from '../../domain/message/message.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { openSheetFile } from '../reader/open.ts';
import { cellText } from '../reader/sheet.ts';
import { tellUnreadable } from '../reader/unreadable.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import type { Mapping } from './schema.ts';

type Codes = Readonly<Record<string, string>>;

const MAX_ROWS = 200_000;

/**
 * Puts what the crosswalk files beside a mapping say into the `codes` of the readings that name them; what these say themselves goes before it. Null
 * where a file is no crosswalk, with the reasons in `problems`.
 */
export async function withCrosswalks(
  mappingPath: string,
  mapping: Mapping,
  problems: Problems,
): Promise<Mapping | null> {
  const before = problems.count;
  const files = new Map<string, Codes>();
  const paths = new Map<string, string>();
  collect(mapping, '', paths);
  for (const [path, at] of paths) {
    if (basename(path) === path) files.set(path, await readCrosswalk(join(dirname(mappingPath), path), problems));
    else {
      const text = message('mapping.path-beside', { path: quoted(path) });
      const resource = basename(mappingPath);
      problems.add({ resource, column: at, value: path, message: text, expected: message('mapping.file-name') });
    }
  }
  return problems.count > before ? null : (filled(mapping, files) as Mapping);
}

/** Where each file is named for the first time. */
function collect(value: unknown, at: string, paths: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = at === '' ? key : `${at}.${key}`;
    if (key === 'codes') continue;
    if (key === 'crosswalk' && typeof inner === 'string') paths.set(inner, paths.get(inner) ?? place);
    else collect(inner, place, paths);
  }
}

function filled(value: unknown, files: ReadonlyMap<string, Codes>): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, files));
  if (typeof value !== 'object' || value === null) return value;
  const { crosswalk, ...rest } = value as { readonly crosswalk?: unknown; readonly codes?: Codes };
  const own = typeof crosswalk === 'string' ? files.get(crosswalk) : undefined;
  const inner = Object.entries(own === undefined ? value : rest).map(([key, one]) => [key, filled(one, files)]);
  return { ...Object.fromEntries(inner), ...(own === undefined ? {} : { codes: { ...own, ...rest.codes } }) };
}

/** Reads two columns, what a file says and the code that it stands for, below a header. */
async function readCrosswalk(path: string, problems: Problems): Promise<Codes> {
  const resource = basename(path);
  const opened = await openSheetFile(path, {}, problems);
  const [sheet] = opened?.sheets ?? [];
  const codes = new Map<string, { readonly text: string; readonly code: string; readonly row: number }>();
  let isHeader = true;
  try {
    for await (const { row, cells } of sheet?.rows() ?? []) {
      const [text = '', code = '', ...more] = cells.map((cell) => foldWidth(cellText(cell)));
      const refuse = (words: ReturnType<typeof message>, expected: ReturnType<typeof message>) =>
        problems.add({ resource, row, value: text, message: words, expected });
      const isWrong = text === '' || code === '' || more.some((cell) => cell !== '');
      if (isWrong && [text, code, ...more].every((cell) => cell === '')) continue;
      if (isWrong) refuse(message('mapping.crosswalk-cells'), message('mapping.crosswalk-expected'));
      if (!isHeader && !isWrong) {
        const known = codes.get(nameKey(text));
        if (known !== undefined && known.code !== code) {
          const shown = { text: quoted(text), code: quoted(known.code), line: String(known.row) };
          refuse(message('mapping.crosswalk-twice', shown), message('mapping.crosswalk-once'));
        }
        codes.set(nameKey(text), known ?? { text, code, row });
      }
      isHeader = false;
      if (codes.size > MAX_ROWS) {
        refuse(message('mapping.crosswalk-long'), message('import.max-number', { max: MAX_ROWS }));
        break;
      }
    }
  } catch (error) {
    tellUnreadable(error, resource, problems);
  }
  return Object.fromEntries([...codes.values()].map(({ text, code }) => [text, code]));
}

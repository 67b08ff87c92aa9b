import { isUtf8 } from 'node:buffer';
import { message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { type Problems, quoted } from '../package/problem.ts';
import {
  boundText,
  type CubeColumn,
  type CubeDimension,
  countCells,
  cubeSheet,
  refuseOtherCount,
  refuseTwice,
} from './cube-sheet.ts';
import { type PxCells, readPxCells } from './px-data.ts';
import { MAX_FIRST, PxScanner, type PxStatement } from './px-text.ts';
import { type FigureContents, readDecimals, type SheetFile, type SourceSheet } from './sheet.ts';
import { openWholeFile } from './whole-file.ts';

/** Opens a PX file; null where it cannot be read, with the reason in `problems`. */
export const openPxFile = (
  file: string,
  { encoding }: { readonly encoding?: string | undefined },
  problems: Problems,
): Promise<SheetFile | null> =>
  openWholeFile(file, encoding, problems, {
    labelOf: findCodePage,
    read: (text) => ({ format: 'px', sheets: [pxSheet(text)] }),
  });

/** The encoding that the file names. ANSI without a code page is that of Western Windows, as far as the file is no UTF-8. */
function findCodePage(bytes: Buffer): string | undefined {
  const first = bytes.subarray(0, MAX_FIRST).toString('latin1');
  const page = /\bCODEPAGE="([\w.:-]{1,40})"/i.exec(first)?.[1];
  if (page !== undefined) return page;
  return /\bCHARSET="ANSI"/i.test(first) && !isUtf8(bytes) ? 'windows-1252' : undefined;
}

/** What the file says above its figures, by keyword and what it is said of. */
export class PxKeywords {
  readonly #found = new Map<string, PxStatement>();

  constructor(statements: readonly PxStatement[]) {
    for (const statement of statements) {
      const key = keyOf(statement.keyword, statement.of);
      const known = this.#found.get(key);
      if (known !== undefined && SHAPE.has(statement.keyword)) {
        const part = keywordName(statement.keyword, statement.of);
        const text = message('mapping.key-twice', { key: part });
        throw new UnreadablePart({ line: statement.line }, text, message('mapping.key-once'));
      }
      this.#found.set(key, statement);
    }
  }

  values(keyword: string, ...of: readonly string[]): readonly string[] | null {
    return this.#found.get(keyOf(keyword, of))?.values ?? null;
  }

  all(keyword: string): readonly PxStatement[] {
    return [...this.#found.values()].filter((statement) => statement.keyword === keyword);
  }
}

/** Keywords that say how the figures lie. */
const SHAPE = new Set(['STUB', 'HEADING', 'VALUES', 'CODES', 'KEYS']);
const keyOf = (keyword: string, of: readonly string[]): string => JSON.stringify([keyword, ...of]);

/** A keyword as the file writes it: `VALUES("region")`. */
export const keywordName = (keyword: string, of: readonly string[]): string =>
  of.length === 0 ? keyword : `${keyword}(${of.map((text) => quoted(text)).join(',')})`;

const DATA = 'DATA';

/** The table of a PX file: the variables of the stub, then those of the heading. Throws UnreadablePart. */
export function pxSheet(text: string): SourceSheet {
  const head = new PxScanner(text).head();
  const keywords = new PxKeywords(head.statements);
  const stub = keywords.values('STUB') ?? [];
  const heading = keywords.values('HEADING') ?? [];
  if (stub.length + heading.length === 0) {
    throw new UnreadablePart({ part: 'STUB' }, message('import.value-missing'), message('mapping.px-stub-expected'));
  }
  refuseTwice([...stub, ...heading], 'STUB, HEADING');
  const dimensions = [...stub, ...heading].map((name) => readVariable(name, keywords));
  const count = countCells(dimensions, 'VALUES');
  const keys = stub.map((name) => keywords.values('KEYS', name)?.[0]?.toUpperCase() ?? null);
  const cells = readPxCells(new PxScanner(text, head.dataAt), { dimensions, keys, count });
  const columns: CubeColumn[] = [
    { title: DATA, textOf: (cell) => cells.textOf(cell) },
    ...unitColumn(keywords, dimensions),
    ...noteColumn(keywords, dimensions),
    ...symbolColumn(keywords, cells),
  ];
  return cubeSheet({
    dimensions,
    columns,
    figures: { values: new Set([DATA]), status: null, isSdmx: false, contents: readContents(keywords, dimensions) },
    cells: cells.numbers,
    locate: (cell, title) => (title === DATA ? cells.placeOf(cell) : `${cells.placeOf(cell)} ${title}`),
  });
}

function readVariable(name: string, keywords: PxKeywords): CubeDimension {
  const values = keywords.values('VALUES', name);
  const part = keywordName('VALUES', [name]);
  if (values === null) {
    throw new UnreadablePart({ part }, message('import.value-missing'), message('mapping.px-values-expected'));
  }
  for (const value of values) boundText(value, part);
  const codes = keywords.values('CODES', name);
  if (codes === null) {
    refuseTwice(values, part);
    return { id: name, codes: values, labels: null, units: null };
  }
  const codesPart = keywordName('CODES', [name]);
  refuseOtherCount(codes.length, values.length, codesPart);
  refuseTwice(codes, codesPart);
  return { id: name, codes, labels: values, units: null };
}

/** The texts of a variable's values, by which other keywords name them. */
const valuesOf = ({ codes, labels }: CubeDimension): readonly string[] => labels ?? codes;

const UNITS = 'UNITS';

/** The variable whose values are what the figures are of. */
const findContents = (keywords: PxKeywords, dimensions: readonly CubeDimension[]): CubeDimension | undefined =>
  dimensions.find(({ id }) => id === keywords.values('CONTVARIABLE')?.[0]);

/** In what the figures are: of all, or of each value of the variable of contents. */
function unitColumn(keywords: PxKeywords, dimensions: readonly CubeDimension[]): CubeColumn[] {
  if (keywords.all(UNITS).length === 0) return [];
  const all = keywords.values(UNITS)?.[0] ?? '';
  const dimension = findContents(keywords, dimensions);
  const at = dimension === undefined ? -1 : dimensions.indexOf(dimension);
  const units = dimension && valuesOf(dimension).map((value) => keywords.values(UNITS, value)?.[0] ?? all);
  return [{ title: UNITS, textOf: (_, positions) => units?.[positions[at] ?? 0] ?? all }];
}

/** What the file says of each value of the variable of contents; null where it names none. */
function readContents(keywords: PxKeywords, dimensions: readonly CubeDimension[]): FigureContents | null {
  const dimension = findContents(keywords, dimensions);
  if (dimension === undefined) return null;
  const { id, codes } = dimension;
  const shown = keywords.values('SHOWDECIMALS')?.[0] ?? keywords.values('DECIMALS')?.[0];
  const names = valuesOf(dimension);
  const entries = codes.map((code, at) => {
    const name = names[at] ?? code;
    const decimals = keywords.values('PRECISION', id, name)?.[0] ?? shown;
    const unit = keywords.values(UNITS, name)?.[0] ?? keywords.values(UNITS)?.[0] ?? null;
    return [code, { name, unit, decimals: readDecimals(decimals) }] as const;
  });
  return { column: id, unitColumn: keywords.all(UNITS).length === 0 ? null : UNITS, entries: new Map(entries) };
}

const ANY = '*';
/** Notes are looked up once for each choice of variables that some note leaves open. */
const MAX_NOTE_FORMS = 16;

/** Notes on single cells. A note may leave variables open with `*`. */
function noteColumn(keywords: PxKeywords, dimensions: readonly CubeDimension[]): CubeColumn[] {
  const notes = [...keywords.all('CELLNOTEX'), ...keywords.all('CELLNOTE')];
  if (notes.length === 0) return [];
  const byForm = new Map<string, Map<string, string>>();
  for (const { of, values, line } of notes) {
    if (of.length !== dimensions.length) {
      const text = message('mapping.entries', { count: of.length });
      throw new UnreadablePart({ line }, text, message('mapping.entries-expected', { count: dimensions.length }));
    }
    const form = of.map((text) => (text === ANY ? ANY : '.')).join('');
    const known = byForm.get(form) ?? new Map<string, string>();
    byForm.set(form, known.set(JSON.stringify(of), boundText(values.join(' '), 'CELLNOTE')));
  }
  if (byForm.size > MAX_NOTE_FORMS) {
    const text = message('mapping.px-note-forms', { count: byForm.size });
    throw new UnreadablePart({ part: 'CELLNOTE' }, text, message('import.max-number', { max: MAX_NOTE_FORMS }));
  }
  const textOf = (_: number, positions: readonly number[]) => {
    const values = dimensions.map((dimension, at) => valuesOf(dimension)[positions[at] ?? 0] ?? '');
    const found = [...byForm].flatMap(([form, known]) => {
      const note = known.get(JSON.stringify(values.map((value, at) => (form[at] === ANY ? ANY : value))));
      return note === undefined ? [] : [note];
    });
    return found.join(' ');
  };
  return [{ title: 'CELLNOTE', textOf }];
}

/** What stands in place of figures: one to six dots, a dash for nothing, and seven dots for a sum that cannot be made. */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...[1, 2, 3, 4, 5, 6].map((count) => ['.'.repeat(count), `DATASYMBOL${count}`] as const),
  ['-', 'DATASYMBOLNIL'],
  ['.......', 'DATASYMBOLSUM'],
]);

/** What the file says that these stand for. */
function symbolColumn(keywords: PxKeywords, cells: PxCells): CubeColumn[] {
  const words = new Map([...SYMBOLS].map(([sign, keyword]) => [sign, keywords.values(keyword)?.[0] ?? '']));
  if ([...words.values()].every((text) => text === '')) return [];
  return [{ title: 'DATASYMBOL', isLabel: true, textOf: (cell) => words.get(cells.textOf(cell)) ?? '' }];
}

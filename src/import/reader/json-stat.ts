import { message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import {
  type CubeColumn,
  type CubeDimension,
  type CubeMeasure,
  countCells,
  cubeSheet,
  refuseOtherCount,
  refuseTwice,
} from './cube-sheet.ts';
import type { JsonPart } from './json-part.ts';
import { type FigureContents, readDecimals, type SourceSheet } from './sheet.ts';

/** What the file says of cells, by their number. */
interface CellTexts {
  readonly numbers: ArrayLike<number> & Iterable<number>;
  textOf(cell: number): string;
}

/** The tables of a file of JSON-stat: of a data set, of a collection that holds data sets, or of a bundle as version 1 has it. Throws UnreadablePart where it is none. */
export function jsonStatSheets(root: JsonPart): readonly SourceSheet[] {
  const kind = root.member('class');
  if (kind.value === 'dataset') return [datasetSheet(root, null)];
  const sheets = kind.value === 'collection' ? collectionSheets(root) : kind.isMissing ? bundleSheets(root) : [];
  if (sheets.length === 0) throw kind.wrong(message('mapping.json-stat-expected'));
  refuseTwice(
    sheets.flatMap(({ name }) => name ?? []),
    'label',
  );
  return sheets;
}

/** Data sets that a collection holds itself; it may name others, of which it has no figures. */
function collectionSheets(root: JsonPart): SourceSheet[] {
  return root
    .member('link')
    .member('item')
    .items()
    .filter((item) => item.member('class').value === 'dataset' && !item.member('value').isMissing)
    .map((item) => datasetSheet(item, item.member('label').cell() || item.path));
}

/** In version 1 each member of the file is a data set under its name. */
const bundleSheets = (root: JsonPart): SourceSheet[] =>
  [...root.object().keys()]
    .filter((key) => !root.member(key).member('value').isMissing)
    .map((key) => datasetSheet(root.member(key), key));

function datasetSheet(root: JsonPart, name: string | null): SourceSheet {
  const before = root.path === '' ? '' : `${root.path}.`;
  const dimensions = readDimensions(root);
  const count = countCells(dimensions, 'size');
  const values = cellTexts(root.member('value'), count);
  const said = root.member('status');
  // Version 1 may have statuses beside what they mean.
  const status = statusTexts(said.member('value').value instanceof Object ? said.member('value') : said, count);
  const extension = root.member('extension');
  const estimates = estimateColumns(extension.member('estimate'), count);
  const basis = extension.member(BASIS);
  const columns: CubeColumn[] = [
    { title: VALUE, textOf: values.textOf },
    ...(status === null ? [] : [{ title: STATUS, textOf: status }]),
    ...estimates,
    ...(basis.value instanceof Map ? [{ title: BASIS, textOf: cellTexts(basis, count).textOf }] : []),
  ];
  const own = new Set(columns.map(({ title }) => title));
  const sheet = cubeSheet({
    dimensions,
    columns,
    figures: {
      values: new Set([VALUE]),
      status: status === null ? null : STATUS,
      isSdmx: false,
      contents: readContents(root, dimensions),
    },
    cells: values.numbers,
    locate: (cell, title) => {
      if (title === VALUE || title === STATUS) return `${before}${title}[${cell}]`;
      if (title === BASIS) return `${before}extension.${BASIS}[${cell}]`;
      return `${before}${own.has(title) ? `extension.estimate[${cell}].${title}` : `${VALUE}[${cell}] ${title}`}`;
    },
  });
  return { ...sheet, name };
}

const VALUE = 'value';
const STATUS = 'status';
/** Where the files of this platform say which figures were computed. */
const BASIS = 'basis';

/** Where the file says how its dimensions lie: version 1 has it among them. */
const dimensionPlace = (root: JsonPart): JsonPart => (root.member('id').isMissing ? root.member('dimension') : root);

function readDimensions(root: JsonPart): CubeDimension[] {
  const place = dimensionPlace(root);
  const ids = place.member('id').items().map((part) => part.text()); // biome-ignore format: a chain
  refuseTwice(ids, 'id');
  const sizes = place.member('size');
  refuseOtherCount(sizes.list().length, ids.length, sizes.path);
  return ids.map((id, at) => {
    const category = root.member('dimension').member(id).member('category');
    category.object();
    const labels = category.member('label');
    const codes = readCodes(category.member('index'), labels);
    refuseOtherCount(codes.length, sizes.item(at).index(), category.path);
    const units = category.member('unit');
    return {
      id,
      codes,
      labels: labels.isMissing ? null : codes.map((code) => labels.member(code).cell()),
      units: units.isMissing ? null : codes.map((code) => unitLabel(units.member(code))),
      measures: readMeasures(units, codes),
    };
  });
}

/** A unit is called by its label, or by what is counted. */
const unitLabel = (unit: JsonPart): string => unit.member('label').cell() || unit.member('base').cell();

/** What the file says of each category of the one dimension of metrics; null where it names none, or several. */
function readContents(root: JsonPart, dimensions: readonly CubeDimension[]): FigureContents | null {
  const { value: roles } = dimensionPlace(root).member('role').member('metric');
  const [dimension, another] = dimensions.filter(({ id }) => Array.isArray(roles) && roles.includes(id));
  if (dimension === undefined || another !== undefined) return null;
  const { id, codes, labels, units } = dimension;
  const said = root.member('dimension').member(id).member('category').member('unit');
  const entries = codes.map((code, at) => {
    const decimals = said.member(code).member('decimals').cell();
    return [code, { name: labels?.[at] || code, unit: units?.[at] || null, decimals: readDecimals(decimals) }] as const;
  });
  return { column: id, unitColumn: units === null ? null : `${id}:unit`, entries: new Map(entries) };
}

/** The code and the multiplier of each unit, which the files of this platform have; null where one of them has not. */
function readMeasures(units: JsonPart, codes: readonly string[]): CubeMeasure[] | null {
  if (units.isMissing) return null;
  const measures = codes.map((code) => {
    const unit = units.member(code);
    return { unit: unit.member('code').cell(), multiplier: unit.member('multiplier').cell() };
  });
  return measures.every(({ unit, multiplier }) => unit !== '' && multiplier !== '') ? measures : null;
}

/** The codes in their order: a list of them, or an object with the place of each. A dimension of one category may leave the index out. */
function readCodes(index: JsonPart, labels: JsonPart): readonly string[] {
  if (index.isMissing) {
    const codes = [...labels.object().keys()];
    if (codes.length === 1) return codes;
    throw index.wrong(message('mapping.codes-expected'));
  }
  if (Array.isArray(index.value)) {
    const codes = index.items().map((part) => part.text());
    refuseTwice(codes, index.path);
    return codes;
  }
  const given = [...index.object().keys()];
  const codes: string[] = [];
  for (const code of given) codes[index.member(code).index(given.length - 1)] = code;
  if (Object.keys(codes).length === given.length) return codes;
  throw new UnreadablePart({ part: index.path }, message('mapping.positions'), message('mapping.positions-expected'));
}

/** A list with an entry for each cell, or an object with some of them by number. */
function cellTexts(part: JsonPart, count: number): CellTexts {
  if (Array.isArray(part.value)) {
    refuseOtherCount(part.list().length, count, part.path);
    const texts = part.items().map((item) => item.cell());
    return { numbers: texts.map((_, cell) => cell), textOf: (cell) => texts[cell] ?? '' };
  }
  const texts = new Map<number, string>();
  for (const key of part.object().keys()) texts.set(cellNumber(part, key, count), part.member(key).cell());
  return { numbers: Float64Array.from(texts.keys()).sort(), textOf: (cell) => texts.get(cell) ?? '' };
}

function cellNumber(part: JsonPart, key: string, count: number): number {
  const number = /^(?:0|[1-9]\d{0,15})$/.test(key) ? Number(key) : Number.NaN;
  if (number < count) return number;
  const text = message('mapping.no-cell', { key });
  const expected = message('mapping.index-expected', { max: count - 1 });
  throw new UnreadablePart({ part: part.path, value: key }, text, expected);
}

/** The status of a cell. One text alone, or a list of one, is that of all; null where the file says none. */
function statusTexts(part: JsonPart, count: number): ((cell: number) => string) | null {
  if (part.isMissing) return null;
  const isOne = Array.isArray(part.value) && part.value.length === 1;
  const only = typeof part.value === 'string' ? part : isOne ? part.item(0) : null;
  if (only === null) return cellTexts(part, count).textOf;
  const text = only.cell();
  return () => text;
}

/** The columns of estimates, which the files of this platform have in the extension. */
function estimateColumns(part: JsonPart, count: number): CubeColumn[] {
  if (!(part.value instanceof Map)) return [];
  const found = new Map<string, Map<number, string>>();
  for (const key of part.object().keys()) {
    const cell = cellNumber(part, key, count);
    const estimate = part.member(key);
    for (const title of estimate.object().keys()) {
      const texts = found.get(title) ?? new Map<number, string>();
      found.set(title, texts.set(cell, estimate.member(title).cell()));
    }
  }
  return [...found].map(([title, texts]) => ({ title, textOf: (cell) => texts.get(cell) ?? '' }));
}

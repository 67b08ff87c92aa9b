import { message } from '../../domain/message/message.ts';
import { quoted } from '../package/problem.ts';
import { type CubeDimension, refuseOtherCount } from './cube-sheet.ts';
import type { PxScanner, PxToken } from './px-text.ts';
import { MAX_VALUES } from './whole-file.ts';

/** The figures of a PX file, by the number of their cell. */
export interface PxCells {
  readonly numbers: Float64Array;
  textOf(cell: number): string;
  /** The line, and the how manieth value of it. */
  placeOf(cell: number): string;
}

/** How the figures lie. */
export interface PxLayout {
  readonly dimensions: readonly CubeDimension[];
  /** For each variable of the stub whether rows name its VALUES or its CODES; null where every row stands in its place. */
  readonly keys: readonly (string | null)[];
  /** How many cells the variables span. */
  readonly count: number;
}

/** Reads the figures: one for each cell in its order, or rows that name the values of the stub. */
export function readPxCells(scanner: PxScanner, layout: PxLayout): PxCells {
  const isKeyed = layout.keys.some((key) => key !== null);
  const cells = new FoundCells(scanner, isKeyed);
  if (isKeyed) readKeyedRows(scanner, layout, cells);
  else {
    for (let token = scanner.figure(); token !== null; token = scanner.figure()) cells.add(cells.size, token);
    refuseOtherCount(cells.size, layout.count, 'DATA');
  }
  return cells;
}

/** What stands where, in the order of the file: arrays, because there may be millions. */
class FoundCells implements PxCells {
  readonly #scanner: PxScanner;
  readonly #texts: string[] = [];
  readonly #lines: number[] = [];
  readonly #places: number[] = [];
  /** The how manieth a cell is; null where cells stand in the order of their numbers. */
  readonly #ordinals: Map<number, number> | null;

  constructor(scanner: PxScanner, isKeyed: boolean) {
    this.#scanner = scanner;
    this.#ordinals = isKeyed ? new Map() : null;
  }

  get size(): number {
    return this.#texts.length;
  }

  add(cell: number, { text, line, place }: PxToken): void {
    if (this.size === MAX_VALUES) {
      const expected = message('import.max-number', { max: MAX_VALUES });
      throw this.#scanner.wrong(message('mapping.many-values', { max: MAX_VALUES }), expected);
    }
    this.#ordinals?.set(cell, this.size);
    this.#texts.push(text);
    this.#lines.push(line);
    this.#places.push(place);
  }

  has(cell: number): boolean {
    return this.#ordinals?.has(cell) ?? cell < this.size;
  }

  get numbers(): Float64Array {
    return Float64Array.from(this.#ordinals?.keys() ?? this.#texts.keys()).sort();
  }

  textOf(cell: number): string {
    return this.#texts[this.#ordinalOf(cell)] ?? '';
  }

  placeOf(cell: number): string {
    const ordinal = this.#ordinalOf(cell);
    return `${this.#lines[ordinal]}:${this.#places[ordinal]}`;
  }

  #ordinalOf(cell: number): number {
    return this.#ordinals === null ? cell : (this.#ordinals.get(cell) ?? -1);
  }
}

/** Rows begin with a value of each variable of the stub, and those that the file leaves out are not there. */
function readKeyedRows(scanner: PxScanner, { dimensions, keys }: PxLayout, cells: FoundCells): void {
  const stub = keys.map((key, at) => {
    const { id, codes, labels } = dimensions[at] ?? { id: '', codes: [], labels: null };
    const texts = key === 'CODES' ? codes : (labels ?? codes);
    return { id, size: codes.length, places: new Map(texts.map((text, place) => [text, place])) };
  });
  const width = dimensions.slice(keys.length).reduce((product, { codes }) => product * codes.length, 1);
  for (let token = scanner.figure(); token !== null; token = scanner.figure()) {
    let row = 0;
    for (const [at, { id, size, places }] of stub.entries()) {
      const key: PxToken | null = at === 0 ? token : scanner.figure();
      const place = key?.isQuoted ? places.get(key.text) : undefined;
      if (place === undefined) {
        const text = message('mapping.px-key', { key: quoted(key?.text ?? ''), variable: quoted(id) });
        throw scanner.wrong(text, message('mapping.px-key-expected'));
      }
      row = row * size + place;
    }
    if (cells.has(row * width)) throw scanner.wrong(message('mapping.px-row-twice'), message('mapping.key-once'));
    for (let column = 0; column < width; column++) {
      const figure = scanner.figure();
      if (figure === null)
        throw scanner.wrong(message('mapping.px-short-row'), message('mapping.entries-expected', { count: width }));
      cells.add(row * width + column, figure);
    }
  }
}

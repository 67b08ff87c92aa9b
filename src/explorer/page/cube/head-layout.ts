/** How wide the heads of rows are, axis by axis, and whether long names in them take two lines. */
export interface HeadLayout {
  readonly widths: readonly number[];
  readonly isDouble: boolean;
}

/** What there is for heads: `room` of `window` beside all columns, and no less than `base` for each axis. */
export interface HeadRoom {
  readonly room: number;
  readonly window: number;
  readonly base: number;
}

const MAX_HEAD_WIDTH = 340;
const MAX_COLUMN_WIDTH = 260;
/** Of a window that is too narrow for all columns, heads take so much at most: they stay while the columns are scrolled. */
const SHARE = 0.6;
const PHONE_SHARE = 0.5;
/** Characters a little wider than those of most systems: a name that is taken for too long gets more room than it needs. */
interface Font {
  readonly han: number;
  readonly latin: number;
  readonly padding: number;
}
const SCREEN: Font = { han: 15, latin: 8.5, padding: 24 };
/** Names above columns are bold. */
const BOLD: Font = { ...SCREEN, latin: 9.8 };
const PHONE: Font = { han: 13, latin: 7.5, padding: 14 };
const PHONE_BOLD: Font = { ...PHONE, latin: 8.8 };

/** How wide names are on one line, and on two. */
interface Need {
  readonly single: number;
  readonly double: number;
}

/**
 * Heads share the room that the columns leave evenly. Where a name needs more, an axis of short names gets no more than they need, and one of long names
 * what is left, on two lines if need be. Names are those in the column and the one above it.
 */
export function layoutHeads(names: readonly (readonly string[])[], { room, window, base }: HeadRoom): HeadLayout {
  const depth = Math.max(names.length, 1);
  const each = Math.max(base, Math.min(MAX_HEAD_WIDTH, Math.floor(room / depth)));
  const needs = names.map((all) => measureNames(all, SCREEN));
  if (needs.every(({ single }) => single <= each)) return { widths: Array(depth).fill(each), isDouble: false };
  const whole = Math.floor(Math.max(each * depth, window * SHARE));
  const singles = needs.map(({ single }) => single);
  const most = Math.min(MAX_HEAD_WIDTH, findShare(singles, whole));
  const wanted = needs.map(({ single, double }) => (single <= most ? single : double));
  const share = Math.min(MAX_HEAD_WIDTH, findShare(wanted, whole));
  return {
    widths: wanted.map((width) => Math.min(width, share)),
    isDouble: needs.some(({ single }) => single > most),
  };
}

/**
 * On a phone a column for each axis would leave none for figures: names stand below each other, in no more than half of the window. The first of an
 * axis is its own, which is bold.
 */
export function stackWidth(names: readonly (readonly string[])[], window: number): number {
  const needs = names.map(([title = '', ...others]) =>
    Math.max(measureNames([title], PHONE_BOLD).single, measureNames(others, PHONE).single),
  );
  return Math.min(Math.floor(window * PHONE_SHARE), Math.ceil(Math.max(0, ...needs)));
}

/** How many lines each name of a row takes in that column. There is one more than names: the last that needs two has it. */
export function shareLines(labels: readonly string[], width: number): readonly number[] {
  const long = labels.findLastIndex((label) => measureNames([label], PHONE).single > width);
  return labels.map((_, place) => (place === long ? 2 : 1));
}

/** Of a row, whose name may take two narrow lines, and of a line of names above the columns. Rows that come later move none by a longer name. */
export const ROW_HEIGHT = 34;
/** Of a line of names above the columns that takes two. */
export const DOUBLE_HEIGHT = 52;
/** Of a line of names below each other, and what is above and below them. */
const LINE_HEIGHT = 18;
const STACK_PADDING = 12;

const PHONE_WIDTH = 600;
const HEAD_WIDTH = 160;
/** The widest that a page is, with the room beside it. */
const PAGE_WIDTH = 1_270;
const PAGE_MARGIN = 60;

const NO_HEADS: HeadLayout = { widths: [], isDouble: false };

/** Where the heads of rows stand: beside each other, or on a phone below each other. */
export type RowHeadLayout = {
  /** What all of them take of the table. */
  readonly width: number;
  readonly rowHeight: number;
} & ({ readonly kind: 'columns'; readonly columns: HeadLayout } | { readonly kind: 'stack' });

/** `names` are those of each axis, its own among them; `columns` what all columns of figures take. */
export function layoutRowHeads(
  names: readonly (readonly string[])[],
  windowWidth: number,
  columns: number,
): RowHeadLayout {
  if (names.length === 0) return { kind: 'columns', columns: NO_HEADS, width: 0, rowHeight: ROW_HEIGHT };
  const window = Math.min(windowWidth - PAGE_MARGIN, PAGE_WIDTH);
  if (windowWidth < PHONE_WIDTH) {
    return { kind: 'stack', width: stackWidth(names, window), rowHeight: stackHeight(names.length + 1) };
  }
  const heads = layoutHeads(names, { room: window - columns, window, base: HEAD_WIDTH });
  const width = heads.widths.reduce((sum, one) => sum + one, 0);
  return { kind: 'columns', columns: heads, width, rowHeight: ROW_HEIGHT };
}

const stackHeight = (lines: number): number => Math.max(ROW_HEIGHT, STACK_PADDING + lines * LINE_HEIGHT);

/** How high the line is that names the axes. */
export const cornerHeight = (layout: RowHeadLayout, depth: number): number =>
  layout.kind === 'stack' ? stackHeight(depth) : ROW_HEIGHT;

/** The most that one of several may have, where those that need less leave the rest to the others. */
function findShare(needs: readonly number[], whole: number): number {
  let left = whole;
  const sorted = needs.toSorted((one, other) => one - other);
  for (const [index, need] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index));
    if (need > share) return share;
    left -= need;
  }
  return whole;
}

/** How wide columns are, all alike, and whether long names above them take two lines. */
export interface ColumnLayout {
  readonly width: number;
  readonly isDouble: boolean;
}

/** Columns are `base` wide as a rule, and wider where a name needs that on two lines. */
export function layoutColumns(names: readonly string[], base: number): ColumnLayout {
  const { single, double } = measureNames(names, BOLD);
  const width = Math.max(base, Math.min(MAX_COLUMN_WIDTH, double));
  return { width, isDouble: single > width };
}

const HAN = /[\u2e80-\uffef]/u;

function measureNames(names: readonly string[], { han, latin, padding }: Font): Need {
  const need = { single: 0, double: 0 };
  for (const name of names) {
    const { single, double } = measureName(name, han, latin);
    need.single = Math.max(need.single, single);
    need.double = Math.max(need.double, double);
  }
  return { single: need.single + padding, double: Math.ceil(need.double) + padding };
}

/** Of two lines, the longer one where the name is broken best. Between characters of Chinese a line may be broken, within a word it may not. */
function measureName(name: string, han: number, latin: number): Need {
  const widthOf = (character: string) => (HAN.test(character) ? han : latin);
  const characters = [...name];
  const single = characters.reduce((sum, character) => sum + widthOf(character), 0);
  let double = single;
  let before = 0;
  for (const character of characters) {
    const width = widthOf(character);
    if (character === ' ') double = Math.min(double, Math.max(before, single - before - width));
    before += width;
    if (HAN.test(character)) double = Math.min(double, Math.max(before, single - before));
  }
  return { single, double };
}

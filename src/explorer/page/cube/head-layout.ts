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
  readonly isPhone: boolean;
}

const MAX_HEAD_WIDTH = 340;
const MAX_COLUMN_WIDTH = 260;
/** Of a window that is too narrow for all columns, heads take so much at most: they stay while the columns are scrolled. */
const SHARE = 0.6;
const PHONE_SHARE = 0.56;
/** Lines are broken between words, so that two halves take more than the whole. */
const BROKEN = 1.25;

/** Characters a little wider than those of most systems: a name that is taken for too long gets more room than it needs. */
interface Font {
  readonly han: number;
  readonly latin: number;
  readonly padding: number;
}
const SCREEN: Font = { han: 15, latin: 8.5, padding: 24 };
const PHONE: Font = { han: 13, latin: 7.5, padding: 14 };

/** How wide names are on one line, and on two. */
interface Need {
  readonly single: number;
  readonly double: number;
}

/**
 * Heads share the room that the columns leave evenly. Where a name needs more, an axis of short names gets no more than they need, and one of long names
 * what is left, on two lines if need be. Names are those in the column and the one above it.
 */
export function layoutHeads(
  names: readonly (readonly string[])[],
  { room, window, base, isPhone }: HeadRoom,
): HeadLayout {
  const depth = Math.max(names.length, 1);
  const each = Math.max(base, Math.min(MAX_HEAD_WIDTH, Math.floor(room / depth)));
  const needs = names.map((all) => measureNames(all, isPhone ? PHONE : SCREEN));
  if (needs.every(({ single }) => single <= each)) return { widths: Array(depth).fill(each), isDouble: false };
  const whole = Math.floor(Math.max(each * depth, window * (isPhone ? PHONE_SHARE : SHARE)));
  const singles = needs.map(({ single }) => single);
  const most = Math.min(MAX_HEAD_WIDTH, findShare(singles, whole));
  const wanted = needs.map(({ single, double }) => (single <= most ? single : double));
  const share = Math.min(MAX_HEAD_WIDTH, findShare(wanted, whole));
  return {
    widths: wanted.map((width) => Math.min(width, share)),
    isDouble: needs.some(({ single }) => single > most),
  };
}

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
  const { single, double } = measureNames(names, SCREEN);
  const width = Math.max(base, Math.min(MAX_COLUMN_WIDTH, double));
  return { width, isDouble: single > width };
}

const HAN = /[\u2e80-\uffef]/gu;

function measureNames(names: readonly string[], { han, latin, padding }: Font): Need {
  const measure = (text: string) => {
    const wide = text.match(HAN)?.length ?? 0;
    return wide * han + (text.length - wide) * latin;
  };
  const longestOf = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, measure(text)), 0);
  const whole = longestOf(names);
  // Between characters of Chinese a line may be broken, within a word it may not.
  const word = longestOf(names.flatMap((name) => name.replace(HAN, ' ').split(/\s+/)));
  return { single: whole + padding, double: Math.ceil(Math.max(word, (whole / 2) * BROKEN)) + padding };
}

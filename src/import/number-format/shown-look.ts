import { type NumberLook, PLAIN_LOOK } from './number-look.ts';
import { lookAround } from './section-look.ts';

/** Digits as any language groups them, and parts their decimals. */
const RUN = /\d(?:[\d.,'’\s]*\d)?|[.,]\d+/;
const NUMERALS = /^[-负負〇零一二三四五六七八九十百千万萬亿億点點]+$/;
/** Ten to which power a number may be divided by before it is shown. */
const SHIFTS = [0, 3, 6, 9, 12, 4, 8] as const;

/**
 * How a cell shows its number, told by what it shows: who wrote the file has written that as well. `format` is what its reader knows of the format;
 * null for nothing.
 */
export function shownLook(number: number, shown: string, format: string | null): NumberLook {
  const run = RUN.exec(shown);
  if (run === null) {
    const isNumber = number === 0 || NUMERALS.test(shown);
    return isNumber ? PLAIN_LOOK : { ...PLAIN_LOOK, kind: 'WORDS', pattern: [shown] };
  }
  const before = shown.slice(0, run.index).trim();
  const behind = shown.slice(run.index + run[0].length).trim();
  if (/^(?:[eE][-+]?|\/ *)\d+$/.test(behind)) return PLAIN_LOOK;
  const isPercent = behind.startsWith('%');
  const found = /\d/.test(before + behind) ? null : findShift(number, run[0], isPercent ? [-2, 0] : SHIFTS, format);
  if (found === null) return { ...PLAIN_LOOK, kind: 'ODD' };
  const part = { before, behind: isPercent ? behind.slice(1).trim() : behind, isPercent, ...found };
  return lookAround(part, number < 0, format?.includes('[Red]') === true);
}

/** By which power of ten a number was divided, so that its digits are those that are shown; null where that may be several. */
function findShift(
  number: number,
  run: string,
  shifts: readonly [number, ...number[]],
  format: string | null,
): Pick<NumberLook, 'shift' | 'decimals'> | null {
  const digits = Number(run.replace(/\D/g, ''));
  const found = shifts.flatMap((shift) =>
    decimalsOf(run, format)
      .filter((decimals) => Math.abs(Math.abs(number) * 10 ** (decimals - shift) - digits) <= 0.5 + 1e-9 * digits)
      .map((decimals) => ({ shift, decimals })),
  );
  const [first, ...others] = found;
  if (first === undefined) return { shift: shifts[0], decimals: 0 };
  return first.shift > 0 && others.some(({ shift }) => shift !== first.shift) ? null : first;
}

/** How many decimals are shown: three digits behind a point or a comma may be a group of them. */
function decimalsOf(run: string, format: string | null): readonly number[] {
  const count = /[.,](\d+)$/.exec(run)?.[1]?.length ?? 0;
  if (count !== 3) return [count];
  const [first, ...others] = run.match(/[.,]/g) ?? [];
  if (others.length > 0) return others.every((sign) => sign === first) ? [0] : [3];
  return format === null ? [3, 0] : [/\.0{3}/.test(format) ? 3 : 0];
}

import { message, type Text } from '../message/message.ts';

/** A unit as powers of other units: CNY per person is CNY¹ person⁻¹. No powers at all: a plain number. */
export interface UnitPowers {
  readonly powers: ReadonlyMap<string, number>;
  /**
   * By what values are multiplied besides, as the unit's name says it: `percent`, the 100000 of `case per 100000 person`, or nothing. Null
   * where whoever writes a formula decides it, by a number or a quotient in it. Keeps 98 per cent from being added to 5 per mille.
   */
  readonly scale: string | null;
}

export const PLAIN_NUMBER: UnitPowers = { powers: new Map(), scale: null };

const PERCENT = 'percent';
const PER = ' per ';
const TIMES = ' × ';

/** Reads the code of a unit: `A per B`, `A per 1000 B`, `A × B per C`; `percent` and `1` are numbers; anything else is a unit of its own. */
export function parseUnit(code: string): UnitPowers {
  const [top = '', ...bottom] = code.split(PER);
  const powers = new Map<string, number>();
  const scales: string[] = [];
  const add = (name: string, power: number) => {
    const [, scale, unit = name] = /^(\d[\d,.]*) (.+)$/.exec(name) ?? [];
    if (scale !== undefined) scales.push(scale.replaceAll(',', ''));
    if (unit === PERCENT) scales.push(PERCENT);
    else if (unit !== '1') powers.set(unit, (powers.get(unit) ?? 0) + power);
  };
  for (const name of top.split(TIMES)) add(name.trim(), 1);
  for (const part of bottom) for (const name of part.split(TIMES)) add(name.trim(), -1);
  return { powers: withoutZeros(powers), scale: scales.join(' ') };
}

/** How many of such units the whole is: 100 per cent of it. */
const WHOLES: Readonly<Record<string, string>> = {
  percent: '100',
  permille: '1000',
  '‰': '1000',
  permyriad: '10000',
  '‱': '10000',
  basispoint: '10000',
  '1': '1',
};

/** What the whole is as a rate in this unit: 1000 in per mille, 100000 in `case per 100000 person`, and 100 where the unit does not say. */
export function wholeIn(code: string): string {
  const known = WHOLES[code.toLowerCase().replaceAll(/[ _-]/g, '')];
  const { scale } = parseUnit(code);
  return known ?? (scale !== null && /^[1-9]\d*$/.test(scale) ? scale : '100');
}

/** Figures of these kinds are numbers by nature, whatever the plain name of their unit. */
const NUMBERS: ReadonlySet<string> = new Set(['RATE', 'INDEX', 'SCORE']);
/** Figures of these kinds may come out as numbers. */
const RATIOS: ReadonlySet<string> = new Set([...NUMBERS, 'RATIO']);

/** The unit of a metric: the points of an index or score, and a rate in anything like per cent, are numbers. */
export function metricUnit(code: string, kind: string): UnitPowers {
  const unit = parseUnit(code);
  return NUMBERS.has(kind) && isNamed(unit, code) ? { powers: PLAIN_NUMBER.powers, scale: code } : unit;
}

export const isDimensionless = ({ powers }: UnitPowers): boolean => powers.size === 0;

/** Whether two values may be added. A number in the formula may be added to anything that is a number: 100 − 98.4 per cent. */
export const isSameUnit = (a: UnitPowers, b: UnitPowers): boolean =>
  samePowers(a, b) && (a.scale === b.scale || a.scale === null || b.scale === null);

export function multiplyUnits(a: UnitPowers, b: UnitPowers, sign: 1 | -1): UnitPowers {
  const powers = new Map(a.powers);
  for (const [name, power] of b.powers) powers.set(name, (powers.get(name) ?? 0) + sign * power);
  return { powers: withoutZeros(powers), scale: null };
}

/**
 * Whether a metric may say that it is in this unit when its expression gives another: the unit that it gives; of numbers also a plain unit
 * of a rate, ratio, index or score; of what is put together, a plain name for it. No name may be that of a unit in the expression.
 */
export function fitsUnit(
  inferred: UnitPowers,
  declared: { readonly unit: string; readonly kind: string },
  among: Iterable<UnitPowers>,
): boolean {
  const literal = parseUnit(declared.unit);
  if (samePowers(literal, inferred)) return true;
  const isTaken = [...among].some(({ powers }) => powers.has(declared.unit));
  if (isTaken || !isNamed(literal, declared.unit)) return false;
  return isDimensionless(inferred) ? RATIOS.has(declared.kind) : isComposite(inferred);
}

/** The unit as its code would be written, and in words where it has no code. */
export const unitText = (unit: UnitPowers): Text =>
  isDimensionless(unit) && !unit.scale ? message('unit.number') : printUnit(unit);

/** The unit in English, as its code would be written. */
export function printUnit({ powers, scale }: UnitPowers): string {
  const side = (sign: 1 | -1) =>
    [...powers]
      .filter(([, power]) => Math.sign(power) === sign)
      .flatMap(([name, power]) => Array<string>(Math.abs(power)).fill(name))
      .sort();
  const [top, bottom] = [side(1), side(-1)];
  if (top.length + bottom.length === 0) return scale || 'a number';
  const [first, ...others] = bottom;
  const scaled = first === undefined || !scale ? bottom : [`${scale} ${first}`, ...others];
  return [top.join(TIMES) || '1', ...scaled].join(PER);
}

const isNamed = ({ powers }: UnitPowers, code: string): boolean => powers.size === 1 && powers.get(code) === 1;

const isComposite = ({ powers }: UnitPowers): boolean =>
  powers.size > 1 || [...powers.values()].some((power) => power !== 1);

const samePowers = (a: UnitPowers, b: UnitPowers): boolean =>
  a.powers.size === b.powers.size && [...a.powers].every(([name, power]) => b.powers.get(name) === power);

const withoutZeros = (powers: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...powers].filter(([, power]) => power !== 0));

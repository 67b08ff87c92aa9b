import { message } from '../../domain/message/message.ts';
import type { NamedCode } from '../mapping/code-list.ts';
import type { KnownMetric } from '../mapping/known-code.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { readUnitMultiple } from '../text/multiplier-text.ts';
import { nameKey } from '../text/plain-text.ts';
import { unitReadings } from '../text/unit-text.ts';
import type { CellValue } from './cell-value.ts';

/** How many of a unit are the whole: names by which per cent and per mille go. */
const WHOLES: readonly (readonly [number, ReadonlySet<string>])[] = [
  [2, new Set(['%', 'percent', 'per cent', '百分比', '百分数'])],
  [3, new Set(['‰', 'permille', 'per mille', '千分比'])],
];
const DECIMAL = new Set(['1']);

type Unit = NamedCode | undefined;

/** By which power of ten the values of a file are shifted to be in the unit of their metric. Throws Wrong where they are in another. */
export class UnitShifts {
  readonly #units: ReadonlyMap<string, NamedCode>;
  readonly #byName = new Map<string, Set<string>>();
  readonly #known = new Map<string, number | Wrong>();

  constructor(units: readonly NamedCode[], codes: Readonly<Record<string, string>> = {}) {
    this.#units = new Map(units.map((unit) => [unit.code, unit]));
    for (const { code, names } of units) for (const name of [code, ...names]) this.#add(name, code);
    for (const [name, code] of Object.entries(codes)) this.#byName.set(nameKey(name), new Set([code]));
  }

  /**
   * `unit` is what the file says of the unit, `behind` what stands behind the number itself, and `multiplier` by which power of ten the file says
   * that values are multiplied besides. Without any of them, a value is in the unit and the multiplier of its metric.
   */
  find(
    metric: KnownMetric,
    unit: string | null,
    behind: Pick<CellValue, 'sign' | 'unit'>,
    multiplier: number | null = null,
  ): number {
    const sign = behind.sign === null ? (behind.unit ?? null) : `${behind.sign}${behind.unit ?? ''}`;
    const key = `${metric.code}\n${unit ?? ''}\n${sign ?? ''}`;
    const found = this.#known.get(key) ?? this.#look(metric, unit, sign);
    this.#known.set(key, found);
    // 1.5万 below 单位：万元 is 15,000 元, or 15,000 times 万元.
    if (typeof found === 'number' && behind.unit !== undefined) {
      if (isMultiplied(unit, behind.unit, multiplier))
        throw new Wrong(
          message('mapping.multiplied-besides', { text: quoted(behind.unit) }),
          message('mapping.multiplied-once'),
        );
      // 万 says nothing of what is counted: that the column is in another unit shows without it.
      if (unit !== null) this.find(metric, unit, { sign: null });
    }
    const isPlain = unit === null && sign === null;
    if (typeof found === 'number' && multiplier !== null && multiplier !== 0 && !isPlain && sign === null) {
      // A unit in thousands beside a multiplier that says so as well would be a million.
      const isMultiple = wholeOf(undefined, unit ?? '') === null && found + metric.multiplier !== 0;
      if (isMultiple)
        throw new Wrong(
          message('mapping.multiplied-twice', { text: quoted(unit ?? '') }),
          message('mapping.multiplied-once'),
        );
    }
    if (typeof found === 'number')
      return multiplier === null ? found : found + multiplier - (isPlain ? metric.multiplier : 0);
    throw found;
  }

  /** Whether values that the file gives in this unit are those of the metric. */
  isIn(metric: KnownMetric, unit: string): boolean {
    try {
      return Number.isInteger(this.find(metric, unit, { sign: null }));
    } catch (error) {
      if (error instanceof Wrong) return false;
      throw error;
    }
  }

  #look(metric: KnownMetric, unit: string | null, sign: string | null): number | Wrong {
    const text = sign ?? unit;
    if (text === null) return 0;
    const own = this.#units.get(metric.unit);
    const given = wholeOf(undefined, text);
    if (given !== null) {
      const whole = wholeOf(own, metric.unit);
      if (whole !== null) return whole - given - metric.multiplier;
    }
    for (const { base, exponent } of unitReadings(text)) {
      if (this.#byName.get(base)?.has(metric.unit)) return exponent - metric.multiplier;
    }
    // A multiple without a unit is one of the unit that the metric has; of per cent there are no thousands.
    const multiple = readUnitMultiple(text);
    if (multiple !== null && (wholeOf(own, metric.unit) ?? 0) === 0) return multiple - metric.multiplier;
    const shown = { text: quoted(text), metric: metric.code, unit: metric.unit };
    return new Wrong(message('mapping.other-unit', shown), message('mapping.unit-expected', { unit: metric.unit }));
  }

  #add(name: string, code: string): void {
    const key = nameKey(name);
    this.#byName.set(key, (this.#byName.get(key) ?? new Set()).add(code));
  }
}

/** Whether the file says besides that values are multiplied. A unit that is only said again says nothing besides. */
const isMultiplied = (unit: string | null, said: string, multiplier: number | null): boolean =>
  (multiplier ?? 0) !== 0 ||
  (unit !== null &&
    nameKey(unit) !== nameKey(said) &&
    (readUnitMultiple(unit) !== null || unitReadings(unit).length > 1));

/** Ten to which power of the unit is the whole: 2 for per cent, 0 for a plain number; null where the unit is of something. */
function wholeOf(unit: Unit, code: string): number | null {
  const names = [code, ...(unit?.names ?? [])].map(nameKey);
  if (names.some((name) => DECIMAL.has(name))) return 0;
  return WHOLES.find(([, known]) => names.some((name) => known.has(name)))?.[0] ?? null;
}

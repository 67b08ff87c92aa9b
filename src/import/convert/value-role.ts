import { message } from '../../domain/message/message.ts';
import { buildCodeList, type CodeList } from '../mapping/code-list.ts';
import { entriesOf, type KnownCodes, type KnownMetric } from '../mapping/known-code.ts';
import type {
  CodeReading,
  MultiplierReading,
  NumberReading,
  PeriodReading,
  RegionReading,
  TextReading,
} from '../mapping/reading-schema.ts';
import type { ValueColumns } from '../mapping/schema.ts';
import type { MappedSection } from '../mapping/section.ts';
import { codes as codeCell, isTotal, Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { readMultiplier } from '../text/multiplier-text.ts';
import { periodTextReader } from '../text/period-text.ts';
import { nameKey } from '../text/plain-text.ts';
import { relativePeriod } from '../text/relative-period.ts';
import { type ComplainOfText, Role } from './role.ts';
import { compileReading, type SheetContext } from './text-lookup.ts';
import { UnitShifts } from './unit-shift.ts';
import { WrongMapping, within } from './wrong-mapping.ts';

/** The category of a figure that is not broken down by a dimension. */
export const TOTAL_CATEGORY = '';

/** What the values of some columns are of. */
export interface ValueRoles {
  readonly metric: Role<KnownMetric>;
  readonly region: Role<string>;
  readonly period: Role<string>;
  readonly unit: Role<string> | null;
  /** Ten to which power the values are multiplied by. */
  readonly multiplier: Role<number> | null;
  readonly breakdown: readonly (readonly [dimension: string, role: Role<string>])[];
  readonly shifts: UnitShifts;
  readonly number: NumberReading;
}

const plainPeriod = periodTextReader(undefined);

/** Makes the roles of value columns. Those that the mapping says for all columns are shared by them. */
export class RoleCompiler {
  readonly #section: MappedSection;
  readonly #known: KnownCodes;
  readonly #context: SheetContext;
  readonly #complain: ComplainOfText;
  /** By reading, and then by what it reads. */
  readonly #made = new Map<object, Map<string, Role<unknown>>>();

  constructor(section: MappedSection, known: KnownCodes, context: SheetContext, complain: ComplainOfText) {
    this.#section = section;
    this.#known = known;
    this.#context = context;
    this.#complain = complain;
  }

  roles(group: ValueColumns, at: string): ValueRoles {
    const pick = <K extends 'metric' | 'region' | 'period' | 'unit' | 'multiplier'>(key: K) => {
      const own = group[key];
      return { reading: own ?? this.#section[key], at: own === undefined ? key : `${at}.${key}` };
    };
    const needed = <R>({ reading, at: place }: { reading: R | undefined; at: string }, name: string) => {
      if (reading !== undefined) return { reading, at: place };
      throw new WrongMapping(name, new Wrong(message('import.value-missing'), message('mapping.reading-expected')));
    };
    const unit = pick('unit');
    const multiplier = pick('multiplier');
    const breakdown = { ...this.#section.breakdown, ...group.breakdown };
    return {
      metric: this.#metric(needed(pick('metric'), 'metric')),
      region: this.#region(needed(pick('region'), 'region')),
      period: this.#period(needed(pick('period'), 'period')),
      unit: unit.reading === undefined ? null : this.#role('unit', unit.reading, unit.at, (text) => text),
      multiplier: multiplier.reading === undefined ? null : this.#multiplier(multiplier.reading, multiplier.at),
      breakdown: Object.entries(breakdown).map(([dimension, reading]) => [
        dimension,
        this.#category(dimension, reading),
      ]),
      shifts: new UnitShifts(this.#known.units, unit.reading?.codes),
      number: { ...this.#section.number, ...group.number },
    };
  }

  #metric({ reading, at }: { reading: CodeReading; at: string }): Role<KnownMetric> {
    const metrics = new Map(this.#known.metrics.map((metric) => [metric.code, metric]));
    const found = this.#list(reading, at, this.#known.metrics, 'metric');
    return this.#role('metric', reading, at, (text) => {
      const code = found.find(text);
      const metric = metrics.get(code);
      if (metric !== undefined) return metric;
      throw new Wrong(message('import.unknown-metric', { code: quoted(code) }), message('mapping.defined-expected'));
    });
  }

  #region({ reading, at }: { reading: RegionReading; at: string }): Role<string> {
    const { scheme, within: top, level } = reading;
    const entries = entriesOf(this.#known, 'region', { scheme, within: top, level });
    const found = this.#list(reading, at, entries, 'region', this.#section.ofFile.has('regions') ? 'PASS' : 'REFUSE');
    return this.#role('region', reading, at, (text) => found.find(text));
  }

  #period({ reading, at }: { reading: PeriodReading; at: string }): Role<string> {
    const read = within(`${at}.format`, () => periodTextReader(reading.format));
    const said = new Map(Object.entries(reading.codes ?? {}).map(([text, code]) => [nameKey(text), code]));
    return this.#role('period', reading, at, (text, cell) => {
      const code = said.get(nameKey(text));
      const period = code === undefined ? read(text, cell) : plainPeriod(code, null);
      return reading.relative === undefined ? period : relativePeriod(period, reading.relative);
    });
  }

  #multiplier(reading: MultiplierReading, at: string): Role<number> {
    const said = new Map(Object.entries(reading.codes ?? {}).map(([text, code]) => [nameKey(text), code]));
    return this.#role('multiplier', reading, at, (text) => {
      const found = readMultiplier(said.get(nameKey(text)) ?? text, reading.digits);
      if (found !== null) return found;
      throw new Wrong(message('mapping.no-multiplier', { text: quoted(text) }), message('mapping.multiplier-expected'));
    });
  }

  #category(dimension: string, reading: CodeReading): Role<string> {
    const at = `breakdown.${dimension}`;
    const found = this.#list(reading, at, this.#known.categories.get(dimension) ?? [], 'category');
    return this.#role(at, reading, at, (text) => {
      const code = isTotal(text) ? text : found.find(text);
      return isTotal(code) ? TOTAL_CATEGORY : codeCell(1)(code).join();
    });
  }

  #list(
    { codes }: CodeReading,
    at: string,
    entries: Parameters<typeof buildCodeList>[0]['entries'],
    kind: 'metric' | 'region' | 'category',
    unknown: 'PASS' | 'REFUSE' = 'REFUSE',
  ): CodeList {
    return buildCodeList({ entries, codes, kind, at: `${at}.codes`, unknown });
  }

  #role<T>(
    name: string,
    reading: TextReading,
    at: string,
    interpret: (text: string, cell: Parameters<ConstructorParameters<typeof Role<T>>[2]>[1]) => T,
  ): Role<T> {
    const known = this.#made.get(reading) ?? new Map<string, Role<unknown>>();
    this.#made.set(reading, known);
    const made = known.get(name) as Role<T> | undefined;
    if (made !== undefined) return made;
    const gap = name.replace(/^breakdown\./, '');
    const lookup = within(at, () => compileReading(reading, gap, this.#context));
    const role = new Role<T>(name, lookup, interpret, this.#complain);
    known.set(name, role);
    return role;
  }
}

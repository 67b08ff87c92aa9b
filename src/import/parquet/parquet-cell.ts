import { isUtf8 } from 'node:buffer';
import type { SchemaElement, TimeUnit } from 'hyparquet';
import { expandExponent } from '../../domain/number/decimal.ts';
import { DamagedBytes } from './byte-cursor.ts';
import type { ParquetValue } from './plain-value.ts';

/** A value as a table shows it: a text, a number in plain digits, or a day in ISO 8601. */
export type ParquetCell =
  | string
  | { readonly text: string; readonly value: string; readonly type: 'number' | 'period' };

/** What the values of a column stand for. Throws DamagedBytes for a value that stands for nothing. */
export function cellReader(column: SchemaElement): (value: ParquetValue) => ParquetCell {
  const { type, converted_type: converted, logical_type: logical } = column;
  const kind = logical?.type ?? '';
  if (type === 'BOOLEAN') return (value) => (value === true ? 'true' : 'false');
  if (kind === 'DECIMAL' || converted === 'DECIMAL') return decimalReader(column);
  if (kind === 'DATE' || converted === 'DATE') return (value) => day(integer(value));
  if (logical?.type === 'TIMESTAMP')
    return (value) => moment(integer(value), PER_SECOND[logical.unit], logical.isAdjustedToUTC);
  if (converted === 'TIMESTAMP_MILLIS') return (value) => moment(integer(value), PER_SECOND.MILLIS, true);
  if (converted === 'TIMESTAMP_MICROS') return (value) => moment(integer(value), PER_SECOND.MICROS, true);
  if (type === 'INT96') return (value) => oldMoment(bytesOf(value));
  if (logical?.type === 'TIME') return (value) => timeOfDay(integer(value), PER_SECOND[logical.unit]);
  if (converted === 'TIME_MILLIS') return (value) => timeOfDay(integer(value), PER_SECOND.MILLIS);
  if (converted === 'TIME_MICROS') return (value) => timeOfDay(integer(value), PER_SECOND.MICROS);
  if (type === 'INT32' || type === 'INT64') return integerReader(column);
  if (type === 'FLOAT') return (value) => float(shortestSingle(Number(value)));
  if (type === 'DOUBLE') return (value) => float(String(value));
  if (kind === 'FLOAT16') return (value) => float(shortestHalf(bytesOf(value)));
  if (kind === 'UUID') return (value) => hex(bytesOf(value)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  if (type === 'FIXED_LEN_BYTE_ARRAY' || converted === 'BSON' || kind === 'BSON')
    return (value) => binary(bytesOf(value));
  const isText = ['STRING', 'ENUM', 'JSON'].includes(kind) || ['UTF8', 'ENUM', 'JSON'].includes(converted ?? '');
  return (value) => readText(bytesOf(value), isText);
}

const numberCell = (text: string): ParquetCell => ({ text, value: text, type: 'number' });

function bytesOf(value: ParquetValue): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new DamagedBytes();
}

function integer(value: ParquetValue): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  throw new DamagedBytes();
}

/** Whole numbers keep all digits, of which a double would have 15. */
function integerReader({ converted_type: converted, logical_type: logical, type }: SchemaElement) {
  const isUnsigned = converted?.startsWith('UINT_') === true || (logical?.type === 'INTEGER' && !logical.isSigned);
  const bits = type === 'INT32' ? 32 : 64;
  return (value: ParquetValue): ParquetCell =>
    numberCell(String(isUnsigned ? BigInt.asUintN(bits, integer(value)) : integer(value)));
}

/** Digits of a decimal; its bytes, and the zeros behind its point. */
const MAX_DECIMAL = 1_000;

/** A decimal has all its digits: 98.40 with two decimals. */
function decimalReader({ scale, logical_type: logical }: SchemaElement) {
  const decimals = Number((logical?.type === 'DECIMAL' ? logical.scale : scale) ?? 0);
  if (!(Number.isInteger(decimals) && decimals >= 0 && decimals <= MAX_DECIMAL)) throw new DamagedBytes();
  return (value: ParquetValue): ParquetCell => {
    const unscaled = value instanceof Uint8Array ? bigEndian(value) : integer(value);
    const sign = unscaled < 0n ? '-' : '';
    const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(decimals + 1, '0');
    const point = digits.length - decimals;
    return numberCell(decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`);
  };
}

function bigEndian(bytes: Uint8Array): bigint {
  if (bytes.length === 0 || bytes.length > MAX_DECIMAL) throw new DamagedBytes();
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex(bytes)}`));
}

const PER_SECOND: Readonly<Record<TimeUnit, bigint>> = {
  MILLIS: 1_000n,
  MICROS: 1_000_000n,
  NANOS: 1_000_000_000n,
};
const DAY_SECONDS = 86_400n;

const floorDivide = (value: bigint, by: bigint): bigint => (value - (((value % by) + by) % by)) / by;

/** The ISO text of a second, counted from 1970 on: `2020-11-05T10:30:00`. Years have four digits. */
function isoSecond(second: bigint): string {
  const milliseconds = Number(second) * 1_000;
  const text = Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : '';
  if (text.length !== 24) throw new DamagedBytes();
  return text.slice(0, 19);
}

function day(days: bigint): ParquetCell {
  const text = isoSecond(days * DAY_SECONDS).slice(0, 10);
  return { text, value: text, type: 'period' };
}

/** A moment of a clock without a time zone is a day where it is midnight, as programs write days; one in UTC is no day: elsewhere it is another. */
function moment(value: bigint, perSecond: bigint, isUtc: boolean): ParquetCell {
  const second = floorDivide(value, perSecond);
  const rest = value - second * perSecond;
  if (!isUtc && rest === 0n && second % DAY_SECONDS === 0n) return day(second / DAY_SECONDS);
  return `${isoSecond(second)}${fractionText(rest, perSecond)}${isUtc ? 'Z' : ''}`;
}

const fractionText = (rest: bigint, perSecond: bigint): string =>
  rest === 0n
    ? ''
    : `.${String(perSecond + rest)
        .slice(1)
        .replace(/0+$/, '')}`;

const JULIAN_1970 = 2_440_588n;

/** A moment as older programs write it: the nanoseconds of a day, and the day by the count of Julius Scaliger. */
function oldMoment(bytes: Uint8Array): ParquetCell {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const days = BigInt(view.getUint32(8, true)) - JULIAN_1970;
  return moment(days * DAY_SECONDS * PER_SECOND.NANOS + view.getBigInt64(0, true), PER_SECOND.NANOS, true);
}

function timeOfDay(value: bigint, perSecond: bigint): string {
  const second = floorDivide(value, perSecond);
  if (second < 0n || second >= DAY_SECONDS) throw new DamagedBytes();
  return `${isoSecond(second).slice(11)}${fractionText(value - second * perSecond, perSecond)}`;
}

/** A number with an exponent or without one; what is none stays the sign that it is. */
function float(text: string): ParquetCell {
  return /\d/.test(text) ? numberCell(expandExponent(text)) : text;
}

const SINGLE_DIGITS = 9;
const HALF_DIGITS = 5;

/** As few digits as tell the number from its neighbours of the same size. */
function shortest(value: number, most: number, isSame: (other: number) => boolean): string {
  for (let digits = 1; digits < most && Number.isFinite(value); digits++) {
    const text = Number(value.toPrecision(digits));
    if (isSame(text)) return String(text);
  }
  return String(Number.isFinite(value) ? Number(value.toPrecision(most)) : value);
}

const shortestSingle = (value: number): string =>
  shortest(value, SINGLE_DIGITS, (other) => Math.fround(other) === value);

/** A number of 16 bits: a sign, five bits of an exponent, and ten bits. */
function shortestHalf(bytes: Uint8Array): string {
  const [low = 0, high = 0] = bytes;
  const exponent = (high >> 2) & 31;
  const fraction = (high & 3) * 256 + low;
  const sign = high >= 128 ? -1 : 1;
  if (exponent === 31) return String(fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN);
  const step = 2 ** (Math.max(exponent, 1) - 25);
  const value = (fraction + (exponent === 0 ? 0 : 1024)) * step;
  const text = shortest(value, HALF_DIGITS, (other) => Math.abs(other - value) < step / 2);
  return sign < 0 ? String(-Number(text)) : text;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const binary = (bytes: Uint8Array): string => (bytes.length === 0 ? '' : `0x${hex(bytes)}`);

/** A text; bytes that are not said to be one may be anything. */
function readText(bytes: Uint8Array, isText: boolean): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  if (isText) throw new DamagedBytes();
  return binary(bytes);
}

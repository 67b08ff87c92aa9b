import { list, message, type Text } from '../../domain/message/message.ts';
import { expandExponent } from '../../domain/number/decimal.ts';
import { isDay } from '../../domain/period/day.ts';
import { day, Wrong } from './cell.ts';
import type { DeclaredObject } from './declared-object.ts';
import { quoted } from './problem.ts';
import { momentText } from './timestamp.ts';

export const NUMBER_NAMES = ['decimalChar', 'groupChar', 'bareNumber'] as const;

/** Reads a number as the field declares it, and answers it with a point and without separators; throws Wrong. */
export type NumberForm = (given: string) => string;

/** The form that the field declares. */
export function readNumberForm(field: DeclaredObject, isWhole: boolean): NumberForm {
  const decimal = readSign(field, 'decimalChar', /[\d+\-eE\s]/) ?? '.';
  const group = readSign(field, 'groupChar', /[\d+\-eE]/);
  const bare = field.flag('bareNumber') ?? true;
  if (group === decimal) {
    field.refuseUnsupported(field.has('groupChar') ? 'groupChar' : 'decimalChar', message('import.two-signs'));
    return (given) => given;
  }
  const expected = expectedNumber(decimal, group, isWhole);
  const digits =
    group === null
      ? String.raw`\d+`
      : String.raw`\d+|\d{1,3}(?:${escaped(group)}\d{3})+|\d{1,2}(?:${escaped(group)}\d{2})*${escaped(group)}\d{3}`;
  const number = String.raw`([+-]?)(${digits})(?:${escaped(decimal)}(\d+))?([eE][+-]?\d+)?`;
  const pattern = new RegExp(bare ? `^()${number}()$` : String.raw`^(\D*?)${number}(\D*)$`, 'u');
  const isKept = decimal === '.' && group === null && bare;
  const touching = [decimal, group ?? ''].filter((sign) => sign.trim() !== '');

  return (given) => {
    const [found, before = '', sign = '', whole = '', fraction, exponent = '', after = ''] = pattern.exec(given) ?? [];
    if (found === undefined || hidesSign(before, after, touching)) throw notANumber(given, expected);
    const plain = `${sign}${group === null ? whole : whole.replaceAll(group, '')}`;
    const read = `${plain}${fraction === undefined ? '' : `.${fraction}`}${exponent}`;
    if (isWhole && !/^[+-]?\d+$/.test(expandExponent(read))) throw notANumber(given, expected);
    // A code that is declared as a number keeps its zeros in front.
    return isKept ? given : read;
  };
}

const notANumber = (given: string, expected: Text): Wrong =>
  new Wrong(message('import.not-declared-number', { value: quoted(given) }), expected);

const expectedNumber = (decimal: string, group: string | null, isWhole: boolean): Text => {
  const signs = { decimal: quoted(decimal), group: quoted(group ?? '') };
  if (isWhole) {
    return group === null
      ? message('import.declared-whole')
      : message('import.declared-whole-groups', { group: signs.group });
  }
  return group === null
    ? message('import.declared-number', { decimal: signs.decimal })
    : message('import.declared-number-groups', signs);
};

/** Of what stands around a bare number nothing may be a part of it: a minus before a currency, brackets, another point. */
const hidesSign = (before: string, after: string, touching: readonly string[]): boolean =>
  /[-+\u2010-\u2015\u2212()]/.test(`${before}${after}`) ||
  touching.some((sign) => before.endsWith(sign) || after.startsWith(sign));

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

function readSign(field: DeclaredObject, name: string, never: RegExp): string | null {
  const given = field.text(name);
  if (given === null) return null;
  if (given.length >= 1 && given.length <= 10 && !never.test(given)) return given;
  field.refuseUnsupported(name, message('import.sign-expected'));
  return null;
}

/** Reads a day or a time as the field declares it, and answers it as ISO 8601 writes it; throws Wrong. */
export type DateForm = (given: string) => string;

/** The directives of a pattern that are read. */
const PARTS: Readonly<Record<string, string>> = {
  '%Y': String.raw`(?<year>\d{4})`,
  '%m': String.raw`(?<month>\d{1,2})`,
  '%d': String.raw`(?<day>\d{1,2})`,
  '%H': String.raw`(?<hour>\d{1,2})`,
  '%M': String.raw`(?<minute>\d{1,2})`,
  '%S': String.raw`(?<second>\d{1,2})`,
  '%%': '%',
};
const DAY = ['%Y', '%m', '%d'];

export function readDateForm(field: DeclaredObject, type: 'date' | 'datetime'): DateForm {
  const format = field.text('format') ?? 'default';
  if (format === 'default') return type === 'date' ? day : momentText;
  const pattern = format.replace(/^fmt:/, '');
  const compiled = compile(pattern, type);
  if (compiled === null) {
    field.refuseUnsupported('format', list(['default', type === 'date' ? '%d.%m.%Y' : '%d.%m.%Y %H:%M']));
    return (given) => given;
  }
  return (given) => {
    const found = compiled.exec(given)?.groups;
    const two = (part: string) => (found?.[part] ?? '0').padStart(2, '0');
    const text = `${found?.year}-${two('month')}-${two('day')}`;
    if (found === undefined || !isDay(text)) {
      throw new Wrong(message('import.not-a-date', { value: quoted(given) }), message('import.as-format', { pattern }));
    }
    return type === 'date' ? text : `${text}T${two('hour')}:${two('minute')}:${two('second')}`;
  };
}

/** null where the pattern has a directive that is not read, one twice, or no whole day. */
function compile(pattern: string, type: 'date' | 'datetime'): RegExp | null {
  if (pattern.length > 100) return null;
  const pieces = pattern.match(/%.?|[^%]+/gs) ?? [];
  const directives = pieces.filter((piece) => piece.startsWith('%') && piece !== '%%');
  const known = directives.every(
    (piece) => Object.hasOwn(PARTS, piece) && (type === 'datetime' || DAY.includes(piece)),
  );
  if (!known || new Set(directives).size < directives.length) return null;
  if (!DAY.every((part) => directives.includes(part))) return null;
  const source = pieces.map((piece) => PARTS[piece] ?? escaped(piece));
  return new RegExp(`^${source.join('')}$`, 'u');
}

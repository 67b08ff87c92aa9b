import { message } from '../../domain/message/message.ts';
import { isDay } from '../../domain/period/day.ts';
import { type CellReader, typed, Wrong } from './cell.ts';
import { quoted } from './problem.ts';

const MOMENT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Date takes the years before for those of the 20th century, and an offset can lead into the year 0, which the database refuses. */
const FIRST_DAY = '0100-01-01';

/** Checks a day, or a day and time; without an offset it is meant in the data set's time zone. */
export const momentText: CellReader<string> = typed('datetime', (given) => {
  const match = MOMENT.exec(given);
  if (match !== null && isDay(match[1] ?? '') && !Number.isNaN(Date.parse(given))) {
    if (given >= FIRST_DAY) return given;
    throw new Wrong(
      message('import.too-early', { value: quoted(given) }),
      message('import.day-from', { day: FIRST_DAY }),
    );
  }
  throw new Wrong(message('import.not-a-time', { value: quoted(given) }), message('import.time-expected'));
});

/** The instant that a checked text names; what has no offset is a wall clock's time in the zone. */
export function momentIn(given: string, timeZone: string): Date {
  const text = given.replace(' ', 'T');
  if (/(?:Z|[+-]\d{2}:\d{2})$/.test(text.slice(10))) return new Date(text);
  const wall = Date.parse(`${text.length === 10 ? `${text}T00:00` : text}Z`);
  // The offset at that wall time; asked for twice, because the first guess may lie across a change of clocks.
  const guess = wall - offsetAt(new Date(wall), timeZone);
  return new Date(wall - offsetAt(new Date(guess), timeZone));
}

/** The day that it is in the zone at that instant. */
export function dayInZone(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}

/** Milliseconds that the zone's clocks are ahead of UTC. */
function offsetAt(at: Date, timeZone: string): number {
  const parts = formatIn(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at.getTime() / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than using it a hundred times, and a plan has many reports. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether the text names a time zone of the IANA list. Offsets are none: their days would not follow the clocks. */
export function isTimeZone(text: string): boolean {
  try {
    formatIn(text);
    return /^[A-Za-z]/.test(text);
  } catch {
    return false;
  }
}

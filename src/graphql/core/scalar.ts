import { DomainError } from '../../domain/core/errors.ts';
import { isLanguage } from '../../domain/core/language.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { parseDecimal } from '../../domain/number/decimal.ts';
import { isDay } from '../../domain/period/day.ts';
import { parsePeriod } from '../../domain/period/period.ts';
import { parseMoment } from '../../domain/period/timestamp.ts';
import { builder } from './builder.ts';

/** Which argument it was, GraphQL adds when it reports the value. */
const invalid = (text: Text) => new DomainError('BAD_INPUT', text);

const stringIn = (value: unknown, scalar: string): string => {
  if (typeof value === 'string') return value;
  throw invalid(message('graphql.not-a-string', { scalar, value: JSON.stringify(value) }));
};

/** A domain rule names its own parameter; here only what it says of the value counts. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof DomainError) throw invalid(error.text);
    throw error;
  }
}

builder.scalarType('Decimal', {
  description: 'An exact decimal number as a string, with the decimals as published. It is never converted to a float.',
  specifiedByURL: 'https://www.w3.org/TR/xmlschema11-2/#decimal',
  serialize: (value) => value,
  parseValue: (value) => parsed(() => parseDecimal(stringIn(value, 'Decimal')).toFixed()),
});

builder.scalarType('Date', {
  description: 'A date, in ISO 8601: YYYY-MM-DD.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  parseValue: (value) => {
    const day = stringIn(value, 'Date');
    if (!isDay(day)) throw invalid(message('graphql.not-a-day', { day: day.slice(0, 40) }));
    return day;
  },
});

builder.scalarType('DateTime', {
  description: 'A point in time, in RFC 3339 with a UTC offset: 2020-11-30T12:00:00+08:00.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => parsed(() => parseMoment(stringIn(value, 'DateTime'))),
});

builder.scalarType('Period', {
  description: `A period, in SDMX notation: 2020, 2020-S1, 2020-Q3, 2020-11, 2020-W05, 2020-11-03, or a range as start/duration:
2020-01-01/P11M (January to November, the usual cumulative period). A range whose start the source does not give is ../2020-11 (EDTF).
A fiscal year is 2014-04-01/P1Y: a year of the metric's calendar (\`fiscalYearStart\`). Any other twelve months are a range, 2014-05-01/P12M.
Output is canonical, the shortest name of the period: 2020-01-01/P12M becomes 2020, and 2020-07-01/P3M becomes 2020-Q3.
Input also accepts these aliases: 2020-M11, 2020Q3, 202011, 2020-01/2020-11, 2020年11月, 2020年1-11月.
The bounds \`from\` and \`to\` select observations whose period's last day lies between the first day of \`from\` and the last day of \`to\`.`,
  serialize: (value) => value,
  parseValue: (value) => parsed(() => parsePeriod(stringIn(value, 'Period'))),
});

builder.scalarType('Language', {
  description: 'A language tag, in BCP 47: zh-Hans, en.',
  specifiedByURL: 'https://www.rfc-editor.org/info/bcp47',
  serialize: (value) => value,
  parseValue: (value) => {
    const tag = stringIn(value, 'Language');
    if (!isLanguage(tag)) throw invalid(message('graphql.not-a-language', { tag: tag.slice(0, 100) }));
    return tag;
  },
});

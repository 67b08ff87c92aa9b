/** A request that grows: `request` makes one whose text has about so many characters, `most` is the most that the door admits. */
export interface Shape {
  readonly name: string;
  readonly most: number;
  request(length: number): Request;
}

/** So many of something, as one text. */
export const many = (length: number, one: (index: number) => string, between = ' '): string => {
  const parts: string[] = [];
  for (let index = 0, left = length; left > 0; index++) {
    const part = one(index);
    parts.push(part);
    left -= part.length + between.length;
  }
  return parts.slice(0, -1).join(between);
};

const repeat = (text: string) => (length: number) => text.repeat(Math.max(1, Math.floor(length / text.length)));

/** Texts that some reader could go through more than once. */
export const TEXTS: Readonly<Record<string, (length: number) => string>> = {
  'a long word': repeat('a'),
  'blanks between': (length) => `a${' '.repeat(length)}b`,
  'blanks before a colon': (length) => `a: b${' '.repeat(length)}c`,
  'blanks before a quote': (length) => `${' '.repeat(length)}"c`,
  commas: repeat(','),
  colons: repeat(':'),
  words: repeat('a,'),
  parameters: repeat('a=b;'),
  quotes: repeat("'"),
  'double quotes': repeat('"'),
  slashes: repeat('/'),
  digits: repeat('1'),
  dots: repeat('a.'),
  brackets: (length) => repeat('[')(length / 2) + repeat(']')(length / 2),
  parentheses: repeat('('),
  combining: (length) => `a${repeat('\u0301\u0316')(length - 1)}`,
  'language subtags': (length) => `en-${many(length - 3, (index) => `${(100_000 + index).toString(36)}aa`, '-')}`,
  ETags: (length) => many(length, (index) => `W/"a.1.1.${index}"`, ','),
  'names that are nearly known': (length) => many(length, (index) => `disputes-resolve${index}`, ','),
};

/** Each text at one place. */
export const everyText = (
  name: string,
  most: number,
  request: (text: string) => Request,
  texts: readonly string[] = Object.keys(TEXTS),
): Shape[] =>
  texts.map((text) => ({
    name: `${name}: ${text}`,
    most,
    request: (length) => request(TEXTS[text]?.(length) ?? ''),
  }));

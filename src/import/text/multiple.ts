import { currenciesOf } from './currency.ts';
import { nameKey } from './plain-text.ts';

/** Words that multiply a value or a unit, and ten to which power they stand for. */
interface Multiple {
  readonly power: number;
  /** A pattern of words in small letters, for languages that part words by blanks. */
  readonly words?: string;
  /** Chinese and Japanese words, which stand before a unit without a blank. */
  readonly characters?: readonly string[];
  /** These multiply only as a whole text, such as a cell of a column of multipliers: 个 is a unit as well, 兆瓦 is no trillion, and ton miles are no thousands. */
  readonly isAlone?: true;
}

/** The greatest first, and of those that end alike the longest: hundreds of millions before millions. */
const MULTIPLES: readonly Multiple[] = [
  { power: 12, words: 'lakh crores?' },
  { power: 12, words: 'trillions?|trn\\.?', characters: ['万亿', '萬億'] },
  { power: 12, characters: ['兆'], isAlone: true },
  { power: 11, characters: ['千亿', '千億'] },
  { power: 10, characters: ['百亿', '百億'] },
  { power: 9, words: 'billions?|bn\\.?|milliards?|milliarden|mrd\\.?', characters: ['十亿', '十億'] },
  { power: 8, words: 'hundreds of millions|hundred millions?|centaines de millions', characters: ['亿', '億'] },
  { power: 7, words: 'crores?' },
  { power: 7, words: 'tens of millions|ten millions?|dizaines de millions', characters: ['千万', '千萬'] },
  { power: 6, words: 'millions?|millionen|millones|mn\\.?|mio\\.?|mill\\.?', characters: ['百万', '百萬'] },
  { power: 5, words: 'lakhs?' },
  { power: 5, words: 'hundreds of thousands|hundred thousands?|centaines de milliers', characters: ['十万', '十萬'] },
  { power: 4, words: 'tens of thousands|ten thousands?|dizaines de milliers', characters: ['万', '萬'] },
  { power: 3, words: 'thousands?|milliers?|tausend|tsd\\.?|miles de', characters: ['千'] },
  { power: 3, words: 'miles', isAlone: true },
  { power: 2, characters: ['百'] },
  { power: 2, words: 'hundreds?|centaines?|hundert|cientos', isAlone: true },
  { power: 1, words: 'tens?|dizaines?', characters: ['十'], isAlone: true },
  { power: 0, words: 'units?|ones?|none|einheit(?:en)?|unités?|unidad(?:es)?', characters: ['个', '一', '単位'], isAlone: true },
]; // biome-ignore format: a table

/** Zeros that stand for thousands within a text: $'000. */
const ZEROS = "'?000s?";
const WITHIN = MULTIPLES.filter(({ isAlone }) => isAlone !== true);
/** What has to be asked about wherever it stands. */
const DOUBTFUL = MULTIPLES.filter(({ power }) => power >= 2);
const ALL_WORDS = DOUBTFUL.flatMap(({ words = [] }) => words).join('|');
const ALL_CHARACTERS = DOUBTFUL.flatMap(({ characters = [] }) => characters).join('|');
/** A factor as a number: 1000, 10 000, 100,000. */
const FACTOR = "10{0,2}(?:[.,' ]?000)+s?";

const LEADING_FACTOR = new RegExp(`^${FACTOR}(?: |(?=[\\u3400-\\u9fff]))(?=.)`);

/** No letter or digit stands on either side. */
const asWord = (pattern: string): string => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;

const WHOLE = MULTIPLES.map(({ power, words = [], characters = [] }) => ({
  power,
  pattern: new RegExp(`^(?:${[words, ...characters].flat().join('|')})$`),
}));
const IN_UNITS = [...WITHIN, { power: 3, words: ZEROS }].flatMap(({ power, words }) =>
  words === undefined ? [] : { power, pattern: new RegExp(`${asWord(words)}(?: (?:of|de)(?= )| ?d['’])?`, 'u') },
);
const BEFORE_UNITS = WITHIN.flatMap(({ power, characters = [] }) => characters.map((prefix) => ({ power, prefix })));

const LATIN = new RegExp(asWord(`${ALL_WORDS}|${ZEROS}|${FACTOR}`), 'iu');
const ANY = new RegExp(`${LATIN.source}|${ALL_CHARACTERS}`, 'iu');
const WORDS_WITHIN = WITHIN.filter(({ power }) => power >= 2)
  .flatMap(({ words = [] }) => words)
  .join('|');
/** What is counted by so many: cases per million. */
const PER = '(?:per|pro|je|par|pour|por|cada)';
const SIGNS = '[$€£¥₹]';
/** A currency before what multiplies it, with letters that mean nothing without it: USD m, £bn, Rs. crore. */
const MONEY = new RegExp(
  `(?:(?:${SIGNS}|(?<!\\p{L})Rs\\.?)\\s?|(?<!\\p{L})[A-Z]{3}\\s)(?:[kmKMB]|[mb]n|[MB]N|${ALL_WORDS})(?![\\p{L}\\p{N}])`,
  'u',
);
/** in thousands, en 1000 euros, (Mio. EUR), GDP, US$ million. Titles come with single blanks: two runs of them beside each other would backtrack. */
const IN_TITLES = new RegExp(
  [
    `(?<!\\p{L})(?:in|en)\\s+(?:\\S+\\s+)?${asWord(`${ALL_WORDS}|${FACTOR}`)}`,
    `\\((?:[^()]*\\s)?${asWord(`${ALL_WORDS}|${ZEROS}|${FACTOR}`)}(?:\\s[^()]*)?\\)`,
    `(?:[,:;|]|\\s[-–—])\\s?(?!${PER}\\s)(?:\\p{L}{0,3}[$€£¥₹.]?\\s)?${asWord(WORDS_WITHIN)}(?:\\s(?:(?:of|de)\\s)?\\S+)?$`,
  ].join('|'),
  'iu',
);

/** Ten to which power a text as a whole multiplies by; null where it is none of the words. */
export const wholeMultiple = (text: string): number | null =>
  WHOLE.find(({ pattern }) => pattern.test(nameKey(text)))?.power ?? null;

/** What multiplies within the key of a unit's text, and what is left of the unit: 万元 is 元 ten thousand times, Mio. EUR a million of eur, 1 000 t thousand of t. */
export function multiplesIn(key: string): readonly { readonly base: string; readonly exponent: number }[] {
  const before = BEFORE_UNITS.find(({ prefix }) => key.startsWith(prefix) && key.length > prefix.length);
  const word = IN_UNITS.find(({ pattern }) => pattern.test(key));
  const base = word === undefined ? '' : key.replace(word.pattern, ' ').replace(/\s+/g, ' ').trim();
  const factor = LEADING_FACTOR.exec(key)?.[0] ?? '';
  return [
    ...(factor === '' ? [] : [{ base: key.slice(factor.length), exponent: factor.split('0').length - 1 }]),
    ...(before === undefined ? [] : [{ base: key.slice(before.prefix.length), exponent: before.power }]),
    ...(word === undefined || base === '' ? [] : [{ base, exponent: word.power }]),
  ];
}

/** Whether a text holds something that may multiply values, in whichever unit. */
export const mayMultiply = (text: string): boolean => ANY.test(text);

/** The same for a text in which characters such as 百 and 万 are parts of names. */
export const hasMultipleWord = (text: string): boolean => LATIN.test(text);

/** The same in Chinese, where a unit may be the beginning of a name: 以万元计, 单位:万元, (金额:万元), 为‰. */
const CHINESE =
  /(?:以|为|為|[:(])\s*(?:(?:[十百千]?[万萬亿億]|[百千])(?:元|円|圆|件|人|户|戶|吨|噸|[美日港欧韩]元|英镑|卢比)|‰)/;

/** The same of money wherever it stands, unless it is that of a topic: 亿元以上项目, 万元产值能耗. */
const MONEY_WITHIN =
  /(?<![每超过\d万萬亿億千百十])(?:[十百千]?[万萬亿億]|[百千])(?:元|円|[美日港欧韩]元|英镑)(?!以[上下]|街道|社区|乡|产值|增加值|GDP|户|村|镇|店|企业|工程|项目)/iu;
/** The multiple of money that a text holds, such as 万元; null for none. */
export const findMoneyMultiple = (text: string): string | null => MONEY_WITHIN.exec(text)?.[0] ?? null;

const MAX_TOLD = 300;
const MONEY_PARTS = /[()【】[\]:;|–—]|,(?!\d)|\s-\s/;
const MONEY_TOKEN = /[$€£¥₹₩]|\p{L}[\p{L}.]*|'?\d{1,3}(?:[,.' ]\d{3})+(?!\d)s?|'?\d+s?/gu;
const MONEY_MULTIPLE = new RegExp(`^(?:[kmb]|mm|[mbt]n|[mb]ln|'?000s?|${FACTOR}|${ALL_WORDS})$`, 'iu');
const MONEY_FILLER =
  /^(?:in|en|of|de|the|at|us|current|constant|nominal|real|prices|values?|figures|amounts?|all|are)$/i;

/** Whether a part of a text between signs begins or ends with a currency and what multiplies it, in either order: k EUR, Millions of dollars, (RMB 10,000). */
const saysMoneyMultiple = (title: string): boolean =>
  title
    .slice(0, MAX_TOLD)
    .split(MONEY_PARTS)
    .some((part) => {
      const tokens = (part.match(MONEY_TOKEN) ?? []).map((token) => token.trim());
      const isOther = (token: string) => !(isMoneyToken(token) || MONEY_FILLER.test(token));
      const first = tokens.findIndex(isOther);
      const runs = [
        tokens.slice(0, first < 0 ? tokens.length : first),
        tokens.slice(tokens.findLastIndex(isOther) + 1),
      ];
      return runs.some(
        (run) => run.some((token) => currenciesOf(token).length > 0) && run.some((token) => MONEY_MULTIPLE.test(token)),
      );
    });

const isMoneyToken = (token: string): boolean => MONEY_MULTIPLE.test(token) || currenciesOf(token).length > 0;

/** Short forms that only a line which is no sentence has: RMB 10k, TEUR, CNY 000, x1000. */
const SHORT = /(?<![\p{L}\p{N}.,])(?:T ?EUR|T ?€|[kK]€|\d{1,3}k|000s?|x ?1[, ]?000)(?![\p{L}\p{N}])/u;
const MAX_SHORT = 60;
/** Thousands and more, as a line of their own. */
const MIN_WHOLE = 3;

/** Whether a title says that the values below it are multiplied: in thousands, (Mio. EUR), US$ million. */
export const saysMultiple = (title: string): boolean =>
  IN_TITLES.test(title) ||
  CHINESE.test(title) ||
  findMoneyMultiple(title) !== null ||
  saysMoneyMultiple(title) ||
  (title.length <= MAX_SHORT && (SHORT.test(title) || (wholeMultiple(title) ?? 0) >= MIN_WHOLE)) ||
  MONEY.test(title.replace(/(?<!\p{L})\p{Lu}(?:(?=\p{Ll}{2})|\p{Lu}{4,}(?!\p{L}))/gu, (word) => word.toLowerCase()));

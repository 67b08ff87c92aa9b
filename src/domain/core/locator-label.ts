/** Kinds of places in documents: one in English, several, and in Chinese, where # stands for the number. */
const KINDS = [
  ['paragraph', 'paragraphs', '第#段'],
  ['page', 'pages', '第#页'],
  ['chapter', 'chapters', '第#章'],
  ['section', 'sections', '第#节'],
  ['article', 'articles', '第#条'],
  ['sentence', 'sentences', '第#句'],
  ['row', 'rows', '第#行'],
  ['line', 'lines', '第#行'],
  ['column', 'columns', '第#列'],
  ['table', 'tables', '表#'],
  ['figure', 'figures', '图#'],
  ['annex', 'annexes', '附件#'],
  ['appendix', 'appendices', '附录#'],
  ['footnote', 'footnotes', '脚注#'],
] as const;

type Kind = (typeof KINDS)[number];

/** One step of the way to a place: a kind, and its number or the first and last of several. */
interface Step {
  readonly kind: Kind;
  readonly first: string;
  readonly last: string | null;
}

const NUMBER = String.raw`\d[\d.]*[A-Za-z]?|[A-Z](?:\.?\d[\d.]*)?`;
const ENGLISH_STEP = new RegExp(`^([a-z]+) (${NUMBER})(?:[-–—](${NUMBER}))?$`, 'i');
const CHINESE_STEP = new RegExp(
  `[，,、 ]*(?:第 ?(${NUMBER})(?:[-–—至](${NUMBER}))? ?([段页章节条句行列])|(表|图|附件|附录|脚注) ?(${NUMBER})(?:[-–—至](${NUMBER}))?)`,
  'y',
);

const byEnglish = new Map<string, Kind>(KINDS.flatMap((kind) => [[kind[0], kind] as const, [kind[1], kind] as const]));
// Of two kinds that are one in Chinese, the first is meant.
const byChinese = new Map<string, Kind>([...KINDS].reverse().map((kind) => [kind[2].replace(/第?#/, ''), kind]));

function readEnglish(locator: string): readonly Step[] | null {
  const steps: Step[] = [];
  for (const part of locator.split(/[,;] ?/)) {
    const [, word = '', first = '', last = null] = ENGLISH_STEP.exec(part) ?? [];
    const kind = byEnglish.get(word.toLowerCase());
    if (!kind) return null;
    steps.push({ kind, first, last });
  }
  return steps;
}

function readChinese(locator: string): readonly Step[] | null {
  const steps: Step[] = [];
  CHINESE_STEP.lastIndex = 0;
  while (CHINESE_STEP.lastIndex < locator.length) {
    const [, first, last, counted, named, number, lastNumber] = CHINESE_STEP.exec(locator) ?? [];
    const kind = byChinese.get(counted ?? named ?? '');
    if (!kind) return null;
    steps.push({ kind, first: first ?? number ?? '', last: last ?? lastNumber ?? null });
  }
  return steps;
}

const inEnglish = ({ kind: [one, several], first, last }: Step): string =>
  last === null ? `${one} ${first}` : `${several} ${first}–${last}`;

const inChinese = ({ kind: [, , form], first, last }: Step): string =>
  form.replace('#', last === null ? first : `${first}—${last}`);

/**
 * A place in a document, in the language of a reader. A locator that consists of kinds and numbers, such as "paragraph 3, sentence 2" or
 * 第3段第2句, is told in Chinese or English. Any other, and any other language, leaves it as its publisher wrote it: nothing is told by halves.
 */
export function locatorLabel(locator: string, language: string): string {
  const tag = language.toLowerCase();
  const isChinese = tag.startsWith('zh');
  if (!isChinese && !tag.startsWith('en')) return locator;
  const steps = isChinese ? readEnglish(locator) : readChinese(locator);
  if (!steps || steps.length === 0) return locator;
  return isChinese ? steps.map(inChinese).join('') : steps.map(inEnglish).join(', ');
}

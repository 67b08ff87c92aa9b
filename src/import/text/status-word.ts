/** A status that a text says in words. */
export interface SaidStatus {
  readonly status: 'PROVISIONAL' | 'FORECAST' | 'ESTIMATED' | 'BREAK';
  readonly word: string;
}

const asWords = (latin: string, characters: string): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${latin})(?!\\p{L})|${characters}`, 'iu');

const WORDS: readonly { readonly status: SaidStatus['status']; readonly pattern: RegExp }[] = [
  {
    status: 'PROVISIONAL',
    pattern: asWords(
      'provisional(?:es)?|preliminary|vorläufig\\p{L}*|provisoires?',
      '初步(?:统计|核算)?数?|快报数|暂定|速報値?',
    ),
  },
  {
    status: 'FORECAST',
    pattern: asWords(
      'forecasts?|projections?|projected|prognose\\p{L}*|prévisions?|previsi(?:ón|ones)',
      '预测[数值]?|預測[数值]?|预计[数值]?',
    ),
  },
  {
    status: 'ESTIMATED',
    pattern: asWords(
      'estimates?|estimated|geschätzt\\p{L}*|schätzung(?:en)?|estimations?|estimaci(?:ón|ones)',
      '估计[数值]?|估算[数值]?',
    ),
  },
  {
    status: 'BREAK',
    pattern: asWords(
      'break in (?:the )?(?:time )?series|series break|bruch|rupture de série',
      '口径(?:调整|变化|变更|有变)',
    ),
  },
];

/** The first status that a text says, with the word for it; null for none. */
export function findStatusWord(text: string): SaidStatus | null {
  for (const { status, pattern } of WORDS) {
    const [word] = pattern.exec(text) ?? [];
    if (word !== undefined) return { status, word };
  }
  return null;
}

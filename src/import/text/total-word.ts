import { nameKey } from './plain-text.ts';

/** What is written beside the sum of other rows, or above that of other columns. */
const TOTAL_WORDS: ReadonlySet<string> = new Set([
  '合计', '总计', '小计', '总和', '总数', '全县', '全市', '全省', '全区', '全国', '共计', '总合计', '合计数',
  '全县合计', '全市合计', '全省合计', '全区合计', '全镇合计', '全乡合计', '全国合计', '各乡镇合计', '乡镇合计', '全年合计', '年度合计', '本页合计', '本页小计',  'total', 'all', 'sum', 'grand total', 'subtotal', 'insgesamt',
]); // biome-ignore format: a list

/** Whether a text calls the sum of others. */
export const isTotalWord = (text: string): boolean => TOTAL_WORDS.has(nameKey(text));

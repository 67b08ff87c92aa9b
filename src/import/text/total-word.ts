/** What is written beside the sum of other rows, or above that of other columns. */
export const TOTAL_WORDS: ReadonlySet<string> = new Set([
  '合计', '总计', '小计', '总和', '总数', '全县', '全市', '全省', '全区', '全国', 'total', 'all', 'sum', 'grand total', 'subtotal', 'insgesamt',
]); // biome-ignore format: a list

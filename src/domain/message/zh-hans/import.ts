import type { imports as en } from '../en/import.ts';

/** `src/import` 的信息。 */
export const imports: Readonly<Record<keyof typeof en, string>> = {
  'import.refused': '数据包未被接受：有 {count, number} 个问题。',
  'import.more-problems': '…… 另有 {more, number} 个。',
  'import.problem': '{place}：{words}',
  'import.problem-expected': '{place}：{words}；应为：{expected}',
  'import.place-line': '{file} 第 {line} 行',
  'import.place-column': '{file} 的 {column} 列',
  'import.place-cell': '{file} 第 {line} 行 {column} 列',
};

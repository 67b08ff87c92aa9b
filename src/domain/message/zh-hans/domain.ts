import type { domain as en } from '../en/domain.ts';

/** `src/domain` 与 `src/database` 的信息。 */
export const domain: Readonly<Record<keyof typeof en, string>> = {
  'database.unavailable': '暂时无法连接数据库，请稍后重试。',
  'domain.nearest-name': '{sentence}；最接近的是 {name}',
};

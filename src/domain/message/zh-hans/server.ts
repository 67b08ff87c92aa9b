import type { server as en } from '../en/server.ts';

/** `src/server` 的信息。 */
export const server: Readonly<Record<keyof typeof en, string>> = {
  'server.body-too-long': '请求正文超过 {max} 字节。',
  'server.more-errors': '还有 {left} 个错误未列出：一次应答最多列出 {max} 个。请先改正这些错误。',
  'server.internal': '内部错误',
  'server.address-not-json': '地址中的 variables 或 extensions 不是 JSON：{reason}',
  'server.form-not-json': '表单中的 variables 或 extensions 不是 JSON：{reason}',
  'server.stopping': '服务器即将停止。',
  'server.database-silent': '数据库没有响应。',
  'server.nothing-at-path': '{path} 处没有内容。API 在 /graphql。',
  'server.failed': '服务器内部出错，日志中的请求编号为 {requestId}。',
};

import type { server as en } from '../en/server.ts';

/** `src/server` 的信息。 */
export const server: Readonly<Record<keyof typeof en, string>> = {
  'server.body-too-long': '请求正文超过 {max, number} 字节。',
  'server.more-errors': '还有 {left, number} 个错误未列出：一次应答最多列出 {max, number} 个。请先改正这些错误。',
  'server.internal': '内部错误',
  'server.address-not-json': '地址中的 variables 或 extensions 不是 JSON：{reason}',
  'server.form-not-json': '表单中的 variables 或 extensions 不是 JSON：{reason}',
  'server.stopping': '服务器正在停止。',
  'server.database-silent': '数据库没有响应。',
  'server.nothing-at-path': '{path} 处没有内容。API 在 /graphql。',
  'server.failed': '服务器内部出错，日志中的请求编号为 {requestId}。',
  'server.cancelled': '请求已取消。',
  'server.answer-too-slow': '应答用时超过 {milliseconds, number} 毫秒。请减少一次请求的内容。',
  'server.depth-exceeded': '查询最多可嵌套 {max, number} 层字段，实际为 {count, number} 层。',
  'server.aliases-exceeded': '查询最多可有 {max, number} 个别名，实际为 {count, number} 个。',
  'server.tokens-exceeded': '查询最多可有 {max, number} 个词法单元（token）。',
  'server.complexity-exceeded':
    '查询的复杂度上限为 {max, number}，实际为 {count, number}。请减少字段、减少每页的行数，或减少计数、排序和汇总的指标。',
  'server.selections-exceeded':
    '查询最多可选择 {max, number} 个字段和片段（片段每展开一次都计入），实际为 {count, number} 个。',
  'server.nesting-exceeded': '查询中的值和类型最多可嵌套 {max, number} 层。',
  'server.name-exceeded': '查询中的名称最多可有 {max, number} 个字符，实际为 {count, number} 个。',
  'server.nested-parameter': '`{name}` 中的列表和对象最多可嵌套 {max, number} 层。请发送嵌套较浅的值。',
  'server.query-too-deep': '查询嵌套过深，无法读取。请减少嵌套。',
  'server.too-many-like-fields': '查询中同名字段或片段过多，无法逐一比较。请让每个字段只出现一次。',
  'server.nul-character': '字符串含有数据库无法存储的字符 U+0000。请将其删除。',
  'server.no-operation': '无法确定要执行哪个操作。请发送只含一个操作的文档，或用 `operationName` 指定其中一个操作。',
  'server.mutation-by-get': '变更操作（mutation）必须用 POST 发送。',
  'server.only-queries': '模式中没有 {kind} 操作。请发送查询（query）。',
  'server.too-many-requests': '服务器正在处理 {max, number} 个请求，已达上限，请稍后重试。',
  'server.too-many-of-client':
    '您的地址有 {max, number} 个请求正在处理，已达单个客户端的上限。请等待应答后再发送下一个请求。',
  'server.too-many-long': '服务器正在处理 {max, number} 个文件或 OData 请求，已达上限，请稍后重试。',
  'server.too-many-long-of-client':
    '您的地址有 {max, number} 个文件或 OData 请求正在处理，已达单个客户端的上限。请等待应答后再发送下一个请求。',
  'server.body-not-json': '请求正文不是 JSON。请发送含有 `query` 的对象，需要时加上 `variables`。',
  'server.body-not-object': '请求正文必须是含有 `query` 的 JSON 对象，需要时加上 `variables`。',
  'server.no-query': '请求中没有查询。请用 `query` 发送查询。',
  'server.no-batching': '请求正文只能含一个查询，不能是列表。请逐个发送查询。',
  'server.method-not-allowed': 'GraphQL 请求须用 GET 或 POST 发送。',
  'server.query-not-string': '`query` 必须是字符串。',
  'server.parameter-not-object': '`{name}` 必须是对象，或不提供。',
};

import type { server as en } from '../en/server.ts';

/** `src/server` 的信息。 */
export const server: Readonly<Record<keyof typeof en, string>> = {
  'server.body-too-long': '请求正文不得超过 {max, number} 字节。请减少一次发送的值，或用持久化文档的标识代替其全文。',
  'server.more-errors': '还有 {left, number} 个错误未列出：一次应答最多列出 {max, number} 个。请先改正这些错误。',
  'server.internal': '内部错误',
  'server.address-not-json': '地址中的 `{name}` 不是 JSON：{reason}',
  'server.form-is-json':
    '请求正文看起来是 JSON，但请求头 Content-Type 说它是表单。请用 Content-Type: application/json 发送。',
  'server.form-not-json': '表单中的 `{name}` 不是 JSON：{reason}',
  'server.stopping': '服务器正在停止。',
  'server.database-silent': '数据库没有响应。',
  'server.database-unreadable': '数据库有响应，但无法从中读取已发布的内容。',
  'server.database-written': '内嵌数据库正在写入，其间不回答任何请求。请稍后重试。',
  'server.loading': '仍在加载数据包：{packages}。',
  'server.default-loading': '默认数据集 {code} 尚未就绪。仍在加载数据包：{packages}。',
  'server.default-missing': 'DEFAULT_DATASET 为 {code}，但没有此数据集。现有数据集：{known}。',
  'server.no-datasets': 'DEFAULT_DATASET 为 {code}，但目前没有任何数据集。',
  'server.package-refused': '数据包有 {count, number} 个问题，详见服务器日志。',
  'server.package-refused-at-length': '数据包有 {count, number} 个问题，服务器日志列出前 {told, number} 个。',
  'server.package-missing': '数据包的文件夹不存在，服务器日志中有查找的位置。',
  'server.package-failed': '数据包未能加载，原因见服务器日志。',
  'server.nothing-at-path': '{path} 处没有内容。API 在 /graphql。',
  'server.metrics-not-public': '指标不对外公开，也不能通过代理读取。API 在 /graphql。',
  'server.only-metrics': '{path} 处没有内容。此端口只提供 /metrics。',
  'server.no-address': '请求行或 Host 标头不是有效地址。请发送 /graphql 之类的路径，以及主机名（可带端口）。',
  'server.not-acceptable':
    'Accept 标头不接受任何应答类型。请接受 application/graphql-response+json、application/json 或 */*。',
  'server.unsupported-media-type':
    'Content-Type 标头的类型不能作为正文读取。请发送 application/json，内容为含有 `query` 的对象。',
  'server.encoded-body': '{header} 标头说明正文以 {encoding} 编码，此处不能读取。请直接发送未编码的正文。',
  'server.one-host':
    '请求{count, plural, =0 {没有 Host 标头} other {有 # 个 Host 标头}}。请只发送一个，内容为主机名（可带端口）。',
  'server.expectation': 'Expect 标头要求了本服务器不支持的行为。请去掉此标头，或只发送 100-continue。',
  'server.no-tunnel': '本服务器不是代理，不能用 CONNECT 建立连接。请用 GET、HEAD 或 POST。',
  'server.headers-too-long':
    '请求的地址和标头不得超过 {max, number} 字节。较长的查询请用 POST 的正文发送，并减少或缩短标头。',
  'server.chunk-extensions': '正文中分块的扩展不得超过 {max, number} 字节。请发送不带扩展的正文。',
  'server.received-too-slowly':
    '请求在 {milliseconds, number} 毫秒内没有发送完整。请发送完整的请求，content-length 须与正文长度一致。',
  'server.no-method': '请求开头不是 HTTP 方法。请用大写的 GET、HEAD 或 POST，且不用 TLS：此端口只接受不加密的 HTTP。',
  'server.cut-off': '请求尚未发送完整，连接就已结束。请发送完整的请求，content-length 须与正文长度一致。',
  'server.not-http':
    '请求不符合 HTTP/1.1（{reason}）。请对地址进行百分号编码，用 CR 和 LF 结束每一行，并只发送一个 content-length 或格式正确的分块。',
  'server.only-read': '此地址只能用 GET 或 HEAD 读取，实际为 {method}。',
  'server.page-not-found': '未找到页面',
  'server.page-doors': '本服务器的入口如下：',
  'server.page-documents': '软件的 docs 文件夹中有各入口的说明。',
  'server.door-explorer': '浏览页面：计划、指标数值及其来源。',
  'server.door-graphql': 'GraphQL API。浏览器打开时显示编辑器 GraphiQL，其中有 schema 的文档。',
  'server.door-odata': 'OData 4，供 Excel、Power BI、Tableau 等工具使用。',
  'server.door-files': '文件清单：CSV、Excel、JSON、Parquet、JSON-stat 和 SDMX。',
  'server.failed': '服务器内部出错，日志中的请求编号为 {requestId}。',
  'server.cancelled': '请求已取消。',
  'server.answer-too-long':
    '应答超过 {max, number} 字节。请少选一些字段、缩短分页、使用较短的别名，或从 /files/ 下载文件。',
  'server.answer-too-slow': '应答用时超过 {milliseconds, number} 毫秒。请减少一次请求的内容。',
  'server.busy': '服务器繁忙：请求一直在排队，直至 {milliseconds, number} 毫秒的时限已过。请稍后重试。',
  'server.depth-exceeded':
    '查询最多可嵌套 {max, number} 层字段，实际为 {count, number} 层。更深的内容请按代码或 id 另行查询。',
  'server.aliases-exceeded':
    '查询最多可有 {max, number} 个别名，实际为 {count, number} 个。请分成几个查询，或用一个字段选取多行，例如用 `codes`。',
  'server.tokens-exceeded':
    '查询最多可有 {max, number} 个词法单元（token，即名称、值和标点）。请将长列表放入 `variables`，将重复部分写成片段，或分成几个查询。',
  'server.complexity-exceeded': '查询的复杂度上限为 {max, number}，实际为 {count, number}。',
  'server.heaviest-field': '其中最重的字段是 `{path}`，为 {units, number}。',
  'server.less-complexity': '请减少字段、减少每页的行数、少列一些代码，或减少计数、排序和汇总的指标。',
  'server.fewer-observations':
    '减少指标或按地区筛选可使其变轻，按时期筛选则不会；也可减少每页的行数和字段，或不用 `totalCount` 和 `orderBy`。',
  'server.selections-exceeded':
    '查询最多可选择 {max, number} 个字段和片段（片段每展开一次都计入），实际为 {count, number} 个。请减少片段的展开次数，或分成几个查询。',
  'server.introspection-exceeded':
    '查询最多可请求模式（schema）的 {max, number} 个值；工具通常发送的内省查询约为其三分之一。请减少 `__schema` 和 `__type` 下的字段，或分成几个查询。',
  'server.nesting-exceeded': '查询中的值和类型最多可嵌套 {max, number} 层。请使用嵌套较浅的值。',
  'server.name-exceeded': '查询中的名称最多可有 {max, number} 个字符，实际为 {count, number} 个。请使用较短的别名。',
  'server.nested-parameter': '`{name}` 中的列表和对象最多可嵌套 {max, number} 层。请发送嵌套较浅的值。',
  'server.query-too-deep': '查询嵌套过深，无法读取。请减少嵌套。',
  'server.too-many-like-fields': '查询中同名字段或片段过多，无法逐一比较。请让每个字段只出现一次。',
  'server.nul-character': '字符串含有数据库无法存储的字符 U+0000。请将其删除。',
  'server.no-operation': '无法确定要执行哪个操作。请发送只含一个操作的文档，或用 `operationName` 指定其中一个操作。',
  'server.unknown-operation': '文档中没有 `operationName` 所指的操作 `{name}`。其中的操作有：{known}。',
  'server.mutation-by-get': '变更操作（mutation）必须用 POST 发送。',
  'server.only-queries': '模式中没有 {kind} 操作。请发送查询（query）。',
  'server.too-many-requests': '服务器正在处理 {max, number} 个请求，已达上限，请稍后重试。',
  'server.too-many-of-client':
    '您的地址有 {max, number} 个请求正在处理，已达单个客户端的上限。请等待应答后再发送下一个请求。',
  'server.too-many-long': '服务器正在处理 {max, number} 个文件或 OData 请求，已达上限，请稍后重试。',
  'server.too-many-long-of-client':
    '您的地址有 {max, number} 个文件或 OData 请求正在处理，已达单个客户端的上限。请等待应答后再发送下一个请求。',
  'server.body-not-json': '请求正文不是 JSON：{reason}。请发送含有 `query` 的对象，需要时加上 `variables`。',
  'server.body-not-utf-8': '请求正文不是 UTF-8 文本。JSON 一律使用 UTF-8。',
  'server.body-not-object': '请求正文必须是含有 `query` 的 JSON 对象，需要时加上 `variables`。',
  'server.no-query': '请求中没有查询。请用 `query` 发送查询。',
  'server.manifest-unreadable': '无法读取 PERSISTED_DOCUMENTS 的文件 {path}：{reason}。',
  'server.manifest-form':
    'PERSISTED_DOCUMENTS 的文件 {path} 必须是以标识为键、以文本为值的 JSON 对象，或 Apollo 的清单。',
  'server.manifest-hash': 'PERSISTED_DOCUMENTS 的文件 {path} 中，{id} 与其文本的散列值不符。',
  'server.manifest-twice': 'PERSISTED_DOCUMENTS 的文件 {path} 中，{id} 的文本与前面文件中的不同。',
  'server.document-not-listed':
    '本服务器只回答管理员列出的文档。请用 `documentId` 指定其中之一，或请管理员列出您的文档。',
  'server.document-unknown': '服务器没有文档 {id}。请用 `query` 发送其全文，或请管理员在 PERSISTED_DOCUMENTS 中列出。',
  'server.document-id': '`documentId` 必须是最多 {max, number} 个字符的字符串，例如 `sha256:` 加文档的散列值。',
  'server.document-hash-differs': '`extensions.persistedQuery` 中的散列值与 `query` 的文本不符。',
  'server.persisted-query-extension':
    '`extensions.persistedQuery` 必须含有值为 1 的 `version` 和由 64 个小写十六进制数字组成的 `sha256Hash`。',
  'server.no-batching': '请求正文只能含一个查询，不能是列表。请逐个发送查询。',
  'server.method-not-allowed': 'GraphQL 请求须用 GET 或 POST 发送。',
  'server.query-not-string': '`query` 必须是字符串。',
  'server.parameter-not-object': '`{name}` 必须是对象，或不提供。',
};

import type { cli as en } from '../en/cli.ts';

/** `src/cli` 与 `src/config.ts` 的信息。 */
export const cli: Readonly<Record<keyof typeof en, string>> = {
  'cli.usage': `govgraph：将规划、任务、指标及其原文出处汇于一图

  npm start                          载入数据集，启动服务，并显示访问地址
  npm run import -- DIR              导入数据包，作为其数据集的下一个版本
  npm run report -- TASK --status STATUS [--progress PERCENT] [--dataset CODE]
                    [--at TIME] [--by ORGANIZATION] [--note TEXT --lang LANGUAGE]
                                     报告任务的进展
  npm run bi:role -- NAME [--language TAG] [--connections 20] [--timeout 60s] [--password-stdin | --new-password]
                                     在 PostgreSQL 服务器上创建只能读取 SQL 视图的角色
  npm run bi:role -- NAME --drop     删除该角色

各命令通用的选项：
  --locale TAG                       信息所用的语言：zh-Hans 或 en（其他语言一律使用英语）。
                                     未指定时，依次查看 LC_ALL、LC_MESSAGES、LANG，以第一个非空的变量为准。
  --help                             显示本说明

全部设置见 .env.example。`,
  'cli.no-command': '请指定命令。',
  'cli.unknown-command': '没有命令“{name}”。',
  'cli.unknown-option': '此命令没有选项 {option}。',
  'cli.missing-value': '{option} 缺少值。以连字符开头的值请写作 {option}=VALUE。',
  'cli.unwanted-value': '{option} 不带值。',
  'cli.unexpected-argument': '多余的参数“{value}”。',
  'cli.invalid-locale': '--locale 必须是 BCP 47 语言标签，如 zh-Hans 或 en；收到的是“{value}”。',

  'cli.import-takes-one': 'import 需要且仅需要一个参数，即数据包所在的文件夹；收到 {count, number} 个。',
  'cli.stage-reading': '正在读取',
  'cli.stage-checking': '正在检查',
  'cli.stage-writing': '正在写入',
  'cli.stage-publishing': '正在发布',
  'cli.progress-resource': '{stage} {resource}',
  'cli.progress-rows': '{stage} {resource}，{rows, number} 行',
  'cli.resource-count': '{resource} {count, number} 条',
  'cli.unchanged': '{dataset} {version}：没有变化，仍为版本 {release}：{contents}',
  'cli.published':
    '{dataset} {version}：已发布为版本 {release}（新增 {opened, number} 行，失效 {closed, number} 行，更新 {updated, number} 行）：{contents}',
  'cli.checks': '核对',
  'cli.check-failed': '未通过：{figure}：{sentence}',
  'cli.more-checks-failed': "……另有 {more, number} 项。全部结果可用查询 checks(where: '{' verdicts: [FAIL] '}') 列出。",

  'cli.report-takes-one': 'report 需要且仅需要一个参数，即任务代码；收到 {count, number} 个。',
  'cli.status-missing': 'report 缺少 --status。',
  'cli.note-needs-lang': '--note 与 --lang 必须同时使用。',
  'cli.reported': '已报告：{dataset} 的任务 {task} 状态为 {status}。',
  'cli.reported-progress': '已报告：{dataset} 的任务 {task} 状态为 {status}，进度 {progress}%。',

  'cli.bi-role-takes-one': 'bi-role 需要且仅需要一个参数，即角色名称；收到 {count, number} 个。',
  'cli.connections-out-of-range': '--connections 必须是 1 到 {max, number} 之间的整数；收到的是“{value}”。',
  'cli.invalid-timeout': '--timeout 必须是时长，如 60s 或 5min；收到的是“{value}”。',
  'cli.timeout-too-long':
    '--timeout 不得超过 {max}，因为服务器会在此时限后终止只读角色的语句；收到的是 {value}。请缩短时长，或为服务器调高 READER_TIMEOUT_MS。',
  'cli.seconds': '{seconds} 秒',
  'cli.bi-role-needs-server': '只读角色需要 PostgreSQL 服务器，因为内嵌数据库不接受外部连接。请设置 DATABASE_URL。',
  'cli.role-created':
    '已创建角色 {name}：可读取数据库 {database} 中模式 bi 的视图；最多 {connections, number} 个连接，每条语句限时 {timeout}。',
  'cli.role-updated':
    '已更新角色 {name}：可读取数据库 {database} 中模式 bi 的视图；最多 {connections, number} 个连接，每条语句限时 {timeout}。',
  'cli.role-password': '其密码如下，仅显示这一次：{password}',
  'cli.role-note': '- {note}',
  'cli.role-dropped': '已删除角色 {name}。创建该角色时从所有角色收回的权限（如 TEMP）不会恢复。',

  'cli.ready': `
  govgraph 已就绪，启动用时 {seconds} 秒。

  GraphiQL  {url}/graphql（在浏览器中打开）
  API       {url}/graphql
  健康检查  {url}/health（进程）、{url}/ready（数据库）
  已载入    {loaded}
`,
  'cli.nothing-loaded': '无：DATASETS 为空',
  'cli.stopping': '正在停止：等待处理中的请求结束。再次发送信号将立即结束进程。',
  'cli.default-dataset-unknown': 'DEFAULT_DATASET 必须是数据集代码；收到的是“{value}”。现有的数据集：{known}。',
  'cli.default-dataset-none': 'DEFAULT_DATASET 必须是数据集代码；收到的是“{value}”。目前没有任何数据集。',

  'cli.cannot-listen': '无法监听：{reason}。',
  'cli.cannot-listen-on': '无法监听 {address}：{reason}。',
  'cli.listen-in-use': '该地址已被其他进程占用。请停止该进程，或用 PORT 另选端口（0 表示任一空闲端口）',
  'cli.listen-forbidden': '当前用户没有权限。请用 PORT 选择 1024 或更大的端口',
  'cli.listen-no-address': '本机没有网络接口使用该地址。请用 HOST 另选地址',
  'cli.listen-no-host': '找不到该主机。请用 HOST 另选主机',
  'cli.file-failed': '无法使用 {path}：{reason}。',
  'cli.file-missing': '没有这个文件或文件夹',
  'cli.file-not-a-folder': '路径中有一段是文件而不是文件夹',
  'cli.file-is-a-folder': '这是文件夹而不是文件',
  'cli.file-forbidden': '当前用户没有权限',
  'cli.file-read-only': '文件系统是只读的',
  'cli.file-disk-full': '磁盘空间已满',
  'cli.database-refuses': '数据库服务器拒绝连接：{reason}。请检查 DATABASE_URL。',
  'cli.database-unreachable': '无法连接数据库（{reason}）。请检查 DATABASE_URL，并确认服务器正在运行。',

  'config.invalid': '配置有误：',
  'config.line': '  {problem}',
  'config.invalid-value': '{name} 应为：{expected}；收到的是“{value}”。',
  'config.invalid-secret': '{name} 应为：{expected}。其值可能含有密码，因此不予显示。',
  'config.whole-number': '{min, number} 到 {max, number} 之间的整数',
  'config.one-of': '以下值之一：{choices}',
  'config.postgres-url': 'PostgreSQL 服务器的地址，如 postgres://user:password@host:5432/name',
  'config.dataset-code': '数据集代码，不含空格',
  'config.origins': '* 或以逗号分隔的来源列表，如 https://example.org,http://localhost:3000',
  'config.public-url': '形如 https://data.example.org 的地址，其后不带查询参数',
};

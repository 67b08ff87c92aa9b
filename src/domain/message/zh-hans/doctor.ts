import type { doctor as en } from '../en/doctor.ts';

/** `src/cli/doctor`、`src/database/backup.ts` 与 `src/server/control` 的信息。 */
export const doctor: Readonly<Record<keyof typeof en, string>> = {
  'doctor.good': '正常  {words}',
  'doctor.warning': '提示  {words}',
  'doctor.wrong': '错误  {words}',
  'doctor.healthy': '没有妨碍服务运行的问题{warnings, plural, =0 {} other {，但上面有 # 条警告}}。',
  'doctor.sick': '发现 {count, number} 处错误。',
  'doctor.node': 'Node.js 版本为 {version}。',
  'doctor.old-node': 'Node.js 版本为 {version}：请安装 20.19 或更高版本。',
  'doctor.address-free': '{address} 未被占用。',
  'doctor.address-wrong': '无法监听 {address}（{code}）：HOST 或 PORT 有误。',
  'doctor.address-taken': '无法监听 {address}（{code}）：已有其他进程在该处监听。请另选端口，或停止该进程。',
  'doctor.address-own': '在 DATA_DIR 上运行的服务正在监听 {address}。',
  'doctor.address-of-govgraph':
    '已有 govgraph 服务在监听 {address}：它运行期间，不能在该处启动另一个。如果它就是本配置的服务，则一切正常。',
  'doctor.address-of-another':
    '无法监听 {address}：已有一个不在 DATA_DIR {directory} 上运行的 govgraph 服务在该处监听。请另选端口，或填写那个服务的 DATA_DIR。',
  'doctor.package': '数据包 {folder} 可以读取。',
  'doctor.package-missing': 'DATASETS 列出的文件夹 {folder} 中没有 datapackage.json。',
  'doctor.open-metrics':
    '能访问 {host} 的任何人都能读取 /metrics：请用 METRICS 指定单独的地址；如服务前有代理，请设置 TRUST_PROXY。',
  'doctor.misspelt': '变量 {name} 没有任何作用。是否应为 {meant}？',
  'doctor.client-share':
    '{client} 为 {share, number}，{all} 为 {max, number}：一个客户端即可占满全部名额。请调低 {client}，除非所有客户端都来自同一地址。',
  'doctor.long-share':
    'MAX_LONG_REQUESTS 为 {share, number}，MAX_REQUESTS 为 {max, number}：文件和 OData 可挡住其他所有请求。请调低 MAX_LONG_REQUESTS。',
  'doctor.long-of-client':
    'MAX_CLIENT_LONG_REQUESTS 为 {share, number}，MAX_CLIENT_REQUESTS 为 {max, number}：总是先达到后者，前者不起作用。请调低 MAX_CLIENT_LONG_REQUESTS。',
  'doctor.closed': 'DOCUMENTS 为 persisted，而 PERSISTED_DOCUMENTS 未指定文件：只回答浏览页面的文档。',
  'doctor.public-url':
    '未设置 PUBLIC_URL，链接以代理提供的地址为准：每个代理都必须设置或删除 X-Forwarded-Host 和 Forwarded。',
  'doctor.directory-new': 'DATA_DIR {directory} 为空：启动时将在该处新建数据库。',
  'doctor.directory-missing':
    '尚无 DATA_DIR {directory} 文件夹：启动时将创建它，并新建数据库。如果应当已有数据库，请检查路径。',
  'doctor.directory-misspelt':
    '没有 DATA_DIR {directory} 文件夹，但 {meant} 中有数据库。您指的是它吗？启动时将新建数据库。',
  'doctor.directory-strange':
    'DATA_DIR {directory} 中没有 govgraph 的数据库，却有 {names}{rest, plural, =0 {} other { 及另外 # 项}}：启动时不会改动它们，而是在旁边新建数据库。请指定空文件夹，或存放数据库的文件夹。',
  'doctor.directory-inside': 'DATA_DIR {directory} 是数据库文件夹内的文件夹：请指定 {meant}。否则启动时将新建数据库。',
  'doctor.directory-of-postgres':
    'DATA_DIR {directory} 中是 PostgreSQL 服务器的文件，govgraph 不会打开它们：请在 DATABASE_URL 中指定该服务器的地址，或在 DATA_DIR 中指定空文件夹。',
  'doctor.directory-cannot-be-made':
    'DATA_DIR {directory} 不存在，也无法在 {place} 中创建（{reason}）：请指定本用户可写的磁盘上的文件夹。',
  'doctor.directory-in-use': '进程 {pid} 正在使用 DATA_DIR {directory}，未受打扰。',
  'doctor.directory-room':
    'DATA_DIR 所在磁盘剩余 {free, number} MB。自带的数据包约占 {needed, number} MB，一百万个数据的发布约占 {enough, number} MB，备份与数据库同样大小。',
  'doctor.directory-space':
    'DATA_DIR 所在磁盘剩余 {free, number} MB。自带的数据包约占 {needed, number} MB，一百万个数据的发布约占 {enough, number} MB，备份与数据库同样大小：请为今后的数据留出空间。',
  'doctor.directory-no-room':
    'DATA_DIR 所在磁盘剩余 {free, number} MB，而含自带数据包的新数据库约占 {needed, number} MB：请腾出空间，或另选磁盘。',
  'doctor.directory-deep':
    '没有 DATA_DIR {directory} 所在的文件夹 {place}：启动时将一并创建，并新建数据库。如果应当已有数据库，请检查路径。',
  'doctor.server-silent': '在 DATA_DIR 上运行的服务未在 5 秒内说明其数据库的状况。请查看其 /ready。',
  'doctor.directory-not-writable': 'DATA_DIR {directory} 不可写：{reason}。',
  'doctor.reached': '数据库可以连接：PostgreSQL {version}。',
  'doctor.replica': '副本可以连接：已有第 {publications, number} 次发布。',
  'doctor.replica-away':
    'DATABASE_READ_URL 处没有副本应答（{reason}）：在此期间，一切查询由 DATABASE_URL 的服务器应答。',
  'doctor.no-replica':
    'DATABASE_READ_URL 的服务器不跟随任何服务器：它或者就是 DATABASE_URL 的服务器，不减轻其负担；或者是另一个数据库，不会被查询。',
  'doctor.columnar': '已安装 DuckDB {version}，列式副本保存在 {directory}。',
  'doctor.columnar-version': 'DuckDB 的版本为 {version}：govgraph 只在 {tried} 上试过。',
  'doctor.columnar-not-writable': 'COLUMNAR_DIR {directory} 不可写（{reason}）：一切查询由数据库应答。',
  'doctor.old-postgres': '数据库服务器为 PostgreSQL {version}：govgraph 需要 15 或更高版本。',
  'doctor.read-only': '数据库为只读：启动后可提供已发布的内容，但无法升级、导入或接受上报。',
  'doctor.read-only-unmigrated':
    '数据库为只读，且缺少 {count, number} 个迁移，因此服务无法启动。该服务器是备库，还是开启了 default_transaction_read_only？请在 DATABASE_URL 中指定可写的数据库。',
  'doctor.ssl-mode':
    '{name} 的 sslmode 为 {mode}，在此等同于 verify-full：服务器的证书必须受信任，且其名称须与服务器一致。请改写为 verify-full；做不到时写 no-verify。',
  'doctor.no-create': 'DATABASE_URL 的角色无权在 public 模式中建表，而升级需要此权限。',
  'doctor.connections':
    '服务器允许 {max, number} 个连接，已使用 {used, number} 个，本进程最多再打开 {own, number} 个。',
  'doctor.few-connections':
    '服务器允许 {max, number} 个连接，已使用 {used, number} 个，本进程需要 {own, number} 个：请降低 POOL_SIZE 或提高 max_connections。',
  'doctor.clock': '数据库时钟与本机时钟相差 {seconds, number} 秒：请同步两者。',
  'doctor.migrated': '数据库结构为最新。',
  'doctor.unmigrated': '数据库缺少 {count, number} 个迁移，下次启动时将执行。请先备份。',
  'doctor.empty': '数据库为空：启动时将建立其结构。',
  'doctor.default-missing':
    'DEFAULT_DATASET 为 {code}：数据库中没有此数据集，DATASETS 的数据包也不提供它。现有：{datasets}。服务器将不会就绪。',
  'doctor.default-comes': 'DEFAULT_DATASET 为 {code}，尚未发布：DATASETS 中的一个数据包会提供它。',
  'doctor.default-unchecked':
    'DEFAULT_DATASET 为 {code}，但无法检查：它尚未发布，DATASETS 的数据包也未说明。在数据包提供此数据集之前，服务器不会就绪。',
  'doctor.datasets': '已发布：{datasets}。',
  'doctor.nothing-published': '尚未发布任何内容。',

  'backup.written': '已写入备份 {directory}：{files, number} 个文件。请求为此等待了 {pause, number} 毫秒。',
  'backup.restored': '已将 {files, number} 个文件恢复到 {directory}。',
  'backup.no-database': '{directory} 中没有数据库：请将 DATA_DIR 设为服务所用的文件夹。',
  'backup.target-not-writable':
    '无法写入备份 {directory}：{reason}。备份由打开数据库的进程写入，其用户需要一个已存在且可写的文件夹。',
  'backup.target-exists': '{directory} 已存在：请为备份指定新文件夹。',
  'backup.no-parent': '无法写入备份 {directory}：没有文件夹 {parent}。请先创建它，并让打开数据库的进程的用户可以写入。',
  'backup.within-database': '备份 {directory} 位于 {files} 中的数据库文件之间：请指定该文件夹之外的位置。',
  'backup.not-a-backup': '{directory} 不是备份：其中没有可读取的 {file}。',
  'backup.damaged': '备份 {directory} 已损坏：{path} 与原来不同。未恢复任何内容。',
  'backup.database-exists': '{directory} 中已有数据库：请指定新的 DATA_DIR，或移走原数据库。',
  'backup.of-server': 'DATABASE_URL 指向 PostgreSQL 服务器：请按运维文档用 pg_dump 或 pgBackRest 备份。',

  'control.no-command': '该行不含命令。',
  'control.unknown-command': '服务不认识命令 {name}。是否为较早的版本？',
  'control.failed': '命令执行失败。原因见服务日志。',
  'control.server-left': '命令完成之前服务已结束，未产生任何结果。',
  'control.server-left-committing': '命令即将完成时服务已结束。请再次执行：已写入的内容会被识别。',
  'control.older-server': '在 DATA_DIR 上运行的服务版本较早，其数据库缺少本版本的迁移。请重启服务。',
};

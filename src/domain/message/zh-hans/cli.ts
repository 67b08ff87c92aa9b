import type { cli as en } from '../en/cli.ts';

/** `src/cli` 与 `src/config.ts` 的信息。 */
export const cli: Readonly<Record<keyof typeof en, string>> = {
  'cli.usage': `govgraph：在同一张图中查询规划、任务、指标及其出处

  govgraph serve                            加载数据集，启动服务并显示地址
  govgraph import DIR                       将数据包发布为其数据集的下一次发布
  govgraph import FILE --mapping MAPPING    按映射读取并发布提供者的原始文件
  govgraph report TASK --status STATUS      上报任务的进展
  govgraph bi-role NAME                     在 PostgreSQL 服务器上创建只能读取 SQL 视图的角色
  govgraph doctor                           检查配置和数据库中的错误
  govgraph backup DIR                       将内嵌数据库写入文件夹，服务期间也可执行
  govgraph restore DIR                      将备份恢复为 DATA_DIR 的数据库

  govgraph COMMAND --help                   说明其中一个命令
  govgraph --version                        显示版本

在代码仓库中，这些命令是 npm start、npm run import -- DIR、npm run report -- TASK、npm run bi:role -- NAME、
npm run doctor、npm run backup -- DIR、npm run restore -- DIR。
所有命令都可用 --locale zh-Hans 或 --locale en 指定输出语言。未指定时，以 LC_ALL、LC_MESSAGES、LANG 中
第一个已设置的变量为准。其他语言一律输出英文。
可配置的内容及方法见 {settings}。`,
  'cli.help-serve': `govgraph serve

打开数据库并将其升级到最新结构，开始监听，加载 DATASETS 列出的数据包，提供服务直至收到 SIGTERM 或 SIGINT。
由环境变量配置，变量列于 {settings}。`,
  'cli.help-locale': '  --locale TAG              输出语言：zh-Hans 或 en；默认为系统语言',
  'cli.help-import': `govgraph import DIR [--mode MODE] [--dry-run] [--problems FOLDER] [--yes]
govgraph import FILE --mapping MAPPING [--dataset CODE] [--mode MODE] [--dry-run] [--problems FOLDER] [--yes]
govgraph import FILE --infer [--dataset CODE]
govgraph import --quarantine list|retry|drop [ID…] [--dataset CODE]

将文件夹 DIR 中的数据包，或文件 FILE（版式不限的 CSV、TSV、XLSX、XLS 或 ODS，以及 JSON-stat、SDMX、PX 或 Parquet）的内容，发布为其数据集的下一次发布。
MAPPING 是说明各单元格含义的 JSON 文件（见 docs/mapping.md）。

  --mapping MAPPING         FILE 的映射
  --infer                   由 FILE 推断映射并写入 FILE.mapping.json，显示其结果，不导入；在终端上逐一提问；有待回答的问题时以 2 结束
  --dataset CODE            FILE 所属的数据集；未指定时以映射为准
  --mode replace            数据包为全部内容，未包含的内容将被关闭（数据包的默认方式）
  --mode append             在现有内容上追加；与现有内容不一致的予以拒绝（文件的默认方式）
  --mode revise             在现有内容上追加；与现有内容不一致的作为修订
  --dry-run                 只显示导入的结果，不写入任何内容
  --problems FOLDER         数据包未被接受时，将其文件重新写入 FOLDER，并各加一列问题
  --quarantine              正确的数值行照常发布，其余各行连同问题隔离保存
  --quarantine list         列出隔离保存的行及其编号
  --quarantine retry        重新尝试隔离保存的行，追加现已正确的行（可用 --mode append 或 revise、--dry-run；
                            --mapping M：改用另一映射）
  --quarantine drop         删除隔离保存的行；删除全部时须加 --yes
  --yes                     使用 replace 时，关闭的数值超过十个且超过十分之一也发布`,
  'cli.help-report': `govgraph report TASK --status STATUS [选项]

上报代码为 TASK 的任务的进展。

  --status STATUS           PLANNED、ACCEPTED、IN_PROGRESS、COMPLETED 或 CANCELLED
  --progress PERCENT        0 到 100
  --rating CODE             数据集评级标准中的等级代码
  --dataset CODE            任务所属的数据集；多个数据集有相同的任务代码时须指定
  --at TIME                 日期或时间；默认为现在
  --by ORGANIZATION         上报单位
  --note TEXT --lang TAG    备注及其语言`,
  'cli.help-bi-role': `govgraph bi-role NAME [选项]

在 PostgreSQL 服务器上创建或更新只能读取 SQL 视图的角色。

  --language TAG            该角色所见名称的语言
  --connections NUMBER      同时连接数；默认 20
  --timeout TIME            单条语句的时限，如 60s 或 5min
  --password-stdin          从标准输入读取密码
  --new-password            为已有的角色生成新密码
  --drop                    删除该角色`,
  'cli.help-doctor': `govgraph doctor

在启动服务之前或服务运行期间，检查配置、环境和数据库中的错误。此命令不升级数据库，也不作任何修改；
如有妨碍服务运行的错误，则以 1 结束。`,
  'cli.help-backup': `govgraph backup DIR

将内嵌数据库写入新文件夹 DIR。正在使用该数据库的服务会执行备份并继续运行；复制文件期间请求会等待。
PostgreSQL 服务器上的数据库请用其自带工具备份。`,
  'cli.help-restore': `govgraph restore DIR

将文件夹 DIR 中的备份恢复为 DATA_DIR 的数据库，前提是该处尚无数据库。每个文件都会与备份中的记录比对。`,
  'cli.version': 'govgraph {version} 版',
  'cli.no-command': '请指定命令。',
  'cli.unknown-command': '没有命令 {name}。',
  'cli.unknown-option': '没有选项 {option}。',
  'cli.nearest': '最接近的是 {name}。',
  'cli.help-tells-commands': '--help 列出全部命令。',
  'cli.help-tells-options': '--help 列出全部选项。',
  'cli.option-without-value': '{option} 需要一个值，写作 {option}=VALUE。',
  'cli.option-with-value': '{option} 不接受值。请去掉该值。',
  'cli.unexpected-argument': '多余的参数 {argument}。请去掉该参数。',
  'cli.invalid-locale': '--locale 必须是 BCP 47 语言标签，如 zh-Hans 或 en；实际为 {value}。',
  'cli.invalid-whole': '{option} 必须是 1 到 {max, number} 之间的整数；实际为 {value}。',
  'cli.invalid-timeout': '--timeout 必须是时长，如 60s 或 5min；实际为 {value}。',
  'cli.one-folder': '请指定一个含有数据包的文件夹。',
  'cli.one-backup': '请指定一个备份文件夹。',
  'cli.one-task': '请指定一个任务代码。',
  'cli.one-role': '请指定一个角色名称。',
  'cli.no-status': '请用 --status 指定状态。',
  'cli.note-without-language': '--note 和 --lang 必须同时使用。',

  'cli.import-interrupted': '已中断：导入已放弃。除非中断时恰在发布，否则未发布任何内容。',
  'cli.waiting': '等待另一次导入结束',
  'cli.waiting-for': '等待另一次导入结束：{holder}',
  'cli.lock-process': '数据库服务器进程 {pid}',
  'cli.lock-since': '始于 {since}',
  'cli.reading': '读取',
  'cli.checking': '检查',
  'cli.writing': '写入',
  'cli.publishing': '发布',
  'cli.progress-resource': '{stage} {resource}',
  'cli.progress-rows': '{stage} {resource} {rows, number} 行',
  'cli.imported': '{name}：{outcome}：{contents}',
  'cli.unchanged': '无变化，内容均已发布；读者所见为第 {release} 次发布',
  'cli.published':
    '已作为第 {release} 次发布（新增 {opened, number} 行，关闭 {closed, number} 行，更新 {updated, number} 行）',
  'cli.previewed':
    '试运行，未写入任何内容；将成为第 {release} 次发布（新增 {opened, number} 行，关闭 {closed, number} 行，更新 {updated, number} 行）',
  'cli.preview-row':
    '{file}：新增 {opened, number}，修订 {revised, number}，不变 {unchanged, number}，关闭 {closed, number}',
  'cli.computed': '计算的数值',
  'cli.look': '! {words}',
  'cli.preview-revision': '{file} {name}，{column}：{before} → {after}',
  'cli.more-revised': '……另有 {more, number} 项修订。',
  'cli.no-text': '（空）',
  'cli.file-without-mapping': '导入文件需要用映射说明各单元格的含义：--mapping FILE。',
  'cli.dataset-without-mapping': '--dataset 只能与 --mapping 一起使用：数据包自行写明其数据集。',
  'cli.infer-alone': '--infer 只能与 --dataset 一起使用：它只写出映射，不导入任何内容。',
  'cli.inferred':
    '{file}：已写出。{questions, plural, =0 {没有尚待回答的问题。} other {有 # 个问题尚待回答：请在映射中作答并从 questions 中删去。}}',
  'cli.inferred-definitions': '{file}：已写出。请填写其中的 null：{contents}。',
  'cli.inferred-sure': '{at}：{words}',
  'cli.inferred-likely': '{at}：{words}（很可能，请核对）',
  'cli.inferred-question': '? {at}：{question} {choices}',
  'cli.inferred-figure': '{cell} {text} → {figure}',
  'cli.inferred-next': '然后：npm run import -- {file} --mapping {mapping}',
  'cli.open-questions': '有 {count, number} 个问题尚待回答。',
  'cli.quarantine-or-problems':
    '--problems 写出未被接受的内容，--quarantine 将其隔离保存：请去掉其中一个。--quarantine list 列出隔离保存的行。',
  'cli.unknown-quarantine-action':
    '--quarantine 后接数据包，或以下操作之一：{actions}。没有名为 {action} 的文件夹或操作。',
  'cli.none-kept-of': '{dataset} 没有隔离保存的行。以下数据集有隔离保存的行：{datasets}。',
  'cli.quarantine-option': '--quarantine {action} 不能与 {option} 一起使用。',
  'cli.retry-mode': '--quarantine retry 将隔离保存的行追加到现有内容：--mode 必须是 append 或 revise。',
  'cli.invalid-id': '隔离保存的行用 --quarantine list 显示的编号指定；实际为 {value}。',
  'cli.not-kept': '没有编号为 {ids} 的隔离行：--quarantine list 列出现有的行。',
  'cli.kept-row': '{name} {place}',
  'cli.kept-value': '{name} {place} {value}',
  'cli.more-kept': '…… 另有 {more, number} 行。',
  'cli.kept': '隔离保存 {count, number} 行。',
  'cli.confirm-drop': '此操作将删除全部 {count, number} 个隔离行：请用编号指定，或加 --yes 重新执行。',
  'cli.dropped': '已删除 {count, number} 行。',
  'cli.retried': '{name}：{good, number} 个隔离行现已正确，{kept, number} 行仍在隔离。',
  'cli.would-come-in': '以下隔离行将会发布：{ids}。',
  'cli.retry-with-mapping': '如需修改映射，用 --quarantine retry --mapping MAPPING 按新映射重读隔离的单元格。',
  'cli.retried-left-out': '{count, number} 个隔离行按映射略去，不再隔离：{rules}。',
  'cli.invalid-mode': '--mode 必须是 replace、append 或 revise；实际为 {value}。',
  'cli.confirmed-addition': '--yes 用于确认导入所关闭的内容。--mode {mode} 不关闭任何内容。请去掉其中一个。',
  'cli.problems-exist': '{folder} 已存在：请为标注问题的文件指定新文件夹。',
  'cli.problems-written': '已写入 {folder}：{files}。',
  'cli.resource-count': '{resource} {count, number} 行',
  'cli.checks': '核对',
  'cli.check-failed': '未通过：{figure}：{sentence}',
  'cli.checks-failed': '未通过：{metric} 的 {count, number} 个数值，首个为 {figure}：{sentence}{mend}',
  'cli.check-warned': '提示：{figure}：{sentence}',
  'cli.checks-warned': '提示：{metric} 的 {count, number} 个数值，首个为 {figure}：{sentence}',
  'cli.mend-minimum': '如该指标可以更低，请在 metrics.csv 中声明 `minimum`。',
  'cli.mend-maximum': '如该指标可以更高，请在 metrics.csv 中声明 `maximum`。',
  'cli.mend-ratio': '如公布方另有舍入方式，请在 metrics.csv 中声明 `decimals`、`exact` 或 `tolerance`。',
  'cli.mend-query': '可用查询 {query} 列出。',
  'cli.more-warned': '…… 另有 {more, number} 项提示，可用查询 {query} 列出。',
  'cli.more-failed': '…… 另有 {more, number} 项，可用查询 {query} 列出。',
  'cli.reported': '已上报：{dataset} 的 {task} 状态为 {status}。',
  'cli.reported-rating': '评级为 {rating}。',
  'cli.reported-progress': '已上报：{dataset} 的 {task} 状态为 {status}，进度 {progress}%。',

  'cli.ready': `
  govgraph 已就绪，启动用时 {seconds} 秒。

  浏览      在浏览器中打开 {url}/
  GraphiQL  在浏览器中打开 {url}/graphql
  API       {url}/graphql
  健康状况  {url}/health（进程）、{url}/ready（数据库与数据集）
  已加载    {loaded}
`,
  'cli.metrics': '指标监测数据位于 {url}/metrics。',
  'cli.listening': '正在监听 {url}/graphql。',
  'cli.loading': '正在加载 {packages}。',
  'cli.nothing-loaded': '无：DATASETS 为空',
  'cli.packages-loaded': '{count, number} 个数据包',
  'cli.packages-skipped': '已跳过 {packages}',
  'cli.packages-loading': '仍在加载 {packages}',
  'cli.package-loaded': '已加载 {result}',
  'cli.package-known': '已有 {result}',
  'cli.package-skipped': '已跳过 {folder}，其余照常提供。{reason}',
  'cli.package-retried': '暂时无法加载 {folder}，将不断重试直至成功。{reason}',
  'cli.disk-kept-free': '数据库所在的磁盘已满：嵌入式数据库为读取者保留 {mebibytes, number} MiB 空闲空间。',
  'cli.not-ready': '{reason}服务器照常应答，但在此情况改变之前 /ready 一直为 503。',
  'cli.stopping': '正在停止：等待处理中的请求完成。再次发送信号将立即结束。',

  'cli.timeout-too-long':
    '服务器会在 {max} 秒后终止只读角色的语句：--timeout 不得超过此值，或在服务器上调高 READER_TIMEOUT_MS；实际为 {seconds} 秒。',
  'cli.readers-need-server':
    '只读角色需要其他程序可访问的 PostgreSQL 服务器，嵌入式数据库不支持：请设置 DATABASE_URL。',
  'cli.role-created':
    '已创建角色 {name}：可读取数据库 {database} 中模式 bi 的视图；最多 {connections, number} 个连接，每条语句最长 {seconds} 秒。',
  'cli.role-updated':
    '已更新角色 {name}：可读取数据库 {database} 中模式 bi 的视图；最多 {connections, number} 个连接，每条语句最长 {seconds} 秒。',
  'cli.role-password': '角色密码（仅显示这一次）：{password}',
  'cli.role-dropped': '已删除角色 {name}。创建该角色时从所有角色收回的权限（如 TEMP）不会恢复。',
  'cli.note': '- {note}',

  'cli.cannot-listen': '无法监听：{reason}。',
  'cli.cannot-listen-on': '无法监听 {address}：{reason}。',
  'cli.address-in-use': '已有其他进程在监听。请停止该进程，或用 PORT 指定其他端口（0 表示任意空闲端口）',
  'cli.port-not-permitted': '当前用户没有权限。请用 PORT 指定 1024 或以上的端口',
  'cli.address-not-here': '本机没有使用该地址的网络接口。请用 HOST 指定其他地址',
  'cli.host-unknown': '无法解析该主机名。请用 HOST 指定其他主机',
  'cli.nothing-written': '未写入任何内容。',
  'cli.free-disk': '请在该磁盘上腾出空间，然后重新运行命令。',
  'cli.writable-database':
    '该服务器是否为备库，或已开启 default_transaction_read_only？请在 DATABASE_URL 中指定可写的数据库。',
  'cli.grant-right': '服务器缺少数据库中的某项权限。数据库的说明：{reason}。请将此权限授予 DATABASE_URL 中的角色。',
  'cli.fewer-connections': '请调低 POOL_SIZE，或调高数据库服务器的 max_connections。',
  'cli.raise-limit': '数据库的说明：{reason}。请调高该上限，然后重新运行命令。',
  'cli.see-database-log': '详情见数据库服务器的日志。',
  'cli.database-refuses': '数据库服务器拒绝访问：{reason}。请检查 DATABASE_URL。',
  'cli.database-not-secure':
    '无法建立到数据库的安全连接：{reason}。请检查 DATABASE_URL 中的 sslmode 和 sslrootcert，以及服务器的 TLS 和证书。',
  'cli.database-unreachable': '无法连接数据库（{reason}）。请检查 DATABASE_URL，并确认服务器正在运行。',

  'config.wrong': '配置有误：',
  'config.problem': '  {words}',
  'config.value': '{name} 的值为“{value}”，应为：{expected}。',
  'config.secret-value': '{name} 的值无法识别（可能含有密码，故不显示），应为：{expected}。',
  'config.postgres-address': 'PostgreSQL 服务器地址，如 postgres://user:password@host:5432/name',
  'config.ssl-mode': '地址，其中 sslmode 为下列值之一：{values}',
  'config.public-address': '地址，如 https://data.example.org，其后不带选项',
  'config.metrics': 'on、off 或监听地址，如 127.0.0.1:9464',
  'config.collector': '采集器的地址，例如 http://127.0.0.1:4318，其后不带参数',
  'config.origins': '* 或来源列表，如 https://example.org,http://localhost:3000',
  'config.dataset-code': '数据集代码，不含空格',
  'config.one-of': '下列值之一：{values}',
  'config.whole-number': '{min, number} 到 {max, number} 之间的整数',
  'config.number': '{value, number}',
  'config.default': '{value, number}（默认值）',
  'config.less-than': '{upper} 为 {limit}，小于 {lower} 的 {value}：请调高 {upper} 或调低 {lower}。',
  'config.more-than': '{lower} 为 {value}，大于 {upper} 的 {limit}：请调低 {lower} 或调高 {upper}。',
  'config.replica-alone':
    '设置了 DATABASE_READ_URL 而未设置 DATABASE_URL：请指定副本所跟随的服务器；若使用内嵌数据库，则两者都不设置。',
  'config.columnar-alone':
    '设置了 COLUMNAR_DIR 而未设置 DATABASE_URL：列式副本取自 PostgreSQL 服务器。请指定服务器，或不设置 COLUMNAR_DIR。',
  'columnar.no-duckdb':
    '设置了 COLUMNAR_DIR，但无法加载 DuckDB（{reason}）：请用 npm install {package} 安装，或不设置 COLUMNAR_DIR。',
  'config.metrics-on-api':
    'METRICS 为 {metrics}，而 API 已在该处监听（HOST 为 {host}，PORT 为 {port}）：请为 METRICS 指定其他端口，或设为 on 以共用 API 的端口。',
};

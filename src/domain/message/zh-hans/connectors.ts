import type { connectors as en } from '../en/connectors.ts';

/** `src/connectors/table` 与 `src/connectors/sql` 的信息。 */
export const connectors: Readonly<Record<keyof typeof en, string>> = {
  'table.invalid-language': '`lang` 必须是 BCP 47 语言标签，如 zh-Hans 或 en；实际为 {value}。',
  'table.invalid-truth': '`{name}` 必须是 true 或 false；实际为 {value}。',
  'table.invalid-day': '`{name}` 必须是实际存在的日期，写作 YYYY-MM-DD，如 2020-11-30；实际为 {value}。',

  'bi-role.unknown': '角色“{name}”不存在。',
  'bi-role.not-a-reader': '角色“{name}”已存在，但不是作为只读角色创建的。请换一个名称。',
  'bi-role.invalid-name':
    '只读角色的名称最多 {max, number} 个字符，只能由小写字母、数字和 _ 组成，不能以数字或 pg_ 开头，也不能是 {reserved}；实际为“{name}”。',
  'bi-role.invalid-language': '--language 必须是语言标签，如 zh-Hans 或 en；实际为“{value}”。',
  'bi-role.invalid-password': '密码须为 {min, number} 至 {max, number} 个可打印的 ASCII 字符（字母、数字和符号）。',
  'bi-role.language-needs-superuser':
    '只有超级用户才能为角色设置语言，而 {user} 不是超级用户。请去掉 --language，由客户端设置 {option}；或由超级用户执行：{statement}。',
  'bi-role.missing-rights': 'DATABASE_URL 中的角色 {role} 无权创建或删除“{reader}”。超级用户可以授权：{statements}。',
  'bi-role.statement-refused': '数据库拒绝执行“{statement}”：{reason}。',
  'bi-role.rights-elsewhere': '{reason}：该角色在此服务器的其他数据库中拥有权限。请先在那里删除该角色。',

  'bi-role.note-temporary-revoked': '现在只有所有者可以在此数据库中创建临时表。执行导入的角色需要 TEMP 权限。',
  'bi-role.note-functions-revoked':
    '非超级用户的角色现在不能再在此数据库中写入大对象、写入日志消息、获取咨询锁或运行 PL/pgSQL 代码块。',
  'bi-role.note-server-roles':
    '以下可读取 govgraph 数据表的角色仍可使用咨询锁和 PL/pgSQL：{roles}。添加此类角色后，请再次执行此命令。',
  'bi-role.note-temporary-left': '该角色仍可创建临时表。数据库所有者可以撤销此权限：{statement}。',
  'bi-role.note-create-left': '该角色仍可在模式 {schema} 中创建对象。模式所有者可以撤销此权限：{statement}。',
  'bi-role.note-table-left': '与所有角色一样，该角色仍可读写 {table}。',
  'bi-role.note-functions-left':
    '与所有角色一样，该角色仍可写入大对象、获取咨询锁并运行 PL/pgSQL 代码块。超级用户执行此命令即可撤销这些权限。',
  'bi-role.note-memory-left': '服务器无法得知该角色占用多少内存。超级用户执行此命令即可解决。',
  'bi-role.note-temporary-files-left': '该角色写入的临时文件没有大小上限。超级用户可以设置上限：{statement}。',
  'bi-role.note-parameter-left': '该角色可以设置参数 {parameter}，因为超级用户已将此权限授予该角色或所有角色。',
  'bi-role.note-prepared-left':
    '该角色可以留下预备事务，其锁在连接断开后仍然存在。如果没有其他程序需要，请在服务器上设置 max_prepared_transactions = 0。',
  'bi-role.note-databases-left':
    '与所有角色一样，该角色可以连接以下数据库：{databases}。运行中的 govgraph 服务器会断开此类连接；pg_hba.conf 中的规则可以直接拒绝它们。',
  'bi-role.note-member': '该角色同时是 {group} 的成员，拥有后者的权限。',
};

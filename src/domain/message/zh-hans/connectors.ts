import type { connectors as en } from '../en/connectors.ts';

/** `src/connectors/table` 与 `src/connectors/sql` 的信息。 */
export const connectors: Readonly<Record<keyof typeof en, string>> = {
  'table.invalid-language': '`lang` 必须是 BCP 47 语言标签，如 zh-Hans 或 en；实际为 {value}。',
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
  'bi-role.note-writing-revoked': '现在只有超级用户可以在此数据库中创建大对象或向日志写入消息。',
  'bi-role.note-temporary-left': '该角色仍可创建临时表。数据库所有者可以撤销此权限：{statement}。',
  'bi-role.note-create-left': '该角色仍可在模式 {schema} 中创建对象。模式所有者可以撤销此权限：{statement}。',
  'bi-role.note-table-left': '与所有角色一样，该角色仍可读写 {table}。',
  'bi-role.note-large-objects-left': '与所有角色一样，该角色仍可创建大对象。超级用户执行此命令即可撤销此权限。',
  'bi-role.note-member': '该角色同时是 {group} 的成员，拥有后者的权限。',
};

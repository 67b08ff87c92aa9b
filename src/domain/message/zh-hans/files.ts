import type { files as en } from '../en/files.ts';

/** `src/connectors/files` 的信息。 */
export const files: Readonly<Record<keyof typeof en, string>> = {
  'files.method-not-allowed': '文件不支持 {method} 方法。请使用 GET 或 HEAD。',
  'files.address-too-long': '地址最多 {max, number} 个字符，现有 {length, number} 个。',
  'files.no-file': '没有文件 {path}',
  'files.unknown-file': '{sentence}。全部文件见 /files/。',

  'files.no-parameter': '没有参数 {name}',
  'files.no-dataset': '没有数据集 {code}',
  'files.no-metric': '没有指标 {code}',
  'files.no-region': '没有地区 {code}',
  'files.no-working-group': '没有专项工作组 {code}',
  'files.no-programme': '没有项目 {code}',
  'files.no-organization': '没有机构 {code}',
  'files.no-dimension': '没有维度 {code}',
  'files.no-category': '维度 {dimension} 没有类别 {code}',
  'files.no-choice': '{value} 不是 `{name}` 的有效值',
  'files.unknown': '{sentence}。',
  'files.unknown-parameter': '{sentence}。可用的参数有 {known}。',
  'files.unknown-value': '{sentence}。可用的值有 {known}。',
  'files.unknown-nothing-known': '{sentence}。目前没有可用的值。',

  'files.empty-value': '`{name}` 为空。请去掉该参数，或为其指定一个值。',
  'files.null-character': '`{name}` 不能包含字符 U+0000。',
  'files.several-values': '`{name}` 只能出现一次，现出现了 {count, number} 次。',
  'files.empty-item': '`{name}` 的逗号旁有空值。请删去逗号，或补上一个值。',
  'files.latest-out-of-range': '`latest` 必须是 1 到 {max, number} 之间的整数；实际为 {value}。',
  'files.several-region-choices': '`regions`、`childrenOf` 和 `descendantsOf` 最多只能使用一个；实际为 {names}。',
  'files.level-alone': '`level` 必须与 `descendantsOf` 一起使用。请加上 `descendantsOf`，或去掉 `level`。',

  'files.too-many-codes': '所选内容有一个维度超过 {max, number} 个代码。请缩小选择范围，或改用 CSV 或 Parquet。',
  'files.too-many-cells': '所选内容的各维度合计超过 {max, number} 个单元格。请减少指标或分项，或改用 CSV 或 Parquet。',
  'files.took-too-long': '生成文件的时间超过了 {max, number} 秒。请减少所选的行。',

  'files.sheet-observations': '观测值',
  'files.sheet-tasks': '任务',
  'files.sheet-about': '说明',
  'files.sheet-item': '项目',
  'files.sheet-content': '内容',
  'files.sheet-incomplete': '不完整',
  'files.sheet-cut':
    '不完整：共 {total, number} 行，此表只到第 {shown, number} 行，因为 Excel 容纳不下更多的行。请缩小选择范围，或改用 CSV 或 Parquet。',
  'files.about-title': '标题',
  'files.about-selection': '选择条件：{name}',
  'files.about-dataset': '数据集：{code}',
  'files.about-source': '来源：{code}',
  'files.about-metric': '指标：{code}',
  'files.about-column': '列：{title}',
  'files.about-licence': '许可 {licence}',
  'files.about-no-licence': '未注明许可',
  'files.about-release': '版本 {version}',
};

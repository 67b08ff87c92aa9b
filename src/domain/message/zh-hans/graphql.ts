import type { graphql as en } from '../en/graphql.ts';

/** `src/graphql` 的信息。 */
export const graphql: Readonly<Record<keyof typeof en, string>> = {
  'graphql.unknown-metric': '没有代码为“{code}”的指标。',
  'graphql.unknown-region': '没有代码为“{code}”的地区。',
  'graphql.unknown-data-set': '没有代码为“{code}”的数据集。',
  'graphql.unknown-dimension': '没有代码为“{code}”的维度。',
  'graphql.unknown-category': '没有代码为“{code}”的类别。',
  'graphql.unknown-working-group': '没有代码为“{code}”的工作组。',
  'graphql.unknown-programme': '没有代码为“{code}”的项目。',
  'graphql.unknown-organization': '没有代码为“{code}”的机构。',
  'graphql.unknown-rating': '没有代码为“{code}”的评级。',
  'graphql.unknown-theme': '没有代码为“{code}”的主题。',
  'graphql.unknown-source': '没有代码为“{code}”的来源。',
  'graphql.unknown-unit': '没有代码为“{code}”的单位。',
  'graphql.not-published-then': '{unknown}在所读取的时点尚未发布。',
  'graphql.nothing-published': '该时点尚未发布任何内容，请选择较晚的时点。',
  'graphql.from-after-to': '`{fromName}`（{from}）的开始日期晚于 `{toName}`（{to}）的结束日期。',
  'graphql.rated-from-after-rated-to': '`ratedFrom`（{ratedFrom}）晚于 `ratedTo`（{ratedTo}）。',
  'graphql.due-from-after-due-to': '`dueFrom`（{dueFrom}）晚于 `dueTo`（{dueTo}）。',
  'graphql.too-many-breakdowns':
    '`{argument}` 最多可有 {max, number} 项，实际为 {count, number} 项。每个维度只需列出一次。',
  'graphql.out-of-range': '`{argument}` 必须在 {min, number} 到 {max, number} 之间，实际为 {value, number}。',
  'graphql.page-too-large':
    '`{argument}` 必须在 0 到 {max, number} 之间，实际为 {value, number}。请用 `pageInfo` 中的游标逐页读取。',
  'graphql.first-and-last': '`first` 和 `last` 只能给出一个。',
  'graphql.after-with-last': '`after` 须与 `first` 一起使用；使用 `last` 时请改用 `before`。',
  'graphql.before-with-first': '`before` 须与 `last` 一起使用；使用 `first` 时请改用 `after`。',
  'graphql.cursor-of-another-order':
    '`{argument}` 中的游标属于排序“{cursorOrder}”，而列表的排序是“{order}”。请保持排序不变，或去掉游标从头读取。',
  'graphql.cursor-of-another-search':
    '`{argument}` 中的游标属于另一次搜索。请使用本次搜索的 `pageInfo` 或 `edges` 中的游标。',
  'graphql.not-a-cursor': '“{cursor}”不是此列表的游标。请使用 `pageInfo` 或 `edges` 中的游标。',
  'graphql.not-a-string': '`{scalar}` 类型的值必须是字符串，实际为 {value}。',
  'graphql.not-a-day': '“{day}”不是有效的日期。请按 YYYY-MM-DD 书写，例如 2020-11-30。',
  'graphql.not-a-language': '“{tag}”不是语言标签。请按 BCP 47 书写，例如 zh-Hans、en。',
  'graphql.filter-text-too-long':
    '`text` 最多可有 {max, number} 个字符，实际为 {length, number} 个。请给出代码或名称中较短的一部分。',
  'graphql.search-text-too-long': '`text` 最多可有 {max, number} 个字符，实际为 {length, number} 个。请缩短搜索文本。',
  'graphql.not-a-global-id': '“{id}”不是全局 id。请使用某一行 `id` 字段的值。',
  'graphql.global-id-of-nothing': '“{id}”不是任何对象的全局 id。请使用某一行 `id` 字段的值。',
  'graphql.too-many-ids': '`ids` 最多可有 {max, number} 项，实际为 {count, number} 项。请分成几次请求。',
  'graphql.moment-in-future': '`{argument}` 不能是将来的时间，实际为 {moment}。',
  'graphql.too-many-groups': '分组结果有 {rows, number} 行，上限为 {max, number} 行。请筛选任务，或减少分组依据。',
  'graphql.no-region-selection':
    '`{argument}` 必须且只能有 `codes`、`childrenOf`、`descendantsOf` 中的一个，实际一个也没有。',
  'graphql.several-region-selections':
    '`{argument}` 必须且只能有 `codes`、`childrenOf`、`descendantsOf` 中的一个，实际有 {names}。',
  'graphql.level-without-descendants':
    '`level` 须与 `descendantsOf` 一起使用。请加上 `descendantsOf`，或去掉 `level`。',
  'graphql.nothing-to-roll-up': '没有可汇总的内容。请给出 `toLevel`、`toRegion`、`overTime` 或 `overBreakdowns`。',
  'graphql.roll-up-refused': '指标“{metric}”不能汇总：{reason}。',
  'graphql.too-many-roll-up-dimensions': '`{argument}` 最多可列出 {max, number} 个维度，实际为 {count, number} 个。',
  'graphql.rolled-up-dimension-selected':
    '`overBreakdowns` 会汇总维度“{dimension}”的所有类别。请从 `breakdowns` 中去掉该维度。',
  'graphql.no-parts-of-frequency':
    '`{argument}` 必须是 {units} 之一，实际为 {frequency}。累计时段互相重叠，而没有比一天更短的时期。',
  'graphql.frequency-does-not-fill':
    '`{argument}` 只能包含 {parts}，这些频率的时期可以合成频率为 {unit} 的时期，实际有 {frequency}。',
  'graphql.to-level-and-to-region': '`toLevel` 和 `toRegion` 只能给出一个。',
  'graphql.region-never-in-region': '地区“{region}”从未属于地区“{target}”。',
  'graphql.region-never-in-level': '地区“{region}”从未属于级别为 {level} 的地区。',
};

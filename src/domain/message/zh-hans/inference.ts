import type { inference as en } from '../en/inference.ts';

/** `src/import/inference` 的信息：由文件推断的内容，以及需要回答的问题。 */
export const inference: Readonly<Record<keyof typeof en, string>> = {
  'inference.exists': '{file} 已存在，不会覆盖。请将其移走，或直接按其导入。',
  'inference.no-table': '没有工作表含有表格，即多列的表头及其下方的行',
  'inference.table-expected': '手工编写的映射',
  'inference.no-figures': '按此映射读不出任何数值，请手工修改其中的 header 和 values。',

  'inference.column': '{name} 列',
  'inference.region': '地区',
  'inference.period': '时期',
  'inference.metric': '指标',
  'inference.encoding': '文件可按 {encoding} 读取',
  'inference.delimiter': '单元格以 {delimiter} 分隔',
  'inference.descriptions': '描述各列的行不读取：{rows}',
  'inference.joined-key': '首列由多列以 {separator} 连接而成',
  'inference.only-table': '只有工作表 {sheet} 含有表格',
  'inference.header-rows': '表头在第 {rows} 行',
  'inference.header-says': '表头 {titles} 写明{what}',
  'inference.headings-say': '数据行上方的标题行 {titles} 写明{what}',
  'inference.which-heading': '{titles} 各行只有标题，说明其下各行。标题说明数据的哪一方面？请在映射中以 {place} 读取',
  'inference.title-names': '标题只写明指标 {metric}',
  'inference.region-in-header':
    '表头中有地区 {text}。这一行是否为数值行？如果是，请将 header.rows 写为 []，用字母指定各列，并在 rows.first 写明第一行；如果不是，请删除这个问题',
  'inference.note-says-status': '注释 {text} 说明 {titles} 的数据为 {status}',
  'inference.title-says': '{cell} 中的 {text}',
  'inference.region-column': '{name} 列：{count, number} 个名称中有 {known, number} 个是已知地区',
  'inference.contents': '按文件所述，列 {name} 为指标，共 {count, number} 个',
  'inference.foreign-metrics': '这些指标属于其他数据集：{metrics}',
  'inference.total-rows': '合计行：{texts}',
  'inference.totals-add-up': '有 {count, number} 列的合计等于各行之和',
  'inference.footer': '以 {text} 开头的内容位于表格下方',
  'inference.footer-ends': '以 {text} 结尾的内容位于表格下方',
  'inference.grouped': '数字以 {group} 分组，以 {decimal} 表示小数点：{texts}',
  'inference.decimal-comma': '逗号表示小数点：{texts}',
  'inference.nested-column': '{name} 列含有列表或其他列，不予读取',
  'inference.counts-rows': '{name} 列是序号',
  'inference.total-column': '{name} 列按其标题是各时期的合计，不予读取',
  'inference.says-same': '{name} 列与 {other} 含义相同',

  'inference.slashed-years': '{texts} 是财年，与同样写法的其他时期一致',
  'inference.slashed-months': '{texts} 是月份，与同样写法的其他时期一致',

  'inference.period-format': '{texts} 按 {format} 书写',
  'inference.which-period-format': '这些时期按哪种格式（period.format）书写：{texts}？',

  'inference.which-encoding': '{file} 使用哪种编码？',
  'inference.broken-utf-8':
    '{file} 几乎全部为 UTF-8，但从第 {line} 行起出现无法按 UTF-8 读取的内容。请改正后重新运行 --infer，或指明文件实际使用的编码。',
  'inference.which-sheets': '读取哪些工作表：{sheets}？',
  'inference.own-export': '该文件是本平台导出的观测值文件',
  'inference.own-tasks': '该文件是本平台导出的任务文件',
  'inference.own-task-reports': '该文件是本平台导出的任务报告文件',
  'inference.derived-columns': '以下各列由平台自行得出，或与其他列重复，不予读取：{columns}',
  'inference.dataset-of-file': '文件中的数值属于 {dataset}',
  'inference.rows-of-file': '文件中的各行属于 {dataset}',
  'inference.words-in': '标题和备注的语言为 {language}',
  'inference.which-language': '文件中的标题或备注是什么语言？',
  'inference.which-exported': '文件含有多个数据集的数值：{datasets}。读取哪一个数据集的数值？',
  'inference.which-dataset': '这些数值属于哪个数据集？现有：{codes}。',
  'inference.which-scheme': '多套地区代码都有这些名称：{texts}。本文件用的是哪一套（scheme）？',
  'inference.which-region': '{text} 是哪个地区？',
  'inference.which-region-of-all': '没有地区列。这些数值属于哪个地区？',
  'inference.which-total': '{texts} 各行不等于其余各行之和。它们是合计，还是某个地区自身的数值？',
  'inference.where-footer':
    '第 {row} 行以 {text} 开头，表格中的行也是如此。若表格到该行之前为止，该行开头是什么？请多写几个字。',
  'inference.several-regions': '有多列可能写明地区。是哪一列？',
  'inference.repeated': '单元格 {one} 与 {other} 的指标、地区、时期和分项都相同。如何区分？',
  'inference.which-metric': '表头和各列都没有已知指标。这是哪个指标？',
  'inference.which-foreign-metric':
    '表头和各列都没有给出已知指标的名称，该数据集也没有指标。是哪个指标？以代码给出的指标属于 {datasets}。',
  'inference.which-named-metric': '有多个指标名为 {text}。指的是哪一个？',
  'inference.other-quantity':
    '{cell} 中写有 {words}，而指标名称中没有这个词。下面的数据是否仍是 {metrics} 的值？若是另一个指标，请输入该指标的代码。',
  'inference.shares': '{names} 的单位是百分比，而文件中的值都不大于 2。文件中的 0.5 表示 50%（1），还是 0.5%（%）？',
  'inference.shares-among-others':
    '{names} 的单位是百分比，而文件中这些值都不大于 2。若 0.5 表示 0.5%，请删去这个问题；若表示 50%，请在 tables 中单列一项读取这些行，其余各行另列一项（示例见 docs/mapping.md）。',
  'inference.other-quantities':
    '{cell} 中写有 {words}，而表中各指标的名称都没有这个词。下面的数据是否仍是 {metrics} 的值？若不是，请先不作答，在映射的 values 中逐列写明指标。',
  'inference.lone-period-of-one':
    '第 {row} 行只有一个单元格写有时期 {text}，其他列没有时期。全表数据属于哪个时期，如 2020-11？若各列时期不同，请先不作答，在映射的 values 中写明 period。',
  'inference.over-year-across':
    '表头从 {last} 接到 {first}，跨了年，但只写明一个年份。请在各列上方写明年份，移走本映射后重新运行 --infer；或在 values 中按年份分项写明 period。',
  'inference.cumulative-from':
    '{text} 没有写明从几月起累计。若从 1 月起，请在文件中写明，如 1-2月累计，移走本映射后重新运行 --infer。',
  'inference.which-header': '表头有多行可能写明指标：{texts}。是哪一行，还是合在一起？',
  'inference.which-unit': '{cell} 中的 {text} 可能写明数值的单位。数值的单位是什么？请连同倍数一起写，如“万元”。',
  'inference.which-name-unit': '名称 {name} 中可能含有倍数，如“千”。数值的单位是什么？',
  'inference.which-year': '表头中的月份、季度或周没有年份。是哪一年？',
  'inference.which-part':
    '表头中写的只是年或月的一部分，如某日、某周或财年中的某月，仅加年份不成为时期。各列是哪个时期？请在映射中写明，如 2021-03-01。',
  'inference.part-of-years': '表头或某一列给出年份，而 {text} 指一年中的一部分。数字是全年的，还是每年这一部分的？',
  'inference.cumulative-parts':
    '{text} 表明数字是累计数。每个数字是当月（当季）的，还是从一月起累计的？若是累计，映射中的时期须从一月开始，写法见 docs/mapping.md。',
  'inference.relative-period':
    '表头写有 {text}，它只有与另一个期间相比才是一个期间。各列分别属于哪个期间？请写入映射的 values：标题写明月份时，用 period.relative 读取与它相对的期间（见 docs/mapping.md）。',
  'inference.fractions':
    '按个计数的指标出现了非整数的值，例如 {texts}。它们是否仍是该指标本身的值？如果是平均数、比例，或以千、万为单位，请不要回答，并在映射的 values 中写明指标或单位。',
  'inference.factor-row':
    '第 {row} 行可能说明其下的值要乘以多少：{texts}。如果是，请把单位写进各列表头，如“人口（千人）”，删除该行，移走这个映射，再运行 --infer。如果该行就是数值，请删除这个问题。',
  'inference.parts-of-metric':
    '标题写明了指标 {metric}，而各列表头可能是它的组成部分：{names}。它们是各自独立的指标吗？如果是分组，请不要回答，并在映射的 values 中为每一列写明指标和分组。',
  'inference.region-of-origin':
    '{name} 列可能表示人员、货物或资金的来源地或去向。这些数值是否就是这些地区的？如果它们都属于另一个地区，请输入该地区的代码或名称。',
  'inference.counts-grouped': '计数指标中的逗号是千位分隔符：{texts}',
  'inference.foreign-unit':
    '表头说 {name} 的单位是 {unit}，而该指标的单位是 {own}。这些值是否仍以 {own} 为单位？如果它们属于另一个指标，请不要回答，并把该指标写入映射的 values。',
  'inference.all-of-status':
    '{text} 说明数据处于何种状态。全部数据都是 {status} 吗？如果只有一部分是，请不要回答，并在映射中说明是哪些（flags、status、values 的 statusOfAll）。',
  'inference.months-or-spans':
    '这些是月份（%Y-%m），还是各跨数年的时段，如 2008 年至 2010 年：{texts}？如果是跨年时段，请不要回答，并在映射中写明各自的时期。',
  'inference.which-trimesters':
    '这些是季度（法语、西班牙语、意大利语和葡萄牙语的写法，%YT%q 或 %Y-T%q），还是 SDMX 中的四个月期（P4M）：{texts}？',
  'inference.double-years':
    '这些是财政年度或学年（fiscal-year），还是各为两个完整年份：{texts}？如果各为两年，请删除 period.format 和这个问题。',
  'inference.year-start': '文件没有说明 {texts} 这类年度从哪一天开始：请填写 fiscal_year_start',
  'inference.year-in-name': '名称 {name} 给出 {year}，而表的标题中没有这一年。它的数字是哪一时期的？',
  'inference.period-totals': '时期为 {texts} 的行是其他各行之和，不读入',
  'inference.merged-values':
    '单元格 {cells} 被含有数值的合并单元格覆盖。该数值是合计，还是每个单元格各自的？请在文件中拆分合并单元格。',
  'inference.parts-elsewhere':
    '{text} 给出一年中的一部分，而表头或该列中的 {parts} 不在其中。它们属于哪一年或哪个月？请在映射或文件中写明时期。',
  'inference.which-period':
    '有多处写明时期，或没有写明，或所写的可能不是数据的时期。时期在哪里，或是哪个时期，如 2020-11？',
  'inference.lone-period': '第 {row} 行写的是 {text}，与标题中的时期不同。数据属于哪个时期，如 2020-11？',
  'inference.days-or-months':
    '{name} 列的日期都是月初第一天，或都是月末最后一天。数据是当天的，还是所在月份或年份的？若选项中没有，请先不作答，在文件中将该列改写为月份，如 2021-01。',
  'inference.over-year':
    '{name} 列跨年，而文件只写明一个年份。请在文件中增加年份列，移走本映射后重新运行 --infer；若各行都属于所写的年份，请删去这个问题。',
  'inference.which-fiscal-year':
    '{title} 之下的年份写作 {texts}：指从该年开始的财年或学年（fiscal-year-start）、到该年结束的财年或学年（fiscal-year-end），还是日历年（%Y）？',
  'inference.signed':
    '有的数值带加号，如 {texts}，可能是增减量。若是该指标本身的值，请选择所列选项；若是增减量，请先不作答，在映射的 values 中写明实际的指标。',
  'inference.loose-parts':
    '{columns} 列的数字是年或月的一部分，须与旁边的列合起来才是时期。请在映射的 period 中用 join 连接这些列（示例见 docs/mapping.md），或在文件中用一列写出完整时期，如 2021-11-30，移走本映射后重新运行 --infer。',
  'inference.month-or-fiscal-year':
    '{texts} 是月份（%Y-%m：2010-11 为 2010年11月）还是财年（fiscal-year：2010/2011）？',
  'inference.month-or-year': '{texts} 是月份（%Y/%m）还是财年（fiscal-year）？',
  'inference.no-rows': '文件没有数据行',
  'inference.rows-expected': '含有数据行的文件',
  'inference.blank-labels':
    '{name} 列在有数字的行中为空：第 {rows} 行。空单元格是与上方相同（fill），还是不读取这些行（rows.skip）？',
  'inference.untitled-column':
    '{name} 列没有标题，其内容是什么：{texts}？请先看前面是否有数字被自身的逗号拆开（如未加引号的 1,024）：若是，其后各列已错位，须更正文件',
  'inference.what-column': '{name} 列是什么：{texts}？',
  'inference.which-dimension': '列 {name} 的内容属于哪个维度？',
  'inference.which-foreign-dimension': '列 {name} 的文字属于哪个维度？该数据集没有维度，所列为其他数据集的维度。',
  'inference.which-digits': '{name} 列中的数字是十的幂（POWER：3 即千），还是倍数本身（FACTOR：1000）？',
  'inference.which-multiplier': '{name} 列写明数值的倍数，但有空白单元格。空白是什么倍数？',
  'inference.what-mark': '代替数值的 {mark} 是什么意思？',
  'inference.what-flag': '数值后的 {flag} 是什么意思，如 {example}？',
  'inference.what-minus-behind': '后面带负号的数字是负数吗：{texts}？若不是，请勿作答，并在映射中说明它们是什么。',
  'inference.what-parentheses': '括号中的数字是负数吗：{texts}？若不是，请勿作答，并在映射中说明它们是什么。',
  'inference.currency': '数字旁写有货币：{texts}',
  'inference.several-currencies':
    '数字使用了多种货币：{texts}。请在文件中为每种货币设单独的指标和列，移走这个映射，再运行 --infer。',
  'inference.other-currency':
    '{names} 的值旁显示 {sign}，而该指标使用另一种单位。这些值的单位是什么？如果它们属于另一个指标，请不要回答，并把该指标写入映射的 values。',
  'inference.which-unit-of': '{cell} 写有 {text}，{name} 的数值用其中哪个单位？',
  'inference.what-triangle': '数字前的三角符号表示负数吗：{texts}？若不是，请勿作答，并在映射中说明其含义。',
  'inference.falls-below': '{name} 有负值，如 {text}：请在 `minimum` 中填写下限，否则以 0 为下限',
  'inference.what-comma': '逗号是数字分组还是小数点：{texts}？',
  'inference.what-point': '{texts} 中的点是千位分隔符还是小数点？',
  'inference.second-header':
    '第 {row} 行以 {text} 开头，像是表头。表格到此为止（rows.until），还是下面仍是同一张表（rows.skip）？两张表都要读取时，映射的 tables 为每张表各写一项，各有自己的 header，第一项以 rows.until 结束。',
  'inference.which-tables': '没有一列是数值：{columns}。各行生成什么，每一列是哪个字段？',
  'inference.hidden-columns': '隐藏列是读取（READ）还是不读取（SKIP）：{columns}？',
  'inference.hidden': '隐藏行是读取（READ）还是不读取（SKIP）：{rows}？',
  'inference.what-status': '状态 {text} 表示什么？',
  'inference.format': '表头是 {format} 的表头',
};

import type { imports as en } from '../en/import.ts';

/** `src/import` 的信息：导入的结果与提示。 */
export const imports: Readonly<Record<keyof typeof en, string>> = {
  'import.file-refused': '文件未被接受：有 {count, number} 个问题。',
  'import.refused': '数据包未被接受：有 {count, number} 个问题。',
  'import.more-problems': '…… 另有 {more, number} 个。',
  'import.read-in-part': '由于还有其他问题，只读取了 {file} 的前 {rows, number} 行，其中可能还有更多问题。',
  'import.note-quarantined': '{count, number} 行已隔离保存：npm run import -- --quarantine list --dataset {dataset}',
  'import.note-would-quarantine': '{count, number} 行将被隔离保存。',
  'import.quarantine-replaces':
    '未写入任何内容。{count, number} 行将被隔离保存，而 --mode replace 会关闭这些行所对应的数值：请使用 --mode append 或 --mode revise 重新导入。',
  'import.quarantine-rows': '一次交付最多隔离保存 {max, number} 行：请更正文件或其读取方式。',
  'import.quarantine-text': '将被隔离保存的行超过 {max, number} 个字符：请更正文件。',
  'import.quarantine-full':
    '最多隔离保存 {max, number} 行：请用 --quarantine retry 或 --quarantine drop 处理已有的行。',
  'import.problem': '{place}：{words}',
  'import.problem-expected': '{place}：{words}；应为：{expected}',
  'import.problem-of-row': '{words}；应为：{expected}',
  'import.place-line': '{file} 第 {line} 行',
  'import.place-column': '{file} 的 {column} 列',
  'import.place-cell': '{file} 第 {line} 行 {column} 列',

  'import.note-operand-missing': '{metric}：有 {count, number} 个值因缺少运算项而未计算，第一个是 {first}。',
  'import.note-operand-without-value': '{metric}：有 {count, number} 个值因运算项没有值而未计算，第一个是 {first}。',
  'import.note-division-by-zero': '{metric}：有 {count, number} 个值因除数为零而未计算，第一个是 {first}。',
  'import.note-suppressed': '另有 {count, number} 个数值不予公布，以防推算出不予公布的数值。',
  'import.note-changes-dropped': '已略去 {count, number} 个公布的变化，否则可据此推算出不予公布的数值。',
  'import.note-category-not-valid':
    '有 {count, number} 个数值所属的类别在时期末日无效，对各类别求和时不计入；第一个是 {first}。',
  'import.note-uncited': '{file} 中的引用无误，但不会保存，因为该文件的行不能带有引用。',
  'import.note-same-version':
    '第 {seq} 次发布的版本号也是 {version}，但内容不同。请在 datapackage.json 中为每次发布写不同的版本号。',
  'import.note-same-file':
    '第 {seq} 次发布来自同一文件 {version}，但内容不同：映射或其定义已改动。若非本意，请按先前的映射用 --mode revise 重新导入该文件。',
  'import.note-no-english': 'assessment_rules 中的以下规则缺少英文说明：{codes}。',
  'import.note-no-chinese': 'assessment_rules 中的以下规则缺少中文说明：{codes}。',
  'import.note-kept': '{code} 是数据集 {owner} 的{kind}，仍以该数据集为准：{kept}。',
  'import.note-more-kept': '另有 {count, number} 个代码以其他数据集的定义为准。',
  'import.note-names-dropped':
    '本次发布不再给出其他数据集的以下{kinds}的名称：{codes}。仅由本数据集给出的名称已不再显示。',
  'import.kept-versions': '其各个版本',
  'import.note-still-used': '其他数据集仍在使用以下{kinds}：{codes}。本数据集虽已不再包含，仍予保留。',

  'import.these-themes': '主题',
  'import.these-units': '计量单位',
  'import.these-dimensions': '维度',
  'import.these-categories': '类别',
  'import.these-organizations': '机构',
  'import.these-regions': '地区',
  'import.these-metrics': '指标',
  'import.these-sources': '来源',

  'report.not-a-status': '{value} 不是有效状态。应为 {statuses} 之一。',
  'report.not-a-progress': '{value} 不是有效进度。应为 0 到 100 之间的数，最多 4 位小数。',
  'report.contradiction': '已完成任务的进度必须是 100%，实际为 {progress}%。请填 100，或不填进度。',
  'report.future': '报告时间 {at} 晚于当前时间。应为已经过去的时间。',
  'report.wrong-cell': '{words}。应为：{expected}。',
  'report.several-datasets': '有多个数据集包含任务 {task}。请指定其中之一：{datasets}。',
  'report.unknown-dataset': '没有数据集 {code}。现有数据集：{known}。',
  'report.no-dataset': '没有数据集 {code}。目前尚无任何数据集。',
  'report.unknown-task': '没有任务 {code}。',
  'report.unknown-organization': '没有机构 {code}。',
  'report.unknown-rating': '没有评级 {code}。应为 {day} 有效的评级之一：{codes}。',
  'report.rating-not-valid': '评级 {code} 在报告当日（{day}）无效。应为当日有效的评级之一：{codes}。',
  'report.no-rating': '不能使用评级 {code}：数据集 {dataset} 在 {day} 没有有效的评级。',
  'report.nearest': '最接近的是 {code}。',
};

/** What stands for another quantity than the name beside it, in Chinese and Japanese. */
const CHARACTERS = [
  '排名|名次|位次|排序|排行|順位|得分|扣分|积分|评分|評分|分值|达标率|完成进度|密度|强度',
  '同比|环比|環比|[比较較]上|较去年|多于|少于|净增|增長|対前年|増減|增长|增長|增速|增幅|增减|增減|涨幅|降幅|下降|前年比|前年同|(?<!气候|氣候)(?:变化|變化|变动|變動)',
  '(?:计划|計劃|目标|目標)(?!任务(?!分解)|任務|责任|責任|考核|管理|完成|落实|及|和)|计画|計画|見込|分解表|下达|定额|限额|上限|下限|期望|安排表|拟安排|拟分配|拟拨|测算|需求|工作指标|任务清单|任务数|分配表|建议数|安排意见|工作安排|预估|预计|預計|预测|預測|预期|预算(?!执行)|預算',
  '人均|户均|戶均|亩均|日均|月均|年均|每(?:人|户|戶|平方|[十百千万萬\\d])|平均|中位数|均值|(?:一人|千人|万人)当たり|(?<!位:)[件起元例]/[十百千]?[千万萬人户村]|万人(?=[^\\P{L}次以])|[村乡件校班队]均(?!衡|等)',
  '权重|贡献|赋分|占比|佔比|比重|比例|构成|構成|千分比|占[^比]{1,6}比|指数|指數|标准差|估计|估計|最大值|最小值|人口\\d*[十百千万]?対',
  '(?:特大|重大)(?!项目|决策|活动|事项|工程|战略|建设|风险|变革|节日)|未(?:化解|办结|整改|解决|完成)|[—(-]\\p{Script=Han}{2,6}类\\)?$|完成率|压降|减少|差额|与(?:年初|去年|上年|上月)[^,。]{0,6}比|季调|季节调整|存量|疑难|新发|历史遗留|积案|抽样|抽查|样本|剩余|超期|结转|結転|欠[拨款]|不含|不包括|剔除|女性|男性|未成年|(?:[上去]年|\\d{4}年?)\\s?=\\s?100(?!\\d)',
];
/** The same in languages that part their words by blanks. */
const WORDS = [
  'rank(?:s|ed|ing|ings)?|(?<!climate )changed?|(?<!climate )changes|growth|increase[sd]?|decrease[sd]?|decline[sd]?|variations?|differences?|yoy',
  'targets?|(?<!development )goals?|quotas?|(?:revised |budget )?estimates?|plan(?:ned|s)?|forecasts?|projected|projections?|expected|budget(?:ed)?|annuali[sz]ed|backlog|pending|shortfall|excluding|excl\\.?|wom[ae]n|females?|males?',
  'per (?:capita|head|person|inhabitant|household|pupil|student|hundred|thousand|million|\\d[\\d,. ]*)|average|mean|median|seasonally adjusted|involving',
  'margins? of error|confidence intervals?|log(?:arithm)?s? of|gains?|loss(?:es)?|doubling|reporting units|as % of|shares?|proportions?|percentages?|percent of|ratios?|ind(?:ex|ices|exes)|scores?|standard (?:error|deviation)s?',
  'rang(?:liste|folge)?|veränderung\\p{L}*|zuwachs|wachstum\\p{L}*|rückgang|abweichung\\p{L}*|ziel(?:e|wert\\p{L}*)?|planzahl\\p{L}*|planwert\\p{L}*|soll|prognose\\p{L}*',
  'je (?:einwohner\\p{L}*|kopf|\\d[\\d,. ]*)|pro (?:kopf|einwohner\\p{L}*)|durchschnitt\\p{L}*|im mittel|anteil\\p{L}*|ansatz|differenz\\p{L}*|frauen|männer',
  'évolution|variation|croissance|classement|objectifs?|prévisions?|par (?:habitants?|tête|ménage)|moyennes?|médiane|indices?|taux|parts? des?|écarts?|femmes|hommes',
  'variación|crecimiento|objetivos?|previsi(?:ón|ones)|per cápita|por (?:habitante|persona)|promedio|porcentajes?|índices?|clasificación|metas?|presupuesto|tasas?|mujeres|hombres',
];
const OTHER = new RegExp(`${CHARACTERS.join('|')}|(?<![\\p{L}\\p{N}])(?:${WORDS.join('|')})(?![\\p{L}\\p{N}])`, 'giu');

/** Right before a name, by which fewer are meant than all that it names: 未化解, 重大排查. */
const PART_BEFORE =
  /(?:未|尚未|没有|不|非|无|重大|重点|较大|特大|疑难|历史|遗留|跨年|待|应|拟|新增|净增|其中|部分|市级|省级|县级|中央|本级)$/u;
/** Right behind a name, by which something else is meant than that: 排查率, 经费缺口. */
const OTHER_BEHIND = /^(?:率|比|人数|人次|人员|面积|时间|天数|缺口|差额|余额|结余|覆盖)/u;

const MAX_BESIDE = 4;
/** Nobody reads a title over more names. */
const MAX_NAMES = 200;

/** The words of a title by which its figures may be of another quantity than what is named, such as ranks, changes, plans, averages, shares or parts of it. */
export function otherQuantities(title: string, names: readonly string[]): readonly string[] {
  const beside = names.slice(0, MAX_NAMES).flatMap((name) => {
    const at = name === '' ? -1 : title.indexOf(name);
    if (at < 0) return [];
    const before = PART_BEFORE.exec(title.slice(Math.max(0, at - MAX_BESIDE), at))?.[0];
    const end = at + name.length;
    const behind = OTHER_BEHIND.exec(title.slice(end, end + MAX_BESIDE))?.[0];
    return [
      ...(before === undefined ? [] : [`${before}${name}`]),
      ...(behind === undefined ? [] : [`${name}${behind}`]),
    ];
  });
  return [...new Set([...[...title.matchAll(OTHER)].map(([word]) => word), ...beside])];
}

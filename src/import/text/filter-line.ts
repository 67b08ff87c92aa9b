/** What an export, or a form, says above its table of those that it counts, with one of the words before a colon. */
const LABELS = [
  '(?:填报|统计|纠纷|案件|项目|指标|人群)?(?:类别|类型|种类|分类)|(?:统计|填报)?范围|专项|口径|统计口径|性别|年龄段?|其中|(?:筛选|过滤|查询)?条件|行业|领域|渠道|来源渠道|人群',
  'age(?: group)?|sex|gender|category|(?:sub)?type|kind|filter(?:ed by)?|measure|scenario|(?:seasonal )?adjustment|coverage|scope|population group|sector|industry|statistic',
  'alter(?:sgruppe)?|geschlecht|kategorie|merkmal|âge|sexe|catégorie|edad|sexo|categoría',
].join('|');
const LINE = new RegExp(`^(?:${LABELS})(?: of [\\p{L} ]{1,20})?\\s*:\\s*\\S`, 'iu');
/** A line that begins as a part of a list does: ——婚姻家庭纠纷, （三）信访积案. */
const PART = /^(?:[—–-]{2,}|\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、)\s*\p{Script=Han}/u;
/** Words of notes by which figures are of fewer, or of something else, than their headers say. */
const NOTE =
  /(?:仅|只)(?:统计|包括|含|限|指)|不含|不包括|未包括|未包含|剔除|扣除|口径(?:为|是|:)|均为(?!初步|快报)|(?:为|是|系)(?![^,。;]{0,12}(?:初步|快报|来源|提供|四舍五入|保留|公布|核定|实际|最终|年报|单位))[^,。;]{1,12}(?:数|数据|数值|比|率)(?:$|[,。;、])|(?:本表|表中)(?:数字|数据|数)?为(?:比|与|目标|计划|增减|预计|估计)|千分比|^(?:注:?)?每\s?(?:\d+|[十百千万亿]+)[人户名个]|^(?:筛选|过滤|查询)条件|(?:数据|数字|本表|上述|以上)[^,。;]{0,4}(?:为|是|系)(?![^,。;]{0,12}(?:初步|快报|来源|提供|四舍五入|保留|公布|核定|实际|最终|年报|单位|截))[^,。;]|(?:数据|数字|数值|以上|本表|表中|表内)[^,。;]{0,6}(?:为|是|系)[^,。;]{0,12}(?:计划|目标|预[计算测]|增[加长减]|同比|环比|百分[比数]|每[百千万]|人均|排名|占比|指数|估算|平均)|^(?:note:? ?)?(?:all )?(?:figures|values|data|numbers|entries|amounts) are (?!for |from |as |not )(?!.{0,60}(?:provisional|round|final|preliminary|revis|subject|estimate|publish|updat|availab|compil|collect|source))|(?<!\p{L})(?:only|exclud(?:es?|ed|ing)|(?:annual|monthly|moving) averages?|index(?: \d{4})? ?=|relates? to|refers? to|not included)(?!\p{L})|(?<!\p{L})per (?:capita|head|(?:hundred|thousand|million|1[0, ]{1,9}0)(?!\d))/iu;
/** All of them are no part. */
const ALL = /:\s*(?:全[省市县区国镇乡部]|所有|全部|all|total|both sexes)\s*$/iu;
const MAX_LINE = 120;

/** Whether a line above a table says which of all that its headers name is counted below it: 类别：婚姻家庭, Age: 16-24. */
export const isFilterLine = (text: string): boolean =>
  text.length <= MAX_LINE && (LINE.test(text) || PART.test(text)) && !ALL.test(text);

/** The same of a note below it. */
export const isFilterNote = (text: string): boolean => text.length <= 1_000 && NOTE.test(text);

const SOURCE = /^(?:source|quelle|fuente|来源|(?:数据|资料)来源)/iu;

/** Whether a note says where figures are from. */
export const isSourceNote = (text: string): boolean => SOURCE.test(text);

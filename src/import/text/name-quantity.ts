/** Rates, shares and changes, which stand beside values of any kind. */
const SHARE =
  /[%‰]$|(?:率|比例|比重|占比|百分比|增幅|增速|降幅|涨幅|增减幅度?|增减|增长|同比|环比)$|(?<!\p{L})(?:rates?|shares?|ratios?|percent(?:age)?|growth|change|quote|anteil|taux|tasa|porcentaje)$/iu;

/** Whether a name is that of a rate, a share or a change. */
export const isShareName = (name: string): boolean => SHARE.test(plainName(name));

/** Whether a name is that of a mean, a density or another quotient, whose total is no sum. */
export const isRatioName = (name: string): boolean =>
  isShareName(name) || PER_ONE.test(plainName(name)) || QUOTIENT.test(plainName(name));

const QUOTIENT =
  /(?:密度|强度|比|单产|满意度|年龄|均)$|(?<!\p{L})(?:density|median \p{L}+|expectancy|fertility rate)|(?<!\p{L})per(?!\p{L})|\/[^/]+$/iu;

const plainName = (name: string): string => name.replace(/\([^()]{0,20}\)$/, '').trim();

/** What a name says at its end that its values are, and the units in which such values can be. */
const QUANTITIES: readonly { readonly name: RegExp; readonly unit: RegExp }[] = [
  {
    name: SHARE,
    unit: /^(?:[%‰]|百分点|percent(?:age)?(?: points?)?)$/i,
  },
  { name: /(?:指数|排名|名次|位次|得分|分值|倍数|系数)$/, unit: /^(?:分|倍|位|名)$/ },
  { name: /(?:(?:人口|人员|职工|学生|教师|劳动力|员)数?|人数|人次)$/, unit: /人|名|person|people|einwohner|habitant/i },
  { name: /户数?$/, unit: /户|household|haushalt|ménage|hogar/i },
  {
    name: /(?:村|个|家|机构|组织|企业|项目|单位|学校|医院|床位|班级|案件|件|起|次|宗|处|部门|网点|农场|合作社|案|株|棵|头|只)数量?$/,
    unit: /^(?:[十百千万亿]*(?:个|家|处|所|件|起|次|宗|项|户|座|条|张|名|例|台|辆|户次|件次|株|棵|头|只)|cases?|number)$/i,
  },
  {
    name: /(?:金额|总额|预算数?|决算数?|执行数|拨款|经费|收入|支出|资金|投资额?|罚款|税收|税额|产值|销售额|贷款|存款|余额|工资|费用|生产总值|补贴|补助)$/,
    unit: /元|[币圆]$|^(?:[A-Z]{3}|[$€£¥₹])(?:\W|$)|rupee|lakh|crore|euro|dollar|pound|yen/i,
  },
  { name: /(?:进度|比$|密度|强度|周期|弹性)$/, unit: /^(?:[%‰]|.+\/.+)$/ },
  {
    name: /(?:天数|工期|时长|时间|日期|年龄|寿命|年份|年限|月份)$/,
    unit: /^(?:天|日|小时|分钟|年|月|岁|days?|hours?|years?|months?)$/i,
  },
  { name: /(?:里程|长度|距离)$/, unit: /[里米]|k?m$|miles?/i },
  {
    name: /(?:组数|队数|车辆数?|批次|场次|台数|套数)$/,
    unit: /^(?:[十百千万亿]*(?:个|组|队|辆|台|套|批|场|次|批次|场次))$/,
  },
  { name: /(?:用电量|发电量)$/, unit: /瓦|wh$/i },
  {
    name: /(?<!\p{L})(?:rank|position|age|life expectancy|year built|days?|hours|duration)$/iu,
    unit: /^(?:days?|hours?|years?)$/i,
  },
  {
    name: /(?<!\p{L})(?:employees|population|persons|people|students|pupils|teachers|inhabitants|households|beds|schools|hospitals|firms|enterprises|companies)$|^number of /iu,
    unit: /person|people|household|number|count|inhabitants?|^thousands?$|^millions?$/i,
  },
  {
    name: /(?<!\p{L})(?:density|share of \p{L}+|% .+|.+ %|debt to gdp|index|score)$/iu,
    unit: /^(?:[%‰]|percent|per|.+\/.+)/i,
  },
  {
    name: /(?<!\p{L})(?:revenues?|spending|expenditures?|incomes?|budgets?|sales|investments?|costs?|gdp|wages|salaries|exports|imports|debt|taxes)$/iu,
    unit: /元|^(?:[A-Z]{3}|[$€£¥₹])|rupee|lakh|crore|euro|dollar|pound|yen/i,
  },
  { name: /(?<!\p{L})(?:area|surface)$/iu, unit: /ha$|hectares?|km|m2|m²|acres?|miles?/i },
  { name: /面积$/, unit: /[亩里米]|公顷|ha$|m²|m2|km/i },
];

/** Whether values of such a name can be in a unit: those of 出生率 are in no 元, and those of 人口 in no 件. A name that says nothing can be in any. */
export const canBeIn = (name: string, unit: string): boolean => saysUnitKind(name, unit) !== false;

/** Whether a name says that its values are of such a unit; null where it says nothing of them. */
export function saysUnitKind(name: string, unit: string): boolean | null {
  const own = plainName(name);
  if (PER_ONE.test(own) && MULTIPLIED.test(unit)) return false;
  const kinds = QUANTITIES.filter((quantity) => quantity.name.test(own));
  return kinds.length === 0 ? null : kinds.every((quantity) => quantity.unit.test(unit));
}

/** What is counted for each of something is rarely in thousands. */
const PER_ONE =
  /^(?:人均|户均|亩均|平均)|单价|均价|(?<!\p{L})(?:per (?:capita|head|person|\d[\d,. ]*)|average|mean)(?!\p{L})/iu;
const MULTIPLIED = /[千万亿]|thousand|million|billion/i;

/** Whether a name ends in the sign of its unit: 占预算%. */
export const unitSignOf = (name: string): string | null => /.([%‰])$/u.exec(name)?.[1] ?? null;

/** What a name says at its end that its values are, and the units in which such values can be. */
const QUANTITIES: readonly { readonly name: RegExp; readonly unit: RegExp }[] = [
  {
    name: /[%‰]$|(?:率|比例|比重|占比|百分比|增幅|增速|降幅|涨幅|增减幅度?|增减|增长|同比|环比)$|(?<!\p{L})(?:rates?|shares?|ratios?|percent(?:age)?|growth|change|quote|anteil|taux|tasa|porcentaje)$/iu,
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
    name: /(?:金额|总额|经费|收入|支出|资金|投资额?|罚款|税收|税额|产值|销售额|贷款|存款|余额|工资|费用|生产总值|补贴|补助)$/,
    unit: /元|[币圆]$|^(?:[A-Z]{3}|[$€£¥₹])(?:\W|$)|rupee|lakh|crore|euro|dollar|pound|yen/i,
  },
  { name: /面积$/, unit: /[亩里米]|公顷|ha$|m²|m2|km/i },
];

/** Whether values of such a name can be in a unit: those of 出生率 are in no 元, and those of 人口 in no 件. A name that says nothing can be in any. */
export function canBeIn(name: string, unit: string): boolean {
  const own = name.replace(/\([^()]{0,20}\)$/, '').trim();
  return QUANTITIES.every((quantity) => !quantity.name.test(own) || quantity.unit.test(unit));
}

/** Whether a name ends in the sign of its unit: 占预算%. */
export const unitSignOf = (name: string): string | null => /.([%‰])$/u.exec(name)?.[1] ?? null;

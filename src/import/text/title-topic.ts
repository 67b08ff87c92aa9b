/** What titles of tables say besides their topic: which kind of table it is, of which areas, and that work was done. */
const USUAL_CHARACTERS = new RegExp(
  [
    '\\([一二三四五六七八九十\\d]{1,3}\\)|[附续]?表[一二三四五六七八九十\\d]*|附件[一二三四五六七八九十\\d]*|第?[一二三四五六七八九十\\d]{1,3}[号章节]',
    '一览|汇总|明细|清单|名单|台[账帐]|花名册|登记(?=表|情况)|简[表报]|总表|[年月季周旬日快通公简][报表]|报表|报告|公[报开示告布]|发布|统计局?|调查(?=表|情况|统计)|分析|监测',
    '社会(?=矛盾|\\ue000)|十[一二三四五]五|目标(?:任务|责任)|主要|基本(?=情况)|有关|相关|重要|具体|全面|综合|历年|近年|分[年月]度?|逐[年月]|当[年月]|本[年月期]|年度|月度|季度|年份|月份|时期|期间',
    '情况|状况|概况|现状|进度|进展|动态|结果|成效|成果|效果|数据|数字|资料|信息|指标|变量|项目|内容|完成|落实|开展|执行|实施|推进|运行|工作|任务|活动|制度|机制|水平|规模(?!以)|能力|发展|建设|管理|总[数量额]|数量|数目|[个件人户]数|金额|合计|小计',
    '初步(?:数据?|统计|核算|汇总)?|快报数?|(?:单位|単位|單位|人民币|货币|币种|[十百千万亿美欧港日]{0,4}元|[百千万亿]+|(?:不变|可比|当年|现行)?价格?|基期|年鉴|版|截[至止]|填报|盖章|公章|累[计计])',
    '全[省市县区国镇乡村州]|[省市州县区镇乡村社]{2,4}|各[省市州县区镇乡村地级]?|按|分|街道|社区|单位|部门|地区|区域|区划|行政|辖区|所辖|下辖|以及|关于|对比|比较|一般|全部|所有|所属|总体|整体',
    '(?<![老青少成壮])年|[月日季度期的之及和与暨等在于为是以上内中]',
  ].join('|'),
  'gu',
);
/** A place or an office that a title begins with: 甘肃省清河县, 县司法局. What may go on within a word is one at the end alone. */
const MAKER =
  /^(?!城[镇乡])[\p{Script=Han}\ue001]{0,12}?(?:委员会|办公室|人民政府|政府|[省市县区州盟旗镇乡局厅]|街道|中心|[委办院处所站部队科股发函字](?=$))/u;
/** A county in its province, and an office of it. */
const MAX_MAKERS = 4;
const USUAL_WORDS = new Set(
  `a an and as at by for from in into is its of on or the to with within this these those all each every per
  table tables tab tabelle feuil hoja blad foglio figure chart annex appendix sheet report reports reporting bulletin publication series data dataset statistics statistical stats
  summary overview list number numbers no count counts total totals sum amount amounts value values result results figures indicator indicators
  annual yearly monthly quarterly weekly daily year years month months quarter quarters week weeks date period periods time latest recent
  region regions regional district districts county counties city cities municipality municipalities town towns township townships village villages ward wards
  state states province provinces country countries area areas borough boroughs authority authorities council government office department
  collected recorded registered reported counted measured received held
  name names code codes unit units status performance progress situation activity activities work service services programme program
  mid world development kilometres kilometers tonnes tons hectares persons percent stichtag people cases use uses usage social economic economy
  main key selected basic general official published main detailed across between among during
  der die das den dem des und in im nach für von aus zu am bei je tabelle übersicht anzahl zahl zahlen daten statistik bericht jahr jahre jahren monat monate monaten insgesamt
  land länder bundesland bundesländern kreis kreise kreisen gemeinde gemeinden stadt region regionen gebiet
  le la les de du des et par en au aux pour dans tableau nombre données statistiques rapport année années mois région régions département départements commune communes total
  el los las por para del y e total cuadro tabla número datos estadísticas informe año años mes meses municipio municipios provincia provincias región regiones según
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  rs us mn bn tsd mio mrd nominal crore lakh thousand thousands million millions billion billions usd eur gbp cny rmb hkd jpy inr dollars euro euros yuan currency price prices base basis
  education health vital demographic accounts finance finances financial public crop production transport labour labor market live resident comparison
  abstract european union europe oecd eurostat outlook indicators note notes contents final network
  last updated update wise territory territories their characteristics agricultural agriculture nuts government general
  provisional preliminary census yearbook edition boundaries cumulative quarter half first second ended ending
  q1 q2 q3 q4 h1 h2 fy source`.split(/\s+/),
);

/** What a table is about at large: no less than its metric, unless it stands right before the name of one, as in 农业经费. */
const SECTORS =
  /(?:国民|社会|经济|事业|财政|收支|农林牧渔业?|农业|农产品|农作物|作物|教育|交通|运输|户籍|人口|生产|卫生|健康|医疗|民政|治安|综治|治理|基层|客货|普查|来信来访|来信|来访|预算|法治|生态|环境|安全|就业|保障|服务|使用|办理|受理|处理|处置|事项|业务)(?!\ue000|领域|系统|方面)/gu;
/** What is counted as cases, of which the word before says what they are about: 婚姻家庭纠纷. */
const CASES = /社会矛盾|矛盾|纠纷|隐患|问题|事件|案件/gu;
/** Usual words that make a part of what is named right behind them: 项目经费. */
const BEFORE_NAME = /(?<![各分按])(?:项目|网上|线上|部门|单位|社区|街道|乡村|县级|本级)(?=\ue000)/gu;
/** One word, of which a theme may be called by the second half. */
const NATIONAL_ECONOMY = '国民经济';
/** What stands in place of a name. */
const NAME = '\ue000';
/** The same of a place. */
const PLACE = '\ue001';

/** What is longer is a sentence, and no title. */
const MAX_TITLE = 120;
/** In Chinese as few characters are a word. */
const MIN_HAN = 2;
/** How much of the end of a word may be its form. */
const ENDING = 3;
const MIN_STEM = 4;
/** Names in which the words of a title are looked for. */
const MAX_SAID = 20_000;

/** What is called otherwise than by a title. */
interface ToldNames {
  readonly places: readonly string[];
  /** Of the other metrics of the data set, which say something as a whole. */
  readonly names: readonly string[];
  /** Of the metrics of the table, of its columns, and of the data set: a part of them says the same. */
  readonly said: readonly string[];
}

/**
 * What a title says of its table that no other name says, such as 婚姻家庭 of 婚姻家庭纠纷排查情况: its figures may be of that alone. Periods are none of the
 * title that is given. In other scripts than Chinese and the plain letters of English nothing is found.
 */
export function topicsOf(given: string, { places, names, said }: ToldNames): readonly string[] {
  if (given.length > MAX_TITLE) return [];
  const without = (text: string, all: readonly string[], sign: string) =>
    all.reduce((left, name) => (name.length < MIN_HAN ? left : left.replaceAll(name, sign)), text);
  const title = without(without(given, places, PLACE), names, NAME);
  const all = said.join('\n').slice(0, MAX_SAID);
  if (/\p{Script=Han}/u.test(title))
    return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title) ? [] : hanTopics(title, all);
  return /^[\x20-\x7e–—’]+$/.test(given)
    ? wordTopics(given, `${all}\n${saidBy([...places, ...names], given)}`.toLowerCase())
    : [];
}

function hanTopics(title: string, said: string): readonly string[] {
  const runs = title.replaceAll(NATIONAL_ECONOMY, '经济').match(/[\p{Script=Han}\ue000\ue001]+/gu) ?? [];
  const isNamed = withoutNames(title, said).includes(NAME);
  return runs.flatMap((run, index) => {
    const own = withoutNames(index === 0 && !title.startsWith('(') ? withoutMakers(run) : run, said);
    const plain = own.replaceAll(CASES, '');
    const parts = plain
      .replaceAll(SECTORS, ' ')
      .replaceAll(USUAL_CHARACTERS, ' ')
      .split(/[ \ue001]/);
    // Beside a name only what touches it makes it a part.
    const beside = parts.filter((part) => !isNamed || part.includes(NAME)).flatMap((part) => part.split(NAME));
    return [...(plain.match(BEFORE_NAME) ?? []), ...beside.filter((text) => text.length >= MIN_HAN)];
  });
}

function withoutMakers(text: string): string {
  let rest = text;
  for (let count = 0; count < MAX_MAKERS; count++) rest = rest.replace(MAKER, '');
  return rest;
}

/** A text with signs in place of what stands in the names as well, of two characters and more. */
function withoutNames(text: string, said: string): string {
  const kept: string[] = [];
  for (let from = 0; from < text.length; ) {
    let end = from + MIN_HAN;
    while (end <= text.length && said.includes(text.slice(from, end))) end++;
    const isSaid = end > from + MIN_HAN;
    kept.push(isSaid ? NAME : (text[from] ?? ''));
    from = isSaid ? end - 1 : from + 1;
  }
  return kept.join('');
}

/** Of which kind places are, which right before a name makes it a part: County roads. */
const KINDS_OF_PLACES = /^(?:count(?:y|ies)|states?|city|village|council|regional|town|municipal|programme|project)$/;
const BEFORE_KINDS = /^(?:by|per|each|all|every|of|the|for|in)$/i;

/** Whether a word of some names begins so. */
const saysStem = (said: string, stem: string): boolean => {
  for (let at = said.indexOf(stem); at >= 0; at = said.indexOf(stem, at + 1))
    if (!/[a-z]/.test(said[at - 1] ?? '')) return true;
  return false;
};

const WORD = /[A-Za-z][A-Za-z'’]+/g;

const stemOf = (word: string): string => word.toLowerCase().slice(0, Math.max(MIN_STEM, word.length - ENDING));

/** The names of which a title says each word: Disputes settled, of Disputes found and settled. */
function saidBy(names: readonly string[], title: string): string {
  const plain = title.toLowerCase();
  const isSaid = (name: string) => {
    const words = name.match(WORD) ?? [];
    return words.length > 0 && words.every((word) => plain.includes(stemOf(word)));
  };
  return names.filter(isSaid).join('\n');
}

function wordTopics(title: string, said: string): readonly string[] {
  const words = title.match(WORD) ?? [];
  const isSaid = (word: string | undefined) => word !== undefined && saysStem(said, stemOf(word));
  return words.filter((word, index) => {
    const own = word.toLowerCase().replace(/['’]s$/, '');
    const isKind = KINDS_OF_PLACES.test(own) && isSaid(words[index + 1]) && !BEFORE_KINDS.test(words[index - 1] ?? '');
    return isKind || (!USUAL_WORDS.has(own) && !isSaid(own));
  });
}

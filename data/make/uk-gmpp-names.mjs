// What the departments and the ratings of the portfolio are called. Chinese names and the meanings of ratings are in the project's own words.

/** By the abbreviation in capitals: the files write DfT and DFT, MoD and MOD. */
export const DEPARTMENTS = {
  BEIS: { en: 'Department for Business, Energy and Industrial Strategy', zh: '商业、能源与产业战略部' },
  CO: { en: 'Cabinet Office', zh: '内阁办公厅' },
  DCMS: { en: 'Department for Digital, Culture, Media and Sport', zh: '数字、文化、媒体和体育部' },
  DEFRA: { en: 'Department for Environment, Food and Rural Affairs', zh: '环境、食品和农村事务部' },
  DFE: { en: 'Department for Education', zh: '教育部' },
  DFID: { en: 'Department for International Development', zh: '国际发展部' },
  DFT: { en: 'Department for Transport', zh: '运输部' },
  DHSC: { en: 'Department of Health and Social Care', zh: '卫生和社会保障部' },
  DWP: { en: 'Department for Work and Pensions', zh: '就业和养老金部' },
  FCDO: { en: 'Foreign, Commonwealth and Development Office', zh: '外交、联邦和发展事务部' },
  FCO: { en: 'Foreign and Commonwealth Office', zh: '外交和联邦事务部' },
  HMLR: { en: 'HM Land Registry', zh: '土地注册局' },
  HMRC: { en: 'HM Revenue and Customs', zh: '税务海关总署' },
  HMT: { en: 'HM Treasury', zh: '财政部' },
  HO: { en: 'Home Office', zh: '内政部' },
  MHCLG: { en: 'Ministry of Housing, Communities and Local Government', zh: '住房、社区和地方政府部' },
  MOD: { en: 'Ministry of Defence', zh: '国防部' },
  MOJ: { en: 'Ministry of Justice', zh: '司法部' },
  NCA: { en: 'National Crime Agency', zh: '国家打击犯罪局' },
  ONS: { en: 'Office for National Statistics', zh: '国家统计局' },
};
for (const [abbreviation, department] of Object.entries(DEPARTMENTS))
  department.code = `uk-${abbreviation.toLowerCase()}`;

/** From the best to the worst. A light has three colours: all that the publisher calls amber is yellow. */
export const RATINGS = [
  {
    code: 'green',
    published: 'green',
    en: 'Green',
    zh: '绿色',
    light: 'GREEN',
    meaning: {
      en: 'Delivery on time, within budget and in quality is highly likely; nothing outstanding threatens it.',
      zh: '极有可能按时、按预算、按质量交付，没有构成威胁的未决问题。',
    },
  },
  {
    code: 'amber-green',
    published: 'amber/green',
    en: 'Amber/Green',
    zh: '琥珀/绿色',
    light: 'YELLOW',
    meaning: {
      en: 'Delivery is probable, as long as risks are watched so that they do not become serious.',
      zh: '很可能交付，但须持续关注，以免风险演变为严重问题。',
    },
  },
  {
    code: 'amber',
    published: 'amber',
    en: 'Amber',
    zh: '琥珀色',
    light: 'YELLOW',
    meaning: {
      en: 'Delivery is feasible; serious issues exist that need attention and can still be resolved in time.',
      zh: '可以交付，但已存在需要关注的严重问题，目前仍可及时解决。',
    },
  },
  {
    code: 'amber-red',
    published: 'amber/red',
    en: 'Amber/Red',
    zh: '琥珀/红色',
    light: 'YELLOW',
    meaning: {
      en: 'Delivery is in doubt: there are major risks or issues in several areas, which need urgent action.',
      zh: '交付存疑：多个关键领域存在重大风险或问题，须立即采取行动。',
    },
  },
  {
    code: 'red',
    published: 'red',
    en: 'Red',
    zh: '红色',
    light: 'RED',
    meaning: {
      en: 'Delivery appears out of reach: there are major issues that do not seem to be resolvable; the project may have to be changed or given up.',
      zh: '看来无法交付：存在目前似乎无法解决的重大问题，项目可能需要调整或放弃。',
    },
  },
];

// node data/make/wgi.mjs WGIData.csv WGI_1996-2019_long.csv
//
// Makes data/wgi-2019 and data/wgi-2020 from the publisher's files: the bulk file of the release of 2019, which is wide, with a row for each
// economy and each of 36 indicators, and that of 2020 in long form, with a row for each estimate. data/README.md says what they are.
import { byCodePoint, readArguments, readTable, writePackage } from './package.mjs';

const [bulkFile, longFile] = readArguments('node data/make/wgi.mjs WGIData.csv WGI_1996-2019_long.csv', 2);

const SCHEME = 'ISO 3166-1 alpha-3';
/** The codes that the World Bank used before, as the release of 2020 still has them, and the codes that they are now. */
const OLD_CODES = { ADO: 'AND', KSV: 'XKX', ROM: 'ROU', TMP: 'TLS', WBG: 'PSE', ZAR: 'COD' };

/** The six dimensions, defined in the project's own words. */
const DIMENSIONS = [
  {
    code: 'VA',
    long: 'VoiceandAccountability',
    en: [
      'Voice and accountability',
      'how far people can take part in choosing their government, and are free to speak, to associate and to publish',
    ],
    zh: ['话语权与问责', '公民参与选择政府的程度，以及言论、结社和媒体的自由程度'],
  },
  {
    code: 'PV',
    long: 'PoliticalStability',
    en: [
      'Political stability and absence of violence',
      'how unlikely it is that politics turns unstable or violent, terrorism included',
    ],
    zh: ['政治稳定与无暴力', '政局不稳或出现政治暴力（包括恐怖主义）的可能性有多低'],
  },
  {
    code: 'GE',
    long: 'GovernmentEffectiveness',
    en: [
      'Government effectiveness',
      'how good public services and the civil service are, how independent they are of politics, and how well policies are made and kept',
    ],
    zh: ['政府效能', '公共服务和公务员队伍的质量、其不受政治干预的程度，以及政策制定与执行的质量'],
  },
  {
    code: 'RQ',
    long: 'RegulatoryQuality',
    en: ['Regulatory quality', 'how well the government makes and applies rules that let private enterprise grow'],
    zh: ['监管质量', '政府制定和执行有利于民营经济发展的政策法规的能力'],
  },
  {
    code: 'RL',
    long: 'RuleofLaw',
    en: [
      'Rule of law',
      'how far people trust the rules and keep to them: contracts, property, the police and the courts, and how unlikely crime is',
    ],
    zh: ['法治', '人们对规则的信任和遵守程度，包括合同执行、产权、警察和法院，以及犯罪的可能性'],
  },
  {
    code: 'CC',
    long: 'ControlofCorruption',
    en: [
      'Control of corruption',
      'how little public power is used for private gain, in petty and grand corruption and where elites capture the state',
    ],
    zh: ['腐败控制', '公权力被用于谋取私利的程度有多低，包括大小腐败以及少数人对国家的操控'],
  },
];

const definition = (dimension) => ({
  en: `Perceptions of ${dimension.en[1]}. An estimate from many sources, in units of the standard normal distribution, about -2.5 (weak) to 2.5 (strong). The rank is a percentile among all economies, from 0 to 100, with the bounds of its 90% confidence interval.`,
  zh: `对${dimension.zh[1]}的感知。由多个来源合成的估计值，以标准正态分布为单位，约在 -2.5（弱）到 2.5（强）之间。排名为在所有经济体中的百分位（0 至 100），附其 90% 置信区间的上下限。`,
});

/** The release of 2019: six indicators of an economy and a year make one estimate. */
function readBulk({ rows }) {
  const estimates = new Map();
  const fields = {
    EST: 'value',
    'STD.ERR': 'standard_error',
    'PER.RNK': 'rank',
    'PER.RNK.LOWER': 'rank_lower_bound',
    'PER.RNK.UPPER': 'rank_upper_bound',
    'NO.SRC': 'source_count',
  };
  for (const row of rows) {
    const [, dimension, measure] = /^([A-Z]{2})\.(.+)$/.exec(row['Indicator Code']);
    for (const [year, value] of Object.entries(row)) {
      // An economy that was not rated in a year has no row; a 0 is a value.
      if (!/^\d{4}$/.test(year) || value === '') continue;
      const key = `${dimension}.EST ${row['Country Code']} ${year}`;
      estimates.set(key, { ...estimates.get(key), [fields[measure]]: value });
    }
  }
  return estimates;
}

/** The release of 2020: a row is an estimate. */
function readLong({ rows }) {
  const codes = new Map(DIMENSIONS.map(({ code, long }) => [long, code]));
  const rated = rows.filter((row) => row.Estimate !== 'NA');
  return new Map(
    rated.map((row) => [
      `${codes.get(row.Indicator)}.EST ${row.Code} ${row.Year}`,
      {
        value: row.Estimate,
        standard_error: row.StdErr,
        rank: row.Rank,
        rank_lower_bound: row.Lower,
        rank_upper_bound: row.Upper,
        source_count: row.NumSrc,
      },
    ]),
  );
}

/** `locatorOf` says where in the file the estimates of a metric stand. */
function observations(estimates, source, locatorOf) {
  return [...estimates.keys()].sort(byCodePoint).map((key) => {
    const [metric, region, period] = key.split(' ');
    const { value, standard_error, rank, rank_lower_bound, rank_upper_bound, source_count } = estimates.get(key);
    const estimate = { value, standard_error, rank, rank_lower_bound, rank_upper_bound, source_count };
    return { metric, region, period, ...estimate, source, locator: locatorOf(metric) };
  });
}

const CATALOGUE = {
  organizations: [{ code: 'world-bank', kind: 'OTHER', 'name:en': 'World Bank', 'name:zh-Hans': '世界银行' }],
  themes: [{ code: 'governance', 'name:en': 'governance', 'name:zh-Hans': '治理' }],
  units: [
    {
      code: 'standard normal unit',
      'name:en': 'standard normal unit',
      'name:zh-Hans': '标准正态单位',
      'symbol:en': 'standard normal units',
      'symbol:zh-Hans': '标准正态单位',
    },
  ],
  regions: readTable(new URL('economies.csv', import.meta.url)).rows.map((names) => ({
    scheme: SCHEME,
    code: names.code,
    level: 'COUNTRY',
    'name:en': names['name:en'],
    'name:zh-Hans': names['name:zh-Hans'],
  })),
  region_aliases: Object.entries(OLD_CODES).map(([alias, region]) => ({ scheme: SCHEME, alias, region })),
  metrics: DIMENSIONS.map((dimension) => ({
    code: `${dimension.code}.EST`,
    'name:en': dimension.en[0],
    'name:zh-Hans': dimension.zh[0],
    'definition:en': definition(dimension).en,
    'definition:zh-Hans': definition(dimension).zh,
    theme: 'governance',
    kind: 'SCORE',
    basis: 'LEVEL',
    unit: 'standard normal unit',
    direction: 'HIGHER_IS_BETTER',
    confidence: 90,
  })),
};

const descriptor = (version, publishedAt, coverage) => ({
  name: 'wgi',
  version,
  title: 'Worldwide Governance Indicators',
  description: `The six dimensions of the Worldwide Governance Indicators, ${coverage}, as the World Bank published them in September ${version}. The day is not known: publishedAt is the last of that month. Names of economies are those of CLDR, names and definitions of the dimensions the project's own.`,
  licenses: [
    {
      name: 'CC-BY-4.0',
      path: 'https://creativecommons.org/licenses/by/4.0/',
      title: 'Creative Commons Attribution 4.0',
    },
  ],
  govgraph: {
    language: 'en',
    timeZone: 'America/New_York',
    publisher: 'world-bank',
    publishedAt,
    titles: { en: 'Worldwide Governance Indicators', 'zh-Hans': '全球治理指标' },
  },
});

/** Writes one release, whose figures all come from one file. */
function writeRelease(version, publishedAt, coverage, { file, sha256 }, estimates, locatorOf) {
  const source = `wgi-${version}`;
  const sources = [
    {
      code: source,
      'title:en': `Worldwide Governance Indicators, ${version} update (${file})`,
      'title:zh-Hans': `全球治理指标，${version} 年更新（${file}）`,
      publisher: 'world-bank',
      url: 'https://www.worldbank.org/en/publication/worldwide-governance-indicators',
      sha256,
      licence: 'CC-BY-4.0',
    },
  ];
  const tables = { sources, ...CATALOGUE, observations: observations(estimates, source, locatorOf) };
  writePackage(`wgi-${version}`, descriptor(version, publishedAt, coverage), tables, ['observations']);
}

const bulk = readTable(bulkFile);
writeRelease('2019', '2019-09-30', '1996 to 2018', bulk, readBulk(bulk), (metric) => `Indicator Code ${metric}`);
const longNames = new Map(DIMENSIONS.map(({ code, long }) => [`${code}.EST`, long]));
const long = readTable(longFile, { encoding: 'windows-1252' });
writeRelease(
  '2020',
  '2020-09-30',
  '1996 to 2019',
  long,
  readLong(long),
  (metric) => `Indicator ${longNames.get(metric)}`,
);

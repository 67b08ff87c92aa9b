// node data/make/uk-gmpp.mjs uk_2018.csv uk_2019.csv uk_2020.csv uk_2021.csv
//
// Makes data/uk-gmpp from the annual data on the Government Major Projects Portfolio of the United Kingdom, one file a year in the form in
// which they were gathered: the headers made alike, the first three with commas, the last with semicolons. data/README.md says what comes of
// them, and what is left out.
import { readArguments, readTable, writePackage } from './package.mjs';
import { DEPARTMENTS, RATINGS } from './uk-gmpp-names.mjs';

const USAGE = 'node data/make/uk-gmpp.mjs uk_2018.csv uk_2019.csv uk_2020.csv uk_2021.csv';
const files = readArguments(USAGE, 4);

/** The report of a year shows how the projects stood on a day before it: docs in data/README.md. */
const YEARS = [
  { year: '2018', day: '2017-09-30' },
  { year: '2019', day: '2018-09-30' },
  { year: '2020', day: '2019-09-30' },
  { year: '2021', day: '2021-03-31', delimiter: ';' },
];

const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const upper = (text) => tidy(text).toUpperCase();
const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** `31.12.40` or `2040-12-31`; anything else says why there is no date. */
function readDay(given) {
  const text = tidy(given);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{2})$/.exec(text) ?? [];
  if (day === undefined) return '';
  // The earliest project began in 1997, and the last is to end in 2040 or so.
  return `${year >= '90' ? '19' : '20'}${year}-${month}-${day}`;
}

/** `£12,131.50`, in millions; empty where the cost is withheld. */
const readCost = (given) => /^£([\d,]+\.\d{2})$/.exec(tidy(given))?.[1].replaceAll(',', '') ?? '';

/** Case apart, one of the five ratings; empty where another text says why there is none. */
const readRating = (given) => RATINGS.find(({ published }) => published === tidy(given).toLowerCase())?.code ?? '';

/** The number under which the portfolio holds a project, without the changing ways in which its department is written. */
const readNumber = (given) => upper(given).replace(/^DOH_/, 'DH_');

/** A name without what differs between years: case, signs, an abbreviation at its end, and the word for what it is. */
const plainName = (name) =>
  name
    .toLowerCase()
    .replace(/\([^()]*\)$/, '')
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/ (?:programme|project)$/, '');

function readYear({ year, day, delimiter = ',' }, file) {
  const { rows, ...source } = readTable(file, { encoding: 'windows-1252', delimiter });
  const projects = rows.map((row) => ({
    year,
    day,
    name: tidy(row.project_name),
    number: readNumber(row.project_number),
    departments: upper(row.department).split(' & '),
    published: tidy(row.colour_rating),
    rating: readRating(row.colour_rating),
    start: readDay(row.start_date),
    end: readDay(row.end_date),
    cost: readCost(row.wlc_baseline_incl_NCG),
  }));
  return { year, day, source, projects };
}

/**
 * Projects by what they are called in all years: one with a number by that, one without, of the years before there were numbers, by the plain
 * name under the same departments. A project that was given another name has a history of its own unless its number says that it is the same.
 */
function joinYears(years) {
  const byNumber = new Map();
  const byName = new Map();
  const nameKey = ({ departments, name }) => `${departments.join('&')} ${plainName(name)}`;
  for (const { projects } of [...years].reverse()) {
    for (const project of projects) {
      const known = byNumber.get(project.number) ?? byName.get(nameKey(project));
      // One number is one project, and one year names a project once.
      const isOther = known?.some(
        ({ year, number }) => year === project.year || (number && project.number && number !== project.number),
      );
      const history = known === undefined || isOther ? [] : known;
      history.unshift(project);
      if (project.number !== '') byNumber.set(project.number, history);
      byName.set(nameKey(project), history);
    }
  }
  return [...new Set([...byNumber.values(), ...byName.values()])];
}

const organization = (department) => DEPARTMENTS[department].code;
const codeOf = (history) => {
  const latest = history.at(-1);
  return latest.number || `${latest.departments[0]}_${slug(latest.name)}`;
};

/** Dates and cost as they were published that year: the task itself has those of the latest. */
function note({ published, rating, end, cost }) {
  const parts = [
    [end && `End date ${end}.`, end && `计划结束日期：${end}。`],
    [cost && `Whole-life cost £${cost} million.`, cost && `全生命周期成本：${cost} 百万英镑。`],
    [rating === '' && 'No rating published.', rating === '' && '未公布评级。'],
    // The exemption is a reference to the law; other reasons are long texts.
    [rating === '' && /^Exempt/.test(published) && `${published.slice(0, 200)}.`, false],
  ];
  return [0, 1].map((language) => parts.map((words) => words[language] || '').join(language === 0 ? ' ' : ''));
}

/** The row of the file that a project stands in. */
const citation = ({ year, number, name }) => ({ source: `uk-gmpp-${year}`, locator: number || name });

const years = YEARS.map((year, index) => readYear(year, files[index]));
const histories = joinYears(years).sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1));

const tasks = histories.map((history) => {
  const latest = history.at(-1);
  return {
    code: codeOf(history),
    'title:en': latest.name,
    region: 'GBR',
    status: 'IN_PROGRESS',
    start_date: latest.start,
    due_date: latest.end,
    lead: latest.departments.map(organization).join(';'),
    ...citation(latest),
  };
});
const reports = histories.flatMap((history) =>
  history.map((project) => {
    const [english, chinese] = note(project);
    return {
      task: codeOf(history),
      reported_at: project.day,
      status: 'IN_PROGRESS',
      rating: project.rating,
      'note:en': tidy(english),
      'note:zh-Hans': chinese,
      reported_by: organization(project.departments[0]),
      ...citation(project),
    };
  }),
);

const DEPARTMENT = 'uk-department';
const RATING = 'uk-delivery-confidence';
const category = ({ departments }) => departments.map(slug).join('-and-');

/** How many projects there are, and what those cost whose cost is published, for each department and in all. */
function observations({ year, day, projects }) {
  const read = { source: `uk-gmpp-${year}`, locator: 'all projects' };
  const figure = (metric, breakdown, value) => ({ metric, region: 'GBR', breakdown, period: day, value, ...read });
  const groups = [['', projects], ...group(projects, category).map(([code, own]) => [`${DEPARTMENT}=${code}`, own])];
  return groups.flatMap(([breakdown, own]) => {
    const priced = own.filter(({ cost }) => cost !== '');
    const rated = group(own, ({ rating }) => rating || 'none');
    const joined = (code) => [breakdown, `${RATING}=${code}`].filter((part) => part !== '').join(';');
    return [
      figure('uk-gmpp-projects', breakdown, own.length),
      ...rated.map(([code, ownRated]) => figure('uk-gmpp-projects', joined(code), ownRated.length)),
      figure('uk-gmpp-projects-with-cost', breakdown, priced.length),
      ...(priced.length === 0
        ? []
        : [figure('uk-gmpp-whole-life-cost', breakdown, sum(priced.map(({ cost }) => cost)))]),
    ];
  });
}

function group(projects, keyOf) {
  const keys = [...new Set(projects.map(keyOf))].sort();
  return keys.map((key) => [key, projects.filter((project) => keyOf(project) === key)]);
}

/** In hundredths, which are whole numbers. */
function sum(costs) {
  const total = costs
    .reduce((all, cost) => all + BigInt(cost.replace('.', '')), 0n)
    .toString()
    .padStart(3, '0');
  return `${total.slice(0, -2)}.${total.slice(-2)}`;
}

const departments = [...new Set(years.flatMap(({ projects }) => projects.map(category)))].sort();
const nameOf = (code, language) =>
  code
    .split('-and-')
    .map((one) => DEPARTMENTS[one.toUpperCase()][language])
    .join(language === 'en' ? ' and ' : '与');

const metric = (code, names, definitions, more) => ({
  code,
  'name:en': names[0],
  'name:zh-Hans': names[1],
  'definition:en': definitions[0],
  'definition:zh-Hans': definitions[1],
  theme: 'major-projects',
  basis: 'LEVEL',
  direction: 'NEUTRAL',
  over_time: 'LAST',
  over_regions: 'SUM',
  over_breakdowns: 'SUM',
  ...more,
});

writePackage(
  'uk-gmpp',
  {
    name: 'uk-gmpp',
    version: '2021',
    title: 'Government Major Projects Portfolio of the United Kingdom',
    description:
      'The major projects of the government of the United Kingdom as its departments and the Infrastructure and Projects Authority published them in 2018 to 2021: projects as tasks, ratings of delivery confidence as dated reports, whole-life cost by department. Contains public sector information licensed under the Open Government Licence v3.0. Narratives are left out. Chinese names are translations of the project.',
    licenses: [
      {
        name: 'OGL-UK-3.0',
        path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
        title: 'Open Government Licence v3.0',
      },
    ],
    govgraph: {
      language: 'en',
      timeZone: 'Europe/London',
      region: 'GBR',
      publisher: 'uk-ipa',
      taskLight: 'rating',
      titles: {
        en: 'Government Major Projects Portfolio of the United Kingdom',
        'zh-Hans': '英国政府重大项目组合',
      },
    },
  },
  {
    sources: years.map(({ year, source: { file, sha256 } }) => ({
      code: `uk-gmpp-${year}`,
      'title:en': `Government Major Projects Portfolio data ${year} (${file})`,
      'title:zh-Hans': `英国政府重大项目组合数据 ${year}（${file}）`,
      publisher: 'uk-ipa',
      url: 'https://www.gov.uk/government/collections/major-projects-data',
      sha256,
      licence: 'OGL-UK-3.0',
    })),
    organizations: [
      {
        code: 'uk-government',
        kind: 'GOVERNMENT',
        'name:en': 'HM Government',
        'name:zh-Hans': '英国政府',
        parent: '',
        region: 'GBR',
      },
      {
        code: 'uk-ipa',
        kind: 'ORGAN',
        'name:en': 'Infrastructure and Projects Authority',
        'name:zh-Hans': '基础设施与项目管理局',
        parent: 'uk-government',
        region: 'GBR',
      },
      ...Object.values(DEPARTMENTS).map(({ code, en, zh }) => ({
        code,
        kind: 'DEPARTMENT',
        'name:en': en,
        'name:zh-Hans': zh,
        parent: 'uk-government',
        region: 'GBR',
      })),
    ],
    themes: [{ code: 'major-projects', 'name:en': 'major projects', 'name:zh-Hans': '重大项目' }],
    units: [
      {
        code: 'project',
        'name:en': 'project',
        'name:zh-Hans': '项目',
        'symbol:en': 'projects',
        'symbol:zh-Hans': '个',
      },
      { code: 'GBP', 'name:en': 'pound sterling', 'name:zh-Hans': '英镑', 'symbol:en': '£', 'symbol:zh-Hans': '英镑' },
    ],
    dimensions: [
      { dimension: DEPARTMENT, category: '', 'name:en': 'Department', 'name:zh-Hans': '部门', order: '' },
      ...departments.map((code, index) => ({
        dimension: DEPARTMENT,
        category: code,
        'name:en': nameOf(code, 'en'),
        'name:zh-Hans': nameOf(code, 'zh'),
        order: index + 1,
      })),
      { dimension: RATING, category: '', 'name:en': 'Delivery confidence', 'name:zh-Hans': '交付信心', order: '' },
      ...[...RATINGS, { code: 'none', en: 'Not published', zh: '未公布' }].map(({ code, en, zh }, index) => ({
        dimension: RATING,
        category: code,
        'name:en': en,
        'name:zh-Hans': zh,
        order: index + 1,
      })),
    ],
    regions: [
      {
        scheme: 'ISO 3166-1 alpha-3',
        code: 'GBR',
        level: 'COUNTRY',
        'name:en': 'United Kingdom',
        'name:zh-Hans': '英国',
      },
    ],
    ratings: RATINGS.map(({ code, en, zh, meaning, light }, index) => ({
      code,
      'name:en': en,
      'name:zh-Hans': zh,
      'description:en': meaning.en,
      'description:zh-Hans': meaning.zh,
      light,
      order: index + 1,
    })),
    tasks,
    task_reports: reports,
    metrics: [
      metric(
        'uk-gmpp-projects',
        ['Projects in the portfolio', '组合内项目数'],
        [
          'Projects that the data of a year name, by department and by published rating.',
          '当年数据所列项目数，按部门和公布的评级划分。',
        ],
        { kind: 'COUNT', unit: 'project', unit_multiplier: 0, decimals: 0, dimensions: `${DEPARTMENT};${RATING}` },
      ),
      metric(
        'uk-gmpp-projects-with-cost',
        ['Projects whose cost is published', '公布成本的项目数'],
        [
          'Projects of which a whole-life cost is published: those that the sum of costs consists of.',
          '公布了全生命周期成本的项目数，即成本合计所含的项目。',
        ],
        { kind: 'COUNT', unit: 'project', unit_multiplier: 0, decimals: 0, dimensions: DEPARTMENT },
      ),
      metric(
        'uk-gmpp-whole-life-cost',
        ['Whole-life cost of projects', '项目全生命周期成本'],
        [
          'The sum of the baseline whole-life costs, with costs outside government, of those projects that publish one. Others are not in it: they are exempt under the Freedom of Information Act, or have no figure yet.',
          '已公布的基准全生命周期成本（含政府以外的成本）之和。依《信息自由法》豁免公布或尚无数字的项目不计入。',
        ],
        { kind: 'AMOUNT', unit: 'GBP', unit_multiplier: 6, decimals: 2, dimensions: DEPARTMENT },
      ),
    ],
    observations: years.flatMap(observations),
  },
);

// A data set with what trips clients up: quotes and commas in names, 29 February, nulls, zeros, small decimals, and more rows than one page.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COUNTIES = [
  ['880101', '880100', "O'Brien, Upper Lake", '上湖区'],
  ['880102', '880100', 'Lake "Small" District', '小湖区'],
  ['880103', '880100', "Fishers' Quay", '渔码头'],
  ['880201', '880200', 'Dry Hill & Wet Hill', '干湿山'],
  ['880202', '880200', 'Plus+Minus%20', '加减县'],
  ['880203', '880200', 'Long–Dash County', '长横县'],
];
const PREFECTURES = ['880100', '880200'];

const cell = (value) => {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (header, rows) => `${[header.split(','), ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;

/** Numbers that look drawn and are the same every time. */
function* drawn(seed) {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

const months = (first, last) =>
  Array.from({ length: (last - first + 1) * 12 }, (_, index) => {
    const month = String((index % 12) + 1).padStart(2, '0');
    return `${first + Math.floor(index / 12)}-${month}`;
  });

function days(first, count) {
  const start = Date.parse(first);
  return Array.from({ length: count }, (_, index) => new Date(start + index * 86_400_000).toISOString().slice(0, 10));
}

/** `version` 2 corrects every 40th figure, so that there are revisions that nobody may see. */
function observations(version) {
  const random = drawn(20_201_126);
  const number = (most) => Math.floor(random.next().value * most);
  const rows = [];
  const add = (metric, region, breakdown, period, value, status = '', numerator = '', denominator = '') => {
    const corrected = version === 2 && rows.length % 40 === 0 && value !== '' ? Number(value) + 1 : value;
    rows.push([metric, region, breakdown, period, corrected, status, numerator, denominator]);
  };
  for (const [region] of COUNTIES) {
    for (const month of months(2016, 2021)) {
      const women = number(400);
      const men = number(400);
      add('visits', region, '', month, women + men);
      add('visits', region, 'sex=female', month, women);
      add('visits', region, 'sex=male', month, men);
      const complaints = number(30) % 7; // now and then zero
      if (complaints === 6) add('complaints', region, '', month, '', 'MISSING');
      else add('complaints', region, '', month, complaints, complaints === 5 ? 'PROVISIONAL' : '');
    }
    for (const year of [2016, 2017, 2018, 2019, 2020, 2021]) {
      add('spending', region, '', String(year), (number(1_000_000) / 100).toFixed(2));
      add('satisfaction', region, '', String(year), (number(1_000) / 10).toFixed(1));
    }
    add('spending', region, '', '2020-01-01/P11M', (number(1_000_000) / 100).toFixed(2), 'ESTIMATED');
  }
  for (const region of PREFECTURES) {
    for (const year of [2016, 2017, 2018, 2019, 2020, 2021]) {
      add('visits', region, '', String(year), number(60_000));
      add('satisfaction', region, '', String(year), (number(1_000) / 10).toFixed(1));
    }
    for (const day of days('2020-01-01', 366)) add('water-level', region, '', day, (number(9_000) / 1_000).toFixed(3));
  }
  return rows;
}

function tasks() {
  const statuses = ['PLANNED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'];
  return Array.from({ length: 60 }, (_, index) => {
    const month = String((index % 12) + 1).padStart(2, '0');
    const title = index % 5 === 0 ? `Mend the pier, part ${index}; the fishers' own` : `Dredge section ${index}`;
    return [
      `pier-${String(index + 1).padStart(2, '0')}`,
      index + 1,
      title,
      `清淤 ${index}`,
      'piers',
      'shores',
      'STATED',
      statuses[index % 4],
      COUNTIES[index % 6][0],
      index % 3 === 0 ? '' : (index % 4) + 0.5,
      '2020-02-29',
      `2021-${month}-15`,
      index % 7 === 0 ? '' : 'lake-works',
    ];
  });
}

/** Reports on some of the tasks that are in progress, each with a rating or without one. */
function taskReports() {
  const reported = tasks().filter((row) => row[7] === 'IN_PROGRESS');
  return reported.slice(0, 5).flatMap(([code], index) => [
    [
      code,
      '2020-05-31T09:30',
      'IN_PROGRESS',
      10 * index,
      index % 2 === 0 ? 'on-course' : '',
      'Begun, =1+1',
      'lake-works',
    ],
    [code, '2020-11-30', 'IN_PROGRESS', 10 * index + 5.5, index % 2 === 0 ? 'adrift' : 'on-course', '', ''],
  ]);
}

function files(version) {
  return {
    sources: csv('code,title:en,title:zh-Hans,sha256', [
      ['lake-report', "The lake's report, 2021", '湖报告', 'cd'.repeat(32)],
    ]),
    themes: csv('code,name:en,name:zh-Hans', [['lake', 'Lake, shore and pier', '湖岸']]),
    units: csv('code,name:en,name:zh-Hans', [
      ['visit', 'visit', '人次'],
      ['lake-yuan', "lake yuan (people's)", '元'],
      ['lake-share', 'per cent', '百分比'],
      ['metre', 'metre', '米'],
    ]),
    dimensions: csv('dimension,category,name:en,name:zh-Hans,order', [
      ['sex', '', 'Sex', '性别', ''],
      ['sex', 'female', 'women', '女', 1],
      ['sex', 'male', 'men', '男', 2],
    ]),
    regions: csv('scheme,code,level,parent,name:en,name:zh-Hans', [
      ['clients', '880000', 'PROVINCE', '', 'Lake Province', '湖省'],
      ['clients', '880100', 'PREFECTURE', '880000', "St John's", '圣约翰'],
      ['clients', '880200', 'PREFECTURE', '880000', 'Hills, West', '西山'],
      ...COUNTIES.map(([code, parent, english, chinese]) => ['clients', code, 'COUNTY', parent, english, chinese]),
    ]),
    organizations: csv('code,kind,name:en,name:zh-Hans,parent,region', [
      ['province-leaders', 'LEADING_GROUP', 'Leading group for the lake', '湖领导小组', '', '880000'],
      ['lake-works', 'DEPARTMENT', "Lake works, people's office", '湖工程处', '', '880000'],
    ]),
    working_groups: csv('code,ordinal,name:en,name:zh-Hans,leading_group', [
      ['shores', 1, "Shores' group", '湖岸组', 'province-leaders'],
    ]),
    programmes: csv('code,kind,name:en,name:zh-Hans,theme,working_group,attribution', [
      ['piers', 'CAMPAIGN', "Piers, fishers' and others", '码头', 'lake', 'shores', 'STATED'],
    ]),
    tasks: csv(
      'code,ordinal,title:en,title:zh-Hans,programme,working_group,attribution,status,region,weight,start_date,due_date,lead',
      tasks(),
    ),
    ratings: csv('code,name:en,name:zh-Hans,light,order', [
      ['on-course', 'On course', '正常', 'GREEN', 1],
      ['adrift', 'Adrift', '偏离', 'RED', 2],
    ]),
    task_reports: csv('task,reported_at,status,progress,rating,note:en,reported_by', taskReports()),
    metrics: csv(
      'code,name:en,name:zh-Hans,definition:en,theme,working_group,attribution,kind,basis,unit,unit_multiplier,decimals,direction,over_time,over_regions,over_breakdowns,dimensions',
      [
        // biome-ignore format: one metric a line
        ['visits', "Visits to the people's pier", '码头访客', 'Everybody counts once a day, "regulars" too.', 'lake', 'shores', 'STATED', 'COUNT', 'FLOW', 'visit', 0, 0, 'HIGHER_IS_BETTER', 'SUM', 'SUM', 'SUM', 'sex'],
        // biome-ignore format: one metric a line
        ['complaints', "Residents' complaints, all", '投诉', '', 'lake', '', '', 'COUNT', 'FLOW', 'visit', 0, 0, 'LOWER_IS_BETTER', 'SUM', 'SUM', '', ''],
        // biome-ignore format: one metric a line
        ['spending', 'Spending', '支出', '', 'lake', 'shores', 'STATED', 'AMOUNT', 'FLOW', 'lake-yuan', 4, 2, 'NEUTRAL', 'SUM', 'SUM', '', ''],
        // biome-ignore format: one metric a line
        ['satisfaction', 'Satisfaction', '满意度', '', 'lake', '', '', 'RATE', 'FLOW', 'lake-share', 0, 1, 'HIGHER_IS_BETTER', 'NONE', 'NONE', '', ''],
        // biome-ignore format: one metric a line
        ['water-level', 'Water level', '水位', '', 'lake', '', '', 'SCORE', 'LEVEL', 'metre', 0, 3, 'NEUTRAL', 'LAST', 'NONE', '', ''],
      ],
    ),
    observations: csv('metric,region,breakdown,period,value,status,numerator,denominator', observations(version)),
  };
}

/** Writes the package into a folder of its own under `folder`, and answers where. */
export function writeData(folder, version) {
  const path = join(folder, `lake-province-${version}`);
  mkdirSync(path);
  const texts = files(version);
  const descriptor = {
    name: 'lake-province',
    version: String(version),
    title: "Lake Province's figures",
    licenses: [{ name: 'CC0-1.0' }],
    govgraph: { language: 'en', timeZone: 'Asia/Shanghai', region: '880000', titles: { en: 'Lake Province' } },
    resources: Object.keys(texts).map((name) => ({ name, path: `${name}.csv` })),
  };
  writeFileSync(join(path, 'datapackage.json'), JSON.stringify(descriptor));
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(path, `${name}.csv`), text);
  return path;
}

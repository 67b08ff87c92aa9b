// A data set of some thousand figures: a city, ten counties, metrics of every rule, totals and parts, months, years and spans.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COUNTIES = Array.from({ length: 10 }, (_, index) => `98${String(index + 1).padStart(2, '0')}00`);
const MONTHS = Array.from(
  { length: 36 },
  (_, index) => `${2018 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
);
const YEARS = ['2018', '2019', '2020'];

/** Writes the package and answers its folder. The same figures every time. */
export function writeGenerated(folder) {
  const cases = (county, month) => 20 + ((county * 7 + month * 13) % 50);
  const observations = ['metric,region,breakdown,period,value,status'];
  for (const [m, month] of MONTHS.entries()) {
    const all = COUNTIES.map((_, c) => cases(c, m));
    COUNTIES.forEach((county, c) => {
      observations.push(`cases,${county},,${month},${cases(c, m)},`);
      observations.push(
        `hours,${county},,${month},${(cases(c, m) * 1.25).toFixed(2)},${m === 5 && c === 3 ? 'ESTIMATED' : ''}`,
      );
      observations.push(`staff,${county},,${month},${30 + ((c + m) % 9)},`);
    });
    const sum = all.reduce((a, b) => a + b, 0);
    observations.push(`cases,980000,,${month},${sum},`);
    observations.push(`cases,980000,manner=phone,${month},${Math.floor(sum / 3)},`);
    observations.push(`cases,980000,manner=visit,${month},${sum - Math.floor(sum / 3)},`);
  }
  for (const [y, year] of YEARS.entries()) {
    observations.push(`settled-rate,980000,,${year},${(90.5 + y * 1.25).toFixed(2)},`);
    observations.push(`cases,980000,,${year}-01-01/P11M,${4000 + y},`);
    observations.push(`settled-rate,${COUNTIES[0]},,${year},${y === 1 ? ',MISSING' : `${80 + y}.125,`}`);
  }
  const files = {
    regions: [
      'scheme,code,level,parent,name:en,name:zh-Hans',
      'test,980000,PREFECTURE,,Lake City,湖市',
      ...COUNTIES.map(
        (code, index) => `test,${code},COUNTY,980000,"County ""${index + 1}"", upper","第${index + 1}县"`,
      ),
    ],
    themes: ['code,name:en,name:zh-Hans', 'lake-theme,Letters and visits,信访'],
    units: [
      'code,name:en,name:zh-Hans',
      'lake-case,case,件',
      'lake-hour,hour,小时',
      'lake-person,person,人',
      'lake-percent,per cent,百分比',
    ],
    dimensions: [
      'dimension,category,name:en,order',
      'manner,,Manner,',
      'manner,phone,By phone,1',
      'manner,visit,Visit,2',
    ],
    organizations: [
      'code,kind,name:en,name:zh-Hans,region',
      'lake-office,DEPARTMENT,Letters office,信访局,980000',
      'lake-leaders,LEADING_GROUP,Leaders,领导小组,980000',
    ],
    working_groups: ['code,ordinal,name:en,name:zh-Hans,leading_group', 'letters,1,Letters,信访组,lake-leaders'],
    tasks: [
      'code,title:en,working_group,attribution,status,region,due_date,lead',
      ...COUNTIES.map(
        (code, index) =>
          `task-${index},Task ${index},letters,STATED,${['PLANNED', 'IN_PROGRESS', 'COMPLETED'][index % 3]},${code},2030-12-31,lake-office`,
      ),
    ],
    metrics: [
      'code,name:en,name:zh-Hans,theme,working_group,attribution,kind,basis,unit,decimals,direction,over_time,over_regions,over_breakdowns,dimensions',
      'cases,Cases,案件数,lake-theme,letters,STATED,COUNT,FLOW,lake-case,0,NEUTRAL,SUM,SUM,SUM,manner',
      'hours,Hours,工时,lake-theme,letters,STATED,AMOUNT,FLOW,lake-hour,2,NEUTRAL,SUM,SUM,,',
      'staff,Staff,人员数,lake-theme,,,COUNT,LEVEL,lake-person,0,NEUTRAL,LAST,SUM,,',
      'settled-rate,Settled,办结率,lake-theme,,,RATE,FLOW,lake-percent,3,HIGHER_IS_BETTER,NONE,NONE,,',
    ],
    observations,
  };
  mkdirSync(folder, { recursive: true });
  const descriptor = {
    name: 'lake-city',
    version: '1',
    title: 'lake-city',
    govgraph: {
      language: 'zh-Hans',
      timeZone: 'Asia/Shanghai',
      region: '980000',
      titles: { en: 'Lake City', 'zh-Hans': '湖市' },
    },
    resources: Object.keys(files).map((name) => ({ name, path: `${name}.csv` })),
  };
  writeFileSync(join(folder, 'datapackage.json'), JSON.stringify(descriptor));
  for (const [name, lines] of Object.entries(files))
    writeFileSync(join(folder, `${name}.csv`), `${lines.join('\n')}\n`);
  return folder;
}

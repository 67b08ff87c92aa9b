import { type Files, SMALL } from './fixture.ts';

/** A package whose shape is awkward, at any size. `full` is the largest size that is admitted, or one that real packages reach. */
export interface Shape {
  readonly name: string;
  readonly full: number;
  readonly filesOf: (size: number) => Files;
}

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
const list = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(';');
/** The small package with lines added to its files. */
const adding = (lines: Readonly<Partial<Record<keyof typeof SMALL, string>>>): Files => ({
  ...SMALL,
  ...Object.fromEntries(
    Object.entries(lines).map(([file, added]) => [file, SMALL[file as keyof typeof SMALL] + added]),
  ),
});
const describing = (json: string): Files => ({ ...SMALL, 'datapackage.json': json });
const descriptor = (more: string, govgraph = ''): Files =>
  describing(
    `{"name":"small","version":"1","resources":[],"govgraph":{"language":"en","timeZone":"UTC","region":"top"${govgraph}}${more}}`,
  );

/** The parent of a row in chains of so many rows. */
const above = (index: number, length: number, code: (index: number) => string, top: string): string =>
  index % length === 0 ? top : code(index - 1);
const DEEP = 30;

const metric = (code: string, dimensions = ''): string =>
  `${code},Name ${code},safety,COUNT,FLOW,case,0,0,NEUTRAL,SUM,SUM,${dimensions},,,`;
const EXPRESSIONS = 'code,name:en,theme,kind,basis,unit,over_time,over_regions,dimensions,expression\n';
const formula = (code: string, expression = '', dimensions = ''): string =>
  `${code},Name ${code},safety,COUNT,FLOW,case,NONE,NONE,${dimensions},${expression}`;
const formulas = (rows: string): string =>
  `${EXPRESSIONS}${['filed', 'solved', 'rate'].map((code) => `${formula(code, '', 'sex')}\n`).join('')}${rows}`;
const regionVersions = (rows: string): string =>
  `scheme,code,level,parent,name:en,valid_from,valid_to\nX,top,PROVINCE,,Top,,\nX,low,COUNTY,top,Low,,1899-12-31\n${rows}`;

const day = (index: number): string => new Date(Date.UTC(1900, 0, 1 + index)).toISOString().slice(0, 10);
/** Codes that differ at their end only: each is near to each. */
const alike = (index: number): string => `${'a'.repeat(46)}${String(index).padStart(6, '0')}`;

/** Wide, long and right. */
export const PUBLISHED: readonly Shape[] = [
  {
    name: 'trees: one wide, and chains as deep as is admitted',
    full: 3_000,
    filesOf: (size) =>
      adding({
        'regions.csv':
          times(size / 2, (i) => `X,w${i},COUNTY,top,Region ${i}`) +
          times(size / 2, (i) => `X,r${i},OTHER,${above(i, DEEP, (at) => `r${at}`, 'top')},Region ${i}`),
        'organizations.csv':
          times(size / 2, (i) => `v${i},ORGAN,Office ${i},office,`) +
          times(size / 2, (i) => `o${i},ORGAN,Office ${i},${above(i, DEEP, (at) => `o${at}`, 'office')},r${i}`),
        'tasks.csv':
          times(size / 2, (i) => `u${i},Task ${i},prog,g1,w${i},root,1,,,v${i},,,filed,`) +
          times(size / 2, (i) => `t${i},Task,,,r${i},${above(i, DEEP, (at) => `t${at}`, 'root')},1,,,o${i},,,,`),
      }),
  },
  {
    name: 'long lists in one cell: of successors, heads, responsibilities and metrics',
    full: 3_500,
    filesOf: (size) => ({
      ...adding({
        'metrics.csv': times(size, (i) => metric(`m${i}`)),
        'programmes.csv': `long,PILOT,Long,safety,g1,${list(size, (i) => `r${i}`)},${list(size, (i) => `m${i}`)}\n`,
        'tasks.csv': `long,Long,prog,g1,low,,1,,,${list(size, (i) => `o${i}`)},${list(size, (i) => `o${i}`)},,,\n`,
      }),
      'regions.csv':
        'scheme,code,level,parent,name:en,successors\nX,top,PROVINCE,,Top,\n' +
        `X,low,COUNTY,top,Low,${list(size, (i) => `r${i}`)}\n${times(size, (i) => `X,r${i},COUNTY,top,Region,`)}`,
      'organizations.csv':
        `code,kind,name:en,parent,region,heads\noffice,GOVERNMENT,Office,,top,${list(size, (i) => `o${i}`)}\n` +
        `unit,DEPARTMENT,Unit,office,low,\n${times(size, (i) => `o${i},ORGAN,Office,,,`)}`,
    }),
  },
  {
    name: 'many rows of each other kind',
    full: 2_000,
    filesOf: (size) => ({
      ...adding({
        'sources.csv': times(size, (i) => `s${i},Source ${i},office`),
        'themes.csv': times(size, (i) => `h${i},Theme ${i},主题${i}`),
        'units.csv': times(size, (i) => `u${i},Unit ${i}`),
        'dimensions.csv': times(size, (i) => `d${i},,Dimension ${i},`) + times(size, (i) => `sex,c${i},Category ${i},`),
        'working_groups.csv': times(size, (i) => `g${i + 2},${i + 2},,office,s${i},p. ${i}`),
        'programmes.csv': times(size, (i) => `p${i},PILOT,Programme ${i},h${i},g1,low,m${i}`),
        'metrics.csv': times(size, (i) => metric(`m${i}`, `d${i}`)),
      }),
      'task_reports.csv': `task,reported_at,status\n${times(size, (i) => `one,${day(i)},IN_PROGRESS`)}`,
      'assessment_rules.csv': `code,metric,description:en,compare\n${times(size, (i) => `a${i},m${i},Rule,YOY`)}`,
    }),
  },
  {
    name: 'formulas in chains, and sums over a long dimension',
    full: 600,
    filesOf: (size) => ({
      ...adding({ 'dimensions.csv': times(size, (i) => `sex,c${i},Category ${i},`) }),
      'metrics.csv': formulas(
        times(size, (i) => formula(`m${i}`, `filed + ${above(i, DEEP, (at) => `m${at}`, 'solved')}`)) +
          times(size, (i) => formula(`n${i}`, `"Σ(rate, sex)"`)),
      ),
    }),
  },
  {
    name: 'breakdowns, of a formula too, and quotes from one place of one source',
    full: 6_000,
    filesOf: (size) => ({
      ...adding({ 'dimensions.csv': times(size, (i) => `sex,c${i},Category ${i},`) }),
      'metrics.csv': formulas(`${formula('sum', 'filed + solved', 'sex')}\n`),
      'observations.csv':
        'metric,region,breakdown,period,value,source,locator,quote\n' +
        times(size, (i) => `filed,low,sex=c${i},2020,1,report,p. 1,words ${i}\nsum,low,sex=c${i},2020,2,,,`),
    }),
  },
  {
    name: 'spans that begin on one day, some of them suppressed',
    full: 4_000,
    filesOf: (size) => ({
      ...SMALL,
      'observations.csv': `metric,region,period,value,status\n${times(size, (i) =>
        i % 9 === 0 ? `filed,low,2000-01-01/P${i + 40}D,,SUPPRESSED` : `filed,low,2000-01-01/P${i + 40}D,${i},`,
      )}`,
    }),
  },
];

/** Awkward and wrong: what is refused must not cost more for it. */
export const REFUSED: readonly Shape[] = [
  {
    name: 'regions, tasks and organisations in one deep chain',
    full: 10_000,
    filesOf: (size) =>
      adding({
        'regions.csv': times(size, (i) => `X,r${i},OTHER,${above(i, size, (at) => `r${at}`, 'top')},Region`),
        'organizations.csv': times(size, (i) => `o${i},ORGAN,Office,${above(i, size, (at) => `o${at}`, 'office')},`),
        'tasks.csv': times(size, (i) => `t${i},Task,,,,${above(i, size, (at) => `t${at}`, 'root')},1,,,,,,,`),
      }),
  },
  {
    name: 'formulas in one long chain',
    full: 10_000,
    filesOf: (size) => ({
      ...SMALL,
      'metrics.csv': formulas(
        times(size, (i) => formula(`m${i}`, `filed + ${above(i, size, (at) => `m${at}`, 'solved')}`)),
      ),
    }),
  },
  {
    name: 'formulas that each lead back to the first',
    full: 10_000,
    filesOf: (size) => ({
      ...SMALL,
      'metrics.csv': formulas(times(size, (i) => formula(`m${i}`, `m0 + ${i + 1 < size ? `m${i + 1}` : 'filed'}`))),
    }),
  },
  {
    name: 'codes and categories that nearly are what many are',
    full: 5_000,
    filesOf: (size) =>
      adding({
        'regions.csv': times(size, (i) => `X,${alike(i)},COUNTY,top,Region`),
        'dimensions.csv': times(size, (i) => `sex,${alike(i)},Category,`),
        'tasks.csv': times(size / 100, (i) => `t${i},Task,,,${alike(i)}x,,1,,,,,,,`),
        'observations.csv': times(size / 2, (i) => `filed,low,sex=${alike(i)}x,2020,1,,,,,`),
      }),
  },
  {
    name: 'region codes in two schemes',
    full: 10_000,
    filesOf: (size) =>
      adding({
        'regions.csv': times(size, (i) => `X,r${i},COUNTY,,R\nY,r${i},COUNTY,,R`),
        'tasks.csv': times(size, (i) => `t${i},Task,,,r${i},,1,,,,,,,`),
      }),
  },
  {
    name: 'a long list with one code twice',
    full: 80_000,
    filesOf: (size) =>
      adding({ 'programmes.csv': `long,PILOT,Long,safety,g1,,${list(size, (i) => `m${i}`)};m${size - 1}\n` }),
  },
  {
    name: 'facts that are given twice',
    full: 5_000,
    filesOf: (size) =>
      adding({
        'regions.csv': times(size, (i) => `X,r${i},COUNTY,top,Region`),
        'observations.csv': times(size, (i) => `filed,r${i},,2020,1,,,,,\nfiled,r${i},,2020,1,,,,,`),
      }),
  },
  {
    name: 'several problems in each row',
    full: 15_000,
    filesOf: (size) => adding({ 'observations.csv': times(size, (i) => `filed,low,,never ${i},x,BROKEN,,,,`) }),
  },
  {
    name: 'many versions of one region',
    full: 8_000,
    filesOf: (size) => ({
      ...SMALL,
      'regions.csv': regionVersions(times(size, (i) => `X,low,COUNTY,top,Low ${i},${day(i)},${day(i)}`)),
    }),
  },
  {
    name: 'versions that overlap',
    full: 10_000,
    filesOf: (size) => ({
      ...SMALL,
      'regions.csv': regionVersions(times(size, (i) => `X,low,COUNTY,top,Low ${i},${day(i)},`)),
    }),
  },
  {
    name: 'a header of many columns',
    full: 2_000_000,
    filesOf: (size) => ({
      ...SMALL,
      'themes.csv': `code${',nam:en'.repeat(size / 15)}\n`,
      'units.csv': `code${','.repeat(size)}\n`,
      'sources.csv': `code,"title:en${',"'.repeat(size / 2)}\n`,
    }),
  },
  {
    name: 'a row of many cells, and a quote that is never closed',
    full: 2_000_000,
    filesOf: (size) => adding({ 'themes.csv': `a${','.repeat(size)}\n`, 'units.csv': `a,"${'\n,'.repeat(size / 2)}` }),
  },
  ...['1', ' x', 'a=', '((', '; ', '-a', '[]', 'Σ('].map(
    (part): Shape => ({
      name: `cells of ${JSON.stringify(part)} again and again`,
      full: 400_000,
      filesOf: (size) => {
        const long = `a${part.repeat(size / part.length)}a`;
        return {
          ...adding({
            'themes.csv': `long,${long},\n${long},Long,\n`,
            'sources.csv': `long,${long},office\n`,
            'working_groups.csv': `g2,2,,office,report,${long}\n`,
            'tasks.csv': `t,Task,,,,,1,${long},,,,,,\n`,
            'observations.csv': [`${long},2020,1,`, `,${long},1,`, `,2020,${long},`, `,2020,1,${long}`]
              .map((cells) => `filed,low,${cells},,,,\n`)
              .join(''),
          }),
          'metrics.csv': formulas(`${formula('m', long)}\n${formula('n', `[${part.repeat(900 / part.length)}`)}\n`),
          'task_reports.csv': `task,reported_at,status\none,${long},PLANNED\n`,
        };
      },
    }),
  ),
  ...[
    { name: 'nested lists', part: (i: number) => (i === 0 ? ',"x":' : ''), open: '[', close: ']' },
    {
      name: 'nested lists where a text belongs',
      part: (i: number) => (i === 0 ? ',"version":' : ''),
      open: '[',
      close: ']',
    },
    { name: 'nested objects', part: (i: number) => (i === 0 ? ',"x":' : ''), open: '{"x":', close: '}' },
  ].map(
    ({ name, part, open, close }): Shape => ({
      name: `${name} in the descriptor`,
      full: 150_000,
      filesOf: (size) => descriptor(`${part(0)}${open.repeat(size)}1${close.repeat(size)}`),
    }),
  ),
  {
    name: 'unknown keys under govgraph',
    full: 40_000,
    filesOf: (size) =>
      descriptor(
        '',
        times(size, (i) => `,"timeZonf${i}":1`),
      ),
  },
  {
    name: 'titles of the data set in many languages',
    full: 40_000,
    filesOf: (size) => descriptor('', `,"titles":{"en":"x"${times(size, (i) => `,"en-x-${i}":"x"`)}}`),
  },
  {
    name: 'resources that nearly are known',
    full: 20_000,
    filesOf: (size) =>
      descriptor(`,"resources":[{"path":"themes.csv"}${times(size, (i) => `,{"path":"observationz${i}.csv"}`)}]`),
  },
  {
    name: 'one resource again and again',
    full: 30_000,
    filesOf: (size) => descriptor(`,"resources":[{"path":"themes.csv"}${times(size, () => `,{"path":"themes.csv"}`)}]`),
  },
  {
    name: 'a long title of the package',
    full: 900_000,
    filesOf: (size) => descriptor(`,"title":"${'x'.repeat(size)}"`),
  },
];

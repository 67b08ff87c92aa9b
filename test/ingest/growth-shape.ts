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
const OWN_METRICS = times(3, (i) => formula(['filed', 'solved', 'rate'][i] ?? '', '', 'sex'));

const day = (index: number): string => new Date(Date.UTC(1900, 0, 1 + index)).toISOString().slice(0, 10);
/** Codes that differ at their end only: each is near to each. */
const alike = (index: number): string => `${'a'.repeat(50)}${String(index).padStart(6, '0')}`;

/** Wide, long and right. */
export const PUBLISHED: readonly Shape[] = [
  {
    name: 'wide trees',
    full: 5_000,
    filesOf: (size) =>
      adding({
        'regions.csv': times(size, (i) => `X,r${i},COUNTY,top,Region ${i}`),
        'organizations.csv': times(size, (i) => `o${i},ORGAN,Office ${i},office,r${i}`),
        'tasks.csv': times(size, (i) => `t${i},Task ${i},prog,g1,r${i},root,1,,,o${i},,,filed,`),
      }),
  },
  {
    name: 'chains as deep as is admitted',
    full: 5_000,
    filesOf: (size) =>
      adding({
        'regions.csv': times(size, (i) => `X,r${i},OTHER,${above(i, DEEP, (at) => `r${at}`, 'top')},Region ${i}`),
        'organizations.csv': times(
          size,
          (i) => `o${i},ORGAN,Office ${i},${above(i, DEEP, (at) => `o${at}`, 'office')},r${i}`,
        ),
        'tasks.csv': times(
          size,
          (i) => `t${i},Task,prog,g1,r${i},${above(i, DEEP, (at) => `t${at}`, 'root')},1,,,o${i},,,filed,`,
        ),
      }),
  },
  {
    name: 'many versions of one region',
    full: 10_000,
    filesOf: (size) => ({
      ...SMALL,
      'regions.csv': `scheme,code,level,parent,name:en,valid_from,valid_to\nX,top,PROVINCE,,Top,,\nX,low,COUNTY,top,Low,,1899-12-31\n${times(size, (i) => `X,low,COUNTY,top,Low ${i},${day(i)},${day(i)}`)}`,
    }),
  },
  {
    name: 'long lists of successors, heads, responsibilities and metrics in one cell',
    full: 10_000,
    filesOf: (size) => ({
      ...adding({
        'metrics.csv': times(size, (i) => metric(`m${i}`)),
        'programmes.csv': `long,PILOT,Long,safety,g1,${list(size, (i) => `r${i}`)},${list(size, (i) => `m${i}`)}\n`,
        'tasks.csv': `long,Long,prog,g1,low,,1,,,${list(size, (i) => `o${i}`)},${list(size, (i) => `o${i}`)},,,\n`,
      }),
      'regions.csv': `scheme,code,level,parent,name:en,successors\nX,top,PROVINCE,,Top,\nX,low,COUNTY,top,Low,${list(size, (i) => `r${i}`)}\n${times(size, (i) => `X,r${i},COUNTY,top,Region,`)}`,
      'organizations.csv': `code,kind,name:en,parent,region,heads\noffice,GOVERNMENT,Office,,top,${list(size, (i) => `o${i}`)}\nunit,DEPARTMENT,Unit,office,low,\n${times(size, (i) => `o${i},ORGAN,Office,,,`)}`,
    }),
  },
  {
    name: 'many rows of each other kind',
    full: 5_000,
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
    full: 1_500,
    filesOf: (size) => ({
      ...adding({ 'dimensions.csv': times(size, (i) => `sex,c${i},Category ${i},`) }),
      'metrics.csv': `${EXPRESSIONS}${OWN_METRICS}${times(size, (i) => formula(`m${i}`, `filed + ${above(i, DEEP, (at) => `m${at}`, 'solved')}`))}${times(size, (i) => formula(`n${i}`, `"Σ(rate, sex)"`))}`,
    }),
  },
  {
    name: 'passages of one place, and breakdowns',
    full: 20_000,
    filesOf: (size) =>
      adding({
        'dimensions.csv': times(size, (i) => `sex,c${i},Category ${i},`),
        'observations.csv': times(size, (i) => `filed,low,sex=c${i},2020,1,,unit,,report,p. 2`),
      }),
  },
  {
    name: 'quotes from one place',
    full: 20_000,
    filesOf: (size) => ({
      ...SMALL,
      'observations.csv': `metric,region,period,value,source,locator,quote\n${times(size, (i) => `filed,low,${day(i)},1,report,p. 1,words ${i}`)}`,
    }),
  },
];

/** Awkward and wrong: what is refused must not cost more for it. */
export const REFUSED: readonly Shape[] = [
  {
    name: 'regions, tasks and organisations in one deep chain',
    full: 20_000,
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
      'metrics.csv': `${EXPRESSIONS}${OWN_METRICS}${times(size, (i) => formula(`m${i}`, `filed + ${above(i, size, (at) => `m${at}`, 'solved')}`))}`,
    }),
  },
  {
    name: 'formulas that each lead back to the first',
    full: 10_000,
    filesOf: (size) => ({
      ...SMALL,
      'metrics.csv': `${EXPRESSIONS}${OWN_METRICS}${times(size, (i) => formula(`m${i}`, `m0 + ${i + 1 < size ? `m${i + 1}` : 'filed'}`))}`,
    }),
  },
  {
    name: 'codes that nearly are what many are',
    full: 10_000,
    filesOf: (size) =>
      adding({
        'regions.csv': times(size, (i) => `X,${alike(i)},COUNTY,top,Region`),
        'tasks.csv': times(size, (i) => `t${i},Task,,,${alike(i)}x,,1,,,,,,,`),
      }),
  },
  {
    name: 'categories that nearly are what many are',
    full: 10_000,
    filesOf: (size) =>
      adding({
        'dimensions.csv': times(size, (i) => `sex,${alike(i)},Category,`),
        'observations.csv': times(size, (i) => `filed,low,sex=${alike(i)}x,2020,1,,,,,`),
      }),
  },
  {
    name: 'a dimension that a metric of many dimensions lacks',
    full: 5_000,
    filesOf: (size) => ({
      ...adding({
        'dimensions.csv': times(size, (i) => `d${i},,Dimension,\nd${i},c,Category,`),
        'observations.csv': times(size, (i) => `many,low,sex=f,${day(i)},1,,,,,`),
      }),
      'metrics.csv': `${SMALL['metrics.csv']}${metric(
        'many',
        list(size, (i) => `d${i}`),
      )}\n`,
    }),
  },
  {
    name: 'region codes in two schemes',
    full: 20_000,
    filesOf: (size) =>
      adding({
        'regions.csv': times(size, (i) => `X,r${i},COUNTY,,R\nY,r${i},COUNTY,,R`),
        'tasks.csv': times(size, (i) => `t${i},Task,,,r${i},,1,,,,,,,`),
      }),
  },
  {
    name: 'a long list with one code twice',
    full: 40_000,
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
    name: 'a problem in each row',
    full: 50_000,
    filesOf: (size) => adding({ 'observations.csv': times(size, (i) => `filed,low,,never ${i},x,BROKEN,,,,`) }),
  },
  {
    name: 'versions that overlap',
    full: 10_000,
    filesOf: (size) => ({
      ...SMALL,
      'regions.csv': `scheme,code,level,parent,name:en,valid_from\nX,top,PROVINCE,,Top,\nX,low,COUNTY,top,Low,\n${times(size, (i) => `X,low,COUNTY,top,Low ${i},${day(i)}`)}`,
    }),
  },
  {
    name: 'a header of many columns',
    full: 300_000,
    filesOf: (size) => ({ ...SMALL, 'themes.csv': `code${',nam:en'.repeat(size)}\n` }),
  },
  {
    name: 'a header of blank columns',
    full: 2_000_000,
    filesOf: (size) => ({ ...SMALL, 'themes.csv': `code${','.repeat(size)}\n` }),
  },
  {
    name: 'a row of many cells',
    full: 2_000_000,
    filesOf: (size) => ({ ...SMALL, 'themes.csv': `${SMALL['themes.csv']}a${','.repeat(size)}\n` }),
  },
  {
    name: 'a quote that is never closed',
    full: 1_500_000,
    filesOf: (size) => adding({ 'themes.csv': `a,"${'\n,'.repeat(size)}` }),
  },
  ...[
    ['a title', 'themes.csv', (text: string) => `long,${text},`],
    ['a code', 'themes.csv', (text: string) => `${text},Long,`],
    ['an address', 'sources.csv', (text: string) => `long,${text},office`],
    ['a locator', 'working_groups.csv', (text: string) => `g2,2,,office,report,${text}`],
    ['a status', 'observations.csv', (text: string) => `filed,low,,2020,1,${text},,,,`],
    ['a period', 'observations.csv', (text: string) => `filed,low,,${text},1,,,,,`],
    ['a value', 'observations.csv', (text: string) => `filed,low,,2020,${text},,,,,`],
    ['a breakdown', 'observations.csv', (text: string) => `filed,low,${text},2020,1,,,,,`],
    ['a day', 'tasks.csv', (text: string) => `t,Task,,,,,1,${text},,,,,,`],
  ].flatMap(([what, file, line]) =>
    ['1', ' x', 'a=', '((', '; ', '年'].map(
      (part): Shape => ({
        name: `${what} of ${JSON.stringify(part)} again and again`,
        full: 400_000,
        filesOf: (size) =>
          adding({
            [file as 'themes.csv']: `${(line as (text: string) => string)(`a${part.repeat(size / part.length)}a`)}\n`,
          }),
      }),
    ),
  ),
  ...['((', '1+', '−', ']]', '[[', 'a.', 'Σ('].map(
    (part): Shape => ({
      name: `an expression of ${JSON.stringify(part)} again and again`,
      full: 400_000,
      filesOf: (size) => ({
        ...SMALL,
        'metrics.csv': `${EXPRESSIONS}${OWN_METRICS}${formula('m', `[${part.repeat(size / part.length)}`)}\n`,
      }),
    }),
  ),
  {
    name: 'nested lists in the descriptor',
    full: 200_000,
    filesOf: (size) => descriptor(`,"x":${'['.repeat(size)}${']'.repeat(size)}`),
  },
  {
    name: 'nested lists where a text belongs',
    full: 200_000,
    filesOf: (size) => descriptor('', `,"publisher":${'['.repeat(size)}${']'.repeat(size)}`),
  },
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
    name: 'titles in many languages',
    full: 20_000,
    filesOf: (size) => descriptor('', `,"titles":{"en":"x"${times(size, (i) => `,"en-x-${i}":"x"`)}}`),
  },
  {
    name: 'resources that nearly are known',
    full: 20_000,
    filesOf: (size) =>
      descriptor(
        `,"resources":[{"path":"themes.csv"}${times(size, (i) => `,{"path":"${'obs'.repeat(8)}ervations${i}.csv"}`)}]`,
      ),
  },
  {
    name: 'one resource again and again',
    full: 20_000,
    filesOf: (size) => descriptor(`,"resources":[{"path":"themes.csv"}${times(size, () => `,{"path":"themes.csv"}`)}]`),
  },
  {
    name: 'a long title of the package',
    full: 900_000,
    filesOf: (size) => descriptor(`,"title":"${'x'.repeat(size)}"`),
  },
];

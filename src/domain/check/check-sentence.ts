import { countDecimals, Decimal, groupThousands, parseDecimal } from '../number/decimal.ts';
import type { CheckReason, CheckRule, Finding } from './check.ts';

/** What a check says, and of what. */
export interface CheckStatement extends Finding {
  readonly rule: CheckRule;
  /** What the rule was applied to: a dimension's code, EXPRESSION for a formula that is no plain quotient, '' for the regions below, the kind of a change, the period before a jump, a bound, a cell, or a data set's code. */
  readonly subject: string;
  readonly partsExpected: number | null;
  readonly partsReported: number | null;
}

/** Reported minus expected. */
export const computeDifference = ({ expected, reported }: Pick<Finding, 'expected' | 'reported'>): string | null =>
  expected === null || reported === null ? null : parseDecimal(reported).minus(expected).toFixed();

type Texts = readonly [english: string, chinese: string];

const REASONS: Readonly<Record<CheckReason, Texts>> = {
  NO_BASE: ['the figure that it is compared with is not in the data', '数据中没有对比基数'],
  NO_COUNTERPART: ['the calendar has no period to compare it with', '日历中没有可对比的时期'],
  UNKNOWN_START: ['the source does not say when the period began', '来源未说明统计时段的起点'],
  ZERO_BASE: ['the base is zero', '基数为零'],
  NEGATIVE_BASE: ['the base is negative', '基数为负'],
  BREAK_IN_SERIES: ['the series breaks between the two', '两者之间序列中断'],
  SUPPRESSED: ['a figure that it needs is suppressed', '所需数值不予公布'],
  UNEQUAL_COVERAGE: ['the two are totals of different parts', '两者汇总的部分不同'],
  NO_VALUE: ['there is no value', '没有数值'],
  NO_INPUT: ['its numerator or its denominator is not in the data', '数据中缺少分子或分母'],
  NO_OPERAND: ['a figure that its formula takes is not in the data', '数据中缺少公式所需的数值'],
  NO_FACTOR: ['the metric does not say by what the quotient is multiplied', '指标未说明系数'],
  ZERO_DENOMINATOR: ['the denominator is zero', '分母为零'],
  VAGUE_DENOMINATOR: ['what it is divided by may be zero, as it is rounded', '因舍入，除数可能为零'],
};

const CHANGES: Readonly<Record<string, Texts>> = {
  YOY: ['against the year before', '同比'],
  PREVIOUS_PERIOD: ['against the period before', '环比'],
};

/** With two decimals more than what is reported: enough to see how it rounds. */
function beside(expected: string, reported: string): string {
  const decimals = countDecimals(reported) + 2;
  return groupThousands(countDecimals(expected) <= decimals ? expected : new Decimal(expected).toFixed(decimals));
}

/** What a check says in one sentence, for whoever published the figure. `dimension` is the name of the dimension that was added over. */
export function checkSentence(check: CheckStatement, dimension: string | null, language: string): string {
  const chinese = language.toLowerCase().startsWith('zh');
  const { rule, subject, verdict, expected, reported, tolerance, reason } = check;
  if (reason !== null) return (chinese ? chineseUnchecked : englishUnchecked)(check, reason);
  if (expected === null || reported === null || (tolerance === null && rule !== 'JUMP'))
    throw new Error(`a check of ${rule} has no figures`);
  const figures = {
    check,
    reported: groupThousands(reported),
    expected: rule === 'JUMP' ? groupThousands(expected) : beside(expected, reported),
    tolerance: groupThousands(tolerance ?? ''),
    dimension: dimension ?? subject,
  };
  return (chinese ? CHINESE : ENGLISH)[rule]({ ...figures, agrees: verdict === 'PASS' });
}

const changeOf = (subject: string): Texts => CHANGES[subject] ?? ['', ''];

function englishUnchecked({ rule, subject, reported }: CheckStatement, reason: CheckReason): string {
  const change = rule === 'PUBLISHED_CHANGE' ? `The change ${changeOf(subject)[0]}` : 'The figure';
  const published = reported === null ? '' : `, published as ${groupThousands(reported)},`;
  return `${change}${published} cannot be checked: ${REASONS[reason][0]}.`;
}

function chineseUnchecked({ rule, subject, reported }: CheckStatement, reason: CheckReason): string {
  const change = rule === 'PUBLISHED_CHANGE' ? changeOf(subject)[1] : '';
  return `${change}${reported === null ? '数值' : `公布值${groupThousands(reported)}`}无法核对：${REASONS[reason][1]}。`;
}

interface Figures {
  readonly check: CheckStatement;
  readonly reported: string;
  readonly expected: string;
  readonly tolerance: string;
  readonly agrees: boolean;
  readonly dimension: string;
}
type Sentences = Readonly<Record<CheckRule, (figures: Figures) => string>>;

const englishEnd = ({ agrees, tolerance }: Figures): string =>
  agrees
    ? `they agree within the ${tolerance} that rounding can account for.`
    : `they differ by more than the ${tolerance} that rounding can account for.`;
const chineseEnd = ({ agrees, tolerance }: Figures): string =>
  agrees ? `相符，差额不超过舍入误差${tolerance}。` : `不符，差额超过舍入误差${tolerance}。`;

/** How many times the value before the value is, or which part of it, to three digits. */
function timesOf({ check: { expected, reported } }: Figures): Texts {
  const [before, value] = [parseDecimal(expected ?? '1'), parseDecimal(reported ?? '1')];
  const isRise = value.gte(before);
  const times = (isRise ? value.div(before) : before.div(value)).toSignificantDigits(3).toFixed();
  return isRise ? [`${times} times`, `${times}倍`] : [`1/${times} of`, `1/${times}`];
}

const numberOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const ENGLISH: Sentences = {
  RATIO: (f) =>
    `Published is ${f.reported}, and ${f.check.subject === 'EXPRESSION' ? 'its formula gives' : 'numerator and denominator give'} ${f.expected}: ${englishEnd(f)}`,
  SUM_OF_PARTS: (f) => {
    const { subject, partsExpected, partsReported, verdict } = f.check;
    const one = partsExpected === 1;
    const parts = subject === '' ? `region${one ? '' : 's'} below it` : `categor${one ? 'y' : 'ies'} of ${f.dimension}`;
    const count = partsReported === partsExpected ? `the ${partsReported}` : `${partsReported} of the ${partsExpected}`;
    const sum = `Published is ${f.reported}, and ${count} ${parts} add${partsReported === 1 ? 's' : ''} up to ${f.expected}`;
    return verdict === 'WARN' ? `${sum}: the others may account for the rest.` : `${sum}: ${englishEnd(f)}`;
  },
  PUBLISHED_CHANGE: (f) =>
    `The published change ${changeOf(f.check.subject)[0]} is ${f.reported}, and the figures give ${f.expected}: ${englishEnd(f)}`,
  BOUNDS: (f) =>
    f.check.subject === 'MINIMUM'
      ? `Published is ${f.reported}, and the metric cannot be below ${f.expected}.`
      : `Published is ${f.reported}, and the metric cannot be above ${f.expected}.`,
  JUMP: (f) =>
    `Published is ${f.reported}, ${timesOf(f)[0]} the ${f.expected} of ${f.check.subject}: an unusual step, to be compared with the source. If the two are not comparable, give the later one the status BREAK.`,
  DECIMALS: (f) => {
    const { subject, partsExpected, partsReported } = f.check;
    const whole = subject === 'WHOLE';
    const rule = whole
      ? 'a count is a whole number'
      : `the metric declares ${numberOf(countDecimals(f.check.expected ?? ''), 'decimal')}`;
    const others = (partsReported ?? 1) - 1;
    const more =
      others === 0
        ? ''
        : ` The same is true of ${numberOf(others, 'more figure')} of the ${partsExpected} in its series.`;
    return `Published is ${f.reported}, and ${rule}.${more}`;
  },
  DUPLICATE: (f) => {
    const { subject } = f.check;
    return subject === 'NUMERATOR' || subject === 'DENOMINATOR'
      ? `The ${subject.toLowerCase()} is given as ${f.reported}, and published by itself as ${f.expected}.`
      : `Published is ${f.reported}, and the data set ${subject} publishes ${f.expected}.`;
  },
};

const CHINESE: Sentences = {
  RATIO: (f) =>
    `公布值为${f.reported}，按${f.check.subject === 'EXPRESSION' ? '公式' : '分子和分母'}计算为${f.expected}：${chineseEnd(f)}`,
  SUM_OF_PARTS: (f) => {
    const { subject, partsExpected, partsReported, verdict } = f.check;
    const parts = subject === '' ? '下级地区' : `“${f.dimension}”各类别`;
    const count = partsReported === partsExpected ? `${partsReported}个` : `${partsExpected}个中的${partsReported}个`;
    const sum = `公布值为${f.reported}，${parts}（${count}）合计为${f.expected}`;
    return verdict === 'WARN' ? `${sum}：差额可能来自未报部分。` : `${sum}：${chineseEnd(f)}`;
  },
  PUBLISHED_CHANGE: (f) =>
    `公布的${changeOf(f.check.subject)[1]}为${f.reported}，按数值计算为${f.expected}：${chineseEnd(f)}`,
  BOUNDS: (f) => `公布值为${f.reported}，该指标不应${f.check.subject === 'MINIMUM' ? '低' : '高'}于${f.expected}。`,
  JUMP: (f) =>
    `公布值为${f.reported}，是${f.check.subject}的${f.expected}的${timesOf(f)[1]}：变动异常，请与来源核对。如两者不可比，请将后者的状态标为 BREAK。`,
  DECIMALS: (f) => {
    const { subject, partsExpected, partsReported } = f.check;
    const rule =
      subject === 'WHOLE' ? '计数应为整数' : `该指标声明的小数位数为${countDecimals(f.check.expected ?? '')}`;
    const others = (partsReported ?? 1) - 1;
    return `公布值为${f.reported}，而${rule}。${others === 0 ? '' : `该序列${partsExpected}个数值中另有${others}个亦然。`}`;
  },
  DUPLICATE: (f) => {
    const { subject } = f.check;
    return subject === 'NUMERATOR' || subject === 'DENOMINATOR'
      ? `所附${subject === 'NUMERATOR' ? '分子' : '分母'}为${f.reported}，而单独公布的数值为${f.expected}。`
      : `公布值为${f.reported}，而数据集${subject}公布的是${f.expected}。`;
  },
};

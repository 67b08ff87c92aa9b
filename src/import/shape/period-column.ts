import { cellText, type SourceCell, typedPeriod } from '../reader/sheet.ts';
import { dateTextReader } from '../text/period-text.ts';
import { foldWidth } from '../text/plain-text.ts';
import { writtenFormats } from '../text/written-date.ts';
import { isDottedDay } from './period-within.ts';

/** Above days that figures are of, and of nothing else. */
const DAY_TITLE =
  /^(?:(?:observation|reference|ref|obs)?[ _]?(?:date|day|period|time)|(?:reporting|time)[ _]period|date[ _]?time|week|when|wann|quand|stichtag|datum|tag|zeit|zeitraum|jour|date d['’]observation|p[ée]riode|fecha|per[ií]odo|d[ií]a|data|giorno|(?:统计|統計|数据|數據|观测|觀測|监测|監測|所属|所屬|基准|報告対象)?(?:日期|日付|时间|時間|时期|時期|期间|期間|日|年月日))$/i;
/** Above days, months or years in which something was done with a row: what its figures are of is said elsewhere. */
const EVENT_TITLE =
  /(?<![a-z])(?:report(?:ed|s)?|reporting(?![ _](?:period|year|month|quarter))|updated?|filed|filing|published?|publication|released?|submi\w+|created?|creation|modified|entered|entry|received|approv\w+|signed|start(?:s|ed|ing)?|began|begins?|beginning|end(?:s|ed|ing)?|due|deadline|finish\w*|complet\w+|opened|opening|closed|closing|built|founded|foundation|established|born|birth|issued?|expir\w+|valid|through|as[ _]of|up[ _]?to|until|base[ _]year|gemeldet|meldedatum|meldung|beginn|ende|baujahr|inicio|fin)(?![a-z])|截至|基准年|基期|年级|立案|填报|填報|上报|上報|报送|報送|更新|发布|發布|公布|提交|录入|采集|收到|审批|批准|签订|签署|开始|开工|起始|开业|结束|截止|完成|竣工|到期|成立|出生|建成|制表|登记|登録|作成|公表|建设(?:期|年|时间|起)|实施(?:期|年|时间)|执行(?:期|年)|起止|工期|投产|合同|有效期|服务期|project period|construction|arrival|enrol|survey[ _]year|入学|毕业|参保|普查年/i;

/** Whether the cells of a column are single days. */
export function areDays(cells: readonly (SourceCell | undefined)[]): boolean {
  const read = dateTextReader(undefined);
  return cells.some((cell) => {
    const text = typedPeriod(cell) ?? foldWidth(cellText(cell));
    if (isDottedDay(text)) return true;
    const formats = writtenFormats(text);
    if (formats.length > 0) return formats.every((format) => format.includes('%d'));
    return text !== '' && /^\d{4}-\d{2}-\d{2}$/.test(read(text, null));
  });
}

/** Whether a column of periods may say something else than what the figures beside it are of. */
export const mayBeEvent = (title: string, areSingleDays: boolean): boolean =>
  EVENT_TITLE.test(title) || (areSingleDays && !DAY_TITLE.test(title));

const BOUND = /截[至止]|(?<!\p{L})(?:as of|through|up ?to|until|till)(?!\p{L})/iu;

/** Whether the label of a day says that figures are of all the time up to it. */
export const saysBound = (label: string): boolean => BOUND.test(label.slice(-MAX_LABEL));

const MAX_LABEL = 30;

/** Whether a period in a title says when the table was made or sent, as what stands before it says: 填报时间:2021年4月2日, Updated 2021-04-02. */
export function isEventIn(label: string, period: string): boolean {
  const near = label.slice(-MAX_LABEL);
  return EVENT_TITLE.test(near) && (/:\s*$/.test(near) || MADE.test(near) || areDays([period]));
}

/** Right before a month in which a table was made; figures are reported of other months. */
const MADE = /(?:updated?|released?|published?|更新|发布|發布|公布)\s*$/i;
const DAY_BEHIND = /^(?:年\d{1,2}月\d{1,2}[日号]|[-/.]\d{1,2}[-/.]\d{1,2})/;

/** The same of a year within a text, and what follows it. */
export const isYearOfEvent = (label: string, rest: string): boolean =>
  EVENT_TITLE.test(label.slice(-MAX_LABEL)) && (/:\s*$/.test(label) || DAY_BEHIND.test(rest));

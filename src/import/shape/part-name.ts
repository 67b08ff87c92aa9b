import { nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { isForeignMonth } from '../text/month-word.ts';
import { nameKey } from '../text/plain-text.ts';
import { PART_BEHIND, PART_WORD } from './period-within.ts';

/** A period that is told by another one: 本月, 上年同期, 累计, last year. */
const RELATIVE = new RegExp(
  [
    '^(?:(?:本|当|上|去|今|前)(?:[月年期旬周]|季度?)(?:同期|同月|末|底)?(?:累[计計])?[数值]?|(?:上年|去年)?(?:同期|同月)(?:累[计計])?[数值]?|(?:本年|当年|年初)?(?:累[计計]|至今)[数值]?)$',
    '^(?:this|last|previous|prior|current|same)(?: month| year| quarter| period| week){1,2}(?: (?:of )?(?:last|previous|prior) year)?$|^(?:ytd|(?:year )?to date|cumulative)$',
  ].join('|'),
  'iu',
);

/** The same as a part of a name: 上年完成, Collected last year, Einnahmen Vorjahr. */
const RELATIVE_WITHIN = new RegExp(
  [
    '(?:(?<![以线网地])(?:[上下]年|[上下]一?月(?!份)|[上下]一?(?:季度?|期))|[去次明]年|次月|(?<![以当目之])前一?年|往年|年初(?:以来|至今))',
    '(?<!\\p{L})(?:(?:last|previous|prior|preceding|next) (?:month|year|quarter|period|week)|(?:year|month) (?:before|earlier|ago)|vor(?:jahr|monat|quartal)\\p{L}{0,3}|(?:année|mois|période) (?:précédente?|dernière?)|(?:año|mes|período) anterior|(?:anno|mese) precedente)(?!\\p{L})',
  ].join('|'),
  'iu',
);
/** What is said of another period so, and is of that of the table: changes since it, and what is carried over from it. */
const SINCE =
  /[比较較至]|环增|增[减長长幅速]|变化|結転|结转|结余|(?<!\p{L})(?:chang\p{L}*|growth|increase|decrease|difference|yoy|vs\.?|versus|against|over|on|from|to|than|since|carried|compared|veränderung\p{L}*|zum|gegenüber|seit|variation|évolution|depuis|sur|rapport|respecto|desde|sobre|variación)(?!\p{L})|%/iu;

/** Whether a header says which period is meant beside that of the table. */
export const isRelativePeriod = (text: string): boolean =>
  RELATIVE.test(text) || (text.length <= MAX_NAME && RELATIVE_WITHIN.test(text) && !SINCE.test(text));

/** What a part of a year, or another year, has in it. */
const HINT =
  /\d|[一二三四五六七八九十][月年周季]|十[一二三四五]五|[年月季周旬期][初末底]?|累[计計]|(?<![a-z])(?:[QHSW]\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|month|quarter|year|ytd|to date)/iu;
const OTHER_TIME =
  /(?<!\d)(?:0?[1-9]|1[0-2])[./-](?:19|20)?\d{2}(?!\d)|(?<!\d)\d{2}年|[近前]\d?[一二三四五]?年|十[一二三四五]五|^[.年月]|年[初底末中]|月[初底末]|[-–](?:1[0-9]|2\d)$/;

/** Whether a name is that of a known metric and a part of a year, or a year, that is not read: Births Jan, 排查1月, 20年排查, 上年排查. */
export function saysPartOfKnown(name: string, { metrics }: Pick<KnownCodes, 'metrics'>): boolean {
  if (name.length > MAX_NAME || !HINT.test(name)) return false;
  const key = nameKey(name);
  return [...nameKeys(metrics)].some((own) => {
    if (own.length < MIN_NAME || own === key || !key.includes(own)) return false;
    const rest = key
      .replace(own, ' ')
      .replaceAll(/[()（）[\]]/g, ' ')
      .replaceAll(/\b(?:in|of|for|the)\b/g, ' ')
      .trim();
    return isPart(rest);
  });
}

const MIN_NAME = 2;
const MAX_NAME = 100;

const isPart = (text: string): boolean =>
  RELATIVE.test(text) ||
  OTHER_TIME.test(text) ||
  PART_BEHIND.test(text) ||
  isForeignMonth(text) ||
  PART_WORD.test(text);

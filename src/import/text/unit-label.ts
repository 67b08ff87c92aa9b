/** What calls a unit in Chinese and Japanese, where no other character stands before it: 填报单位 is who reports. */
const CHARACTERS = '(?:计量|計量|数量|金额)?(?:单位|單位|単位|단위)';
/** The same in other languages. */
const WORDS = 'units?|einheit(?:en)?|unités?|unidad(?:es)?|unità';

const WHOLE_LABEL = new RegExp(`^(?:${CHARACTERS}|(?:${WORDS})(?: of measure)?)\\s*:?$`, 'iu');
const BEFORE = new RegExp(
  `^(.*?)((?<![\\p{Script=Han}])${CHARACTERS}(?:\\s*[:;为是]\\s*|\\s(?=[十百千万萬亿億]{0,2}(?:美?元|[人件户吨亩%‰]|公顷)))|(?<!\\p{L})(?:${WORDS})\\s*:\\s*)(.+)$`,
  'iu',
);

/** A text that says a unit behind a label, and what stands around both. */
interface LabelledUnit {
  readonly before: string;
  readonly label: string;
  readonly unit: string;
}

/** Whether a text is nothing but what calls a unit, which stands in another cell. */
export const isUnitLabel = (text: string): boolean => WHOLE_LABEL.test(text);

/** Finds the label of a unit and the unit behind it; null where there is none. */
export function findLabelledUnit(text: string): LabelledUnit | null {
  const [, before = '', label, unit] = BEFORE.exec(text) ?? [];
  return label === undefined || unit === undefined ? null : { before, label, unit };
}

/** Behind a metre, these are a unit. */
const RAISED = '(?<![mM米])[¹²³⁰⁴-⁹]{1,2}';
const MARK = new RegExp(
  String.raw`(?<=\S) ?(?:[\u2460-\u2473\u2776-\u277f]|${RAISED}|\[\d{1,2}\]|(?<=\p{Script=Han})\d{1,2}\)|[*†‡#]{1,3}|(?<= )\d{1,2}/)$`,
  'u',
);

/** A title without the mark of a note at its end: 排查①, Population¹, Cases*. */
export const withoutNoteMark = (title: string): string => title.replace(MARK, '');

/** Months in other languages than English, as alternatives of a pattern: they are no periods here, and make the year beside them no whole one. */
export const FOREIGN_MONTHS = [
  'j[aä]nner|januari?|februari?|märz|maerz|mai|juni|juli|okt(?:ober)?|dez(?:ember)?',
  'janvier|f[ée]vrier|mars|avril|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre',
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre',
  'gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre',
  'janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|maart|mei|augustus',
].join('|');

/** The same cut short, which are words of their own anywhere but in a header. */
const SHORT_MONTHS = 'jän|mär|mrz|janv|févr|fév|avr|juil|déc|ene|abr|ago|dic|gen|mag|giu|lug|ott|fev|mai|set|out|mrt';

/** A month of another language as a whole text, or with its year. */
const FOREIGN_MONTH = new RegExp(
  String.raw`^(?:${FOREIGN_MONTHS}|${SHORT_MONTHS})\.?(?:[ -/’']?(?:19|20)?\d{2})?$`,
  'iu',
);

/** Whether a header says a month in another language than English, alone or with its year: März, Okt 2021, déc. 21. */
export const isForeignMonth = (text: string): boolean => FOREIGN_MONTH.test(text);

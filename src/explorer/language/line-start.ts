/** A first word of small letters alone: none that has a capital, a digit or a sign in it, such as pH, kWh, e₂ or m². */
const PLAIN_WORD = /^(?:(?=\p{Script=Latin})\p{Ll})+(?=$|[\s,;:.()'’–—-])/u;
const HAN = /\p{Script=Han}/u;

/**
 * A name where it begins a line of its own: a heading, an entry of a list, a cell of a table. Names are written as they stand within a sentence, and the
 * first word gets a capital here. Within Chinese it gets none.
 */
export const beginLine = (text: string): string =>
  PLAIN_WORD.test(text) && !HAN.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;

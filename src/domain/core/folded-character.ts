import hongKong from 'opencc-js/dict/HKVariantsRev';
import traditional from 'opencc-js/dict/TSCharacters';

const pairsIn = (table: string): [string, string][] =>
  table.split('|').flatMap((entry) => {
    const [from = '', to = ''] = entry.split(' ');
    return from === to ? [] : [[from, to] as [string, string]];
  });

/** Letters with a stroke, which Unicode takes for letters of their own. A database may know no small letters but those of ASCII. */
const STROKES = pairsIn('đ d|ð d|ħ h|ı i|ł l|ø o|ŧ t|Đ d|Ð d|Ħ h|Ł l|Ø o|Ŧ t');

/**
 * Characters → the ones that are searched in their place: simplified for traditional ones, by OpenCC, and plain letters. Chinese ones are taken
 * one by one, without their words: 乾 is 干 also where simplified Chinese writes 乾, which finds more than it should, and leaves nothing out.
 */
export const FOLDED_CHARACTERS: ReadonlyMap<string, string> = buildTable();

function buildTable(): Map<string, string> {
  const table = new Map(pairsIn(traditional));
  for (const [variant, standard] of pairsIn(hongKong)) {
    const simplified = table.get(standard) ?? standard;
    if (simplified !== variant && !table.has(variant)) table.set(variant, simplified);
  }
  for (const [from, to] of table) table.set(from, table.get(to) ?? to);
  for (const [from, to] of STROKES) table.set(from, to);
  return table;
}

const LISTED = /[\p{Script=Han}đðħıłøŧĐÐĦŁØŦ]/gu;

export const foldCharacters = (text: string): string =>
  text.replace(LISTED, (character) => FOLDED_CHARACTERS.get(character) ?? character);

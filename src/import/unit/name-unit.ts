import { message } from '../../domain/message/message.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { Mapping } from '../mapping/schema.ts';
import { changeGroup, type Inference, placeChoice } from '../question/inference.ts';
import { isUnitText } from '../shape/header-form.ts';
import { findMoneyMultiple, hasMultipleWord } from '../text/multiple.ts';
import { readUnitMultiple } from '../text/multiplier-text.ts';

/** Words of a unit at the end of a name, such as `US$ bn`, and of what multiplies, such as `hundreds of millions`. */
const MAX_WORDS = 4;
/** A comma between digits parts no words. */
const BETWEEN_WORDS = /(?:[\s()[\]【】/:;]|,(?!\d))+/;
/** Before what the values are counted by, and are not multiplied by. */
const PER = /^(?:per|pro|je|par|pour|por|cada|every|each)$/i;

/** What a letter in brackets multiplies by, unless it is a unit: Population (m). */
const LETTERS: Readonly<Record<string, string>> = { k: 'thousands', m: 'millions' };

/** A unit is shorter, in characters; a name may be as long as a cell. */
const MAX_UNIT = 100;
const MULTIPLIED = /^[十百千万亿萬億]/;
/** Units of their own. */
const PLAIN_UNIT = /^千(?:克|瓦时)$/;

/**
 * What may say in a name that nobody has defined by what its values are multiplied: of `GDP, US$ bn` it is `US$ bn`, where that is a unit, or `bn`;
 * of 经费万元 it is 万元. Empty where nothing does.
 */
export function findNameUnits(name: string, known: KnownCodes): readonly string[] {
  const words = name.split(BETWEEN_WORDS).filter((word) => word !== '');
  const isCounted = (from: number) => PER.test(words[from - 1] ?? '');
  const found: string[] = [];
  for (let from = Math.max(1, words.length - MAX_WORDS); from < words.length; from++) {
    const text = words.slice(from).join(' ');
    const isUnit = readUnitMultiple(text) === null && hasMultipleWord(text) && isUnitText(text, known);
    if (isUnit && !isCounted(from)) found.push(text);
  }
  for (let from = 0; from < words.length; from++) {
    for (let size = MAX_WORDS; size > 0; size--) {
      const text = words.slice(from, from + size).join(' ');
      if (from + size > words.length || !hasMultipleWord(text) || readUnitMultiple(text) === null) continue;
      if (!isCounted(from) && !/^\d+(?:,\d+)*$/.test(text)) found.push(text);
      from += size - 1;
      break;
    }
  }
  const money = name.length <= MAX_UNIT ? findMoneyMultiple(name) : null;
  if (money !== null && isUnitText(money, known)) found.push(money);
  const letter = LETTERS[/\(([kKmM])\)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
  return [...new Set([...found, ...findUnitBehind(name, known), ...(letter === undefined ? [] : [letter])])];
}

/** A unit in Chinese characters that stands behind a name without a blank. */
function findUnitBehind(name: string, known: KnownCodes): string[] {
  const letters = [...name];
  for (let from = Math.max(1, letters.length - MAX_UNIT); from < letters.length; from++) {
    if (!MULTIPLIED.test(letters[from] ?? '') || letters[from - 1] === '每') continue;
    const text = letters.slice(from).join('');
    if (!PLAIN_UNIT.test(text) && isUnitText(text, known)) return [text];
  }
  return [];
}

/** Asks in which unit the values of a metric are whose name may say it. `group` is that of its columns; null for the whole mapping. */
export function askNameUnit(name: string, units: readonly string[], group: number | null, inference: Inference): void {
  const choices = units.map((unit) => placeChoice('constant', unit));
  const question = message('inference.which-name-unit', { name: JSON.stringify(name) });
  inference.ask(group === null ? 'unit' : `values.${group}.unit`, question, choices, {
    options: units,
    apply: (mapping, answer): Mapping => {
      const unit = { constant: answer };
      return group === null ? { ...mapping, unit } : changeGroup(mapping, group, { unit });
    },
  });
}

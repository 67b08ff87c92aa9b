import type { Header } from '../convert/column-title.ts';
import { buildCodeList } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { Wrong } from '../package/cell.ts';
import type { SourceRow } from '../reader/sheet.ts';
import { columnTexts } from './table-shape.ts';

/** What a column of codes is called. */
export const CODE_TITLE = /code|编码|代码|コード|schl(?:ü|ue)ssel|c[oó]di[cg]o|codice|kode?$|iso|nuts|id$/i;

/** Above what says where a region lies, or of which kind it is. */
const WHERE_TITLE =
  /地区|地區|地域|区域|県|[省市县区州洲]|国家|乡镇|街道|region|area|country|territory|province|county|district|city|state|continent|capital|income group|kreis|bundesland|gebiet|简称|拼音/i;

/** How many regions stand with one text each, and in how many rows on average, before that is taken for no accident. */
const MIN_PAIRS = 3;
const MIN_ROWS = 2;

/** What a column is of: that of `Indicator Name` and of `Indicator Code` is `indicator`. Of a title that says nothing but that, it is blank. */
export const plainTitle = (header: Header, column: number): string =>
  header
    .title(column)
    .toLowerCase()
    .replace(/\b(?:name|code|id|iso ?\d?|nuts ?\d?)\b|名称|代码|编码|コード/g, '')
    .replace(/[\s_]+/g, ' ')
    .trim();

/** Whether each text of one column stands with one of the other, and the other way round. */
export function isSameAs(one: readonly string[], other: readonly string[]): boolean {
  const forth = new Map<string, string>();
  const back = new Map<string, string>();
  return one.every((text, index) => {
    const pair = other[index] ?? '';
    const same = (forth.get(text) ?? pair) === pair && (back.get(pair) ?? text) === text;
    forth.set(text, pair);
    back.set(pair, text);
    return same;
  });
}

/**
 * Whether a column only says again which region a row is of. Where each region has one row, the categories of a breakdown stand one beside each
 * as well, and a city beside its province: then the names that are known, or the titles, have to say it.
 */
export function saysSameRegion(
  column: number,
  region: number,
  { rows, header, known }: { readonly rows: readonly SourceRow[]; readonly header: Header; readonly known: KnownCodes },
): boolean {
  const [texts, others] = [columnTexts(rows, column), columnTexts(rows, region)];
  if (!isSameAs(texts, others)) return false;
  const pairs = new Map(texts.map((text, index) => [text, others[index] ?? '']));
  const list = buildCodeList({ entries: known.regions, kind: 'region', at: 'region.codes' });
  const find = (text: string): string | null => {
    try {
      return list.find(text);
    } catch (error) {
      if (error instanceof Wrong) return null;
      throw error;
    }
  };
  const found = [...pairs].map(([text, other]) => ({ own: find(text), other: find(other) }));
  if (found.some(({ own, other }) => own !== null && other !== null && own !== other)) return false;
  if (found.every(({ own }) => own !== null)) return true;
  const title = plainTitle(header, column);
  if (title === '' || title === plainTitle(header, region)) return true;
  // What else stands with each region may be a part of what is counted, such as an age.
  return WHERE_TITLE.test(header.title(column)) && pairs.size >= MIN_PAIRS && rows.length >= pairs.size * MIN_ROWS;
}

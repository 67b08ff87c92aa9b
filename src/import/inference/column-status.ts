import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import type { ValueColumns } from '../mapping/schema.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { cellText } from '../reader/sheet.ts';
import { cellTexts, type TableShape } from '../shape/table-shape.ts';
import { foldWidth } from '../text/plain-text.ts';
import { findStatusWord, type SaidStatus } from '../text/status-word.ts';
import { yearDigits } from '../text/year-part.ts';
import { askStatus } from './infer-status.ts';

type Status = NonNullable<ValueColumns['statusOfAll']>;

/** A note that says in what state values are: of the columns whose headers have its mark, or whose year it names. */
interface StatusNote {
  readonly text: string;
  readonly status: SaidStatus['status'];
  /** Null where it explains no mark. */
  readonly mark: string | null;
  readonly years: readonly string[];
  /** Whether it says nothing else. */
  readonly isPlain: boolean;
}

/** The last is that of the IMF: 2022 1/. */
const MARK = '[*†‡#]{1,3}|[\\u2460-\\u2473]|\\d{1,2}/';
const MARKED_NOTE = new RegExp(`^(${MARK})\\s*[:.、=–-]?\\s*(.+)$`, 'u');
const MARKED_HEADER = new RegExp(`\\S\\s?(${MARK})$`, 'u');
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/g;
const RANGE = /(?<!\d)((?:19|20)\d{2})年?\s?[-–—~至]\s?((?:19|20)\d{2})(?!\d)/;
/** What stands in such a note besides its years and the status. */
const FILLER =
  /(?<!\p{L})(?:and|for|of|the|are|is|in|to|all|data|figures?|values?|numbers?|from|onwards?|und|sind|et|y|les|los|las|para|pour|daten|werte?|zahlen|angaben|données|valeurs?|chiffres|datos|valores|cifras)(?!\p{L})|[年度数据字值为均系是及和与,:=&()[\]、.\s–—~至-]|\d/giu;
const LABEL = /^(?:(?:foot)?notes?|anmerkung(?:en)?|hinweis|remarque|nota|注释?|说明|备注)\s?:\s?/iu;
const MAX_NOTE = 120;
const MAX_RANGE = 100;

/** Finds what notes below a table say of the state of single columns. */
export function columnStatusFinder(footer: TableShape['footer'], header: Header, rows: number) {
  const notes = cellTexts(footer).flatMap(statusNotes);
  const marked = new Map(notes.flatMap((note) => (note.mark === null ? [] : [[note.mark, note] as const])));
  const dated = new Map(notes.flatMap((note) => note.years.map((year) => [year, note] as const)));
  const titlesOf = new Map<StatusNote, string[]>();
  const doubts = new Set<StatusNote>();
  return {
    find: (column: number, periods: readonly string[]): Status | null => {
      if (notes.length === 0) return null;
      const marks = Array.from({ length: rows }, (_, row) => markOf(header, row + 1, column));
      const note =
        marks.map((mark) => marked.get(mark)).find((one) => one !== undefined) ??
        periods.map((period) => dated.get(yearDigits(period) ?? '')).find((one) => one !== undefined);
      if (note === undefined) return null;
      if (!note.isPlain) {
        doubts.add(note);
        return null;
      }
      const titles = titlesOf.get(note) ?? [];
      titles.push(header.title(column));
      titlesOf.set(note, titles);
      return note.status;
    },
    tell: (inference: Inference): void => {
      for (const [{ text, status }, titles] of titlesOf) {
        const shown = { text: JSON.stringify(text.slice(0, 80)), titles: shownTexts(titles), status };
        inference.decide('values', message('inference.note-says-status', shown), 'LIKELY');
      }
      for (const { text, status } of doubts) askStatus(text, status, inference);
    },
  };
}

const markOf = (header: Header, row: number, column: number): string =>
  MARKED_HEADER.exec(foldWidth(cellText(header.cell(row, column) ?? undefined)))?.[1] ?? '';

/** Each sentence of a note that says nothing but a status of a mark, or of years. */
function statusNotes(text: string): readonly StatusNote[] {
  if (text.length > MAX_NOTE) return [];
  return text.split(/[;。；]|\.(?=\s|$)/).flatMap((sentence) => {
    const plain = sentence.trim().replace(LABEL, '');
    const [, mark = null, rest = plain] = MARKED_NOTE.exec(plain) ?? [];
    const found = findStatusWord(rest);
    const years = mark === null ? yearsIn(rest) : [];
    if (found === null) return [];
    const isPlain = saysNoMore(rest, found);
    return mark !== null || (years.length > 0 && isPlain)
      ? [{ text: plain, status: found.status, mark, years, isPlain }]
      : [];
  });
}

/** Whether a note says nothing but in what state the values of a mark, or of years, are. */
export const isStatusNote = (text: string): boolean => statusNotes(text).some(({ isPlain }) => isPlain);

const saysNoMore = (text: string, { word }: SaidStatus): boolean => text.replace(word, '').replace(FILLER, '') === '';

function yearsIn(text: string): readonly string[] {
  const [, from = '', to = ''] = RANGE.exec(text) ?? [];
  const size = from === '' ? 0 : Math.min(MAX_RANGE, Number(to) - Number(from) + 1);
  const between = Array.from({ length: Math.max(0, size) }, (_, index) => String(Number(from) + index));
  return [...new Set([...(text.match(YEAR) ?? []), ...between])];
}

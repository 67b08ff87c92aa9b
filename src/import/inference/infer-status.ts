import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import type { Mapping } from '../mapping/schema.ts';
import { columnText, type Inference } from '../question/inference.ts';
import { BETWEEN_VALUES, cellText, type SourceRow } from '../reader/sheet.ts';
import { cellTexts, type TableShape } from '../shape/table-shape.ts';
import { isSourceNote } from '../text/filter-line.ts';
import { foldWidth } from '../text/plain-text.ts';
import { findStatusWord, type SaidStatus } from '../text/status-word.ts';

type Status = NonNullable<Mapping['status']>;
type StatusCode = Status['codes'][string];

/** A note that explains a mark says it of those figures that have the mark. */
const OF_MARK = /[*＊※†#]|带|标|有.{0,4}的|italic|marked|flag|^\(?[a-z]{1,2}\)?\s?[:=–-]|\([a-z]\)/iu;
const MAX_SAYING = 200;
/** What a note says of figures, and not of where they are from or how they were made. */
const OF_FIGURES =
  /^.{1,40}$|(?<!\p{L})(?:figures|values|data|numbers)(?!\p{L}).*(?<!\p{L})(?:are|is)(?!\p{L})|(?:数据|数字|数值|本表|以上|均)[^,。;]{0,8}[为是系]/iu;

/** Asks whether all figures are provisional, where a title or a note says that they are; or estimated or forecast, where a note does. */
export function askStatusOfAll({ titles, footer }: Pick<TableShape, 'titles' | 'footer'>, inference: Inference): void {
  const said = (rows: TableShape['titles'], isTitle: boolean) =>
    cellTexts(rows).flatMap((text) => {
      const found = text.length > MAX_SAYING || OF_MARK.test(text) ? null : findStatusWord(text);
      const isNote = !isTitle && OF_FIGURES.test(text) && !isSourceNote(text);
      return found !== null && (found.status === 'PROVISIONAL' || isNote) ? [{ text, status: found.status }] : [];
    });
  const [first] = [...said(titles, true), ...said(footer, false)];
  if (first === undefined) return;
  askStatus(first.text, first.status, inference);
}

/** Asks whether all figures are in the state of which a text says that figures are. */
export function askStatus(text: string, status: SaidStatus['status'], inference: Inference): void {
  if (inference.isAsked('statusOfAll')) return;
  const question = message('inference.all-of-status', { text: JSON.stringify(text.slice(0, 80)), status });
  inference.ask('statusOfAll', question, [status], {
    options: [status],
    apply: (mapping) => ({ ...mapping, statusOfAll: status }),
  });
}

/** Codes of SDMX for the status of an observation. */
export const SDMX_STATUSES: Readonly<Record<string, StatusCode>> = {
  A: 'NORMAL', B: 'BREAK', D: 'DEFINITION_DIFFERS', E: 'ESTIMATED', F: 'FORECAST', H: 'MISSING', I: 'IMPUTED', L: 'MISSING', M: 'MISSING',
  N: 'NOT_SIGNIFICANT', O: 'MISSING', P: 'PROVISIONAL', Q: 'SUPPRESSED', U: 'LOW_RELIABILITY', V: 'UNVALIDATED',
}; // biome-ignore format: a table
const CHOICES: readonly StatusCode[] = [...new Set(Object.values(SDMX_STATUSES))];
const MAX_TEXTS = 20;

/** What the statuses of a format that has them mean. Those of SDMX are known; what others mean only their publisher knows. */
export function inferStatus(
  column: number,
  rows: readonly SourceRow[],
  header: Header,
  isSdmx: boolean,
  inference: Inference,
): Status {
  const cells = new Set(rows.map((row) => foldWidth(cellText(row.cells[column]))));
  const texts = new Set(isSdmx ? [...cells].flatMap((cell) => cell.split(BETWEEN_VALUES)) : cells);
  texts.delete('');
  const isKnown = (text: string) => isSdmx && Object.hasOwn(SDMX_STATUSES, text);
  const unknown = [...texts].filter((text) => !isKnown(text)).slice(0, MAX_TEXTS);
  inference.decide('status', columnText(header.name(column)));
  for (const text of unknown) {
    inference.ask(`status.codes.${text}`, message('inference.what-status', { text: JSON.stringify(text) }), CHOICES, {
      options: CHOICES,
      apply: ({ status, ...mapping }, answer) =>
        status === undefined
          ? mapping
          : { ...mapping, status: { ...status, codes: { ...status.codes, [text]: answer as StatusCode } } },
    });
  }
  return {
    column: columnReference(header, column),
    codes: {
      ...(isSdmx ? SDMX_STATUSES : {}),
      ...Object.fromEntries(unknown.map((text) => [text, 'NORMAL' as const])),
    },
    ...(isSdmx ? { separator: BETWEEN_VALUES } : {}),
  };
}

import { message } from '../../domain/message/message.ts';
import { convertSheet } from '../convert/convert-sheet.ts';
import type { MappedRow } from '../convert/figure.ts';
import { SheetConverter } from '../convert/sheet-converter.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { Mapping } from '../mapping/schema.ts';
import { isFactFile, sectionsOf } from '../mapping/section.ts';
import type { FileName } from '../package/fact-format.ts';
import { type CatalogueFile, KEYS } from '../package/format.ts';
import { Problems } from '../package/problem.ts';
import type { Inference } from '../question/inference.ts';
import { cellLocator, cellText, type SourceRow } from '../reader/sheet.ts';
import type { ChosenFile } from './choose-file.ts';

/** A figure as the import would store it, and the cell that it comes from. */
export interface PreviewFigure {
  readonly cell: string;
  readonly text: string;
  readonly figure: MappedRow;
}

const MAX_FIGURES = 20;
const MAX_ROWS = 2_000;

const WHOLE: ReadonlySet<string> = new Set([
  'breakdown',
  'file.sheets',
  'header',
  'ignore',
  'language',
  'metric',
  'number',
  'period',
  'period.format',
  'region',
  'rows.until',
  'tables',
  'unit',
]);

/** Whether something is asked that every figure hangs on. */
export const isAskedWhole = ({ questions }: Inference): boolean =>
  questions.some(
    ({ at }) => WHOLE.has(at) || /^(?:values\.(?:metric|\d+\.(?:metric|unit)$)|multiplier\.|unit\.)/.test(at),
  );

/** A figure that hangs on an open question is not shown: what the mapping says there is one of the answers. */
export function withoutAnswers(
  { marks, flags, number, status, ...mapping }: Mapping,
  { questions }: Inference,
): Mapping {
  const isAsked = (part: string) => questions.some(({ at }) => at === part || at.startsWith(`${part}.`));
  const { parentheses, minus, minusBehind, ...plain } = number ?? {};
  const signs = Object.entries({ parentheses, minus, minusBehind }).filter(([, sign]) => sign !== undefined);
  const said = Object.fromEntries(signs.filter(([name]) => !isAsked(`number.${name}`)));
  const answeredCodes = <Code>(codes: Readonly<Record<string, Code>>) =>
    Object.fromEntries(Object.entries(codes).filter(([text]) => !isAsked(`status.codes.${text}`)));
  return {
    ...mapping,
    ...(marks === undefined || isAsked('marks') ? {} : { marks }),
    ...(flags === undefined || isAsked('flags') ? {} : { flags }),
    ...(status === undefined ? {} : { status: { ...status, codes: answeredCodes(status.codes) } }),
    number: { ...plain, ...said },
  };
}

/** Reads the first figures by the mapping as the import will. What is proposed to be defined goes by its name. */
export async function previewFigures(
  { opened, sheet, file }: ChosenFile,
  mapping: Mapping,
  known: KnownCodes,
  inference: Inference,
): Promise<readonly PreviewFigure[]> {
  if (isAskedWhole(inference)) return [];
  const problems = new Problems(0);
  const rows = new Map<number, SourceRow>();
  async function* firstRows(): AsyncGenerator<SourceRow> {
    for await (const row of sheet.rows()) {
      if (rows.size === MAX_ROWS) return;
      rows.set(row.row, row);
      yield row;
    }
  }
  const [section] = sectionsOf({ ...withoutAnswers(mapping, inference), file }, mapping.language ?? 'en');
  if (section === undefined) return [];
  const conversion = {
    file: opened.name,
    section,
    mappingFile: '',
    known: withProposals(known, inference),
    problems,
  };
  const figures: PreviewFigure[] = [];
  const cells = new Map<string, { readonly cell: string; readonly says: string }>();
  const repeated: string[] = [];
  const first = { ...sheet, rows: firstRows };
  const converter = new SheetConverter(conversion, first, (figure) => {
    if (figure.unread.length > 0) return;
    const cell = cellLocator(sheet, figure.row, figure.column);
    const key = JSON.stringify(keyColumns(section.makes).map((column) => figure.cells[column]));
    const says = JSON.stringify(figure.cells);
    const earlier = cells.get(key);
    if (earlier === undefined) cells.set(key, { cell, says });
    // What says the same twice is stored once.
    else if (earlier.says === says) return;
    else repeated.push(earlier.cell, cell);
    if (figures.length === MAX_FIGURES) return;
    figures.push({ cell, text: cellText(rows.get(figure.row)?.cells[figure.column]), figure });
  });
  await convertSheet(first, [converter]);
  const [one, other] = repeated;
  if (one !== undefined && other !== undefined) {
    inference.ask('values', message('inference.repeated', { one, other }), ['breakdown', 'metric', 'region', 'period']);
    return [];
  }
  if (figures.length === 0 && inference.questions.length === 0)
    inference.ask('values', message('inference.no-figures'));
  return figures;
}

/** What no two rows of a table have in common. */
const keyColumns = (makes: FileName): readonly string[] =>
  isFactFile(makes) ? ['metric', 'region', 'period', 'breakdown'] : KEYS[makes as CatalogueFile];

/** The lists with what is proposed to be defined, which goes by its name. */
export function withProposals(known: KnownCodes, { proposals, unitNames }: Inference): KnownCodes {
  const names = (row: Readonly<Record<string, unknown>>) =>
    Object.entries(row).flatMap(([column, text]) => (column.startsWith('name:') ? [String(text)] : []));
  const metrics = (proposals.get('metrics') ?? []).map((row) => {
    const unit = String(row.unit ?? unitNames.get(names(row)[0] ?? '') ?? '');
    return {
      code: names(row)[0] ?? '',
      names: names(row),
      unit,
      multiplier: Number(row.unit_multiplier ?? 0),
      addsUp: false,
    };
  });
  const regions = (proposals.get('regions') ?? []).map((row) => ({
    code: names(row)[0] ?? '',
    names: names(row),
    scheme: '',
    level: '',
    within: [],
  }));
  const units = (proposals.get('units') ?? []).map((row) => ({ code: names(row)[0] ?? '', names: names(row) }));
  return {
    ...known,
    units: [...known.units, ...units],
    metrics: [...known.metrics, ...metrics],
    regions: [...known.regions, ...regions],
  };
}

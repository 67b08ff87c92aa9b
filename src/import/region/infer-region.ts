import { message } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import { buildCodeList, nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes, KnownRegion } from '../mapping/known-code.ts';
import type { RegionReading } from '../mapping/reading-schema.ts';
import { Wrong } from '../package/cell.ts';
import { expectedText } from '../package/problem.ts';
import { askBlankLabels, SKIP_ROWS, skipRows } from '../question/blank-label.ts';
import { type Inference, placeChoice, type Question, readAgain, shownTexts } from '../question/inference.ts';
import { labelTitle } from '../reader/cube-sheet.ts';
import type { SourceRow } from '../reader/sheet.ts';
import { REGION_TITLE } from '../shape/column-role.ts';
import { isSameAs, saysSameRegion } from '../shape/same-column.ts';
import { columnTexts, type TableContext } from '../shape/table-shape.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import { isTotalWord } from '../text/total-word.ts';

const MAX_ASKED = 50;
/** A title that is a region by chance stands alone. */
const MIN_ACROSS = 2;
const MAX_PROPOSED = 1_000;

export interface InferredRegion {
  readonly column: number;
  readonly reading: RegionReading;
  /** Texts of rows that hold a total. */
  readonly totals: readonly string[];
}

/** Above regions that people, goods or money come from or go to, while the figures are of another one. */
const ORIGIN_TITLE =
  /birth|citizen|nationalit|partner|counterpart|origin|destination|herkunft|staatsangeh|naissance|provenance|户籍|原籍|籍贯|迁[出入]|来源|流[出入]|出发|到达|目的地|客源|进口|出口|对方|生源|帮扶|被投诉|exporter|importer|donor|recipient|market/i;

/** Finds the column whose texts are regions; null where none is. */
export function inferRegion(
  columns: readonly number[],
  rows: readonly SourceRow[],
  header: Header,
  { known, language, labels }: Pick<TableContext, 'known' | 'language' | 'labels'>,
  inference: Inference,
): InferredRegion | null {
  const regions = buildCodeList({ entries: known.regions, kind: 'region', at: 'region.codes' });
  const candidates = columns.map((column) => {
    const texts = [...new Set(columnTexts(rows, column))].filter((text) => text !== '');
    const totals = texts.filter((text) => isTotalWord(text));
    const named = texts.filter((text) => !totals.includes(text));
    const wrong = new Map<string, Wrong>();
    for (const text of named) {
      try {
        regions.find(text);
      } catch (error) {
        if (!(error instanceof Wrong)) throw error;
        wrong.set(text, error);
      }
    }
    const share = named.length === 0 ? 0 : 1 - wrong.size / named.length;
    return { column, named, totals, wrong, share, isTitled: REGION_TITLE.test(header.title(column)) };
  });
  const chosen = inference.answers.get('region');
  if (chosen !== undefined && !chosen.startsWith('{')) return null;
  const isChosen = (column: number) => placeChoice('column', columnReference(header, column)) === chosen;
  const [best, ...rivals] = candidates
    .filter(({ column }) => chosen === undefined || isChosen(column))
    .filter(({ share, isTitled, named }) => named.length > 0 && (share > 0.5 || isTitled || chosen !== undefined))
    .sort((a, b) => b.share - a.share || Number(b.isTitled) - Number(a.isTitled));
  if (best === undefined) return null;
  const { column, named, totals, wrong, share } = best;
  const isLabel = (one: number) => labels?.has(header.title(one)) === true;
  const isNamePair = (one: number) =>
    (isLabel(one) || isLabel(column)) && isSameAs(columnTexts(rows, one), columnTexts(rows, column));
  const others = rivals.filter(
    (rival) => !isNamePair(rival.column) && !saysSameRegion(rival.column, column, { rows, header, known }),
  );
  if (others.length > 0) {
    const choices = [best, ...others].map((one) => placeChoice('column', columnReference(header, one.column)));
    inference.ask('region', message('inference.several-regions'), choices, { options: choices, apply: readAgain });
    return { column, reading: { constant: '?' }, totals: [] };
  }
  const name = header.name(column);
  if (chosen === undefined && ORIGIN_TITLE.test(header.title(column).split(' / ').at(-1) ?? '')) {
    const choices = [placeChoice('column', columnReference(header, column))];
    inference.ask('region', message('inference.region-of-origin', { name }), choices, {
      options: choices,
      accepts: (text) => findNamedRegions(text, known.regions).length === 1,
      apply: readAgain,
    });
    return { column, reading: { constant: '?' }, totals: [] };
  }
  inference.decide(
    'region',
    message('inference.region-column', { name, known: named.length - wrong.size, count: named.length }),
    share === 1 ? 'CERTAIN' : 'LIKELY',
  );
  const keys = nameKeys(known.regions);
  const isAmbiguous = [...wrong.keys()].some((text) => keys.has(nameKey(text)));
  // A few names are asked about one by one.
  const schemes = isAmbiguous && share < 0.5 ? schemesOf(named, known.regions) : [];
  if (schemes.length > 0)
    inference.ask(
      'region.scheme',
      message('inference.which-scheme', { texts: shownTexts([...wrong.keys()]) }),
      schemes,
      {
        options: schemes,
        apply: (mapping, answer) => ({ ...mapping, region: { ...mapping.region, scheme: answer } }),
      },
    );
  const isNew = share === 0 && !isAmbiguous;
  const nameOf = isNew ? namesBeside(column, columns, { rows, header, labels }) : new Map<string, string>();
  for (const text of (schemes.length > 0 ? [] : [...wrong.keys()]).slice(0, isNew ? MAX_PROPOSED : MAX_ASKED)) {
    if (isNew) {
      const name = nameOf.get(text);
      const named = { code: name === undefined ? null : text, [`name:${language}`]: name ?? text };
      inference.propose('regions', { scheme: null, ...named, level: null, parent: null });
    } else {
      const { at, question, choices, form } = askRegionOfRows(text, columnReference(header, column), known.regions);
      const expected = translate(expectedText(wrong.get(text)?.expected ?? ''), 'en');
      inference.ask(at, question, choices.length > 1 ? choices : [expected, ...choices], form);
    }
  }
  askBlankLabels('region', column, rows, header, inference);
  if (totals.length > 0)
    inference.decide('totals', message('inference.total-rows', { texts: shownTexts(totals) }), 'LIKELY');
  return { column, reading: { column: columnReference(header, column) }, totals };
}

/** Asks which region the text of a column is. Rows of an average, or of what is left, are of none, and may be left out. */
function askRegionOfRows(text: string, column: string, regions: KnownCodes['regions']): Question {
  const { form, choices, ...question } = askRegion(text, regions);
  if (form === null) return { ...question, choices, form };
  const options = [...form.options, SKIP_ROWS];
  return {
    ...question,
    choices: [...choices, SKIP_ROWS],
    form: {
      ...form,
      options,
      labels: [...(form.labels ?? form.options), SKIP_ROWS],
      apply: (mapping, answer) =>
        answer === SKIP_ROWS ? skipRows(mapping, { column, in: [text] }) : form.apply(mapping, answer),
    },
  };
}

/** The row of the header, counted from 1, whose texts are regions; null where none is. */
export function findRegionRow(
  values: readonly number[],
  header: Header,
  rows: number,
  { known }: Pick<TableContext, 'known'>,
  inference: Inference,
): number | null {
  const metrics = nameKeys(known.metrics);
  const isRegion = (text: string) => findNamedRegions(text, known.regions).length === 1;
  for (let row = 1; row <= rows; row++) {
    const texts = [...new Set(values.map((column) => foldWidth(header.text(row, column) ?? '')))];
    const totals = texts.filter((text) => isTotalWord(text));
    const named = texts.filter((text) => !totals.includes(text));
    if (named.length < MIN_ACROSS || !named.every((text) => isRegion(text) && !metrics.has(nameKey(text)))) continue;
    const what = message('inference.region');
    inference.decide('region', message('inference.header-says', { titles: shownTexts(named), what }), 'LIKELY');
    for (const text of totals) {
      const { at, question, choices, form } = askRegion(text, known.regions);
      inference.ask(at, question, choices, form);
    }
    return row;
  }
  return null;
}

/** Code → name, where the file says beside each code what it stands for. */
function namesBeside(
  column: number,
  columns: readonly number[],
  {
    rows,
    header,
    labels,
  }: Pick<TableContext, 'labels'> & { readonly rows: readonly SourceRow[]; readonly header: Header },
): Map<string, string> {
  const title = labelTitle(header.title(column));
  const beside = labels?.has(title) ? columns.find((one) => header.title(one) === title) : undefined;
  if (beside === undefined) return new Map();
  const names = columnTexts(rows, beside);
  return new Map(columnTexts(rows, column).map((text, index) => [text, names[index] || text]));
}

/** The schemes in which each text is one region. */
function schemesOf(texts: readonly string[], regions: KnownCodes['regions']): string[] {
  return [...new Set(regions.map(({ scheme }) => scheme))].filter((scheme) => {
    const entries = regions.filter((region) => region.scheme === scheme);
    const list = buildCodeList({ entries, kind: 'region', at: 'region.codes' });
    return texts.every((text) => {
      try {
        return list.find(text) !== '';
      } catch (error) {
        if (error instanceof Wrong) return false;
        throw error;
      }
    });
  });
}

const MAX_CHOICES = 50;

/** The regions that a text may mean, as the import finds them: by their code, another code, or a name; those of the data set before others. */
export function findNamedRegions(text: string, regions: KnownCodes['regions']): readonly KnownRegion[] {
  const key = nameKey(text);
  const byCode = regions.filter(({ code, aliases }) => code === text || aliases?.includes(text));
  const found = byCode.length > 0 ? byCode : regions.filter(({ names }) => names.some((name) => nameKey(name) === key));
  const own = found.filter(({ isOwn }) => isOwn);
  return own.length > 0 ? own : found;
}

/** Asks which region a text is, with those of that name. */
export function askRegion(text: string, regions: KnownCodes['regions']): Question {
  const found = findNamedRegions(text, regions).slice(0, MAX_CHOICES);
  const choices = found.map(({ code }) => code);
  return {
    at: `region.codes.${text}`,
    question: message('inference.which-region', { text: JSON.stringify(text) }),
    choices,
    form: {
      options: choices,
      labels: found.map(({ code, hint, level }) => `${code} (${[level, hint].filter(Boolean).join(', ')})`),
      accepts: (answer) => findNamedRegions(answer, regions).length === 1,
      apply: (mapping, answer) => ({
        ...mapping,
        region: {
          ...mapping.region,
          codes: { ...mapping.region?.codes, [text]: findNamedRegions(answer, regions)[0]?.code ?? answer },
        },
      }),
    },
  };
}

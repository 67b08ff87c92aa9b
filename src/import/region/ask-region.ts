import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import type { KnownRegion } from '../mapping/known-code.ts';
import { type Inference, placeChoice, readAgain } from '../question/inference.ts';
import { cellText, columnLetters } from '../reader/sheet.ts';
import { MAX_TITLE_LENGTH } from '../shape/period-within.ts';
import { cellTexts, type TableContext, type TableShape } from '../shape/table-shape.ts';
import { foldWidth } from '../text/plain-text.ts';
import { findNamedRegions } from './infer-region.ts';

/** Asks which column the regions are in, or which region all figures are of. */
export function askRegionColumn(
  labels: readonly number[],
  { table, header, context }: { readonly table: TableShape; readonly header: Header; readonly context: TableContext },
  inference: Inference,
): void {
  const { known } = context;
  const columns = labels.map((column) => placeChoice('column', columnReference(header, column)));
  const choices = [...regionsSaid(table, context).map(({ code }) => code), ...columns];
  inference.ask('region', message('inference.which-region-of-all'), choices, {
    options: choices,
    accepts: (text) => findNamedRegions(text, known.regions).length === 1,
    apply: readAgain,
  });
}

/** The only region that titles name, or that in which all others lie that they name; null where there are none, or several. Told as likely. */
export function readRegionOfTitle(table: TableShape, context: TableContext, inference: Inference): string | null {
  const said = regionsSaid(table, context);
  const [inner] = said.filter((one) => said.every(({ code }) => one.within.includes(code)));
  if (inner === undefined) return null;
  const isAmbiguous = said.some((other) => other !== inner && other.names.some((name) => inner.names.includes(name)));
  if (isAmbiguous || said.length === MAX_SAID) return null;
  const place = titlePlaces(table, context).find(({ text }) => inner.names.some((name) => text.includes(name)));
  // Who collected figures says not of which region they are.
  if (place === undefined || SOURCE.test(place.text)) return null;
  const name = inner.names.find((one) => place.text.includes(one)) ?? '';
  const [before = '', behind = ''] = place.text.split(name);
  const isWhole = said.every(({ names }) => names.includes(name) || names.some((one) => before.includes(one)));
  if (!isWhole || NOT_BEFORE.test(before) || NOT_BEHIND.test(behind)) return null;
  inference.decide(
    'region',
    message('inference.title-says', { text: JSON.stringify(name), cell: place.cell }),
    'LIKELY',
  );
  return inner.code;
}

const SOURCE =
  /^[([]?(?:数据|资料|信息)?(?:来源|提供)|^[([]?(?:data )?(?:source|provided|published|quelle|fuente)s?(?!\p{L})/iu;

/** What makes another region of the one that is named, several of it, or figures of its parts. */
const NOT_BEFORE = /[对向往来自赴援除离非]$|(?<!\p{L})(?:to|from|outside|near|except|excluding|without|non)[ -]$/iu;
const NOT_BEHIND =
  /^(?:等|以外|之外|外|周边|附近|籍|和|与|及|、|或|至|到|[东南西北中]部|[- ](?:and|or|to|excluding|except|born|based)(?!\p{L})|[,&/–-] ?\p{Lu})|[各分按](?:[省市县区州盟旗镇乡村]|地区|街道)|(?<!\p{L})by (?:districts?|regions?|count(?:y|ies)|cit(?:y|ies)|towns?)/iu;

/** The texts above a table and the name of its sheet, with where each stands. */
const titlePlaces = ({ titles }: TableShape, { sheet }: TableContext) => [
  ...titles.flatMap(({ row, cells }) =>
    cells.map((cell, column) => ({ text: foldWidth(cellText(cell)), cell: `${columnLetters(column)}${row}` })),
  ),
  { text: foldWidth(sheet ?? ''), cell: JSON.stringify(sheet) },
];

const MAX_SAID = 5;

/** The regions of the data set that a title or the sheet names, the longest name first. */
function regionsSaid({ titles }: TableShape, { known, sheet }: TableContext): readonly KnownRegion[] {
  const said = [...cellTexts(titles), sheet ?? ''].join('\n').slice(0, MAX_TITLE_LENGTH);
  const lengthOf = ({ names }: KnownRegion) =>
    Math.max(0, ...names.filter((name) => name.length > 1 && said.includes(name)).map(({ length }) => length));
  return known.regions
    .filter((region) => region.isOwn && lengthOf(region) > 0)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, MAX_SAID);
}

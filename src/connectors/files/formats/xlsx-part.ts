export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const SHEET_NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PARTS = 'application/vnd.openxmlformats-package.relationships+xml';

/** More decimals than these are shown as Excel likes. */
export const MAX_SHOWN_DECIMALS = 12;
/** The places of cell formats in the part of styles; from `decimal` on one for each number of decimals. */
export const STYLE = { plain: 0, head: 1, day: 2, moment: 3, wrapped: 4, decimal: 5 } as const;

const DECIMALS = Array.from({ length: MAX_SHOWN_DECIMALS + 1 }, (_, decimals) => decimals);
const FORMATS = [
  'yyyy\\-mm\\-dd',
  'yyyy\\-mm\\-dd\\ hh:mm:ss',
  ...DECIMALS.map((decimals) => (decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`)),
];
/** Numbers below are formats that Excel has by itself. */
const FIRST_FORMAT = 164;

const NUMBER_FORMATS = FORMATS.map((code, at) => `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${code}"/>`);
const cellStyle = (format: number, more = ''): string =>
  `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0"${format === 0 ? '' : ' applyNumberFormat="1"'}${more}`;
const CELL_STYLES = [
  cellStyle(0, '/>'),
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
  cellStyle(FIRST_FORMAT, '/>'),
  cellStyle(FIRST_FORMAT + 1, '/>'),
  cellStyle(0, ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'),
  ...DECIMALS.map((decimals) => cellStyle(FIRST_FORMAT + 2 + decimals, '/>')),
];

const STYLES = `${XML}<styleSheet xmlns="${SHEET_NAMESPACE}"><numFmts count="${NUMBER_FORMATS.length}">${NUMBER_FORMATS.join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF1"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color indexed="64"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${CELL_STYLES.length}">${CELL_STYLES.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** What is around the cells of a sheet: its header stays in sight and is repeated on each page, and the sheet prints as wide as a page. */
export interface Frame {
  /** The title of the sheet. It holds no character that XML or Excel forbids. */
  readonly title: string;
  readonly columns: number;
  /** Rows with the header. */
  readonly rows: number;
  /** How many of the columns are printed. */
  readonly printed: number;
}

/** A column by its letters, from 1: A, B, … Z, AA. */
const columnLetters = (place: number): string =>
  place === 0 ? '' : columnLetters(Math.floor((place - 1) / 26)) + String.fromCharCode(65 + ((place - 1) % 26));

export const beginSheet = (widths: readonly number[], isFirst: boolean): string =>
  `${XML}<worksheet xmlns="${SHEET_NAMESPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`;

/** A4 across, as wide as a page and as long as it takes, with the sheet's title and the number of the page at the foot. */
export const endSheet = ({ columns, rows }: Frame): string =>
  `</sheetData><autoFilter ref="A1:${columnLetters(columns)}${rows}"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;

/** What a workbook knows of a sheet by name: where it filters, what it prints, and which row it repeats on each page. */
function definedNames({ title, columns, rows, printed }: Frame, place: number): string {
  const sheet = `'${title.replaceAll("'", "''")}'`;
  const area = (count: number) => `${sheet}!$A$1:$${columnLetters(count)}$${rows}`;
  const name = (text: string, value: string, more = '') =>
    `<definedName name="_xlnm.${text}" localSheetId="${place}"${more}>${value}</definedName>`;
  return [
    name('_FilterDatabase', area(columns), ' hidden="1"'),
    name('Print_Area', area(printed)),
    name('Print_Titles', `${sheet}!$1:$1`),
  ].join('');
}

const relations = (...targets: readonly (readonly [type: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(
      ([type, target], at) =>
        `<Relationship Id="rId${at + 1}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${PARTS}"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`;

/** Everything of a workbook of two sheets but the sheets, in the order in which readers look for it. */
export const ROOT_PARTS = (frames: readonly [data: Frame, about: Frame]): readonly (readonly [string, string])[] => [
  ['[Content_Types].xml', CONTENT_TYPES],
  ['_rels/.rels', relations(['officeDocument', 'xl/workbook.xml'])],
  [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${SHEET_NAMESPACE}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView/></bookViews><sheets>${frames
      .map(({ title }, at) => `<sheet name="${title}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets><definedNames>${frames.map(definedNames).join('')}</definedNames></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    relations(['worksheet', 'worksheets/sheet1.xml'], ['worksheet', 'worksheets/sheet2.xml'], ['styles', 'styles.xml']),
  ],
  ['xl/styles.xml', STYLES],
];

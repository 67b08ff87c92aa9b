import type { CellType } from '../formats/sheet.ts';
import { describeUnit, type FileAbout } from './about.ts';
import type { DescribedColumn } from './column-title.ts';

const DATATYPE: Readonly<Record<CellType, string>> = {
  string: 'string',
  double: 'decimal',
  int32: 'integer',
  boolean: 'boolean',
  date: 'date',
  dateTimeOffset: 'dateTimeStamp',
};

/** What a CSV file holds, in the words of the W3C's CSV on the Web; the other formats hold the same columns. `url` is the file's address. */
export function buildCsvw(
  url: string,
  about: FileAbout,
  columns: readonly DescribedColumn[],
  key: readonly string[],
): object {
  const { title, language, datasets, sources, metrics, updated } = about;
  const one = <Value>(values: readonly Value[]) => (values.length === 1 ? values[0] : values);
  const some = (name: string, value: unknown) => (Array.isArray(value) && value.length === 0 ? {} : { [name]: value });
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': language }],
    url,
    'dc:title': title,
    'dc:language': language,
    ...(updated === null ? {} : { 'dc:modified': { '@value': updated, '@type': 'xsd:dateTime' } }),
    ...some('dc:publisher', one(datasets.flatMap(({ publisher }) => publisher ?? []))),
    ...some('dc:license', one([...new Set(datasets.flatMap(({ licence }) => licence ?? []))])),
    'dc:source': sources.map((source) => ({
      'dc:identifier': source.code,
      'dc:title': source.title,
      ...(source.url === null ? {} : { 'schema:url': source.url }),
      ...(source.publishedDate === null ? {} : { 'dc:issued': source.publishedDate }),
      ...(source.licence === null ? {} : { 'dc:license': source.licence }),
      ...(source.sha256 === null ? {} : { 'schema:sha256': source.sha256 }),
    })),
    'dc:isPartOf': datasets.map((dataset) => ({
      'dc:identifier': dataset.code,
      'dc:title': dataset.title,
      ...(dataset.licence === null ? {} : { 'dc:license': dataset.licence }),
      ...(dataset.release === null ? {} : { 'schema:version': dataset.release }),
      ...(dataset.publishedAt === null ? {} : { 'dc:issued': dataset.publishedAt }),
    })),
    'schema:variableMeasured': metrics.map(({ code, name, definition, unit, confidence }) => ({
      'schema:propertyID': code,
      'schema:name': name,
      ...(definition === null ? {} : { 'schema:description': definition }),
      'schema:unitCode': unit.code,
      'schema:unitText': describeUnit(unit),
      'schema:multiplier': unit.multiplier,
      ...(unit.decimals === null ? {} : { 'schema:decimals': unit.decimals }),
      ...(confidence === null ? {} : { 'schema:confidence': Number(confidence) }),
    })),
    dialect: { encoding: 'utf-8', delimiter: ',', header: true, quoteChar: '"', doubleQuote: true },
    tableSchema: {
      columns: columns.map(({ name, type, nullable, description }) => ({
        name,
        titles: name,
        'dc:description': description,
        datatype: DATATYPE[type],
        required: !nullable,
        // An empty text is a value where there always is one.
        null: nullable || type !== 'string' ? '' : [],
      })),
      primaryKey: one(key),
    },
  };
}

import { SaxesParser, type SaxesTagNS } from 'saxes';
import { message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { oneLine, type Problems, quoted } from '../package/problem.ts';
import { boundTable, boundText } from './cube-sheet.ts';
import { GroupIndex } from './sdmx-group.ts';
import { BETWEEN_VALUES, type SheetFile, type SourceRow, type SourceSheet, sdmxFigures } from './sheet.ts';
import { MAX_VALUES, openWholeFile } from './whole-file.ts';

/** Opens a data message of SDMX-ML 2.1 or 3.0; null where it cannot be read, with the reason in `problems`. */
export const openSdmxMl = (
  file: string,
  { encoding }: { readonly encoding?: string | undefined },
  problems: Problems,
): Promise<SheetFile | null> =>
  openWholeFile(file, encoding, problems, {
    labelOf: declaredEncoding,
    read: (text) => ({ format: 'sdmx-ml', sheets: [new SdmxMessage().read(text)] }),
  });

/** What the first line of an XML file says. */
function declaredEncoding(bytes: Buffer): string | undefined {
  const first = bytes.subarray(0, 300).toString('latin1');
  return /^(?:\u00ef\u00bb\u00bf)?<\?xml\s[^>]*?encoding=["']([\w.:-]{1,40})["']/.exec(first)?.[1];
}

const MESSAGES = new Set([
  'GenericData',
  'GenericTimeSeriesData',
  'StructureSpecificData',
  'StructureSpecificTimeSeriesData',
]);
const MAX_DEPTH = 64;
const VALUE = 'OBS_VALUE';
const TIME = 'TIME_PERIOD';
const ALL_DIMENSIONS = 'AllDimensions';
const DELETE = 'Delete';

/** What is said of an observation, of its series or of its data set, by the number of the component. */
type Values = Map<number, string>;

/** A group of series, and what is said of it. */
interface Group {
  /** Of a message of a structure of its own what is said of the group and its key are told apart at the end. */
  readonly key: Values | null;
  readonly said: Values;
}

interface DataSet {
  readonly said: Values;
  readonly groups: Group[];
}

/** An observation, with what it lies in. */
interface Observation {
  readonly dataSet: DataSet;
  readonly series: Values | null;
  readonly own: Values;
  readonly line: number;
}

/**
 * Reads a message as it comes. Components are what attributes are called in a message of a structure of its own, and what `Value` elements name in
 * a generic one: those of a data set and a series hold for every observation in them.
 */
class SdmxMessage {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #components = new Map<string, number>();
  readonly #open: string[] = [];
  readonly #observations: Observation[] = [];
  #count = 0;
  #isGeneric = false;
  #timeDimension = TIME;
  #dataSet: DataSet = { said: new Map(), groups: [] };
  #group: Group | null = null;
  #series: Values | null = null;
  #observation: Observation | null = null;
  /** The component whose values stand as text, and these. */
  #list: { readonly id: string; readonly values: string[] } | null = null;
  #text = '';

  read(text: string): SourceSheet {
    const parser = this.#parser;
    parser.on('error', ({ message: words }) => {
      throw this.#wrong(message('mapping.xml-broken', { words: oneLine(words) }), message('mapping.xml-expected'));
    });
    parser.on('doctype', () => {
      throw this.#wrong(message('mapping.xml-doctype'), message('mapping.xml-plain'));
    });
    parser.on('opentag', (tag) => this.#begin(tag));
    parser.on('text', (part) => {
      if (this.#list !== null) this.#text += part;
    });
    parser.on('closetag', ({ local }) => this.#end(local));
    parser.write(text).close();
    return this.#sheet();
  }

  #begin({ local, attributes }: SaxesTagNS): void {
    if (this.#open.length === 0 && !MESSAGES.has(local)) {
      const text = message('mapping.not-sdmx-ml', { name: quoted(local) });
      throw this.#wrong(text, message('mapping.sdmx-ml-expected', { names: [...MESSAGES].join(', ') }));
    }
    if (this.#open.length === 0) this.#isGeneric = local.startsWith('Generic');
    const parent = this.#open.at(-1) ?? '';
    this.#open.push(local);
    if (this.#open.length > MAX_DEPTH) {
      throw this.#wrong(message('import.nested-too-deep'), message('import.max-nesting', { max: MAX_DEPTH }));
    }
    const attributeOf = (name: string) => Object.values(attributes).find((one) => one.local === name)?.value;
    this.#text = '';
    switch (local) {
      case 'Structure':
        this.#setTimeDimension(attributeOf('dimensionAtObservation'));
        break;
      case 'DataSet':
        this.#refuseDeletion(attributeOf('action'));
        this.#dataSet = { said: this.#attributes(attributes), groups: [] };
        break;
      case 'Group':
        this.#group = { key: this.#isGeneric ? new Map() : null, said: this.#attributes(attributes) };
        this.#dataSet.groups.push(this.#group);
        break;
      case 'Series':
        this.#refuseDeletion(attributeOf('action'));
        this.#series = this.#attributes(attributes);
        break;
      case 'Obs':
        this.#refuseDeletion(attributeOf('action'));
        this.#observation = {
          dataSet: this.#dataSet,
          series: this.#series,
          own: this.#attributes(attributes),
          line: this.#parser.line,
        };
        break;
      case 'ObsDimension':
        this.#set(attributeOf('id') ?? this.#timeDimension, attributeOf('value'));
        break;
      case 'ObsValue':
        this.#set(VALUE, attributeOf('value'));
        break;
      case 'Comp':
        this.#list = { id: attributeOf('id') ?? '', values: [] };
        break;
      case 'Value':
        if (parent === 'GroupKey' && this.#group?.key) {
          this.#setIn(this.#group.key, attributeOf('id') ?? '', attributeOf('value') ?? '');
        } else if (parent === 'SeriesKey' || parent === 'ObsKey' || parent === 'Attributes') {
          this.#set(attributeOf('id') ?? '', attributeOf('value'));
        }
        break;
      default:
    }
  }

  #end(local: string): void {
    this.#open.pop();
    if (local === 'Value') this.#list?.values.push(this.#text.trim());
    if (local === 'Comp' && this.#list !== null) {
      this.#set(this.#list.id, this.#list.values.join(BETWEEN_VALUES));
      this.#list = null;
    }
    if (local === 'Obs' && this.#observation !== null) {
      this.#observations.push(this.#observation);
      this.#observation = null;
    }
    if (local === 'Series') this.#series = null;
    if (local === 'Group') this.#group = null;
  }

  #setTimeDimension(id: string | undefined): void {
    if (id !== undefined && id !== ALL_DIMENSIONS) this.#timeDimension = id;
  }

  #refuseDeletion(action: string | undefined): void {
    if (action !== DELETE) return;
    throw this.#wrong(message('mapping.sdmx-deletes'), message('mapping.sdmx-deletes-expected'));
  }

  /** The components among the attributes of an element: what has a prefix is said of the message and not of figures. */
  #attributes(attributes: SaxesTagNS['attributes']): Values {
    const values: Values = new Map();
    if (this.#isGeneric) return values;
    for (const { prefix, local, value } of Object.values(attributes)) {
      if (prefix === '' && local !== 'xmlns' && local !== 'action') this.#setIn(values, local, value);
    }
    return values;
  }

  #set(id: string, value: string | undefined): void {
    const part = this.#observation?.own ?? this.#series ?? this.#group?.said ?? this.#dataSet.said;
    this.#setIn(part, id, value ?? '');
  }

  /** The groups of each data set. In a message of a structure of its own what series and observations say too is the key of a group. */
  #groups(): ReadonlyMap<DataSet, GroupIndex<Values>> {
    const indexes = new Map<DataSet, GroupIndex<Values>>();
    const observed = new Set<number>();
    for (const { own, series, dataSet } of this.#observations) {
      if (!indexes.has(dataSet)) indexes.set(dataSet, new GroupIndex());
      if (dataSet.groups.length === 0) continue;
      for (const values of [own, series, dataSet.said])
        for (const component of values?.keys() ?? []) observed.add(component);
    }
    for (const [{ groups }, index] of indexes) {
      for (const { key, said } of groups) {
        const own = key ?? new Map([...said].filter(([component]) => observed.has(component)));
        index.add(own, said);
      }
    }
    return indexes;
  }

  #setIn(values: Values, id: string, value: string): void {
    if (++this.#count > MAX_VALUES) {
      const expected = message('import.max-number', { max: MAX_VALUES });
      throw this.#wrong(message('mapping.many-values', { max: MAX_VALUES }), expected);
    }
    const number = this.#components.get(id) ?? this.#components.size;
    if (number === this.#components.size) {
      this.#components.set(boundText(id, id.slice(0, 60)), number);
      boundTable(0, number + 1);
    }
    values.set(number, boundText(value, id));
  }

  #wrong(text: ReturnType<typeof message>, expected: ReturnType<typeof message>): UnreadablePart {
    return new UnreadablePart({ line: this.#parser.line }, text, expected);
  }

  #sheet(): SourceSheet {
    const [titles, found, groups] = [[...this.#components.keys()], this.#observations, this.#groups()];
    boundTable(found.length, titles.length);
    async function* rows(): AsyncGenerator<SourceRow> {
      yield { row: 1, cells: titles, hidden: false };
      for (const [index, { own, series, dataSet }] of found.entries()) {
        const given = (column: number) => own.get(column) ?? series?.get(column) ?? dataSet.said.get(column);
        const said = dataSet.groups.length === 0 ? [] : (groups.get(dataSet)?.find((at) => given(at) ?? '') ?? []);
        const textOf = (column: number) => given(column) ?? said.find((group) => group.has(column))?.get(column) ?? '';
        yield { row: index + FIRST_ROW, cells: titles.map((_, column) => textOf(column)), hidden: false };
      }
    }
    const locator = (row: number, column: number) => {
      const title = titles[column] ?? '';
      if (row < FIRST_ROW) return title;
      const number = row - FIRST_ROW;
      const place = `${found[number]?.line}:Obs[${number + 1}]`;
      return title === VALUE ? place : `${place} ${title}`;
    };
    return { name: null, locator, figures: sdmxFigures(titles), rows };
  }
}

const FIRST_ROW = 2;

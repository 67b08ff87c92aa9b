import { message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { quoted } from '../package/problem.ts';
import { boundTable, labelTitle, refuseOtherCount } from './cube-sheet.ts';
import type { JsonPart } from './json-part.ts';
import { GroupIndex } from './sdmx-group.ts';
import { BETWEEN_VALUES, type SourceRow, type SourceSheet, sdmxFigures } from './sheet.ts';

/** A dimension, a measure or an attribute. */
interface Component {
  readonly id: string;
  /** The codes that its numbers stand for; null where values stand themselves. */
  readonly codes: readonly string[] | null;
  readonly labels: readonly string[] | null;
}

/** A part of a message that has components of its own: all of it, a series, or an observation. */
interface Level {
  readonly dimensions: readonly Component[];
  readonly attributes: readonly Component[];
}

interface Structure {
  /** Those of all levels. */
  readonly dimensions: readonly Component[];
  readonly dataSet: Level;
  readonly series: Level;
  readonly observation: Level;
  /** Attributes of groups of observations. */
  readonly groups: readonly Component[];
  readonly measures: readonly Component[];
  /** How many annotations observations may refer to, which say nothing of figures. */
  readonly annotations: number;
}

/** One observation, with what it lies in. */
interface Observation {
  readonly dataSet: JsonPart;
  readonly groups: GroupIndex<JsonPart>;
  readonly series: readonly [key: string, series: JsonPart] | null;
  readonly key: string;
  readonly part: JsonPart;
}

const VALUE: Component = { id: 'OBS_VALUE', codes: null, labels: null };

/** Whether a JSON file is a data message of SDMX. */
export const isSdmxJson = (root: JsonPart): boolean =>
  !root.member('dataSets').isMissing || !root.member('data').member('dataSets').isMissing;

/** The table of a data message of SDMX-JSON 1.0 or 2: a row for each observation. Throws UnreadablePart where it is none. */
export function sdmxJsonSheet(root: JsonPart): SourceSheet {
  const data = root.member('data').isMissing ? root : root.member('data');
  const dataSets = data.member('dataSets').items();
  for (const dataSet of dataSets) refuseDeletion(dataSet);
  const structure = readStructure(findStructure(data, dataSets));
  const { titles, labels } = titlesOf(structure);
  const places: string[] = [];
  async function* rows(): AsyncGenerator<SourceRow> {
    places.length = 0;
    yield { row: 1, cells: titles, hidden: false };
    for (const observation of observations(dataSets, structure)) {
      places.push(observation.part.path);
      boundTable(places.length, titles.length);
      yield { row: places.length + 1, cells: readCells(structure, observation), hidden: false };
    }
  }
  const measured = new Set(structure.measures.map(({ id }) => id));
  const locator = (row: number, column: number) => {
    const [place, title = ''] = [places[row - 2], titles[column]];
    if (place === undefined) return title;
    return measured.has(title) ? place : `${place} ${title}`;
  };
  return { name: null, labels, locator, figures: sdmxFigures(titles), rows };
}

function refuseDeletion(dataSet: JsonPart): void {
  const action = dataSet.member('action');
  if (action.value !== 'Delete') return;
  const text = message('mapping.sdmx-deletes');
  throw new UnreadablePart({ part: action.path }, text, message('mapping.sdmx-deletes-expected'));
}

/** The structure of the data sets, which have to have the same one. */
function findStructure(data: JsonPart, dataSets: readonly JsonPart[]): JsonPart {
  const structures = data.member('structures');
  if (structures.isMissing) return data.member('structure');
  const numbers = dataSets.map((dataSet) => {
    const number = dataSet.member('structure');
    return number.isMissing ? 0 : number.index(structures.list().length - 1);
  });
  const [first = 0] = numbers;
  const other = numbers.find((number) => number !== first);
  if (other === undefined) return structures.item(first);
  const text = message('mapping.sdmx-structures', { one: String(first), other: String(other) });
  throw new UnreadablePart({ part: structures.path }, text, message('mapping.sdmx-structure-expected'));
}

function readStructure(part: JsonPart): Structure {
  const dimensions = part.member('dimensions');
  dimensions.object();
  const attributes = part.member('attributes');
  const level = (name: string): Level => ({
    dimensions: readComponents(dimensions.member(name)),
    attributes: readComponents(attributes.member(name)),
  });
  const dataSet = level('dataSet');
  // A dimension of the data set as a whole has one value.
  for (const { id, codes } of dataSet.dimensions) refuseOtherCount(codes?.length ?? 0, 1, id);
  const measures = readComponents(part.member('measures').member('observation'));
  const [series, observation] = [level('series'), level('observation')];
  return {
    dimensions: [dataSet, series, observation].flatMap((one) => one.dimensions),
    dataSet,
    series,
    observation,
    groups: readComponents(attributes.member('dimensionGroup')),
    measures: measures.length === 0 ? [VALUE] : measures,
    annotations: part.member('annotations').isMissing ? 0 : part.member('annotations').list().length,
  };
}

function readComponents(part: JsonPart): Component[] {
  if (part.isMissing) return [];
  return part.items().map((component) => {
    const id = component.member('id').text();
    const values = component.member('values');
    if (values.isMissing) return { id, codes: null, labels: null };
    const given = values.items();
    const labels = given.map((value) => nameOf(value));
    return { id, codes: given.map(codeOf), labels: labels.some((label) => label !== '') ? labels : null };
  });
}

/** A code by its id, or a value that is none. */
function codeOf(value: JsonPart): string {
  const id = value.member('id');
  return id.isMissing ? value.member('value').cell() : id.text();
}

/** Early messages have a name for each language. */
function nameOf(value: JsonPart): string {
  const name = value.member('name');
  return name.value instanceof Map ? inOneLanguage(name) : name.cell();
}

/** A text that is given in several languages, in the first of them. */
function inOneLanguage(texts: JsonPart): string {
  const [language = ''] = texts.object().keys();
  return texts.member(language).cell();
}

function titlesOf({ dimensions, measures, dataSet, groups, series, observation }: Structure) {
  const labels = dimensions.flatMap((one) => (one.labels === null ? [] : [labelTitle(one.id)]));
  const attributes = [dataSet.attributes, groups, series.attributes, observation.attributes].flat();
  const others = [...measures, ...attributes];
  const titles = [...dimensions.map(({ id }) => id), ...labels, ...others.map(({ id }) => id)];
  boundTable(0, titles.length);
  return { titles, labels: new Set(labels) };
}

function* observations(dataSets: readonly JsonPart[], structure: Structure): Generator<Observation> {
  for (const dataSet of dataSets) {
    const groups = readGroups(structure, dataSet);
    const flat = dataSet.member('observations');
    if (!flat.isMissing) {
      for (const key of flat.object().keys()) yield { dataSet, groups, series: null, key, part: flat.member(key) };
    }
    const all = dataSet.member('series');
    if (all.isMissing) continue;
    for (const name of all.object().keys()) {
      const series = all.member(name);
      const own = series.member('observations');
      if (own.isMissing) continue;
      for (const key of own.object().keys())
        yield { dataSet, groups, series: [name, series], key, part: own.member(key) };
    }
  }
}

/** What a data set says of groups, by their keys: `0::1:` is of the first value of one dimension and the second of another. */
function readGroups({ dimensions }: Structure, dataSet: JsonPart): GroupIndex<JsonPart> {
  const index = new GroupIndex<JsonPart>();
  const given = dataSet.member('dimensionGroupAttributes');
  if (given.isMissing) return index;
  for (const text of given.object().keys()) {
    const part = given.member(text);
    const positions = text.split(':').map((position) => (position === '~' ? '' : position));
    const isRight = positions.every(
      (position, at) =>
        position === '' || (/^\d{1,9}$/.test(position) && Number(position) < (dimensions[at]?.codes?.length ?? 0)),
    );
    if (!isRight || positions.length !== dimensions.length) throw wrongKey(dimensions, text, part);
    index.add(
      new Map(positions.flatMap((position, at) => (position === '' ? [] : [[at, String(Number(position))]]))),
      part,
    );
  }
  return index;
}

function readCells(structure: Structure, { dataSet, groups, series, key, part }: Observation): string[] {
  const { dimensions, measures, observation } = structure;
  const own = part.list();
  const most = measures.length + observation.attributes.length;
  if (own.length > most && structure.annotations === 0) refuseOtherCount(own.length, most, part.path);
  for (let at = most; at < own.length; at++) {
    const annotation = part.item(at);
    if (!annotation.isMissing) annotation.index(structure.annotations - 1);
  }
  const positions = [
    structure.dataSet.dimensions.map(() => 0),
    readKey(structure.series.dimensions, series?.[0] ?? '', series?.[1] ?? part),
    readKey(observation.dimensions, key, part),
  ].flat();
  const said = structure.groups.length === 0 ? [] : groups.find((at) => String(positions[at]));
  return [
    ...dimensions.map(({ codes }, at) => codes?.[positions[at] ?? 0] ?? ''),
    ...dimensions.flatMap(({ labels }, at) => (labels === null ? [] : [labels[positions[at] ?? 0] ?? ''])),
    ...measures.map((measure, at) => readValue(measure, part.item(at))),
    ...readAttributes(structure.dataSet.attributes, dataSet.member('attributes')),
    ...structure.groups.map((attribute, at) => {
      const own = said.find((list) => !list.item(at).isMissing);
      return own === undefined ? '' : readValue(attribute, own.item(at));
    }),
    ...readAttributes(
      structure.series.attributes,
      (series?.[1] ?? dataSet).member(series === null ? '' : 'attributes'),
    ),
    ...observation.attributes.map((attribute, at) => readValue(attribute, part.item(measures.length + at))),
  ];
}

/** The positions that a key such as `0:3:1` has in the dimensions. */
function readKey(dimensions: readonly Component[], key: string, part: JsonPart): number[] {
  const texts = key === '' ? [] : key.split(':');
  const isRight = texts.length === dimensions.length;
  const positions = texts.map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN));
  if (isRight && positions.every((position, at) => position < (dimensions[at]?.codes?.length ?? 0))) return positions;
  throw wrongKey(dimensions, key, part);
}

function wrongKey(dimensions: readonly Component[], key: string, part: JsonPart): UnreadablePart {
  const text = message('mapping.sdmx-key', { key: quoted(key) });
  const sizes = dimensions.map(({ codes }) => codes?.length ?? 0).join(':');
  return new UnreadablePart({ part: part.path, value: key }, text, message('mapping.sdmx-key-expected', { sizes }));
}

function readAttributes(attributes: readonly Component[], part: JsonPart): string[] {
  return attributes.map((attribute, at) => readValue(attribute, part.item(at)));
}

/** A number stands for a value that the structure lists; where it lists none, values stand themselves. */
function readValue(component: Component, part: JsonPart): string {
  if (Array.isArray(part.value)) {
    return part.items().map((item) => readValue(component, item)).join(BETWEEN_VALUES); // biome-ignore format: a chain
  }
  const { codes } = component;
  if (part.value instanceof Map) return inOneLanguage(part);
  if (codes === null || part.isMissing) return part.cell();
  return codes[part.index(codes.length - 1)] ?? '';
}

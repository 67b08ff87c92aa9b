import { createHash } from 'node:crypto';
import type { TableColumn } from '../../table/table.ts';
import {
  AGGREGATION,
  annotationsJson,
  annotationsOf,
  annotationXml,
  CAPABILITIES,
  CONTAINER_ANNOTATIONS,
} from './capability.ts';
import { CORE, EDM, type EntitySet, NAMESPACE, SETS } from './model.ts';
import type { Navigation } from './navigation.ts';

/** Decimals of the seconds of a moment. Without them, a client may take it that there are none. */
const PRECISION = 3;

const VERSION = '4.0';
const VOCABULARIES = [CORE, CAPABILITIES, AGGREGATION];
const buildVocabularyAddress = (vocabulary: string): string =>
  `https://oasis-tcs.github.io/odata-vocabularies/vocabularies/${vocabulary}`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
const described = (text: string): string => `<Annotation Term="${CORE}.Description" String="${escaped(text)}"/>`;

const isKey = ({ table }: EntitySet, name: string): boolean => table.key.includes(name);

const propertyXml = (set: EntitySet, { name, type, nullable, description }: TableColumn): string =>
  `<Property Name="${name}" Type="${EDM[type]}"${nullable && !isKey(set, name) ? '' : ' Nullable="false"'}${type === 'dateTimeOffset' ? ` Precision="${PRECISION}"` : ''}>${described(description)}</Property>`;

const navigationXml = ({ name, target, many, description }: Navigation): string => {
  const type = typeOf(target);
  return `<NavigationProperty Name="${name}" Type="${many ? `Collection(${type})` : type}">${described(description)}</NavigationProperty>`;
};

const typeOf = (set: string): string => `${NAMESPACE}.${SETS.find(({ name }) => name === set)?.type}`;

const typeXml = (set: EntitySet): string =>
  [
    `<EntityType Name="${set.type}">`,
    `<Key>${set.table.key.map((name) => `<PropertyRef Name="${name}"/>`).join('')}</Key>`,
    ...set.columns.map((column) => propertyXml(set, column)),
    ...set.navigations.map(navigationXml),
    described(set.table.description),
    '</EntityType>',
  ].join('\n');

const setXml = (set: EntitySet): string =>
  [
    `<EntitySet Name="${set.name}" EntityType="${NAMESPACE}.${set.type}">`,
    ...set.navigations.map((way) => `<NavigationPropertyBinding Path="${way.name}" Target="${way.target}"/>`),
    ...annotationsOf(set).map(annotationXml),
    '</EntitySet>',
  ].join('\n');

/** The model in XML, which most tools read. */
export const METADATA_XML = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  `<edmx:Edmx Version="${VERSION}" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">`,
  ...VOCABULARIES.map(
    (one) =>
      `<edmx:Reference Uri="${buildVocabularyAddress(one)}.xml"><edmx:Include Namespace="${one}"/></edmx:Reference>`,
  ),
  '<edmx:DataServices>',
  `<Schema Namespace="${NAMESPACE}" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
  ...SETS.map(typeXml),
  '<EntityContainer Name="Container">',
  ...SETS.map(setXml),
  ...CONTAINER_ANNOTATIONS.map(annotationXml),
  '</EntityContainer>',
  '</Schema>',
  '</edmx:DataServices>',
  '</edmx:Edmx>',
].join('\n');

const propertyJson = (set: EntitySet, { name, type, nullable, description }: TableColumn) => [
  name,
  {
    ...(type === 'string' ? {} : { $Type: EDM[type] }),
    ...(type === 'dateTimeOffset' ? { $Precision: PRECISION } : {}),
    ...(nullable && !isKey(set, name) ? { $Nullable: true } : {}),
    [`@${CORE}.Description`]: description,
  },
];

const navigationJson = ({ name, target, many, description }: Navigation) => [
  name,
  {
    $Kind: 'NavigationProperty',
    $Type: typeOf(target),
    ...(many ? { $Collection: true } : { $Nullable: true }),
    [`@${CORE}.Description`]: description,
  },
];

/** The same in JSON. */
export const METADATA_JSON = JSON.stringify({
  $Version: VERSION,
  $EntityContainer: `${NAMESPACE}.Container`,
  $Reference: Object.fromEntries(
    VOCABULARIES.map((one) => [`${buildVocabularyAddress(one)}.json`, { $Include: [{ $Namespace: one }] }]),
  ),
  [NAMESPACE]: {
    ...Object.fromEntries(
      SETS.map((set) => [
        set.type,
        {
          $Kind: 'EntityType',
          $Key: set.table.key,
          ...Object.fromEntries(set.columns.map((column) => propertyJson(set, column))),
          ...Object.fromEntries(set.navigations.map(navigationJson)),
          [`@${CORE}.Description`]: set.table.description,
        },
      ]),
    ),
    Container: {
      $Kind: 'EntityContainer',
      ...Object.fromEntries(
        SETS.map((set) => [
          set.name,
          {
            $Collection: true,
            $Type: `${NAMESPACE}.${set.type}`,
            ...(set.navigations.length > 0
              ? { $NavigationPropertyBinding: Object.fromEntries(set.navigations.map((way) => [way.name, way.target])) }
              : {}),
            ...annotationsJson(annotationsOf(set)),
          },
        ]),
      ),
      ...annotationsJson(CONTAINER_ANNOTATIONS),
    },
  },
});

/** Tells the model from another one that the same address had: clients keep it. */
export const MODEL_PRINT = createHash('sha256').update(METADATA_JSON).digest('base64url');

import { TRANSFORMATIONS } from '../syntax/apply-parse.ts';
import { FUNCTIONS } from '../syntax/function.ts';
import { type EntitySet, isSearchable } from './model.ts';

/** The vocabularies that say what a service is able to do. */
export const CAPABILITIES = 'Org.OData.Capabilities.V1';
export const AGGREGATION = 'Org.OData.Aggregation.V1';

/** A value of an annotation, as it is written in JSON. A member of an enumeration needs its type in XML. */
type Expression = boolean | readonly string[] | { readonly type: string; readonly member: string };
interface Annotation {
  readonly term: string;
  /** A value, or a record of values. */
  readonly value: Expression | Readonly<Record<string, Expression>>;
}

const NO_ROLLUP = { type: `${AGGREGATION}.RollupType`, member: 'None' } as const;

/** What is said of the whole service. */
export const CONTAINER_ANNOTATIONS: readonly Annotation[] = [
  { term: `${CAPABILITIES}.BatchSupport`, value: { Supported: true, ContinueOnErrorSupported: true } },
  { term: `${CAPABILITIES}.CrossJoinSupported`, value: false },
  { term: `${CAPABILITIES}.FilterFunctions`, value: Object.keys(FUNCTIONS) },
];

/** What is said of a set. */
export const annotationsOf = (set: EntitySet): readonly Annotation[] => [
  { term: `${AGGREGATION}.ApplySupported`, value: { Transformations: TRANSFORMATIONS, Rollup: NO_ROLLUP } },
  { term: `${CAPABILITIES}.SearchRestrictions`, value: { Searchable: isSearchable(set.table) } },
  { term: `${CAPABILITIES}.InsertRestrictions`, value: { Insertable: false } },
  { term: `${CAPABILITIES}.UpdateRestrictions`, value: { Updatable: false } },
  { term: `${CAPABILITIES}.DeleteRestrictions`, value: { Deletable: false } },
];

const isList = (value: Annotation['value']): value is readonly string[] => Array.isArray(value);
const isMember = (value: Annotation['value']): value is Extract<Expression, { member: string }> =>
  typeof value === 'object' && 'member' in value && typeof value.member === 'string';

/** An attribute that holds a value, and what stands in the element. */
function valueXml(value: Expression): { readonly attribute: string; readonly content: string } {
  if (typeof value === 'boolean') return { attribute: ` Bool="${value}"`, content: '' };
  if (isMember(value)) return { attribute: ` EnumMember="${value.type}/${value.member}"`, content: '' };
  const items = value.map((one) => `<String>${one}</String>`).join('');
  return { attribute: '', content: `<Collection>${items}</Collection>` };
}

const element = (name: string, attributes: string, content: string): string =>
  content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;

const isRecord = (value: Annotation['value']): value is Readonly<Record<string, Expression>> =>
  typeof value === 'object' && !isList(value) && !isMember(value);

export function annotationXml({ term, value }: Annotation): string {
  if (!isRecord(value)) {
    const { attribute, content } = valueXml(value);
    return element('Annotation', ` Term="${term}"${attribute}`, content);
  }
  const values = Object.entries(value).map(([name, one]) => {
    const { attribute, content } = valueXml(one);
    return element('PropertyValue', ` Property="${name}"${attribute}`, content);
  });
  return element('Annotation', ` Term="${term}"`, `<Record>${values.join('')}</Record>`);
}

const valueJson = (value: Expression) => (isMember(value) ? value.member : value);

/** Annotations as members of what they are said of. */
export const annotationsJson = (annotations: readonly Annotation[]) =>
  Object.fromEntries(
    annotations.map(({ term, value }) => [
      `@${term}`,
      isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, valueJson(one)]))
        : valueJson(value),
    ]),
  );

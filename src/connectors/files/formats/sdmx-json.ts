import { type About, ESTIMATE_PARTS, type FigureCategory, type FigureDimension, type Figures } from './figure.ts';
import { AGENCY, CONFIDENCE, DATAFLOW_URN, frequencyCode, statusCode } from './sdmx.ts';
import type { Bytes } from './sheet.ts';

const SCHEMA = 'https://json.sdmx.org/2.1/sdmx-json-data-schema.json';
const ID = /^[A-Za-z0-9_@$-]+$/;

/** The codes that were met, numbered as they came. */
class Codes {
  readonly #numbers = new Map<string, number>();

  numberOf(code: string): number {
    const known = this.#numbers.get(code);
    if (known !== undefined) return known;
    const next = this.#numbers.size;
    this.#numbers.set(code, next);
    return next;
  }

  /** The component's values: codes with their names where they are what SDMX allows as an id, plain values otherwise. */
  values(categoryOf: (code: string) => FigureCategory): { values?: object[] } {
    const values = [...this.#numbers.keys()].map((code) => {
      const { label, description, span } = categoryOf(code);
      const days = span && {
        ...(span.start === null ? {} : { start: `${span.start}T00:00:00Z` }),
        end: `${span.end}T23:59:59Z`,
      };
      const named = { name: label, ...(description ? { description } : {}), ...days };
      return ID.test(code) ? { id: code, ...named } : { value: code, ...named };
    });
    return values.length > 0 ? { values } : {};
  }
}

/**
 * A data message of SDMX-JSON 2.1, flat: each observation is named by the numbers of its codes. A number is given when a code is met first,
 * and what the numbers stand for follows the observations, so that everything is read and written once. Estimates, of which each is another
 * number, stand as they are. `isEstimated`: some of the figures have one.
 */
export async function* sdmxJsonBytes(
  about: About,
  dimensions: readonly FigureDimension[],
  figures: Figures,
  isEstimated: boolean,
): Bytes {
  const frequencies = new Codes();
  const codesOf = dimensions.map(() => new Codes());
  const statuses = new Codes();
  const units = new Codes();
  const multipliers = new Codes();
  const bases = new Codes();
  const confidences = new Codes();
  const unitNames = new Map<string, string>();

  const message = { $schema: SCHEMA, meta: metaOf(about) };
  yield Buffer.from(
    `${JSON.stringify(message).slice(0, -1)},"data":{"dataSets":[{"structure":0,"action":"Replace","observations":{`,
  );
  let isFirst = true;
  for await (const batch of figures) {
    const members = batch.map(({ codes, value, flags, frequency, basis, unit, estimate, confidence }) => {
      const key = [
        frequencies.numberOf(frequencyCode(frequency)),
        ...codes.map((code, at) => (codesOf[at] as Codes).numberOf(code)),
      ];
      unitNames.set(unit.code, unit.label);
      const status = `[${flags.map((flag) => statuses.numberOf(statusCode(flag))).join(',')}]`;
      const attributes = [
        status,
        units.numberOf(unit.code),
        multipliers.numberOf(`${unit.multiplier}`),
        bases.numberOf(basis),
        ...(isEstimated
          ? [...estimate, confidence === null ? null : confidences.numberOf(confidence)].map((one) => one ?? 'null')
          : []),
      ];
      return `"${key.join(':')}":[${value ?? 'null'},${attributes.join(',')}]`;
    });
    if (members.length === 0) continue;
    yield Buffer.from(`${isFirst ? '' : ','}${members.join(',')}`);
    isFirst = false;
  }

  const plain = (code: string): FigureCategory => ({ label: code });
  const dimension = (
    id: string,
    name: string,
    keyPosition: number,
    codes: Codes,
    categoryOf: FigureDimension['categoryOf'],
    role: string | null,
  ) => ({ id, name, keyPosition, ...(role === null ? {} : { roles: [role] }), ...codes.values(categoryOf) });
  const attribute = (id: string, name: string, relationship: object, codes: Codes, categoryOf = plain) => ({
    id,
    name,
    relationship,
    ...codes.values(categoryOf),
  });
  const structure = {
    name: about.title,
    dataSets: [0],
    links: [{ urn: DATAFLOW_URN, rel: 'dataflow' }],
    dimensions: {
      observation: [
        dimension('FREQ', 'Frequency', 0, frequencies, plain, 'FREQ'),
        ...dimensions.map(({ concept, label, role, categoryOf }, at) =>
          dimension(concept, label, at + 1, codesOf[at] as Codes, categoryOf, role === 'time' ? 'TIME_PERIOD' : null),
        ),
      ],
    },
    measures: { observation: [{ id: 'OBS_VALUE', name: 'Value', format: { dataType: 'Decimal' } }] },
    attributes: {
      observation: [
        { ...attribute('OBS_STATUS', 'Observation status', { observation: {} }, statuses), maxOccurs: 'unbounded' },
        attribute('UNIT_MEASURE', 'Unit of measure', { dimensions: ['METRIC'] }, units, (code) => ({
          label: unitNames.get(code) ?? code,
        })),
        attribute('UNIT_MULT', 'Unit multiplier', { dimensions: ['METRIC'] }, multipliers),
        attribute('BASIS', 'Basis', { observation: {} }, bases),
        ...(isEstimated
          ? [
              ...ESTIMATE_PARTS.map(({ concept, label, dataType }) => ({
                id: concept,
                name: label,
                relationship: { observation: {} },
                format: { dataType },
              })),
              attribute(
                CONFIDENCE,
                'Confidence level of the bounds, in per cent',
                { dimensions: ['METRIC'] },
                confidences,
              ),
            ]
          : []),
      ],
    },
  };
  yield Buffer.from(`}}],"structures":[${JSON.stringify(structure)}]}}`);
}

function metaOf({ title, source, updated, language }: About): object {
  return {
    id: 'observations',
    // The content names the message, not the hour at which somebody asked for it: the same content is the same bytes.
    prepared: updated ?? '1970-01-01T00:00:00Z',
    contentLanguages: [language],
    name: title,
    sender: { id: AGENCY, name: source },
  };
}

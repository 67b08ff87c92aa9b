/** What figures are in SDMX: one dataflow for all of them, with the concepts that others use too. */
export const AGENCY = 'GOVGRAPH';
export const DATAFLOW = `${AGENCY}:OBSERVATIONS(1.0.0)`;
export const DATAFLOW_URN = `urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=${DATAFLOW}`;

/** How sure the bounds of a metric are, in per cent. */
export const CONFIDENCE = 'CONFIDENCE_LEVEL';

/** Codes of the code list CL_FREQ; a span of any other length is none of them. */
const FREQUENCY: Readonly<Record<string, string>> = {
  ANNUAL: 'A',
  HALF_YEARLY: 'S',
  QUARTERLY: 'Q',
  MONTHLY: 'M',
  WEEKLY: 'W',
  DAILY: 'D',
  SPAN: '_O',
};

/** Codes of the code list CL_OBS_STATUS. */
const STATUS: Readonly<Record<string, string>> = {
  NORMAL: 'A',
  BREAK: 'B',
  DEFINITION_DIFFERS: 'D',
  ESTIMATED: 'E',
  FORECAST: 'F',
  IMPUTED: 'I',
  MISSING: 'O',
  NOT_SIGNIFICANT: 'N',
  PROVISIONAL: 'P',
  SUPPRESSED: 'Q',
  LOW_RELIABILITY: 'U',
  UNVALIDATED: 'V',
};

export const frequencyCode = (frequency: string): string => known(FREQUENCY, frequency);
export const statusCode = (flag: string): string => known(STATUS, flag);

function known(codes: Readonly<Record<string, string>>, name: string): string {
  const code = codes[name];
  if (code === undefined) throw new Error(`SDMX has no code for ${name}`);
  return code;
}

/** The ids of components for dimensions of data sets, each another: of two that would be alike, the later one gets a number. */
export function getConcepts(codes: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    codes.map((code) => {
      const plain = conceptOf(code);
      let concept = plain;
      for (let number = 2; taken.has(concept); number++) concept = `${plain}_${number}`;
      taken.add(concept);
      return [code, concept];
    }),
  );
}

/** A letter, then letters, digits, `_` and `-`, other letters by their number; none that a concept here has. */
function conceptOf(code: string): string {
  const plain = code
    .replace(/[\0-\x7f]/g, (sign) => (/[\w-]/.test(sign) ? sign : '_'))
    .replace(/[^\0-\x7f]/gu, (letter) => `U${letter.codePointAt(0)?.toString(16)}`);
  return `${/^[A-Za-z]/.test(plain) ? '' : 'D_'}${plain}`
    .toUpperCase()
    .replace(
      /^(FREQ|DATASET|METRIC|REF_AREA|TIME_PERIOD|OBS_.*|UNIT_.*|CONFIDENCE_LEVEL|BASIS|ACTION|STRUCTURE.*)$/,
      'D_$1',
    );
}

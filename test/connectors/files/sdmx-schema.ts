import { existsSync, readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';

/** Where SDMX's JSON schema of data messages 2.1 lies; it is no part of this project. */
const SCHEMA = process.env.SDMX_JSON_SCHEMA ?? '';

const FORMATS = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uri: (text: string) => URL.canParse(text),
  'uri-reference': (text: string) => URL.canParse(text, 'http://test'),
  email: /@/,
};

export const hasSdmxSchema = existsSync(SCHEMA);

/** Says what of a message the schema does not allow. */
export function sdmxValidator(): (message: unknown) => readonly unknown[] {
  const ajv = new Ajv2019({ strict: false, allErrors: true, formats: FORMATS });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  return (message) => (validate(message) ? [] : (validate.errors ?? []));
}

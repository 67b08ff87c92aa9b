import type { odata as en } from '../en/odata.ts';

/** `src/connectors/odata` 的信息。 */
export const odata: Readonly<Record<keyof typeof en, string>> = {};

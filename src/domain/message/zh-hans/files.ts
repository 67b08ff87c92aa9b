import type { files as en } from '../en/files.ts';

/** `src/connectors/files` 的信息。 */
export const files: Readonly<Record<keyof typeof en, string>> = {};

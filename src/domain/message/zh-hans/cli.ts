import type { cli as en } from '../en/cli.ts';

/** `src/cli` 的信息。 */
export const cli: Readonly<Record<keyof typeof en, string>> = {};

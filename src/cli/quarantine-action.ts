export const QUARANTINE_ACTIONS = ['list', 'retry', 'drop'] as const;
export type QuarantineAction = (typeof QUARANTINE_ACTIONS)[number];

/** Whether the first argument after `import --quarantine` is one of these; a folder of such a name is given as ./list. */
export const isQuarantineAction = (argument: string): argument is QuarantineAction =>
  QUARANTINE_ACTIONS.some((action) => action === argument);

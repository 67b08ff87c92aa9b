/** Where a request came in: a label of few values, whatever address is asked. */
export type Door = 'graphql' | 'odata' | 'files' | 'health' | 'other';

const DOORS: readonly (readonly [RegExp, Door])[] = [
  [/^\/graphql(?:$|[/?])/, 'graphql'],
  [/^\/odata(?:$|[/?])/, 'odata'],
  [/^\/files(?:$|[/?])/, 'files'],
  [/^\/(?:health|ready)(?:$|\?)/, 'health'],
];

export const findDoor = (target: string): Door => DOORS.find(([pattern]) => pattern.test(target))?.[1] ?? 'other';

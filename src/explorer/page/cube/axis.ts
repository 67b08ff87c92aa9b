/** What the rows and the columns of a table may be made of. */
export const AXES = ['metric', 'region', 'part', 'period'] as const;
export type Axis = (typeof AXES)[number];

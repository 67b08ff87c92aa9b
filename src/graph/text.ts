import { foldText } from '../domain/text.ts';

/** The filter of a search column that holds a text somewhere. Prisma hands it to LIKE as it is: %, _ and \ must stand for themselves. */
export const containsText = (text: string) => ({ contains: foldText(text).replace(/[\\%_]/g, '\\$&') });

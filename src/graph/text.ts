/** A text as it is compared when somebody looks for a part of it: without difference of case, or of full and half width. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The filter of a search column that holds a text somewhere. Prisma hands it to LIKE as it is: %, _ and \ must stand for themselves. */
export const containsText = (text: string) => ({ contains: foldText(text).replace(/[\\%_]/g, '\\$&') });

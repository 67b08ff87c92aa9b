/** A text as it is compared when somebody looks for a part of it: without difference of case, or of full and half width. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

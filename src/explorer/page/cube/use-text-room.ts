import { useSyncExternalStore } from 'react';

const listen = (changed: () => void) => {
  addEventListener('resize', changed);
  return () => removeEventListener('resize', changed);
};

/** Pixels of text as large as browsers show it unless a reader wants another size. */
const USUAL_SIZE = 16;
const readScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_SIZE;
const readWidth = (): number => window.innerWidth;

/** How many times as large as usual a reader has text. */
export const useTextScale = (): number => useSyncExternalStore(listen, readScale);

/** How wide the window is. It changes when a phone is turned, and when a reader zooms. */
export const useWindowWidth = (): number => useSyncExternalStore(listen, readWidth);

/** A length that grows with the text, given for text of the usual size. */
export const inText = (pixels: number): string => `${pixels / USUAL_SIZE}rem`;

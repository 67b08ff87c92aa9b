import { useSyncExternalStore } from 'react';

const listen = (changed: () => void) => {
  addEventListener('resize', changed);
  return () => removeEventListener('resize', changed);
};

/** How wide the window is. It changes when a phone is turned, and when a reader zooms. */
export const useWindowWidth = (): number => useSyncExternalStore(listen, () => window.innerWidth);

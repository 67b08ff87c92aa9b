import { startTransition, useEffect, useState } from 'react';

/** Whoever comes back to a page finds it whole, and so finds the place where he was. */
const isFresh = (): boolean =>
  performance.getEntriesByType('navigation').every((one) => 'type' in one && one.type === 'navigate');

let wasDrawn = !isFresh();

/**
 * Whether the first window has been drawn. What stands below it, or what costs a browser more to draw than it tells, is drawn after that.
 * It takes no place from what is there, so that nothing moves. Pages that follow are drawn whole.
 */
export function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(wasDrawn);
  useEffect(() => {
    if (isDrawn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // The timer runs when the frame has been painted.
      timer = setTimeout(() => {
        wasDrawn = true;
        startTransition(() => setDrawn(true));
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isDrawn]);
  return isDrawn;
}

import { useEffect, useState } from 'react';

export interface Ink {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
  readonly font: string;
}

const NAMES = ['ink', 'muted', 'line', 'surface', 'accent', 'good', 'bad', 'warn'] as const;

/** The colours of the page as they are now, for charts, which know nothing of variables. */
function readInk(): Ink {
  const probe = document.createElement('i');
  document.body.append(probe);
  const entries = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  const font = getComputedStyle(document.body).fontFamily;
  return { ...Object.fromEntries(entries), font } as unknown as Ink;
}

/** The colours of the page; others when it turns dark or light. */
export function useInk(): Ink {
  const [ink, setInk] = useState(readInk);
  useEffect(() => {
    const update = () => setInk(readInk());
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const print = matchMedia('print');
    dark.addEventListener('change', update);
    print.addEventListener('change', update);
    const observer = new MutationObserver(update);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', update);
      print.removeEventListener('change', update);
      observer.disconnect();
    };
  }, []);
  return ink;
}

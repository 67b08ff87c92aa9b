import { useEffect, useMemo, useState } from 'react';
import type { InterfaceLanguage } from '../address/search.ts';
import { thingAt } from '../address/thing.ts';
import { useAsk } from '../api/client.ts';
import { findHome } from '../api/home.ts';
import { RETRY_AFTER } from '../api/use-answer.ts';

interface Home {
  /** Code of the data set; null where the page is of a whole data set, or of what none has; undefined until it is known. */
  readonly home: string | null | undefined;
  /** The server does not answer. It is asked again until it does. */
  readonly isUnanswered: boolean;
}

/** The data set of the one thing that a page is of. `named` is the one that the address names, if there is such a one. */
export function useHome(
  path: string,
  metrics: string | undefined,
  named: string | undefined,
  language: InterfaceLanguage,
  isPaused: boolean,
): Home {
  const thing = useMemo(() => thingAt(path, { metrics }), [path, metrics]);
  const ask = useAsk(language);
  const key = JSON.stringify([thing, named]);
  const [found, setFound] = useState<(Home & { readonly key: string }) | null>(null);
  useEffect(() => {
    if (!thing || isPaused) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isStale = false;
    const seek = async () => {
      const home = await findHome(thing, named, ask).catch(() => undefined);
      if (isStale) return;
      const isUnanswered = home === undefined;
      if (isUnanswered) timer = setTimeout(seek, RETRY_AFTER);
      setFound({ key, home, isUnanswered });
    };
    void seek();
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [thing, named, ask, key, isPaused]);
  if (!thing) return { home: null, isUnanswered: false };
  return found?.key === key ? found : { home: undefined, isUnanswered: false };
}

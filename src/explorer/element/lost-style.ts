/**
 * A style that was not there when a page was fetched ahead: the server was upgraded meanwhile, and has others. Vite asks for a style once, and
 * takes it for loaded from then on.
 */
let lostStyle: unknown = null;

addEventListener('vite:preloadError', ({ payload }) => {
  if (/preload css/i.test(String(payload))) lostStyle = payload;
});

/** Fetches a page; not without its styles: once one was lost, the reader gets the page by loading it anew. */
export const withStyles =
  <Page>(fetchPage: () => Promise<Page>) =>
  (): Promise<Page> =>
    lostStyle === null ? fetchPage() : Promise.reject(lostStyle);

/** Whether a style that the page names is not there, once all have come or failed: browsers leave none in its place, or one without a rule. */
export const isUnstyled = (): boolean =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].some(
    ({ sheet }) => (sheet?.cssRules.length ?? 0) === 0,
  );

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

/** The styles that the document came with. Those of other pages are fetched with these, and a page is not drawn without its own. */
const OWN = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];

/** Of a style that failed to load, Chromium leaves a sheet behind that nobody may read. */
function hasRules({ sheet }: HTMLLinkElement): boolean {
  try {
    return (sheet?.cssRules.length ?? 0) > 0;
  } catch {
    return false;
  }
}

/** Whether a style that the document came with is not there, once all have come or failed. */
export const isUnstyled = (): boolean => !OWN.every(hasRules);

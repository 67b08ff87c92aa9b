const KEY = 'govgraph-theme';
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The theme that the reader chose in this browser. */
export function readTheme(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system'; // a browser that keeps nothing
  }
}

/** The theme that the page has. */
export const currentTheme = (): Theme =>
  THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? 'system';

export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

/** Shows a theme, and keeps it in the browser. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // the choice lasts as long as the page
  }
}

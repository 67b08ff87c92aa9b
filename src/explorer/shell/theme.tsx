import { useEffect, useState } from 'react';
import { useText } from '../language/text.ts';

const KEY = 'govgraph-theme';
const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const SIGNS: Readonly<Record<Theme, string>> = { system: '◐', light: '☀', dark: '☾' };

function readTheme(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system'; // a browser that keeps nothing
  }
}

/** Light, dark, or as the system has it. The choice is of the reader, not of the page, so it is kept in the browser. */
export function ThemeSwitch() {
  const t = useText();
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // the choice lasts as long as the page
    }
  }, [theme]);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const name = t(`theme.${theme}`);
  return (
    <button type="button" className="theme" title={name} aria-label={name} onClick={() => setTheme(next)}>
      <span aria-hidden="true">{SIGNS[theme]}</span>
    </button>
  );
}

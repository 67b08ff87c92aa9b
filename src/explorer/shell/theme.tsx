import { useState } from 'react';
import { useText } from '../language/text.ts';
import { chooseTheme, currentTheme, THEMES, type Theme } from './theme-choice.ts';

const SIGNS: Readonly<Record<Theme, string>> = { system: '◐', light: '☀', dark: '☾' };

/** Light, dark, or as the system has it. The choice is of the reader, not of the page, so it is kept in the browser. */
export function ThemeSwitch() {
  const t = useText();
  const [theme, setTheme] = useState(currentTheme);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const name = t(`theme.${theme}`);
  const choose = () => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <button type="button" className="theme" title={name} aria-label={name} onClick={choose}>
      <span aria-hidden="true">{SIGNS[theme]}</span>
    </button>
  );
}

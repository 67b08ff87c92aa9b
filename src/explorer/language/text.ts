import { i18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import type { InterfaceLanguage } from '../address/search.ts';
import type english from '../locale/en.json';

export type MessageId = keyof typeof english;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (id: MessageId, values?: Values) => string;

/** Words of the page. Words of the data come from the API. */
export function useText(): Translate {
  const { i18n: current } = useLingui();
  const { locale } = current;
  // The same function as long as the language is the same: charts are drawn anew only when what they show has changed.
  return useMemo(
    () => (locale ? (id, values) => current._(id, values as Record<string, unknown>) : (id) => id),
    [current, locale],
  );
}

/** A message whose id is made of a value of the API, such as `status.COMPLETED`. */
export const idOf = (group: string, value: string): MessageId => `${group}.${value}` as MessageId;

const CATALOGUES = {
  en: () => import('../locale/en.json'),
  'zh-Hans': () => import('../locale/zh-hans.json'),
} as const;

/** Fetches the words of a language. They are shown when the answer is called. */
export async function fetchLanguage(language: InterfaceLanguage): Promise<() => void> {
  const { default: messages } = await CATALOGUES[language]();
  return () => {
    i18n.loadAndActivate({ locale: language, messages });
    document.documentElement.lang = language;
  };
}

import { badInput } from '../../domain/core/errors.ts';
import { isLanguage, sameLanguage } from '../../domain/core/language.ts';
import { message } from '../../domain/message/message.ts';
import { acceptedLanguages } from '../../domain/negotiation/accept.ts';
import { isDay } from '../../domain/period/day.ts';
import { todayIn } from '../../domain/period/today.ts';
import type { Catalogue } from '../../read/catalogue/catalogue.ts';
import { taskLights } from '../../read/catalogue/task-light.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { Reading } from './table.ts';

/** What of a request says how it is read, besides what it asks. */
export interface ReadPreferences {
  readonly lang: string | null;
  readonly acceptLanguage: string | null;
  /** The day from which lights and what is overdue are seen; null: today in the time zone of each data set. */
  readonly on: string | null;
  /** `true` where values are wanted in the unit itself. */
  readonly scaled: string | null;
}

/** Refuses a language or a day that is none, and any other word than true and false. */
export function assertPreferences({ lang, on, scaled }: ReadPreferences): void {
  if (lang !== null && !isLanguage(lang)) {
    throw badInput('lang', message('table.invalid-language', { value: JSON.stringify(lang.slice(0, 40)) }));
  }
  if (on !== null && !isDay(on)) {
    throw badInput('on', message('table.invalid-day', { name: 'on', value: JSON.stringify(on.slice(0, 40)) }));
  }
  if (scaled !== null && scaled !== 'true' && scaled !== 'false') {
    throw badInput(
      'scaled',
      message('table.invalid-truth', { name: 'scaled', value: JSON.stringify(scaled.slice(0, 40)) }),
    );
  }
}

export const buildReading = (
  state: Snapshot,
  catalogue: Catalogue,
  preferences: ReadPreferences,
): Required<Reading> => ({
  state,
  languages: languagesOf(preferences, catalogue),
  days: taskLights(catalogue, state, (timeZone) => preferences.on ?? todayIn(timeZone, new Date())),
  scaled: preferences.scaled === 'true',
});

/** A language that is asked for, and after it those that names are kept in and that are written alike: zh-CN finds zh-Hans. */
function languagesOf({ lang, acceptLanguage }: ReadPreferences, catalogue: Catalogue): string[] {
  const requested = [...(lang === null ? [] : [lang]), ...acceptedLanguages(acceptLanguage)];
  const kept = keptLanguages(catalogue);
  return [...new Set(requested.flatMap((tag) => [tag, ...kept.filter((known) => sameLanguage(known, tag))]))].filter(
    (tag) => kept.includes(tag),
  );
}

const known = new WeakMap<Catalogue, readonly string[]>();

/** The languages of everything that has a name. */
function keptLanguages(catalogue: Catalogue): readonly string[] {
  const found = known.get(catalogue);
  if (found) return found;
  const { metrics, organizations, programmes, ratings, workingGroups, regions, datasets, units, dimensions } =
    catalogue;
  const rows: readonly { readonly name: unknown }[] = [
    ...metrics.rows,
    ...organizations.rows,
    ...programmes.rows,
    ...ratings.rows,
    ...workingGroups.rows,
    ...regions.versions.rows,
    ...units.rows,
    ...dimensions.rows.flatMap(({ id }) => catalogue.categoriesOf.of(id)),
  ];
  const tags = new Set(datasets.rows.map(({ language }) => language));
  for (const { name } of rows) for (const tag in name as Readonly<Record<string, string>> | null) tags.add(tag);
  const kept = [...tags];
  known.set(catalogue, kept);
  return kept;
}

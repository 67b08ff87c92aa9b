import { sameLanguage } from '../../domain/language.ts';
import type { Catalogue } from '../../store/catalogue.ts';

/** Each is a choice in every name of a statement. */
const MOST = 10;

const known = new WeakMap<Catalogue, readonly string[]>();

/** The tags under which names are held. */
function tagsOf(catalogue: Catalogue): readonly string[] {
  let tags = known.get(catalogue);
  if (!tags) {
    const named = [catalogue.metrics.rows, catalogue.regions.versions.rows, catalogue.workingGroups.rows];
    const held = new Set(catalogue.datasets.rows.map(({ language }) => language));
    for (const { name } of named.flat()) for (const tag of Object.keys(name ?? {})) held.add(tag);
    tags = [...held];
    known.set(catalogue, tags);
  }
  return tags;
}

/** The wanted languages, each followed by the tags of names that are the same language and script: who asks for zh-CN reads zh-Hans. */
export const languagesHeld = (wanted: readonly string[], catalogue: Catalogue): string[] => {
  const tags = tagsOf(catalogue);
  return [...new Set(wanted.slice(0, MOST).flatMap((one) => [one, ...tags.filter((tag) => sameLanguage(tag, one))]))];
};

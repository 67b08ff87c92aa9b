// The licences of everything that the package holds, in one text.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that permit free use. What has another one is not packed before somebody has decided about it. */
const PERMITTED = new Set([
  '0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'MIT AND Apache-2.0', 'Unlicense',
]); // biome-ignore format: a list
const TEXT = /^(?:licen[cs]e|copying|notice)(?:$|[.-])/i;
const RULE = '='.repeat(80);

/** `packages` are those of a lock file; their files lie in `root`. */
export function describeLicences(packages, root) {
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  const refused = installed.filter(([, { license }]) => !PERMITTED.has(license));
  if (refused.length > 0) {
    throw new Error(`no known licence: ${refused.map(([path, { license }]) => `${path} (${license})`).join(', ')}`);
  }
  /** By what is said of them: several versions of one package have one text. */
  const sections = new Map();
  for (const [path, { version, license }] of installed) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const words = licenceTexts(join(root, path)) || `The package holds no text of its licence, which is ${license}.`;
    const key = `${name}\n${license}\n${words}`;
    const section = sections.get(key) ?? { name, license, words, versions: new Set() };
    section.versions.add(version);
    sections.set(key, section);
  }
  const ordered = [...sections.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = ordered.map(
    ({ name, license, words, versions }) =>
      `${RULE}\n${name} ${[...versions].sort().join(', ')} (${license})\n\n${words}`,
  );
  return `govgraph holds these packages.\n\n${parts.join('\n\n')}\n`;
}

/** A package for another system is not here. */
function licenceTexts(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => TEXT.test(name)) : [];
  return names.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}

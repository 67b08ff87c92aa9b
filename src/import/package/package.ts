import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { list, message } from '../../domain/message/message.ts';
import { MAX_DESCRIPTOR_BYTES } from './bound.ts';
import type { Texts } from './column.ts';
import { DESCRIPTOR, type Descriptor, readDescriptor } from './descriptor.ts';
import { inspect } from './encoding.ts';
import { FILE_NAMES, type FileName } from './fact-format.ts';
import { oneLine, type Problems, quoted } from './problem.ts';
import type { PackageResource } from './table.ts';
import { momentIn } from './timestamp.ts';

/** A folder that was opened: what datapackage.json says, and which files there are to read. */
export interface Package {
  readonly code: string;
  readonly version: string;
  readonly title: Texts;
  readonly language: string;
  readonly timeZone: string;
  readonly region: string;
  readonly publisher: string | null;
  /** When the publisher says that it published the release; null where it does not. */
  readonly publishedAt: Date | null;
  readonly licence: string | null;
  readonly minCount: number | null;
  /** What a failed check comes to: a word, or no import. */
  readonly checks: 'warn' | 'refuse';
  readonly resources: ReadonlyMap<FileName, PackageResource>;
  /** Files that are named and cannot be read: what they would have defined is not called unknown. */
  readonly unreadable: ReadonlySet<FileName>;
  /** sha256 over datapackage.json and the files that it names, in the order of their names. */
  readonly hash: string;
}

/** Opens a package and reads every file once, for its hash and its encoding; null when there is nothing to go on with. */
export async function openPackage(directory: string, problems: Problems): Promise<Package | null> {
  const descriptorFile = join(directory, DESCRIPTOR);
  if (!(await isFile(descriptorFile))) {
    problems.add({
      resource: DESCRIPTOR,
      message: message('import.no-descriptor', { file: DESCRIPTOR, directory: oneLine(directory) }),
      expected: message('import.folder-expected'),
    });
    return null;
  }
  const hash = createHash('sha256');
  const { size } = await stat(descriptorFile);
  if (size > MAX_DESCRIPTOR_BYTES) {
    problems.add({
      resource: DESCRIPTOR,
      message: message('import.file-bytes', { count: size }),
      expected: message('import.max-bytes', { max: MAX_DESCRIPTOR_BYTES }),
    });
    return null;
  }
  const bad = await inspect(descriptorFile, hash);
  if (bad !== null) {
    problems.add({ resource: DESCRIPTOR, row: bad.line, message: bad.text, expected: 'UTF-8' });
    return null;
  }
  const descriptor = readDescriptor(await readFile(descriptorFile, 'utf8'), problems);
  if (descriptor === null) return null;

  const named = namedFiles(descriptor, problems);
  const resources = new Map<FileName, PackageResource>();
  const unreadable = new Set<FileName>();
  for (const [name, path] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = await findFile(directory, path, problems);
    if (file === null) {
      unreadable.add(name);
      continue;
    }
    hash.update(`\n${name}\n`);
    const wrong = await inspect(file, hash);
    if (wrong === null) resources.set(name, { path, file });
    else {
      problems.add({
        resource: path,
        row: wrong.line,
        message: wrong.text,
        expected: message('import.utf-8-expected'),
      });
      unreadable.add(name);
    }
  }
  return { ...metadata(descriptor), resources, unreadable, hash: hash.digest('hex') };
}

function metadata({ name, version, title, licenses, govgraph }: Descriptor) {
  const { language, timeZone, region, publisher = null, minCount = null, titles } = govgraph;
  const checks = govgraph.checks ?? 'warn';
  const publishedAt = govgraph.publishedAt == null ? null : momentIn(govgraph.publishedAt, timeZone);
  const licence = licenses?.[0]?.name ?? licenses?.[0]?.title ?? null;
  const names: Texts = { ...(titles?.[language] === undefined ? { [language]: title ?? name } : {}), ...titles };
  return {
    code: name,
    version,
    title: names,
    language,
    timeZone,
    region,
    publisher,
    publishedAt,
    minCount,
    checks,
    licence,
  };
}

/** Which file holds which table: by the resource's name, or else by the file's own. */
function namedFiles(descriptor: Descriptor, problems: Problems): Map<FileName, string> {
  const files = new Map<FileName, string>();
  descriptor.resources.forEach(({ name, path }, index) => {
    const column = `resources.${index}`;
    const own = basename(path).replace(/\.csv$/, '');
    const table = FILE_NAMES.find((known) => known === name) ?? FILE_NAMES.find((known) => known === own);
    if (table === undefined) {
      const given = name ?? own;
      problems.add({
        resource: DESCRIPTOR,
        column,
        value: given,
        message: message('import.unknown-resource', { name: quoted(given) }),
        expected: () => didYouMean(given, FILE_NAMES, list(FILE_NAMES)),
      });
    } else if (files.has(table)) {
      problems.add({
        resource: DESCRIPTOR,
        column,
        value: table,
        message: message('import.resource-repeated', { name: quoted(table) }),
        expected: message('import.resource-once'),
      });
    } else files.set(table, path);
  });
  return files;
}

async function findFile(directory: string, path: string, problems: Problems): Promise<string | null> {
  const file = resolve(directory, path);
  const exists = await isFile(file);
  // Through symbolic links too: a package must never read what lies beside it.
  const inside = relative(
    await realpath(directory),
    exists ? await realpath(file) : resolve(await realpath(directory), path),
  );
  if (
    /^[a-z]+:\/\//i.test(path) ||
    isAbsolute(path) ||
    inside === '..' ||
    inside.startsWith(`..${sep}`) ||
    isAbsolute(inside)
  ) {
    problems.add({
      resource: DESCRIPTOR,
      column: 'path',
      value: path,
      message: message('import.path-outside', { path: quoted(path) }),
      expected: message('import.path-inside-expected'),
    });
    return null;
  }
  if (exists) return file;
  problems.add({
    resource: path,
    message: message('import.file-missing', { descriptor: DESCRIPTOR }),
    value: path,
    expected: message('import.file-expected'),
  });
  return null;
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

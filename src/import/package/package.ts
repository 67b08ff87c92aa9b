import { createHash, type Hash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { TaskLightRule } from '../../database/generated/prisma/enums.ts';
import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { list, message } from '../../domain/message/message.ts';
import { type FiscalYearStart, fiscalYearStartOf } from '../../domain/period/fiscal-year.ts';
import { inspect } from '../file/encoding.ts';
import { MAX_DESCRIPTOR_BYTES } from './bound.ts';
import type { PackageColumns, Texts } from './column.ts';
import { checkPackageDeclarations, readDeclaration } from './declaration.ts';
import { DeclaredObject, isObject, shownJson } from './declared-object.ts';
import { DESCRIPTOR, type Descriptor, parseJson, readDescriptor } from './descriptor.ts';
import { Digest } from './digest.ts';
import { FACTS, FILE_NAMES, type FileName } from './fact-format.ts';
import { CATALOGUE } from './format.ts';
import { oneLine, type Problems, quoted } from './problem.ts';
import type { PackageResource, UnreadCells } from './table.ts';
import { momentIn } from './timestamp.ts';

/** A folder that was opened: what datapackage.json says, and which files there are to read. */
export interface Package {
  readonly code: string;
  readonly version: string;
  readonly title: Texts;
  readonly language: string;
  readonly timeZone: string;
  /** The region that the data set is about; null for none. */
  readonly region: string | null;
  readonly publisher: string | null;
  /** When the publisher says that it published the release; null where it does not. */
  readonly publishedAt: Date | null;
  /** What the publisher says of the release, such as why figures were revised; null where it says nothing. */
  readonly notes: Texts | null;
  readonly licence: string | null;
  readonly minCount: number | null;
  /** When the years of its metrics begin, where they do not say it themselves. */
  readonly fiscalYearStart: FiscalYearStart;
  /** What a failed check comes to: a word, or no import. */
  readonly checks: 'warn' | 'refuse';
  /** What the lights of its tasks follow. */
  readonly taskLight: TaskLightRule;
  readonly resources: ReadonlyMap<FileName, PackageResource>;
  /** Files that are named and cannot be read: what they would have defined is not called unknown. */
  readonly unreadable: ReadonlySet<FileName>;
  /** sha256 over datapackage.json and the files that it names, in the order of their names. */
  readonly hash: string;
}

/** What could not be read of the file that a package was made of. It was told already, and says nothing of the rest of the package. */
export interface PackageGaps {
  /** By table and line, the columns of which nothing is known. */
  readonly unread: ReadonlyMap<FileName, UnreadCells>;
  /** Tables of which there may be more rows. */
  readonly lost: ReadonlySet<FileName>;
}

/** The package, with what is known to be missing from it. */
export function withGaps(source: Package, { unread, lost }: PackageGaps): Package {
  const resources = [...source.resources].map(([name, resource]) => {
    const cells = unread.get(name);
    return [name, cells === undefined ? resource : { ...resource, unread: cells }] as const;
  });
  return { ...source, resources: new Map(resources), unreadable: new Set([...source.unreadable, ...lost]) };
}

/** Opens a package and reads every file once, for its hash and its encoding; null when there is nothing to go on with. */
export async function openPackage(
  directory: string,
  problems: Problems,
  signal?: AbortSignal,
): Promise<Package | null> {
  await refuseAbsent(directory);
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
  if (!(await isSmall(descriptorFile, DESCRIPTOR, problems))) return null;
  const bad = await inspect(descriptorFile, hash);
  if (bad !== null) {
    problems.add({ resource: DESCRIPTOR, row: bad.line, message: bad.text, expected: 'UTF-8' });
    return null;
  }
  const descriptor = readDescriptor(await readFile(descriptorFile, 'utf8'), problems);
  if (descriptor === null) return null;
  checkPackageDeclarations(new DeclaredObject(descriptor, DESCRIPTOR, '', problems));

  const named = namedFiles(descriptor, problems);
  const resources = new Map<FileName, PackageResource>();
  const unreadable = new Set<FileName>();
  for (const [name, { path, index }] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = await findFile(directory, path, problems);
    if (file === null) {
      unreadable.add(name);
      continue;
    }
    hash.update(`\n${name}\n`);
    const given = new DeclaredObject(descriptor.resources[index] ?? {}, DESCRIPTOR, `resources.${index}`, problems);
    const before = problems.count;
    const parts = {
      schema: await readPart(directory, given, 'schema', hash, problems),
      dialect: await readPart(directory, given, 'dialect', hash, problems),
    };
    const declared = readDeclaration(given, parts, name, columnsOf(name));
    // Read in another way than was meant, a file has problems of its own in every row.
    if (problems.count > before) {
      unreadable.add(name);
      continue;
    }
    const digest = new Digest(given);
    const wrong = await inspect(file, hash, { ...declared, signal, sinks: [digest] });
    digest.compare();
    if (wrong === null) resources.set(name, { path, file, declared, schema: parts.schema?.json ?? null });
    else {
      problems.add({ resource: path, row: wrong.line, message: wrong.text, expected: wrong.expected });
      unreadable.add(name);
    }
  }
  return { ...metadata(descriptor), resources, unreadable, hash: hash.digest('hex') };
}

function metadata({ name, version, title, licenses, govgraph }: Descriptor) {
  const { language, timeZone, region = null, publisher = null, minCount = null, titles, notes = {} } = govgraph;
  const checks = govgraph.checks ?? 'warn';
  const taskLight = govgraph.taskLight === 'rating' ? TaskLightRule.RATING : TaskLightRule.DUE_DATE;
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
    notes: Object.keys(notes).length > 0 ? notes : null,
    minCount,
    fiscalYearStart: fiscalYearStartOf(govgraph.fiscalYearStart ?? null),
    checks,
    taskLight,
    licence,
  };
}

const columnsOf = (name: FileName): PackageColumns => ({ ...CATALOGUE, ...FACTS })[name];

/** A schema or dialect of a resource: as it stands there, or in a file of the folder, which counts for the hash as well. */
async function readPart(
  directory: string,
  given: DeclaredObject,
  property: 'schema' | 'dialect',
  hash: Hash,
  problems: Problems,
): Promise<DeclaredObject | null> {
  const path = given.value(property);
  if (typeof path !== 'string') return given.object(property);
  if (/^[a-z]+:\/\//i.test(path)) {
    given.refuse(property, message('import.a-web-address', { address: quoted(path) }), message('import.part-expected'));
    return null;
  }
  const file = await findFile(directory, path, problems);
  if (file === null || !(await isSmall(file, path, problems))) return null;
  hash.update(`\n${property}\n`);
  const bad = await inspect(file, hash);
  if (bad !== null) {
    problems.add({ resource: path, row: bad.line, message: bad.text, expected: 'UTF-8' });
    return null;
  }
  const json = parseJson(await readFile(file, 'utf8'), path, message('import.part-expected'), problems);
  if (json === undefined) return null;
  if (isObject(json)) return new DeclaredObject(json, path, '', problems);
  const expected = message('import.an-object');
  problems.add({ resource: path, message: message('import.is-not', { value: shownJson(json), expected }), expected });
  return null;
}

/** Whether a file that is read whole is of a size to be read; otherwise that is told. */
async function isSmall(file: string, resource: string, problems: Problems): Promise<boolean> {
  const { size } = await stat(file);
  if (size <= MAX_DESCRIPTOR_BYTES) return true;
  problems.add({
    resource,
    message: message('import.file-bytes', { count: size }),
    expected: message('import.max-bytes', { max: MAX_DESCRIPTOR_BYTES }),
  });
  return false;
}

/** Which file holds which table: by the resource's name, or else by the file's own. */
function namedFiles(descriptor: Descriptor, problems: Problems): Map<FileName, { path: string; index: number }> {
  const files = new Map<FileName, { path: string; index: number }>();
  descriptor.resources.forEach(({ name, path }, index) => {
    const column = `resources.${index}`;
    const own = basename(path).replace(/\.csv(?:\.gz)?$/, '');
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
    } else files.set(table, { path, index });
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

/** A folder that is not there is no package with a problem: it is another folder that was meant. */
async function refuseAbsent(directory: string): Promise<void> {
  const found = await stat(directory).catch(({ code }: NodeJS.ErrnoException) => {
    if (code !== 'ENOENT') return null;
    throw new DomainError('NOT_FOUND', message('import.no-folder', { directory: oneLine(directory) }));
  });
  if (found && !found.isDirectory()) {
    throw new DomainError('NOT_FOUND', message('import.not-a-folder', { directory: oneLine(directory) }));
  }
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

// `npm run pack`: makes govgraph-VERSION.tgz. It holds its production dependencies, and needs no registry, no compiler and no generator.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeLicences } from './licences.mjs';
import { run, setUp } from './setup.mjs';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));

/** What the program reads when it runs, and what people read. */
const CONTENTS = [
  '.env.example', 'CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'build/cluster.tar.gz', 'build/explorer', 'data', 'deploy', 'dist', 'docs',
  'prisma/migrations', 'schema/operations', 'schema/schema.graphql',
]; // biome-ignore format: a list
const QUIETLY = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
const STAMP = 'dist/.stamp';
/** Dependencies with which a clone generates and builds its code, and which the built code does not import. */
const BUILD_ONLY =
  /^(?:@types\/.*|prisma|typescript|vite|@vitejs\/.*|react|react-dom|react-aria-components|@lingui\/.*|@tanstack\/.*|urql|@urql\/.*|echarts)$/;
/** Files of dependencies that no program reads, and engines of Prisma for databases that are not used here. */
const UNUSED = /\.(?:d\.[cm]?ts|map)$|query_compiler_\w+\.(?:cockroachdb|mysql|sqlite|sqlserver)\./;

/** Makes the package in `destination`, and answers the path of the tarball. */
export async function pack(destination = PROJECT) {
  await setUp({ development: false });
  const staging = mkdtempSync(join(tmpdir(), 'govgraph-pack-'));
  // The bill of materials names the package after its folder.
  const folder = join(staging, 'govgraph');
  try {
    for (const path of CONTENTS) copy(path, folder);
    rmSync(join(folder, STAMP), { force: true });
    const manifest = productionManifest();
    writeJson(join(folder, 'package.json'), manifest);
    const lock = await pruneLock(folder);
    await run('Installing dependencies', 'npm', ['ci', ...QUIETLY], { cwd: folder });
    writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), describeLicences(lock, folder));
    writeJson(join(folder, 'sbom.cdx.json'), await billOfMaterials(folder));
    removeUnused(join(folder, 'node_modules'));
    mkdirSync(destination, { recursive: true });
    await run('Packing', 'npm', ['pack', '--silent', '--pack-destination', destination], { cwd: folder });
    return join(destination, `${manifest.name}-${manifest.version}.tgz`);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function copy(path, folder) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  cpSync(join(PROJECT, path), join(folder, path), { recursive: true });
}

function removeUnused(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && UNUSED.test(entry.name)) rmSync(join(entry.parentPath ?? entry.path, entry.name));
  }
}

/** package.json without what belongs to a clone. npm takes the dependencies from the package, and asks no registry. */
function productionManifest() {
  const { devDependencies: _, scripts: __, dependencies, ...rest } = readJson(join(PROJECT, 'package.json'));
  const needed = Object.entries(dependencies).filter(([name]) => !BUILD_ONLY.test(name));
  return { ...rest, dependencies: Object.fromEntries(needed), bundleDependencies: true };
}

/** The versions and hashes of the lock file, less what is not installed. */
async function pruneLock(folder) {
  const whole = readJson(join(PROJECT, 'package-lock.json')).packages;
  const path = join(folder, 'package-lock.json');
  cpSync(join(PROJECT, 'package-lock.json'), path);
  await run('Locking dependencies', 'npm', ['install', '--package-lock-only', ...QUIETLY], { cwd: folder });
  const { packages } = readJson(path);
  for (const [name, { integrity }] of Object.entries(packages)) {
    if (name !== '' && whole[name]?.integrity !== integrity) {
      throw new Error(`npm put another ${name} into the package than package-lock.json has`);
    }
  }
  return packages;
}

/** CycloneDX. It names no moment and no number of its own, so that the same commit gives the same file. */
async function billOfMaterials(folder) {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const made = JSON.parse(await run('Listing materials', 'npm', args, { cwd: folder }));
  delete made.serialNumber;
  delete made.metadata.timestamp;
  return made;
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await pack(process.argv[2]));

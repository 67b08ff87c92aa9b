import { execFile } from 'node:child_process';
import { appendFile, cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from './process.ts';

const run = promisify(execFile);
/** What `npm run generate` reads and writes, as it stands here. */
const CONTENTS = [
  'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'codegen.ts', 'scripts', 'src', 'schema', 'prisma', 'dist', 'build',
]; // biome-ignore format: a list

test('`npm run generate` takes a document of the explorer that is new, and builds the page that asks it', async () => {
  await using folder = await temporaryFolder();
  const project = folder.path;
  for (const path of CONTENTS) await cp(path, join(project, path), { recursive: true });
  await symlink(join(process.cwd(), 'node_modules'), join(project, 'node_modules'));
  const pages = join(project, 'src/explorer/page/release');
  await writeFile(join(pages, 'new.graphql'), 'query BrandNew {\n  datasets {\n    code\n  }\n}\n');
  await appendFile(
    join(pages, 'releases.tsx'),
    "\nimport { BrandNewDocument } from '../../api/generated/graphql.ts';\nconsole.debug(BrandNewDocument.toString());\n",
  );
  await run('npm', ['run', 'generate'], { cwd: project, env: { PATH: process.env.PATH, HOME: process.env.HOME } });
  const documents = await readFile(join(project, 'build/explorer/documents.json'), 'utf8');
  expect(documents).toContain('BrandNew');
});

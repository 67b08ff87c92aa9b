// What a client needs, and whether it is there. Each need names the Debian package that brings it, where there is one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const runs = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** The Python that has these modules: the one on the PATH may know nothing of Debian's packages. */
export const pythonWith = (...names) =>
  ['python3', '/usr/bin/python3'].find((python) => runs(python, '-c', `import ${names.join(', ')}`));

const KINDS = {
  /** A program on the PATH. */
  program: (name) => runs('sh', '-c', `command -v "${name}"`),
  /** A module of some Python. */
  python: (name) => pythonWith(name) !== undefined,
  /** A file at a fixed place. */
  file: (path) => existsSync(path),
  /** A package of npm. */
  npm: (name) => {
    try {
      return Boolean(require.resolve(name));
    } catch {
      return false;
    }
  },
  /** A driver that unixODBC knows. */
  odbc: (driver) => runs('odbcinst', '-q', '-d', '-n', driver),
};

/** The needs that are not met, each with what it asks for. */
export function missingOf(needs) {
  return needs.flatMap(({ debian, ...need }) => {
    const [[kind, what]] = Object.entries(need);
    if (!KINDS[kind]) throw new Error(`There is no kind of need "${kind}".`);
    return KINDS[kind](what) ? [] : [{ what: `${kind} ${what}`, debian }];
  });
}

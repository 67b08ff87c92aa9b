// `npm start` and its like: sets up, then runs the command line in this same process, so that a signal reaches it. `npm start` and
// `npm run import` give young objects more room (package.json), because most of what they make is garbage at once: docs/decisions/0070.
import { existsSync } from 'node:fs';
import { setUp } from './setup.mjs';

// npm passes a signal to the shell in between, and many a shell dies of it without passing it on.
const shell = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === shell) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
}, 200).unref();

await setUp({ development: false });

// npm goes to the project's folder first. An argument means what it would in the folder in which npm was called; what variables name, such as the
// folder of the database, is the same for all commands.
const project = process.cwd();
const { INIT_CWD: caller = project } = process.env;
if (existsSync(caller)) process.chdir(caller);
clearInterval(watch); // the command line goes on watching
const { runCommandLine } = await import('../dist/cli/command-line.js');
process.exitCode = await runCommandLine(process.argv.slice(2), process.env, project);

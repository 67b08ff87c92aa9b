import { type ParseArgsConfig, parseArgs } from 'node:util';

export const USAGE = `govgraph: plans, tasks, indicators and the passages they were read from, in one graph

  npm start                          loads the data sets, serves, and says where
  npm run import -- DIR              loads a package as the next release of its data set
  npm run report -- TASK --status STATUS [--progress PERCENT] [--dataset CODE]
                    [--at TIME] [--by ORGANIZATION] [--note TEXT --lang LANGUAGE]
                                     reports how far a task has got
  npm run bi:role -- NAME [--language TAG] [--connections 20] [--timeout 60s] [--password-stdin | --new-password]
                                     makes a role on a PostgreSQL server that reads the SQL views and nothing else
  npm run bi:role -- NAME --drop     removes it

What can be configured, and how, is in .env.example.`;

/** The command line itself is wrong; the process ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** node:util's parseArgs, its complaints as UsageErrors. */
export function parseCommand<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message.split('. ')[0]);
    throw error;
  }
}

/** The one argument that a command takes. */
export function onlyArgument(positionals: readonly string[], name: string): string {
  const [argument, ...more] = positionals;
  if (argument === undefined || more.length > 0) throw new UsageError(`Give one ${name}.`);
  return argument;
}

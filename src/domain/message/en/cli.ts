/** Messages of `src/cli` and `src/config.ts`. */
export const cli = {
  'cli.usage': `govgraph: plans, tasks, indicators and the passages they were read from, in one graph

  npm start                          loads the data sets, serves, and says where
  npm run import -- DIR              loads a package as the next release of its data set
  npm run report -- TASK --status STATUS [--progress PERCENT] [--dataset CODE]
                    [--at TIME] [--by ORGANIZATION] [--note TEXT --lang LANGUAGE]
                                     reports how far a task has got
  npm run bi:role -- NAME [--language TAG] [--connections 20] [--timeout 60s] [--password-stdin | --new-password]
                                     makes a role on a PostgreSQL server that reads the SQL views and nothing else
  npm run bi:role -- NAME --drop     removes it

With each command:
  --locale TAG                       language of messages: zh-Hans or en (any other language gives English).
                                     Without it, the first of LC_ALL, LC_MESSAGES and LANG that is not empty decides.
  --help                             shows this text

All settings are described in .env.example.`,
  'cli.no-command': 'Name a command.',
  'cli.unknown-command': 'There is no command "{name}".',
  'cli.unknown-option': 'There is no option {option} for this command.',
  'cli.missing-value': '{option} needs a value. Write a value that begins with a hyphen as {option}=VALUE.',
  'cli.unwanted-value': '{option} takes no value.',
  'cli.unexpected-argument': 'Unexpected argument "{value}".',
  'cli.invalid-locale': '--locale must be a BCP 47 language tag such as zh-Hans or en; got "{value}".',

  'cli.import-takes-one': 'import needs exactly one argument, the folder of a package; got {count, number}.',
  'cli.stage-reading': 'reading',
  'cli.stage-checking': 'checking',
  'cli.stage-writing': 'writing',
  'cli.stage-publishing': 'publishing',
  'cli.progress-resource': '{stage} {resource}',
  'cli.progress-rows': '{stage} {resource} {rows, number} rows',
  'cli.resource-count': '{count, number} {resource}',
  'cli.unchanged': '{dataset} {version}: unchanged, still release {release}: {contents}',
  'cli.published':
    '{dataset} {version}: published as release {release} ({opened, number} rows opened, {closed, number} closed, {updated, number} updated): {contents}',
  'cli.checks': 'checks',
  'cli.check-failed': 'failed: {figure}: {sentence}',
  'cli.more-checks-failed':
    "… and {more, number} more. The query checks(where: '{' verdicts: [FAIL] '}') lists all of them.",

  'cli.report-takes-one': 'report needs exactly one argument, the code of a task; got {count, number}.',
  'cli.status-missing': 'report needs --status.',
  'cli.note-needs-lang': '--note and --lang must be used together.',
  'cli.reported': 'Reported: {task} of {dataset} is {status}.',
  'cli.reported-progress': 'Reported: {task} of {dataset} is {status}, {progress} per cent.',

  'cli.bi-role-takes-one': 'bi-role needs exactly one argument, the name of a role; got {count, number}.',
  'cli.connections-out-of-range': '--connections must be a whole number from 1 to {max, number}; got "{value}".',
  'cli.invalid-timeout': '--timeout must be a time such as 60s or 5min; got "{value}".',
  'cli.timeout-too-long':
    '--timeout must be at most {max}, after which the server ends the statement of a reader; got {value}. Choose a shorter time, or raise READER_TIMEOUT_MS for the server.',
  'cli.seconds': '{seconds} s',
  'cli.bi-role-needs-server':
    'A reader needs a PostgreSQL server, because the embedded database accepts no connections. Set DATABASE_URL.',
  'cli.role-created':
    'Created the role {name}: it reads the views of the schema bi in the database {database}; {connections, number} connections, {timeout} a statement.',
  'cli.role-updated':
    'Updated the role {name}: it reads the views of the schema bi in the database {database}; {connections, number} connections, {timeout} a statement.',
  'cli.role-password': 'Its password, which is shown this once: {password}',
  'cli.role-note': '- {note}',
  'cli.role-dropped':
    'Dropped the role {name}. Rights that every role lost when it was created, such as TEMP, remain revoked.',

  'cli.ready': `
  govgraph is ready, {seconds} s after it was started.

  GraphiQL  {url}/graphql in a browser
  API       {url}/graphql
  Health    {url}/health (process), {url}/ready (database)
  Loaded    {loaded}
`,
  'cli.nothing-loaded': 'nothing: DATASETS is empty',
  'cli.stopping': 'Stopping: waiting for requests in flight. A second signal ends the process at once.',
  'cli.default-dataset-unknown':
    'DEFAULT_DATASET must be the code of a data set; got "{value}". The data sets are {known}.',
  'cli.default-dataset-none':
    'DEFAULT_DATASET must be the code of a data set; got "{value}". There are no data sets yet.',

  'cli.cannot-listen': 'Cannot listen: {reason}.',
  'cli.cannot-listen-on': 'Cannot listen on {address}: {reason}.',
  'cli.listen-in-use':
    'another process listens there. Stop it, or choose another port with PORT (0 takes any free one)',
  'cli.listen-forbidden': 'this user may not. Choose a port from 1024 up with PORT',
  'cli.listen-no-address': 'no network interface of this machine has that address. Choose another one with HOST',
  'cli.listen-no-host': 'no such host is known. Choose another one with HOST',
  'cli.file-failed': 'Cannot use {path}: {reason}.',
  'cli.file-missing': 'there is no such file or folder',
  'cli.file-not-a-folder': 'a part of the path is a file, not a folder',
  'cli.file-is-a-folder': 'it is a folder, not a file',
  'cli.file-forbidden': 'this user may not',
  'cli.file-read-only': 'the file system is read-only',
  'cli.file-disk-full': 'the disk is full',
  'cli.database-refuses': 'The database server refuses: {reason}. Check DATABASE_URL.',
  'cli.database-unreachable': 'The database cannot be reached ({reason}). Check DATABASE_URL and that the server runs.',

  'config.invalid': 'The configuration is wrong:',
  'config.line': '  {problem}',
  'config.invalid-value': '{name} must be {expected}; got "{value}".',
  'config.invalid-secret': '{name} must be {expected}. Its value is not shown, because it may hold a password.',
  'config.whole-number': 'a whole number from {min, number} to {max, number}',
  'config.one-of': 'one of {choices}',
  'config.postgres-url': 'the address of a PostgreSQL server, like postgres://user:password@host:5432/name',
  'config.dataset-code': 'the code of a data set, without spaces',
  'config.origins': '* or a list of origins, like https://example.org,http://localhost:3000',
  'config.public-url': 'an address like https://data.example.org, without options after it',
} as const;

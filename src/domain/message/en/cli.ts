/** Messages of `src/cli` and `src/config.ts`. */
export const cli = {
  'cli.usage': `govgraph: plans, tasks, indicators and the passages they were read from, in one graph

  npm start                          loads the data sets, serves, and says where
  npm run import -- DIR [--mode replace|append|revise] [--dry-run] [--yes]
                                     loads a package as the next release of its data set:
                                     replace (the default): it is the full state, and what it leaves out is closed;
                                       with --yes also where that is more than ten figures and more than a tenth of them
                                     append: it adds to what stands; what it says otherwise is refused
                                     revise: it adds to what stands; what it says otherwise becomes a revision
                                     With --dry-run it writes nothing and says what it would do
  npm run report -- TASK --status STATUS [--progress PERCENT] [--rating CODE] [--dataset CODE]
                    [--at TIME] [--by ORGANIZATION] [--note TEXT --lang LANGUAGE]
                                     reports how far a task has got
  npm run bi:role -- NAME [--language TAG] [--connections 20] [--timeout 60s] [--password-stdin | --new-password]
                                     makes a role on a PostgreSQL server that reads the SQL views and nothing else
  npm run bi:role -- NAME --drop     removes it

With --locale zh-Hans or --locale en every command writes in that language. Without it, the first of LC_ALL, LC_MESSAGES
and LANG that is set decides. Other languages give English.
What can be configured, and how, is in .env.example.`,
  'cli.no-command': 'Name a command.',
  'cli.unknown-command': 'There is no command {name}.',
  'cli.unknown-option': 'There is no option {option}.',
  'cli.option-without-value': '{option} needs a value, as in {option}=VALUE.',
  'cli.option-with-value': '{option} takes no value. Leave the value out.',
  'cli.unexpected-argument': 'Unexpected argument {argument}. Leave it out.',
  'cli.invalid-locale': '--locale must be a BCP 47 language tag such as zh-Hans or en; got {value}.',
  'cli.invalid-whole': '{option} must be a whole number from 1 to {max, number}; got {value}.',
  'cli.invalid-timeout': '--timeout must be a time such as 60s or 5min; got {value}.',
  'cli.one-folder': 'Give one folder that holds a package.',
  'cli.one-task': 'Give exactly one task code.',
  'cli.one-role': 'Give exactly one role name.',
  'cli.no-status': 'Give the status with --status.',
  'cli.note-without-language': 'Give --note and --lang together.',

  'cli.waiting': 'waiting for another import to end',
  'cli.waiting-for':
    'waiting for another import to end: {application}, process {pid} of the database server, since {since}',
  'cli.reading': 'reading',
  'cli.checking': 'checking',
  'cli.writing': 'writing',
  'cli.publishing': 'publishing',
  'cli.progress-resource': '{stage} {resource}',
  'cli.progress-rows': '{stage} {resource} {rows, number} rows',
  'cli.imported': '{name}: {outcome}: {contents}',
  'cli.unchanged': 'unchanged, still release {release}',
  'cli.published':
    'published as release {release} ({opened, number} rows opened, {closed, number} closed, {updated, number} updated)',
  'cli.previewed':
    'dry run, nothing was written; it would be release {release} ({opened, number} rows opened, {closed, number} closed, {updated, number} updated)',
  'cli.preview-row':
    '{file}: {opened, number} new, {revised, number} revised, {unchanged, number} unchanged, {closed, number} closed',
  'cli.computed': 'computed figures',
  'cli.preview-revision': '{file} {name}, {column}: {before} → {after}',
  'cli.more-revised': '… and {more, number} more revised.',
  'cli.no-text': '(nothing)',
  'cli.invalid-mode': '--mode must be replace, append or revise; got {value}.',
  'cli.confirmed-addition':
    '--yes confirms what an import closes. With --mode {mode} nothing is closed. Leave one of them out.',
  'cli.resource-count': '{count, number} {resource}',
  'cli.checks': 'checks',
  'cli.check-failed': 'failed: {figure}: {sentence}',
  'cli.checks-failed':
    'failed: {count, plural, one {# figure} other {# figures}} of {metric}, the first of them {figure}: {sentence} {mend}',
  'cli.check-warned': 'warning: {figure}: {sentence}',
  'cli.checks-warned':
    'warning: {count, plural, one {# figure} other {# figures}} of {metric}, the first of them {figure}: {sentence}',
  'cli.mend-minimum': 'Declare `minimum` in metrics.csv if the metric can be lower.',
  'cli.mend-maximum': 'Declare `maximum` in metrics.csv if the metric can be higher.',
  'cli.mend-ratio':
    'Declare `decimals`, `exact` or `tolerance` in metrics.csv if the publisher rounds in some other way.',
  'cli.mend-query': 'The query {query} lists them.',
  'cli.more-warned': '… and {more, number} more warnings, which the query {query} lists.',
  'cli.more-failed': '… and {more, number} more, which the query {query} lists.',
  'cli.reported': 'Reported: {task} of {dataset} is {status}.',
  'cli.reported-rating': 'It is rated {rating}.',
  'cli.reported-progress': 'Reported: {task} of {dataset} is {status}, {progress} per cent.',

  'cli.ready': `
  govgraph is ready, {seconds} s after it was started.

  GraphiQL  {url}/graphql in a browser
  API       {url}/graphql
  Health    {url}/health (process), {url}/ready (database, data sets)
  Loaded    {loaded}
`,
  'cli.listening': 'Listening on {url}/graphql.',
  'cli.loading': 'Loading packages: {packages}.',
  'cli.nothing-loaded': 'nothing: DATASETS is empty',
  'cli.packages-loaded': '{count, plural, one {# package} other {# packages}}',
  'cli.packages-skipped': 'skipped: {packages}',
  'cli.packages-loading': 'still loading: {packages}',
  'cli.package-loaded': 'Loaded {result}',
  'cli.package-skipped': 'Skipped {folder}; the other packages are loaded. {reason}',
  'cli.package-retried': 'Cannot load {folder} yet, and will try again until it works. {reason}',
  'cli.not-ready': '{reason} The server answers what it can, but /ready is 503 until this has changed.',
  'cli.stopping': 'Stopping: waiting for requests in flight. A second signal ends at once.',

  'cli.timeout-too-long':
    'The server ends the statement of a reader after {max} s: give no more with --timeout, or raise READER_TIMEOUT_MS where it runs; got {seconds} s.',
  'cli.readers-need-server':
    'Readers need a PostgreSQL server that other programs can reach; the embedded database is not such a server. Set DATABASE_URL.',
  'cli.role-created':
    'Created the role {name}: it reads the views of the schema bi in the database {database}; {connections, plural, one {# connection} other {# connections}}, {seconds} s a statement.',
  'cli.role-updated':
    'Updated the role {name}: it reads the views of the schema bi in the database {database}; {connections, plural, one {# connection} other {# connections}}, {seconds} s a statement.',
  'cli.role-password': 'Its password, shown only once: {password}',
  'cli.role-dropped':
    'Dropped the role {name}. Rights that all roles lost when it was made, such as TEMP, are not given back.',
  'cli.note': '- {note}',

  'cli.cannot-listen': 'Cannot listen: {reason}.',
  'cli.cannot-listen-on': 'Cannot listen on {address}: {reason}.',
  'cli.address-in-use':
    'another process listens there. Stop it, or choose another port with PORT (0 takes any free one)',
  'cli.port-not-permitted': 'this user may not listen on that port. Choose a port from 1024 up with PORT',
  'cli.address-not-here': 'no network interface of this machine has that address. Choose another one with HOST',
  'cli.host-unknown': 'no such host is known. Choose another one with HOST',
  'cli.nothing-written': 'Nothing was written.',
  'cli.free-disk': 'Free space there, then run the command again.',
  'cli.writable-database':
    'Is the server a standby, or is default_transaction_read_only on? Name a database in DATABASE_URL that can be written.',
  'cli.grant-right': 'The database says: {reason}. Grant this right to the role of DATABASE_URL.',
  'cli.fewer-connections': 'Lower POOL_SIZE, or raise max_connections of the database server.',
  'cli.raise-limit': 'The database says: {reason}. Raise the limit, then run the command again.',
  'cli.see-database-log': 'The log of the database server says more.',
  'cli.database-refuses': 'The database server refuses: {reason}. Check DATABASE_URL.',
  'cli.database-unreachable': 'The database cannot be reached ({reason}). Check DATABASE_URL and that the server runs.',

  'config.wrong': 'The configuration is wrong:',
  'config.problem': '  {words}',
  'config.value': '{name} is "{value}": give {expected}.',
  'config.secret-value':
    'The value of {name} is not valid (it is not shown, because it may hold a password): give {expected}.',
  'config.postgres-address': 'the address of a PostgreSQL server, like postgres://user:password@host:5432/name',
  'config.public-address': 'an address like https://data.example.org, without options after it',
  'config.origins': '* or a list of origins, like https://example.org,http://localhost:3000',
  'config.dataset-code': 'the code of a data set, without spaces',
  'config.one-of': 'one of {values}',
  'config.whole-number': 'a whole number from {min, number} to {max, number}',
} as const;

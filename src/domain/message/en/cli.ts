/** Messages of `src/cli` and `src/config.ts`. */
export const cli = {
  'cli.usage': `govgraph: plans, tasks, indicators and the passages they were read from, in one graph

  govgraph serve                            loads the data sets, serves, and says where
  govgraph import DIR                       publishes a package as the next release of its data set
  govgraph import FILE --mapping MAPPING    publishes a publisher's own file, read by a mapping
  govgraph report TASK --status STATUS      reports how far a task has got
  govgraph bi-role NAME                     makes a role on a PostgreSQL server that reads the SQL views and nothing else
  govgraph doctor                           says what is wrong with the configuration or the database
  govgraph backup DIR                       writes the embedded database into a folder, also while it is served
  govgraph restore DIR                      makes a backup the database of DATA_DIR

  govgraph COMMAND --help                   describes one of them
  govgraph --version                        tells the version

In a clone of the repository they are npm start, npm run import -- DIR, npm run report -- TASK, npm run bi:role -- NAME,
npm run doctor, npm run backup -- DIR, npm run restore -- DIR.
With --locale zh-Hans or --locale en every command writes in that language. Without it, the first of LC_ALL, LC_MESSAGES
and LANG that is set decides. Other languages give English.
What can be configured, and how, is in {settings}.`,
  'cli.help-serve': `govgraph serve

Opens the database and brings it up to date, listens, loads the packages that DATASETS names, and serves until SIGTERM
or SIGINT. Environment variables configure it, which are listed in {settings}.`,
  'cli.help-locale':
    '  --locale TAG              the language in which the command writes: zh-Hans or en; by default that of the system',
  'cli.help-import': `govgraph import DIR [--mode MODE] [--dry-run] [--problems FOLDER] [--yes]
govgraph import FILE --mapping MAPPING [--dataset CODE] [--mode MODE] [--dry-run] [--problems FOLDER] [--yes]
govgraph import FILE --infer [--dataset CODE]
govgraph import --quarantine list|retry|drop [ID…] [--dataset CODE]

Publishes the package in the folder DIR as the next release of its data set, or what FILE holds: CSV, TSV, XLSX, XLS or
ODS of any layout, JSON-stat, SDMX, PX or Parquet. MAPPING is a JSON file that says what its cells are
(docs/mapping.md).

  --mapping MAPPING         the mapping of FILE
  --infer                   writes FILE.mapping.json with what FILE says of itself, shows what it would come to, and
                            imports nothing; on a terminal it asks the rest; ends with 2 where a question is open
  --dataset CODE            the data set that FILE is for; otherwise the one that the mapping names
  --mode replace            the package is the full state, and what it leaves out is closed; the default of packages
  --mode append             it adds to what stands; what it says otherwise is refused; the default of files
  --mode revise             it adds to what stands; what it says otherwise becomes a revision
  --dry-run                 says what the import would do, and writes nothing
  --problems FOLDER         where it is refused, writes its files again into FOLDER, each with a column of problems
  --quarantine              the good rows of figures go on, and the others are kept with what is wrong in them
  --quarantine list         lists kept rows with their numbers
  --quarantine retry        tries kept rows again, and adds those that are right now (--mode append or revise, --dry-run,
                            --mapping M: by another mapping)
  --quarantine drop         drops kept rows; all of them with --yes
  --yes                     with replace, also where more than ten figures and more than a tenth of them are closed`,
  'cli.help-report': `govgraph report TASK --status STATUS [options]

Reports how far the task with the code TASK has got.

  --status STATUS           PLANNED, ACCEPTED, IN_PROGRESS, COMPLETED or CANCELLED
  --progress PERCENT        0 to 100
  --rating CODE             a grade of the data set's scale
  --dataset CODE            the data set of the task, where several have a task with this code
  --at TIME                 a date or a time; now by default
  --by ORGANIZATION         who reports
  --note TEXT --lang TAG    a note, and its language`,
  'cli.help-bi-role': `govgraph bi-role NAME [options]

Makes a role on a PostgreSQL server that reads the SQL views and nothing else, or updates it.

  --language TAG            the language of names that it sees
  --connections NUMBER      at one time; 20 by default
  --timeout TIME            of a statement, such as 60s or 5min
  --password-stdin          reads the password from standard input
  --new-password            gives a role that exists a new password
  --drop                    removes the role`,
  'cli.help-doctor': `govgraph doctor

Says what is wrong with the configuration, the place and the database, before a server is started or while it runs. It
migrates nothing and changes nothing, and ends with 1 where something keeps the server from working.`,
  'cli.help-backup': `govgraph backup DIR

Writes the embedded database into the new folder DIR. A server that runs on it does so, and goes on serving; requests wait
while the files are copied. Databases on a PostgreSQL server are backed up with its own tools.`,
  'cli.help-restore': `govgraph restore DIR

Makes the backup in the folder DIR the database of DATA_DIR, where there is no database yet. Every file is compared with what
the backup says of it.`,
  'cli.version': 'govgraph {version}',
  'cli.no-command': 'Name a command.',
  'cli.unknown-command': 'There is no command {name}.',
  'cli.unknown-option': 'There is no option {option}.',
  'cli.nearest': 'The nearest is {name}.',
  'cli.help-tells-commands': '--help tells every command.',
  'cli.help-tells-options': '--help tells every option.',
  'cli.option-without-value': '{option} needs a value, as in {option}=VALUE.',
  'cli.option-with-value': '{option} takes no value. Leave the value out.',
  'cli.unexpected-argument': 'Unexpected argument {argument}. Leave it out.',
  'cli.invalid-locale': '--locale must be a BCP 47 language tag such as zh-Hans or en; got {value}.',
  'cli.invalid-whole': '{option} must be a whole number from 1 to {max, number}; got {value}.',
  'cli.invalid-timeout': '--timeout must be a time such as 60s or 5min; got {value}.',
  'cli.one-folder': 'Give one folder that holds a package.',
  'cli.one-backup': 'Give one folder for the backup.',
  'cli.one-task': 'Give exactly one task code.',
  'cli.one-role': 'Give exactly one role name.',
  'cli.no-status': 'Give the status with --status.',
  'cli.note-without-language': 'Give --note and --lang together.',

  'cli.import-interrupted':
    'Interrupted: the import is given up. Nothing of it is published, unless it was publishing at this moment.',
  'cli.waiting': 'waiting for another import to end',
  'cli.waiting-for': 'waiting for another import to end: {holder}',
  'cli.lock-process': 'process {pid} of the database server',
  'cli.lock-since': 'since {since}',
  'cli.reading': 'reading',
  'cli.checking': 'checking',
  'cli.writing': 'writing',
  'cli.publishing': 'publishing',
  'cli.progress-resource': '{stage} {resource}',
  'cli.progress-rows': '{stage} {resource} {rows, number} rows',
  'cli.imported': '{name}: {outcome}: {contents}',
  'cli.unchanged': 'unchanged, because all of it is published already; readers see release {release}',
  'cli.published':
    'published as release {release} ({opened, number} rows opened, {closed, number} closed, {updated, number} updated)',
  'cli.previewed':
    'dry run, nothing was written; it would be release {release} ({opened, number} rows opened, {closed, number} closed, {updated, number} updated)',
  'cli.preview-row':
    '{file}: {opened, number} new, {revised, number} revised, {unchanged, number} unchanged, {closed, number} closed',
  'cli.computed': 'computed figures',
  'cli.look': '! {words}',
  'cli.preview-revision': '{file} {name}, {column}: {before} → {after}',
  'cli.more-revised': '… and {more, number} more revised.',
  'cli.no-text': '(nothing)',
  'cli.file-without-mapping': 'A file needs a mapping that says what its cells are: --mapping FILE.',
  'cli.dataset-without-mapping': '--dataset goes with --mapping: a package names its data set itself.',
  'cli.infer-alone': '--infer goes with --dataset alone: it writes a mapping and imports nothing.',
  'cli.inferred':
    '{file}: written. {questions, plural, =0 {No question is open.} one {# question is open: answer it in the mapping and take it out of questions.} other {# questions are open: answer them in the mapping and take them out of questions.}}',
  'cli.inferred-definitions': '{file}: written. Fill in what is null: {contents}.',
  'cli.inferred-sure': '{at}: {words}',
  'cli.inferred-likely': '{at}: {words} (likely; look at it)',
  'cli.inferred-question': '? {at}: {question} {choices}',
  'cli.inferred-figure': '{cell} {text} → {figure}',
  'cli.inferred-next': 'Then: npm run import -- {file} --mapping {mapping}',
  'cli.open-questions': '{count, plural, one {# question is} other {# questions are}} open.',
  'cli.quarantine-or-problems':
    '--problems writes what is refused, and --quarantine keeps it: leave one of them out. --quarantine list tells what is kept.',
  'cli.unknown-quarantine-action':
    '--quarantine takes a package, or one of these actions: {actions}. There is no folder, and no action, {action}.',
  'cli.none-kept-of': 'No row of {dataset} is kept in quarantine. These data sets have kept rows: {datasets}.',
  'cli.quarantine-option': '--quarantine {action} does not take {option}.',
  'cli.retry-mode': '--quarantine retry adds what is kept to what stands: --mode must be append or revise.',
  'cli.invalid-id': 'A kept row is named by the number that --quarantine list shows; got {value}.',
  'cli.not-kept': 'No row is kept under {ids}: --quarantine list shows those that are.',
  'cli.kept-row': '{name} {place}',
  'cli.kept-value': '{name} {place} {value}',
  'cli.more-kept': '… and {more, number} more.',
  'cli.kept': '{count, plural, =0 {No row is} one {# row is} other {# rows are}} kept in quarantine.',
  'cli.confirm-drop':
    'This drops {count, plural, one {the one kept row} other {all # kept rows}}: name them by their numbers, or repeat the command with --yes.',
  'cli.dropped': '{count, plural, =0 {No row was} one {# row was} other {# rows were}} dropped.',
  'cli.retried':
    '{name}: {good, plural, =0 {no kept row is} one {# kept row is} other {# kept rows are}} correct now, {kept, plural, =0 {none is} one {# is} other {# are}} kept still.',
  'cli.would-come-in': 'These kept rows would be published: {ids}.',
  'cli.retry-with-mapping':
    'Where the mapping has to change, --quarantine retry --mapping MAPPING reads kept cells by the new one.',
  'cli.retried-left-out':
    '{count, plural, one {# kept row is} other {# kept rows are}} left out by the mapping, and kept no more: {rules}.',
  'cli.invalid-mode': '--mode must be replace, append or revise; got {value}.',
  'cli.confirmed-addition':
    '--yes confirms what an import closes. With --mode {mode} nothing is closed. Leave one of them out.',
  'cli.problems-exist': '{folder} exists already: name a new folder for the files with their problems.',
  'cli.problems-written': 'Wrote to {folder}: {files}.',
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

  Explorer  {url}/ in a browser
  GraphiQL  {url}/graphql in a browser
  API       {url}/graphql
  Health    {url}/health (process), {url}/ready (database, data sets)
  Loaded    {loaded}
`,
  'cli.metrics': 'Metrics are at {url}/metrics.',
  'cli.listening': 'Listening on {url}/graphql.',
  'cli.loading': 'Loading packages: {packages}.',
  'cli.nothing-loaded': 'nothing: DATASETS is empty',
  'cli.packages-loaded': '{count, plural, one {# package} other {# packages}}',
  'cli.packages-skipped': 'skipped: {packages}',
  'cli.packages-loading': 'still loading: {packages}',
  'cli.package-loaded': 'Loaded {result}',
  'cli.package-known': 'Already there: {result}',
  'cli.package-skipped': 'Skipped {folder}, which keeps no other package from being loaded. {reason}',
  'cli.package-retried': 'Cannot load {folder} yet, and will try again until it works. {reason}',
  'cli.disk-kept-free':
    'The disk of the database is full: the embedded database keeps {mebibytes, number} MiB of it free for those who read.',
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
  'cli.grant-right':
    'The server lacks a right in the database. The database says: {reason}. Grant this right to the role of DATABASE_URL.',
  'cli.fewer-connections': 'Lower POOL_SIZE, or raise max_connections of the database server.',
  'cli.raise-limit': 'The database says: {reason}. Raise the limit, then run the command again.',
  'cli.see-database-log': 'The log of the database server says more.',
  'cli.database-refuses': 'The database server refuses: {reason}. Check DATABASE_URL.',
  'cli.database-not-secure':
    'The connection to the database cannot be secured: {reason}. Check sslmode and sslrootcert in DATABASE_URL, and TLS and the certificate of the server.',
  'cli.database-unreachable': 'The database cannot be reached ({reason}). Check DATABASE_URL and that the server runs.',

  'config.wrong': 'The configuration is wrong:',
  'config.problem': '  {words}',
  'config.value': '{name} is "{value}": give {expected}.',
  'config.secret-value':
    'The value of {name} is not valid (it is not shown, because it may hold a password): give {expected}.',
  'config.postgres-address': 'the address of a PostgreSQL server, like postgres://user:password@host:5432/name',
  'config.ssl-mode': 'an address whose sslmode is one of {values}',
  'config.public-address': 'an address like https://data.example.org, without options after it',
  'config.metrics': 'on, off, or an address to listen on, like 127.0.0.1:9464',
  'config.collector': 'the address of a collector, like http://127.0.0.1:4318, without options after it',
  'config.origins': '* or a list of origins, like https://example.org,http://localhost:3000',
  'config.dataset-code': 'the code of a data set, without spaces',
  'config.one-of': 'one of {values}',
  'config.whole-number': 'a whole number from {min, number} to {max, number}',
  'config.number': '{value, number}',
  'config.default': '{value, number} (the default)',
  'config.less-than': '{upper} is {limit}, which is less than {lower}, {value}: raise {upper} or lower {lower}.',
  'config.more-than': '{lower} is {value}, which is more than {upper}, {limit}: lower {lower} or raise {upper}.',
  'config.replica-alone':
    'DATABASE_READ_URL is set without DATABASE_URL: name the server that the replicas follow, or leave both out for the embedded database.',
  'config.columnar-alone':
    'COLUMNAR_DIR is set without DATABASE_URL: columnar copies are made of a PostgreSQL server. Name one, or leave COLUMNAR_DIR out.',
  'columnar.no-duckdb':
    'COLUMNAR_DIR is set, and DuckDB cannot be loaded ({reason}): install it with npm install {package}, or leave COLUMNAR_DIR out.',
  'config.metrics-on-api':
    'METRICS is {metrics}, where the API listens already (HOST {host}, PORT {port}): give METRICS another port, or on for the port of the API.',
} as const;

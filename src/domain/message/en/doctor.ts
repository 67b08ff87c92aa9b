/** Messages of `src/cli/doctor`, `src/database/backup.ts` and `src/server/control`. */
export const doctor = {
  'doctor.good': 'good     {words}',
  'doctor.warning': 'warning  {words}',
  'doctor.wrong': 'wrong    {words}',
  'doctor.healthy':
    'Nothing keeps the server from working{warnings, plural, =0 {} one {, but # line above is a warning} other {, but # lines above are warnings}}.',
  'doctor.sick': '{count, plural, one {# thing is} other {# things are}} wrong.',
  'doctor.node': 'Node.js {version}.',
  'doctor.old-node': 'Node.js is {version}: install 20.19 or later.',
  'doctor.address-free': 'Nothing else listens on {address}.',
  'doctor.address-wrong': 'Cannot listen on {address} ({code}): HOST or PORT is wrong.',
  'doctor.address-taken':
    'Cannot listen on {address} ({code}): another process listens there. Choose another port, or stop that process.',
  'doctor.address-own': 'The server that runs on DATA_DIR listens on {address}.',
  'doctor.address-of-govgraph':
    'A server of govgraph listens on {address}: while it runs, no other can be started there. Nothing is wrong if it is the server of this configuration.',
  'doctor.address-of-another':
    'Cannot listen on {address}: a server of govgraph listens there that does not run on DATA_DIR {directory}. Choose another port, or name the DATA_DIR of that server.',
  'doctor.package': 'The package {folder} can be read.',
  'doctor.package-missing': 'There is no datapackage.json in {folder}, which DATASETS names.',
  'doctor.open-metrics':
    'Whoever reaches {host} can read /metrics: give METRICS an address of its own, or set TRUST_PROXY where a proxy stands before the server.',
  'doctor.misspelt': 'Nothing reads the variable {name}. Did you mean {meant}?',
  'doctor.client-share':
    '{client} is {share, number} and {all} {max, number}: one client can take the place of all. Give {client} less, unless all clients come from one address.',
  'doctor.long-share':
    'MAX_LONG_REQUESTS is {share, number} and MAX_REQUESTS {max, number}: files and OData can keep all other requests out. Give MAX_LONG_REQUESTS less.',
  'doctor.long-of-client':
    'MAX_CLIENT_LONG_REQUESTS is {share, number} and MAX_CLIENT_REQUESTS {max, number}: the second is reached first, and the first bounds nothing. Give MAX_CLIENT_LONG_REQUESTS less.',
  'doctor.closed':
    'DOCUMENTS is persisted and PERSISTED_DOCUMENTS names no file: only the documents of the explorer are answered.',
  'doctor.public-url':
    'Links follow what proxies say, because PUBLIC_URL is not set: every proxy must set or drop X-Forwarded-Host and Forwarded.',
  'doctor.directory-new': 'DATA_DIR {directory} is empty: a start makes a new database there.',
  'doctor.directory-missing':
    'There is no folder DATA_DIR {directory} yet: a start makes it, with a new database. If there should be a database already, check the path.',
  'doctor.directory-misspelt':
    'There is no folder DATA_DIR {directory}, but {meant} holds a database. Did you mean that one? A start makes a new database.',
  'doctor.directory-strange':
    'DATA_DIR {directory} holds no database of govgraph, but {names}{rest, plural, =0 {} one { and # other} other { and # others}}: a start leaves these alone and makes a new database beside them. Name an empty folder, or the one that holds the database.',
  'doctor.directory-inside':
    'DATA_DIR {directory} is a folder within that of a database: name {meant}. A start makes a new database.',
  'doctor.directory-of-postgres':
    'DATA_DIR {directory} holds the files of a PostgreSQL server, which govgraph does not open: name its address in DATABASE_URL, or an empty folder in DATA_DIR.',
  'doctor.directory-cannot-be-made':
    'DATA_DIR {directory} is not there and cannot be made in {place} ({reason}): name a folder on a disk that this user may write.',
  'doctor.directory-in-use': 'The process {pid} serves from DATA_DIR {directory}, and was not disturbed.',
  'doctor.directory-room':
    'The disk of DATA_DIR has {free, number} MB free. The bundled packages take about {needed, number} MB, a release of a million figures about {enough, number} MB, and a backup as much as the database.',
  'doctor.directory-space':
    'The disk of DATA_DIR has {free, number} MB free. The bundled packages take about {needed, number} MB, a release of a million figures about {enough, number} MB, and a backup as much as the database: make room for what is to come.',
  'doctor.directory-no-room':
    'The disk of DATA_DIR has {free, number} MB free, and a new database with the bundled packages takes about {needed, number} MB: make room, or name another disk.',
  'doctor.directory-deep':
    'There is no folder {place}, in which DATA_DIR {directory} would be: a start makes both, with a new database. If there should be a database already, check the path.',
  'doctor.server-silent':
    'The server that runs on DATA_DIR does not say within 5 s how its database is. Ask its /ready.',
  'doctor.directory-not-writable': 'DATA_DIR {directory} cannot be written: {reason}.',
  'doctor.reached': 'The database answers: PostgreSQL {version}.',
  'doctor.replica': 'A replica answers: it holds publication {publications, number}.',
  'doctor.replica-away':
    'No replica answers at DATABASE_READ_URL ({reason}): until one does, the server of DATABASE_URL answers everything.',
  'doctor.no-replica':
    'The server of DATABASE_READ_URL follows no other: it is the server of DATABASE_URL itself, which is not relieved, or another database, which is never asked.',
  'doctor.columnar': 'DuckDB {version} is installed, and columnar copies are kept in {directory}.',
  'doctor.columnar-version': 'DuckDB is {version}: govgraph was tried with {tried}.',
  'doctor.columnar-not-writable':
    'COLUMNAR_DIR {directory} cannot be written ({reason}): the database answers everything.',
  'doctor.old-postgres': 'The database server is PostgreSQL {version}: govgraph needs 15 or later.',
  'doctor.read-only':
    'The database is read-only: a start serves what is published, and cannot migrate, import or take reports.',
  'doctor.read-only-unmigrated':
    'The database is read-only and lacks {count, plural, one {# migration} other {# migrations}}, so that a start ends at once. Is the server a standby, or is default_transaction_read_only on? Name a database in DATABASE_URL that can be written.',
  'doctor.ssl-mode':
    'sslmode is {mode} in {name}, and means verify-full here: the certificate of the server has to be trusted and to bear its name. Write verify-full, or no-verify where that is not so.',
  'doctor.no-create': 'The role of DATABASE_URL may not create tables in the schema public, which migrations need.',
  'doctor.connections':
    'The server admits {max, number} connections; {used, number} are in use, and this process will open up to {own, number}.',
  'doctor.few-connections':
    'The server admits {max, number} connections; {used, number} are in use, and this process wants {own, number}: lower POOL_SIZE or raise max_connections.',
  'doctor.clock': 'The clock of the database is {seconds, number} s away from the clock here: synchronize both.',
  'doctor.migrated': 'The database has all migrations.',
  'doctor.unmigrated':
    'The database lacks {count, plural, one {# migration} other {# migrations}}, which the next start applies. Make a backup before.',
  'doctor.empty': 'The database is empty: a start migrates it.',
  'doctor.default-missing':
    'DEFAULT_DATASET is {code}: the database has no such data set, and no package of DATASETS brings it. There are: {datasets}. A server would not become ready.',
  'doctor.default-comes': 'DEFAULT_DATASET is {code}, which is not published yet: a package of DATASETS brings it.',
  'doctor.default-unchecked':
    'DEFAULT_DATASET is {code}, which cannot be checked: it is not published, and the packages of DATASETS do not say. The server is not ready until a package brings this data set.',
  'doctor.datasets': 'Published: {datasets}.',
  'doctor.nothing-published': 'Nothing is published yet.',

  'backup.written': 'Wrote the backup {directory}: {files, number} files. Requests waited {pause, number} ms for it.',
  'backup.restored': 'Restored {files, number} files to {directory}.',
  'backup.no-database': 'There is no database in {directory}: set DATA_DIR to the folder that the server uses.',
  'backup.target-not-writable':
    'The backup {directory} cannot be written: {reason}. It is written by the process that has the database open, so its user needs a folder that is there and that it may write.',
  'backup.target-exists': '{directory} exists already: name a new folder for the backup.',
  'backup.no-parent':
    'The backup {directory} cannot be written: there is no folder {parent}. Make it first, so that the user of the process that has the database open may write there.',
  'backup.within-database':
    'The backup {directory} would lie among the files of the database in {files}: name a folder outside of it.',
  'backup.not-a-backup': '{directory} is not a backup: it has no {file} that can be read.',
  'backup.damaged': 'The backup {directory} is damaged: {path} is not what it was. Nothing was restored.',
  'backup.database-exists': 'There is a database in {directory} already: name a new DATA_DIR, or move that one away.',
  'backup.of-server':
    'DATABASE_URL names a PostgreSQL server: back it up with pg_dump or pgBackRest, as the page for operators shows.',

  'control.no-command': 'The line holds no command.',
  'control.unknown-command': 'The server knows no command {name}. Is it an earlier version?',
  'control.failed': 'The command failed. The log of the server says why.',
  'control.server-left': 'The server ended before the command was done. Nothing came of it.',
  'control.server-left-committing':
    'The server ended while the command was being completed. Run it again: what was written already is recognised.',
  'control.older-server':
    'The server that runs on DATA_DIR is of an earlier version, and its database lacks migrations of this one. Restart the server.',
} as const;

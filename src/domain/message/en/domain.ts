/** Messages of `src/domain` and `src/database`. */
export const domain = {
  'database.unavailable': 'The database cannot be reached at the moment. Try again shortly.',
  'database.timeout': 'The database took longer than the time limit. Request less data at a time.',
  'database.directory-in-use':
    'The directory {directory} is in use by process {pid}. Wait for that process or stop it, choose another directory with DATA_DIR, or use a PostgreSQL server with DATABASE_URL.',
  'database.directory-full':
    'The disk that holds the directory {directory} is full. Free space there, or choose another directory with DATA_DIR.',
  'database.directory-read-only':
    'The directory {directory} is on a read-only file system. Choose another directory with DATA_DIR.',
  'database.directory-not-permitted':
    'This user may not write the directory {directory}. Change its permissions, or choose another directory with DATA_DIR.',
  'database.directory-is-file':
    'The directory {directory} cannot be used: {place} is a file, not a folder. Choose another directory with DATA_DIR.',
  'database.directory-dangling':
    'The directory {directory} cannot be used: {place} is a symbolic link to {target}, which is not there. Make that folder, mount its disk, or choose another directory with DATA_DIR.',
  'database.directory-trouble':
    'The directory {directory} can be neither made nor used: {reason}. Choose another directory with DATA_DIR.',
  'file.trouble': '{path}: {reason}.',
  'file.missing': 'there is no such file or folder',
  'file.not-permitted': 'the user of this process has no right to it',
  'file.read-only': 'the file system is read-only',
  'file.disk-full': 'the disk is full',
  'file.in-path': 'a part of this path is a file, not a folder',
  'file.is-folder': 'it is a folder, not a file',
  'file.exists': 'something of this name is there already',
  'file.loop': 'its symbolic links lead in a circle',
  'file.long-name': 'the name is too long',
  'database.starting': 'The database is starting up or shutting down. Try again shortly.',
  'database.ended-committing':
    'The database ended while a change was being completed. Look whether it was made before you ask for it again.',
  'database.disk-full': 'The disk of the database is full.',
  'database.out-of-memory': 'The database has too little memory at the moment. Try again shortly.',
  'database.too-many-connections': 'The database accepts no more connections at the moment. Try again shortly.',
  'database.server-limit': 'The database has reached a limit of its configuration.',
  'database.read-only': 'The database is read-only.',
  'database.locked': 'Somebody keeps a table of the database locked at the moment. Try again shortly.',
  'database.no-permission':
    'The server lacks a right in its database. No other request can change that: tell the operator of this service.',
  'database.refused':
    'The database refuses the user, the password or the database of DATABASE_URL. No other request can change that: tell the operator of this service.',
  'database.not-secure':
    'The connection to the database cannot be secured. No other request can change that: tell the operator of this service.',
  'database.system-error': 'The database cannot read or write its files.',
  'database.newer':
    'The database was migrated by a newer version of govgraph, which this one does not know (migration {migration}). Start the newer version, or restore a backup of this one.',
  'database.wrong-encoding':
    'The database of DATABASE_URL has the encoding {encoding}, but UTF8 is needed. Create another database: createdb --encoding UTF8 --template template0 NAME.',
  'parameter.not-utf-8':
    '`{name}` is not UTF-8 text in percent notation. Encode it as encodeURIComponent does: %E6%BB%A1 for "满".',
  'domain.nearest-name': '{sentence}; the nearest is {name}',
  'decimal.not-plain':
    '{value} is not a plain decimal. Expected digits with at most one point, such as -20.6: no exponent, no thousands separators, at most {max, number} digits.',
  'timestamp.out-of-range': '"{text}" lies outside the years 0001 to 9999 of UTC. Write a date-time within them.',
  'timestamp.not-a-moment':
    '"{text}" is not a date-time with a UTC offset. Write, for example, 2020-11-30T12:00:00Z or 2020-11-30T20:00:00+08:00.',
  'period.unknown': '{period} is not a period in the years 0001 to 9999.',
  'period.fiscal-year-without-day':
    '{period} names a fiscal year, and not the day on which it begins. Give its first day, such as 2014-04-01/P1Y; `fiscalYearStart` of the metric says which.',
  'period.day-may-be-missing':
    '{period} counts months from a day that its last month may lack. Give its last day, as start/end.',
  'period.ends-before-start': '{period} ends before it begins.',
  'period.no-such-day': '{period} is not a day that exists.',
  'period.forms':
    'Expected 2020, 2020-S1, 2020-Q3, 2020-11, 2020-W05, 2020-11-03, 2020-01-01/P11M, or ../2020-11 where the start is not known.',
  'aggregation.none-over-time': 'its rule over time is NONE, which allows no total over time',
  'aggregation.none-over-regions': 'its rule over regions is NONE, which allows no total over regions',
  'aggregation.none-over-breakdowns': 'its rule over breakdowns is NONE, which allows no total over breakdowns',
  'aggregation.last-over-regions': 'its rule over regions is LAST, which has a meaning over time only',
  'aggregation.last-over-breakdowns': 'its rule over breakdowns is LAST, which has a meaning over time only',
  'aggregation.sum-of-levels':
    'its basis is LEVEL, the number at the end of a period, and such values never add up over time, although its rule over time is SUM',
  'aggregation.sum-of-cumulative-values':
    'its basis is CUMULATIVE, the number since a fixed start, and such values never add up over time, although its rule over time is SUM',
  'aggregation.rules-not-together': 'its rules ({rules}) cannot be used together: roll up along one after the other',
  'aggregation.rule-over-time': '{rule} over time',
  'aggregation.rule-over-regions': '{rule} over regions',
  'aggregation.rule-over-breakdowns': '{rule} over breakdowns',
  'aggregation.not-sum-over-time': 'its rule over time is {rule}, and only values whose rule there is SUM add up',
  'aggregation.not-sum-over-regions': 'its rule over regions is {rule}, and only values whose rule there is SUM add up',
  'aggregation.not-sum-over-breakdowns':
    'its rule over breakdowns is {rule}, and only values whose rule there is SUM add up',
  'unit.number': 'a number',
  'formula.at-position': 'at position {position}: {problem}',
  'formula.ends-too-early': 'the expression ends too early',
  'formula.unexpected': '{text} is not expected here',
  'formula.bracket-not-closed': 'the square bracket is not closed',
  'formula.empty-brackets': 'there is nothing in the square brackets',
  'formula.too-long': 'the expression has {length, number} characters',
  'formula.nested-too-deep': 'the brackets and signs are nested too deep',
  'formula.too-many-operands': 'the expression has too many operands',
  'formula.number-too-long': 'the number is too long',
  'formula.dimension-twice': 'the dimension {dimension} appears twice',
  'formula.units-not-added': '{left} is in {leftUnit} and {right} is in {rightUnit}, which cannot be added',
  'formula.units-not-subtracted': '{left} is in {leftUnit} and {right} is in {rightUnit}, which cannot be subtracted',
  'formula.expected-code': 'a code',
  'formula.expected-code-and-bracket': 'a code and ]',
  'formula.expected-length': 'at most {max, number} characters',
  'formula.expected-depth': 'at most {max, number} within each other',
  'formula.expected-operands': 'at most {max, number} metrics and numbers',
  'formula.expected-digits': 'at most {max, number} digits',
  'formula.expected-operator-or-end': 'one of the operators + − × / or the end; other codes stand in [square brackets]',
  'formula.expected-operator-or-bracket': 'an operator or a closing bracket',
  'formula.expected-sum': '(metric, dimension) behind {sign}',
  'formula.expected-operand': 'a metric code, a number, a sum or an opening bracket',
  'formula.expected-metric-of-sum': 'the code of a metric, as in Σ(metric, dimension)',
  'formula.expected-comma-of-sum': 'a comma and a dimension, as in Σ(metric, dimension)',
  'formula.expected-dimension-of-sum': 'the code of a dimension, as in Σ(metric, dimension)',
  'formula.expected-end-of-sum': 'a closing bracket: a sum is over one dimension',
  'formula.expected-dimension-of-part': "the code of a dimension, as in metric'{'dimension=category'}'",
  'formula.expected-equals-sign': "an equals sign and a category, as in metric'{'dimension=category'}'",
  'formula.expected-category-of-part': "the code of a category, as in metric'{'dimension=category'}'",
  'formula.expected-end-of-part': 'a semicolon and another part, or a closing brace',
  'formula.expected-dimension-once': 'each dimension once',
  'formula.expected-same-unit': 'the same unit on both sides of + and −; multipliers may differ',
} as const;

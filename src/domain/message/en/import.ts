/** Messages of `src/import`: what an import answers, and its notes. */
export const imports = {
  'import.file-refused': 'The file was refused: {count, plural, one {# problem} other {# problems}}.',
  'import.refused': 'The package was refused: {count, plural, one {# problem} other {# problems}}.',
  'import.more-problems': '… and {more, number} more.',
  'import.read-in-part':
    'Only the first {rows, number} rows of {file} were read, because there are other problems: it may have more.',
  'import.note-quarantined':
    '{count, plural, one {# row is} other {# rows are}} kept in quarantine: npm run import -- --quarantine list --dataset {dataset}',
  'import.note-would-quarantine': '{count, plural, one {# row} other {# rows}} would be kept in quarantine.',
  'import.quarantine-replaces':
    'Nothing was written. {count, plural, one {# row} other {# rows}} would be kept in quarantine, and --mode replace would close the figures that they stand for: repeat the import with --mode append or --mode revise.',
  'import.quarantine-rows':
    'A quarantine keeps at most {max, number} rows of one delivery: mend the file, or the way in which it is read.',
  'import.quarantine-text':
    'The rows that would be kept in quarantine have more than {max, number} characters: mend the file.',
  'import.quarantine-full':
    'The quarantine holds at most {max, number} rows: retry or drop what is there with --quarantine retry or --quarantine drop.',
  'import.problem': '{place}: {words}',
  'import.problem-expected': '{place}: {words}; expected: {expected}',
  'import.problem-of-row': '{words}; expected: {expected}',
  'import.place-line': '{file} line {line}',
  'import.place-column': '{file}, column {column}',
  'import.place-cell': '{file} line {line}, column {column}',

  'import.note-operand-missing':
    '{metric}: {count, plural, one {# value was} other {# values were}} not computed because an operand is missing; the first is {first}.',
  'import.note-operand-without-value':
    '{metric}: {count, plural, one {# value was} other {# values were}} not computed because an operand has no value; the first is {first}.',
  'import.note-division-by-zero':
    '{metric}: {count, plural, one {# value was} other {# values were}} not computed because of a division by zero; the first is {first}.',
  'import.note-suppressed':
    '{count, plural, one {# more figure was} other {# more figures were}} suppressed, so that no suppressed figure can be worked out.',
  'import.note-changes-dropped':
    '{count, plural, one {# published change was} other {# published changes were}} left out, because otherwise a suppressed figure could be worked out.',
  'import.note-category-not-valid':
    '{count, plural, one {# figure is} other {# figures are}} of a category that is not valid at the end of the period, and no sum over the categories counts them; the first is {first}.',
  'import.note-uncited':
    'The citations in {file} are valid but are not stored, because rows of this file cannot have citations.',
  'import.note-same-version':
    'Release {seq} has the same version {version}, but other content. Give each release a version of its own, in datapackage.json.',
  'import.note-same-file':
    'Release {seq} was made of the same file, {version}, and says otherwise: the mapping or its definitions changed. If that was not meant, import the file by the earlier mapping with --mode revise.',
  'import.note-no-english': 'These rules of assessment_rules have no description in English: {codes}.',
  'import.note-no-chinese': 'These rules of assessment_rules have no description in Chinese: {codes}.',
  'import.note-kept': '{code} is {kind} of the data set {owner}, which keeps: {kept}.',
  'import.note-more-kept':
    '{count, plural, one {# more code is} other {# more codes are}} kept as other data sets define them.',
  'import.note-names-dropped':
    'This release no longer names {kinds} of other data sets: {codes}. The names that only this data set gave are gone.',
  'import.kept-versions': 'its versions',
  'import.note-still-used':
    'Other data sets still use {kinds}: {codes}. They are kept, although this data set no longer has them.',

  'import.these-themes': 'these themes',
  'import.these-units': 'these units',
  'import.these-dimensions': 'these dimensions',
  'import.these-categories': 'these categories',
  'import.these-organizations': 'these organisations',
  'import.these-regions': 'these regions',
  'import.these-metrics': 'these metrics',
  'import.these-sources': 'these sources',

  'report.not-a-status': '{value} is not a status. Expected one of {statuses}.',
  'report.not-a-progress': '{value} is not a progress value. Expected a number from 0 to 100 with at most 4 decimals.',
  'report.contradiction':
    'The progress of a completed task must be 100 per cent; got {progress}. Give 100, or leave the progress out.',
  'report.future': 'The time of the report is in the future: {at}. Expected a time that has passed.',
  'report.wrong-cell': '{words}. Expected {expected}.',
  'report.several-datasets': 'Several data sets have the task {task}. Name one of these data sets: {datasets}.',
  'report.unknown-dataset': 'The data set {code} is unknown. The data sets are {known}.',
  'report.no-dataset': 'The data set {code} is unknown. There are no data sets yet.',
  'report.unknown-task': 'The task {code} is unknown.',
  'report.unknown-organization': 'The organisation {code} is unknown.',
  'report.unknown-rating': 'The rating {code} is unknown. Expected one that is valid on {day}: {codes}.',
  'report.rating-not-valid':
    'The rating {code} is not valid on {day}, the day of the report. Expected one that is: {codes}.',
  'report.no-rating': 'The rating {code} cannot be given: the data set {dataset} has no rating that is valid on {day}.',
  'report.nearest': 'The nearest is {code}.',
} as const;

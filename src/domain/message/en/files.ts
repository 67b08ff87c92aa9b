/** Messages of `src/connectors/files`. */
export const files = {
  'files.method-not-allowed': '{method} is not allowed for files. Use GET or HEAD.',
  'files.address-too-long':
    'The address must have at most {max, number} characters; it has {length, number}. Name fewer codes, or fetch several files.',
  'files.no-file': 'There is no file {path}',
  'files.borders':
    '{path} holds no borders that can be shown: {problem}. Expected a GeoJSON FeatureCollection of polygons in degrees of longitude and latitude, with the text attribution beside features and the code of the region in properties.code of each.',
  'files.borders-unreadable': 'it cannot be read ({code})',
  'files.borders-too-large': 'it has {size, number} bytes, more than the {max, number} allowed',
  'files.borders-no-json': 'it is not JSON in UTF-8 ({reason})',
  'files.borders-wrong': '{place} is missing or wrong',
  'files.unknown-file': '{sentence}. /files/ lists all files.',

  'files.no-parameter': 'There is no parameter {name}',
  'files.no-dataset': 'There is no data set {code}',
  'files.no-metric': 'There is no metric {code}',
  'files.no-region': 'There is no region {code}',
  'files.no-working-group': 'There is no working group {code}',
  'files.no-rating': 'There is no rating {code}',
  'files.no-programme': 'There is no programme {code}',
  'files.no-source': 'There is no source {code}',
  'files.no-organization': 'There is no organisation {code}',
  'files.no-dimension': 'There is no dimension {code}',
  'files.no-category': 'The dimension {dimension} has no category {code}',
  'files.no-choice': '{value} is not a value of `{name}`',
  'files.unknown': '{sentence}.',
  'files.unknown-parameter': '{sentence}. The parameters are {known}.',
  'files.unknown-value': '{sentence}. The values are {known}.',
  'files.unknown-nothing-known': '{sentence}. There are no values to choose from.',

  'files.empty-value': '`{name}` is empty. Leave it out, or give it a value.',
  'files.null-character': '`{name}` must not contain the character U+0000.',
  'files.several-values': '`{name}` must occur only once; it occurs {count, number} times.',
  'files.empty-item': '`{name}` has an empty value beside a comma. Remove the comma, or give a value.',
  'files.latest-out-of-range': '`latest` must be a whole number between 1 and {max, number}; got {value}.',
  'files.several-region-choices':
    'At most one of `regions`, `childrenOf` and `descendantsOf` may be used; got {names}.',
  'files.reported-from-after-reported-to': '`reportedFrom` ({reportedFrom}) is after `reportedTo` ({reportedTo}).',
  'files.level-alone': '`level` needs `descendantsOf`. Add `descendantsOf`, or leave `level` out.',

  'files.too-many-codes':
    'A dimension of this selection has more than {max, number} codes. Select less, or take CSV or Parquet.',
  'files.too-many-cells':
    'The dimensions of this selection span more than {max, number} cells. Select fewer metrics or breakdowns, or take CSV or Parquet.',
  'files.took-too-long': 'The file took longer than {max, number} s. Select fewer rows.',

  'files.sheet-observations': 'observations',
  'files.sheet-tasks': 'tasks',
  'files.sheet-task-reports': 'task reports',
  'files.sheet-about': 'about',
  'files.sheet-item': 'Item',
  'files.sheet-content': 'Content',
  'files.sheet-incomplete': 'INCOMPLETE',
  'files.sheet-cut':
    'INCOMPLETE: this sheet ends after {shown, number} of {total, number} rows, because Excel holds no more. Select less, or take CSV or Parquet.',
  'files.about-title': 'title',
  'files.about-selection': 'selection: {name}',
  'files.about-dataset': 'data set: {code}',
  'files.about-source': 'source: {code}',
  'files.about-metric': 'metric: {code}',
  'files.about-confidence': 'bounds at {confidence} % confidence',
  'files.about-column': 'column: {title}',
  'files.about-licence': 'licence {licence}',
  'files.about-no-licence': 'licence not stated',
  'files.about-release': 'release {version}',
} as const;

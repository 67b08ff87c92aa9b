/** Messages of `src/graphql`. */
export const graphql = {
  'graphql.unknown-metric': 'There is no metric "{code}".',
  'graphql.unknown-region': 'There is no region "{code}".',
  'graphql.unknown-data-set': 'There is no data set "{code}".',
  'graphql.unknown-dimension': 'There is no dimension "{code}".',
  'graphql.unknown-category': 'There is no category "{code}".',
  'graphql.unknown-working-group': 'There is no working group "{code}".',
  'graphql.unknown-programme': 'There is no programme "{code}".',
  'graphql.unknown-organization': 'There is no organisation "{code}".',
  'graphql.unknown-rating': 'There is no rating "{code}".',
  'graphql.unknown-theme': 'There is no theme "{code}".',
  'graphql.unknown-source': 'There is no source "{code}".',
  'graphql.unknown-unit': 'There is no unit "{code}".',
  'graphql.not-published-then': '{unknown} It had not been published yet at this moment.',
  'graphql.nothing-published': 'Nothing had been published yet at this moment. Choose a later one.',
  'graphql.from-after-to': '`{fromName}` ({from}) begins after `{toName}` ({to}) ends.',
  'graphql.rated-from-after-rated-to': '`ratedFrom` ({ratedFrom}) is after `ratedTo` ({ratedTo}).',
  'graphql.due-from-after-due-to': '`dueFrom` ({dueFrom}) is after `dueTo` ({dueTo}).',
  'graphql.too-many-breakdowns':
    '`{argument}` must have at most {max, number} entries; got {count, number}. Name each dimension once.',
  'graphql.out-of-range': '`{argument}` must be between {min, number} and {max, number}; got {value, number}.',
  'graphql.page-too-large':
    '`{argument}` must be between 0 and {max, number}; got {value, number}. Read page by page with the cursors in `pageInfo`.',
  'graphql.first-and-last': 'Give either `first` or `last`, not both.',
  'graphql.after-with-last': '`after` must be used with `first`; use `before` with `last`.',
  'graphql.before-with-first': '`before` must be used with `last`; use `after` with `first`.',
  'graphql.cursor-of-another-order':
    '`{argument}` holds a cursor of the order "{cursorOrder}", but the order of the list is "{order}". Keep the order, or start again without a cursor.',
  'graphql.cursor-of-another-search':
    '`{argument}` holds a cursor of another search. Take one from `pageInfo` or from an edge of this search.',
  'graphql.not-a-cursor': '"{cursor}" is not a cursor of this list. Take one from `pageInfo` or from an edge.',
  'graphql.not-a-string': 'A value of the type `{scalar}` must be a string; got {value}.',
  'graphql.not-a-day': '"{day}" is not a day. Write YYYY-MM-DD: 2020-11-30.',
  'graphql.not-a-language': '"{tag}" is not a language tag. Write BCP 47: zh-Hans, en.',
  'graphql.filter-text-too-long':
    '`text` must have at most {max, number} characters; got {length, number}. Give a shorter part of the code or name.',
  'graphql.search-text-too-long':
    '`text` must have at most {max, number} characters; got {length, number}. Search for a shorter text.',
  'graphql.not-a-global-id': '"{id}" is not a global id. Take one from the `id` field of a row.',
  'graphql.global-id-of-nothing': '"{id}" is not the global id of any object. Take one from the `id` field of a row.',
  'graphql.too-many-ids':
    '`ids` must have at most {max, number} entries; got {count, number}. Split them among several requests.',
  'graphql.moment-in-future': '`{argument}` must not be in the future; got {moment}.',
  'graphql.too-many-groups':
    'The grouping has {rows, number} rows, and the maximum is {max, number}. Filter the tasks, or group by fewer keys.',
  'graphql.no-region-selection':
    '`{argument}` must have exactly one of `codes`, `childrenOf` and `descendantsOf`; got none.',
  'graphql.several-region-selections':
    '`{argument}` must have exactly one of `codes`, `childrenOf` and `descendantsOf`; got {names}.',
  'graphql.level-without-descendants':
    '`level` must be used with `descendantsOf`. Add `descendantsOf`, or leave `level` out.',
  'graphql.nothing-to-roll-up':
    'There is nothing to roll up. Give `toLevel`, `toRegion`, `overTime` or `overBreakdowns`.',
  'graphql.roll-up-refused': 'Metric "{metric}" cannot be rolled up: {reason}.',
  'graphql.too-many-roll-up-dimensions':
    '`{argument}` must name at most {max, number} dimensions; got {count, number}.',
  'graphql.rolled-up-dimension-selected':
    '`overBreakdowns` adds up all categories of the dimension "{dimension}". Leave this dimension out of `breakdowns`.',
  'graphql.no-parts-of-frequency':
    '`{argument}` must be one of {units}; got {frequency}. Cumulative spans overlap, and no period is shorter than a day.',
  'graphql.frequency-does-not-fill':
    '`{argument}` must hold only {parts}, whose periods fill a period of the frequency {unit}; got {frequency}.',
  'graphql.to-level-and-to-region': 'Give either `toLevel` or `toRegion`, not both.',
  'graphql.region-never-in-region': 'The region "{region}" has never been in the region "{target}".',
  'graphql.region-never-in-level': 'The region "{region}" has never been in a region of the level {level}.',
} as const;

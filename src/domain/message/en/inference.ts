/** Messages of `src/import/inference`: what a file says of itself, and what has to be asked. */
export const inference = {
  'inference.exists': '{file} is there already, and nothing is written over it. Move it away, or import by it.',
  'inference.no-table': 'no sheet has a table: a header of several columns, and rows below it',
  'inference.table-expected': 'a mapping that is written by hand',
  'inference.no-figures': 'No figure can be read by this mapping. Correct its header and values by hand.',

  'inference.column': 'the column {name}',
  'inference.region': 'the region',
  'inference.period': 'the period',
  'inference.metric': 'the metric',
  'inference.encoding': 'the file reads as {encoding}',
  'inference.delimiter': 'cells are separated by {delimiter}',
  'inference.descriptions': 'rows that describe the columns are not read: {rows}',
  'inference.joined-key': 'the first column joins several, parted by {separator}',
  'inference.only-table': 'only the sheet {sheet} has a table',
  'inference.header-rows': 'the header is in the rows {rows}',
  'inference.header-says': 'the headers {titles} say {what}',
  'inference.headings-say': 'the headings {titles} above rows say {what}',
  'inference.which-heading':
    'The rows {titles} say nothing but a heading of the rows below them. What does it say of their figures? Read it as {place} in the mapping',
  'inference.title-names': 'a title says no more than {metric}',
  'inference.region-in-header':
    'The region {text} stands in the header. Does that row hold values? Then write [] in header.rows, name columns by their letters, and say the first row in rows.first; if not, take this question out',
  'inference.note-says-status': 'the note {text} says that the values in {titles} are {status}',
  'inference.title-says': '{text} in {cell}',
  'inference.region-column':
    'the column {name}: {known, number} of {count, plural, one {# text} other {# texts}} are known regions',
  'inference.contents': 'the column {name} names {count, plural, one {# metric} other {# metrics}}, as the file says',
  'inference.foreign-metrics': 'these metrics are of other data sets: {metrics}',
  'inference.total-rows': 'rows that hold totals: {texts}',
  'inference.totals-add-up': 'the totals are the sums of the rows in {count, plural, one {# column} other {# columns}}',
  'inference.footer': 'what begins with {text} stands below the table',
  'inference.footer-ends': 'what ends in {text} stands below the table',
  'inference.grouped': '{group} groups digits, and {decimal} parts the decimals: {texts}',
  'inference.decimal-comma': 'a comma parts the decimals: {texts}',
  'inference.nested-column': 'the column {name} holds lists or other columns, and is not read',
  'inference.counts-rows': 'the column {name} counts the rows',
  'inference.total-column': 'the column {name} is, by its title, a total of the periods beside it, and is not read',
  'inference.says-same': 'the column {name} says the same as {other}',

  'inference.slashed-years': '{texts} are fiscal years, as the others of the same form are',
  'inference.slashed-months': '{texts} are months, as the others of the same form are',

  'inference.period-format': '{texts} are written as {format}',
  'inference.which-period-format': 'In which form (period.format) are these periods written: {texts}?',

  'inference.which-encoding': 'In which encoding is {file}?',
  'inference.broken-utf-8':
    'Nearly all of {file} is UTF-8; line {line} is the first that is not. Mend it and run --infer again, or say which other encoding the file has.',
  'inference.which-sheets': 'Which sheets are read: {sheets}?',
  'inference.own-export': 'the file is one of the observations that this platform exports',
  'inference.own-tasks': 'the file is one of the tasks that this platform exports',
  'inference.own-task-reports': 'the file is one of the reports on tasks that this platform exports',
  'inference.derived-columns': 'left out is what the platform works out itself, or what another column says: {columns}',
  'inference.dataset-of-file': 'the figures of the file are of {dataset}',
  'inference.rows-of-file': 'the rows of the file are of {dataset}',
  'inference.words-in': 'titles and notes are in {language}',
  'inference.which-language': 'In which language are the titles or notes of the file?',
  'inference.which-exported': 'The file has figures of several data sets: {datasets}. Those of which one are read?',
  'inference.which-dataset': 'For which data set are the figures? Known are: {codes}.',
  'inference.which-scheme':
    'Several lists of regions have these names: {texts}. Which list of codes (scheme) does the file use?',
  'inference.which-region': 'Which region is {text}?',
  'inference.which-region-of-all': 'No column has regions. Of which region are the figures?',
  'inference.which-total':
    'The rows {texts} are not the sums of the others. Are they totals, or figures of a region of their own?',
  'inference.where-footer':
    'The row {row} begins with {text}, as rows of the table do. If the table ends before it, how does that row begin? Write more of its text.',
  'inference.several-regions': 'Several columns may say the region. Which one does?',
  'inference.repeated':
    'The cells {one} and {other} have the same metric, region, period and breakdown. What tells them apart?',
  'inference.which-metric': 'Neither a header nor a column names a metric that is known. Which metric is it?',
  'inference.which-foreign-metric':
    'Neither a header nor a column names a metric that is known, and the data set has none. Which metric is it? Those with a code are of {datasets}.',
  'inference.which-named-metric': 'Several metrics are called {text}. Which one is meant?',
  'inference.other-quantity':
    '{cell} says {words}, which is not in the name of the metric. Are the figures below it still values of {metrics}? If they are of another metric, give its code.',
  'inference.shares':
    'The metrics {names} are in per cent, and no value in the file is greater than 2. Does 0.5 mean 50 per cent (1), or 0.5 per cent (%)?',
  'inference.shares-among-others':
    'The metrics {names} are in per cent, and no value of theirs in the file is greater than 2. If 0.5 means 0.5 per cent, take this question out. If it means 50 per cent, read these rows by an entry of tables of their own, and the others by a second one (docs/mapping.md has an example).',
  'inference.other-quantities':
    '{cell} says {words}, which is in the name of no metric of the table. Are the figures below it still values of {metrics}? If not, leave the question open, and write the metric of each column into values of the mapping.',
  'inference.lone-period-of-one':
    'In row {row} a single cell says a period, {text}, and other columns have none. Of which period are all figures of the table, such as 2020-11? If each column has its own, leave the question open, and write period into values of the mapping.',
  'inference.over-year-across':
    'The header goes from {last} on to {first}, and there is one year for both. Write the year above each column, move this mapping away, and run --infer again; or give the columns of each year an entry of values with its own period.',
  'inference.cumulative-from':
    '{text} does not say from which month on it counts. If it counts from January, write the first month into the file as well, move this mapping away, and run --infer again.',
  'inference.which-header':
    'Several rows of the header may say the metric: {texts}. Which one does, or do all of them together?',
  'inference.which-unit':
    '{text} in {cell} may say the unit of the values. In which unit are they? Write what multiplies them as well, as in thousand CNY.',
  'inference.which-name-unit':
    'The name {name} may say by what its values are multiplied, such as thousands. In which unit are they?',
  'inference.which-year': 'Months, quarters or weeks stand in the header without their year. Which year is it?',
  'inference.which-part':
    'The header has parts of a year or of a month that make no period with a year alone, such as a day, a week or a month of a fiscal year. Of which period is each column? Write it in the mapping, such as 2021-03-01.',
  'inference.part-of-years':
    'The headers or a column say years, and {text} says a part of a year. Are the figures those of whole years, or of that part of each year?',
  'inference.cumulative-parts':
    '{text} says that the figures are cumulative. Is each that of its own month or quarter, or of all from January on? If they are cumulative, the period of the mapping has to begin in January: docs/mapping.md shows how.',
  'inference.relative-period':
    'The header says {text}, which is a period only beside another one. Of which period is each column? Write it into values of the mapping: where a title says the month, period.relative reads the others beside it (docs/mapping.md).',
  'inference.fractions':
    'Values of what is counted one by one are no whole numbers, such as {texts}. Are they values of the metric itself all the same? If they are means or shares, or in thousands, leave the question open, and write their metric or unit into values of the mapping.',
  'inference.factor-row':
    'The row {row} may say by what the values below it are multiplied: {texts}. If it does, write the unit into each header, as in people (thousands), delete the row, move this mapping away, and run --infer again. If it holds values, take this question out.',
  'inference.parts-of-metric':
    'A title names the metric {metric}, and the headers may be parts of it: {names}. Are they metrics of their own? If they are a breakdown, leave the question open, and write the metric and the breakdown of each column into values of the mapping.',
  'inference.region-of-origin':
    'The column {name} may say where people, goods or money come from or go to. Are the figures of these regions? If they are all of another region, give its code or name.',
  'inference.counts-grouped': 'a comma groups the digits of what is counted: {texts}',
  'inference.foreign-unit':
    'The header gives {name} in {unit}, and the metric is in {own}. Are the values in {own} all the same? If they are of another metric, leave the question open, and write that metric into values of the mapping.',
  'inference.all-of-status':
    '{text} says in what state figures are. Are all of them {status}? If only some are, leave the question open, and say which in the mapping (flags, status, statusOfAll of values).',
  'inference.months-or-spans':
    'Are these months (%Y-%m), or spans of several years each, such as 2008 to 2010: {texts}? If they are spans, leave the question open, and write the period of each into the mapping.',
  'inference.which-trimesters':
    'Are these quarters, as in French, Spanish, Italian and Portuguese (%YT%q or %Y-T%q), or thirds of a year as in SDMX (P4M): {texts}?',
  'inference.double-years':
    'Are these fiscal or school years (fiscal-year), or two whole years each: {texts}? If each is two years, take period.format and this question out.',
  'inference.year-start': 'on which day years such as {texts} begin stands nowhere: fill in fiscal_year_start',
  'inference.year-in-name':
    'The name {name} says {year}, and no title of the table says that year. Of which period are its values?',
  'inference.period-totals': 'rows whose period is {texts} are sums of the others, and are not read',
  'inference.merged-values':
    'The cells {cells} are covered by a merged cell with a value. Is it that of all of them together, or of each? Take the merged cells apart in the file.',
  'inference.parts-elsewhere':
    '{text} says a part of the year in which {parts} of the header or the column do not lie. Of which year, or of which month, are they? Write their periods in the mapping, or into the file.',
  'inference.which-period':
    'The period stands in several places, in none, or beside words that may make it another one. Where is it, or which one is it, such as 2020-11?',
  'inference.lone-period':
    'Row {row} says {text}, and a title says another period. Of which period are the figures, such as 2020-11?',
  'inference.days-or-months':
    'Every day in the column {name} is the first of its month, or every one is the last. Are the figures of that day, or of the whole month or year? If the right one is not among the choices, leave the question open, and write months such as 2021-01 into the file.',
  'inference.over-year':
    'The column {name} goes past the end of a year, and the file names only one year. Add a column with the year to the file, move this mapping away, and run --infer again. If all rows are of the year that is named, take this question out.',
  'inference.which-fiscal-year':
    'Below {title} stand the years {texts}. Is each the year in which a fiscal year begins (fiscal-year-start), the year in which it ends (fiscal-year-end), or a year of the calendar (%Y)?',
  'inference.signed':
    'A plus stands before values, such as {texts}: they may be changes. If they are values of the metric itself, take the choice that is offered. If they are changes, leave the question open, and write their metric into values of the mapping.',
  'inference.loose-parts':
    'The numbers in {columns} are parts of a year or of a month, and are a period only together with what stands beside them. Join these columns in period of the mapping (docs/mapping.md has an example), or write the whole period, such as 2021-11-30, into one column, move this mapping away, and run --infer again.',
  'inference.month-or-fiscal-year':
    'Are these months (%Y-%m: 2010-11 is November 2010), or fiscal years (fiscal-year: 2010/2011): {texts}?',
  'inference.month-or-year': 'Are these months (%Y/%m), or fiscal years (fiscal-year): {texts}?',
  'inference.no-rows': 'the file holds no rows',
  'inference.rows-expected': 'a file with rows',
  'inference.blank-labels':
    'The column {name} is blank in rows with numbers: {rows}. Does a blank cell say what stands above it (fill), or are these rows left out (rows.skip)?',
  'inference.untitled-column':
    'The column {name} has no title. What are its values: {texts}? First check whether a comma without quotes, as in 1,024, has split a number to its left: all later cells are then shifted, and the file must be corrected',
  'inference.what-column': 'What is in the column {name}: {texts}?',
  'inference.which-dimension': 'Which dimension do the texts of the column {name} belong to?',
  'inference.which-foreign-dimension':
    'Which dimension do the texts of the column {name} belong to? The data set has none; these are of other data sets.',
  'inference.which-digits':
    'Are the numbers in the column {name} powers of ten (POWER: 3 is thousands), or factors (FACTOR: 1000)?',
  'inference.which-multiplier':
    'The column {name} says by what values are multiplied, and has blank cells. What do these say?',
  'inference.what-mark': 'What does {mark} mean in place of a value?',
  'inference.what-flag': 'What does {flag} mean after a value, as in {example}?',
  'inference.what-minus-behind':
    'Are numbers with a minus behind them negative: {texts}? If they are anything else, leave the question open, and say in the mapping what they are.',
  'inference.what-parentheses':
    'Are numbers in parentheses negative: {texts}? If they are anything else, leave the question open, and say in the mapping what they are.',
  'inference.currency': 'beside numbers stands their currency: {texts}',
  'inference.several-currencies':
    'Numbers are in several currencies: {texts}. Give each currency a metric and columns of its own in the file, move this mapping away, and run --infer again.',
  'inference.other-currency':
    'The values of {names} show {sign}, and the metric is in another unit. In which unit are they? If they are of another metric, leave the question open, and write that metric into values of the mapping.',
  'inference.which-unit-of': 'Which unit of {text} in {cell} are the values of {name} in?',
  'inference.what-triangle':
    'Is a triangle before a number a minus: {texts}? If it is not, leave the question open, and say in the mapping what it is.',
  'inference.falls-below':
    '{name} falls below zero, as in {text}: say in `minimum` how far it may, or 0 is taken for the least',
  'inference.what-comma': 'Does a comma group the digits, or part the decimals: {texts}?',
  'inference.what-point': 'Does a point group the digits, or part the decimals: {texts}?',
  'inference.second-header':
    'The row {row}, which begins with {text}, looks like a header. Does the table end there (rows.until), or does it go on below (rows.skip)? Where both are read, the mapping has an entry of tables for each, with its own header and rows.until of the first.',
  'inference.which-tables': 'No column has figures: {columns}. What do the rows make, and which field is each column?',
  'inference.hidden-columns': 'Are the hidden columns read (READ), or left out (SKIP): {columns}?',
  'inference.hidden': 'Are the hidden rows read (READ), or left out (SKIP): {rows}?',
  'inference.what-status': 'What does the status {text} mean?',
  'inference.format': 'the header is that of {format}',
} as const;

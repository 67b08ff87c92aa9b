/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The rule for aggregating several values into one. */
export type AggregationRule =
  /** Takes the mean of the values. */
  | 'AVERAGE'
  /** Takes the last value. */
  | 'LAST'
  /** Forbids aggregation. */
  | 'NONE'
  /** Adds the values. */
  | 'SUM'
  /** Divides the sum of the numerators by the sum of the denominators. */
  | 'WEIGHTED';

/** The basis for assigning something to a working group: stated by the source, or inferred. */
export type Attribution =
  /** The source does not state the working group; it is inferred from the source. */
  | 'INFERRED'
  /** The source states the working group. */
  | 'STATED';

/** The basis on which a value measures its period: at its end, during it, or since a fixed start. */
export type Basis =
  /** A cumulative figure (累计): the quantity since a fixed start, up to the end of the period. */
  | 'CUMULATIVE'
  /** A flow (流量): the quantity during the period. */
  | 'FLOW'
  /** A level (存量): the quantity at the end of the period. */
  | 'LEVEL';

/**
 * Selects categories of one dimension. Without any BreakdownInput, a filter admits every breakdown; as soon as there is one, dimensions not
 * listed are fixed at their total.
 */
export type BreakdownInput = {
  /** Codes of categories of the dimension; TOTAL selects the values not broken down by it. Default: all categories. */
  categories?: Array<string> | null | undefined;
  /** Code of the dimension. */
  dimension: string;
};

/** The kind of comparison: the base with which a value is compared. */
export type ChangeKind =
  /** Against the previous period (环比). */
  | 'PREVIOUS_PERIOD'
  /** Against the baseline of the same period. */
  | 'VS_BASELINE'
  /** Against the target of the same period. */
  | 'VS_TARGET'
  /** Year on year (同比): against the same period, or the same months, of the year before. */
  | 'YOY';

/** The reason why a part of a change is null. */
export type ChangeReason =
  /** There is a break in the series between the value and the base, or the two have different definitions. */
  | 'BREAK_IN_SERIES'
  /** The base is negative: a percentage of it would have the wrong sign. */
  | 'NEGATIVE_BASE'
  /** There is no base to compare with. */
  | 'NO_BASE'
  /** The calendar has no period to compare with: for example week 53, 29 February, or the previous period of a cumulative one. */
  | 'NO_COUNTERPART'
  /** The value or the base is suppressed. */
  | 'SUPPRESSED'
  /** The value and the base are totals of different parts, or the total lacks parts that the target covers. */
  | 'UNEQUAL_COVERAGE'
  /** The source does not state the start of the period. */
  | 'UNKNOWN_START'
  /** The base is zero, so that there is no percentage of it. */
  | 'ZERO_BASE';

/** The arithmetic rule of a check. */
export type CheckRule =
  /** Checks a value against its bounds: for a rate, 0 and the whole (100 in per cent, 1000 in per mille) unless the metric says otherwise; for a count, not negative. Only values out of bounds have a check. */
  | 'BOUNDS'
  /** Checks that a count is a whole number, and that a value has no more decimals than its metric declares. Only series that break the rule have a check, at their last such figure; `explanation` counts the others. */
  | 'DECIMALS'
  /** Checks a figure that is stated twice. Only differing statements have a check. */
  | 'DUPLICATE'
  /** Checks a value against the value of the period before, by the history of its series and by other regions. Only a step that neither explains has a check. */
  | 'JUMP'
  /** Checks a published change against the base. */
  | 'PUBLISHED_CHANGE'
  /** Checks a published rate or ratio against its numerator and denominator, or the published figure of a metric with an expression against the result of the expression. */
  | 'RATIO'
  /** Checks a published total against the sum of the regions below it, or of the categories of a dimension. */
  | 'SUM_OF_PARTS';

/** Selects the cells of a cube. Values in one list combine with OR, fields with AND. An unknown code is refused with BAD_INPUT. */
export type CubeInput = {
  /** Cursor: the page starts with the row after it. */
  after?: string | null | undefined;
  /** Reads the data as published at this moment. Default: now. */
  asOf?: string | null | undefined;
  /** Selects categories by dimension. Dimensions not listed are fixed at their total. */
  breakdowns?: Array<BreakdownInput> | null | undefined;
  /** Kinds of comparison for each value, in this order. Default: none. */
  changes?: Array<ChangeKind> | null | undefined;
  /** Codes of the publishing data sets. Default: all. */
  datasets?: Array<string> | null | undefined;
  /** Number of rows to return. Default 1,000, maximum 10,000. */
  first?: number | null | undefined;
  /** Frequencies of the periods; with a roll-up over time, of the periods to aggregate. Default: all. */
  frequency?: Array<Frequency> | null | undefined;
  /** Selects cells whose period ends on or after the first day of this period. */
  from?: string | null | undefined;
  /** Number of latest periods to return for each metric, region and breakdown, within `from` and `to`. Between 1 and 100,000. Default: all periods. */
  latest?: number | null | undefined;
  /** Codes of metrics. */
  metrics: Array<string>;
  /** Sort order. Ties are sorted by metric, region and period, which is also the default. */
  orderBy?: Array<CubeOrder> | null | undefined;
  /** Selects regions; with a roll-up over regions, the regions to aggregate. Default: all. */
  regions?: RegionSelection | null | undefined;
  /** Rolls values up into totals. The request is refused, naming the metric and its rule, if a metric's aggregation rule does not allow it. */
  rollUp?: RollUpInput | null | undefined;
  /** Selects cells whose period ends on or before the last day of this period. */
  to?: string | null | undefined;
};

/** The sort order of the rows of a cube. Rows without a value come last. */
export type CubeOrder =
  /** Sorts by the metric's code. */
  | 'METRIC_ASC'
  /** Sorts by the period's last day, the earliest first. */
  | 'PERIOD_ASC'
  /** Sorts by the period's last day, the latest first. */
  | 'PERIOD_DESC'
  /** Sorts by the region's code. */
  | 'REGION_ASC'
  /** Sorts by value, the lowest first. */
  | 'VALUE_ASC'
  /** Sorts by value, the highest first. */
  | 'VALUE_DESC';

/** The direction in which a metric improves. */
export type Direction =
  /** Higher values are better. */
  | 'HIGHER_IS_BETTER'
  /** Lower values are better. */
  | 'LOWER_IS_BETTER'
  /** Neither higher nor lower values are better. */
  | 'NEUTRAL';

/** The frequency of a period. SPAN stands for any other range. */
export type Frequency =
  /** A year: the calendar year 2020, or a fiscal year such as 2014-04-01/P1Y. */
  | 'ANNUAL'
  /** A day: 2020-11-03. */
  | 'DAILY'
  /** Half a year: 2020-S1. */
  | 'HALF_YEARLY'
  /** A month: 2020-11. */
  | 'MONTHLY'
  /** A quarter: 2020-Q3. */
  | 'QUARTERLY'
  /** Any other range: 2020-01-01/P11M, 2014-05-01/P12M, ../2020-11. */
  | 'SPAN'
  /** An ISO week: 2020-W05. */
  | 'WEEKLY';

/** The traffic light of a task by its due date or its rating, or of a metric against its target, by the data set's rule. */
export type Light =
  /** Green. Task: completed, or open and due in more than the rule's number of days, or rated GREEN. Metric: the attainment reaches the rule's green threshold. */
  | 'GREEN'
  /** Red. Task: open (neither completed nor cancelled) and past its due date, or rated RED. Metric: the attainment is below the yellow threshold. */
  | 'RED'
  /** Yellow. Task: open, and due within the rule's number of days, or rated YELLOW. Metric: the attainment reaches the yellow threshold but not the green one. */
  | 'YELLOW';

/** The kind of figure that a metric gives. */
export type MetricKind =
  /** An amount in a unit, such as money. */
  | 'AMOUNT'
  /** A count. */
  | 'COUNT'
  /** An index: a number without a unit, relative to a base. */
  | 'INDEX'
  /** A rate: a share in per cent. It changes in percentage points. */
  | 'RATE'
  /** A ratio: one quantity per unit of another. */
  | 'RATIO'
  /** A score: the points of an assessment. */
  | 'SCORE';

/** A filter for the observations of a metric. Values in one list combine with OR, fields with AND. */
export type MetricObservationWhere = {
  /** Selects categories by dimension. Dimensions not listed are fixed at their total. */
  breakdowns?: Array<BreakdownInput> | null | undefined;
  /** Codes of the publishing data sets. */
  datasets?: Array<string> | null | undefined;
  /** Frequencies of the periods. */
  frequency?: Array<Frequency> | null | undefined;
  /** Selects observations whose period ends on or after the first day of this period. */
  from?: string | null | undefined;
  /** Codes or aliases of regions. A code that exists in several schemes selects all of these regions; `scheme:code` selects one. */
  regions?: Array<string> | null | undefined;
  /** Selects observations whose period ends on or before the last day of this period. */
  to?: string | null | undefined;
};

/** A filter for metrics. Values in one list combine with OR, fields with AND. */
export type MetricWhere = {
  /** Codes of metrics. */
  codes?: Array<string> | null | undefined;
  /** Codes of the data sets that defined the metrics. */
  datasets?: Array<string> | null | undefined;
  /** Codes of dimensions by which the metrics can be broken down. */
  dimensions?: Array<string> | null | undefined;
  /** Kinds of metric. */
  kinds?: Array<MetricKind> | null | undefined;
  /** Codes of the programmes that the metrics measure. */
  programmes?: Array<string> | null | undefined;
  /** Part of the code, or of the name in any language. */
  text?: string | null | undefined;
  /** Codes of themes. */
  themes?: Array<string> | null | undefined;
  /** Codes of units. */
  units?: Array<string> | null | undefined;
  /** Codes of the working groups to which the metrics belong. */
  workingGroups?: Array<string> | null | undefined;
};

/** The origin of a value. */
export type ObservationBasis =
  /** A formula computes the value. It is stored when its inputs are published. */
  | 'COMPUTED'
  /** The source publishes the value. */
  | 'PUBLISHED'
  /** The value is rolled up for one response. Only cube rows have this origin, never observations. */
  | 'ROLLED_UP';

/** The status of an observation (SDMX OBS_STATUS). The letter in brackets is the SDMX code. */
export type ObservationStatus =
  /** A break in the series (B). */
  | 'BREAK'
  /** The definition differs (D). */
  | 'DEFINITION_DIFFERS'
  /** An estimated value (E). */
  | 'ESTIMATED'
  /** A forecast value (F). */
  | 'FORECAST'
  /** A value imputed by the receiver of the data (I). */
  | 'IMPUTED'
  /** A value of low reliability (U). */
  | 'LOW_RELIABILITY'
  /** A missing value (M). */
  | 'MISSING'
  /** A normal value (A). */
  | 'NORMAL'
  /** A value that is not significant (N). */
  | 'NOT_SIGNIFICANT'
  /** A provisional value (P). */
  | 'PROVISIONAL'
  /** A suppressed value: it exists but is not published (Q). */
  | 'SUPPRESSED'
  /** A value that is not validated (V). */
  | 'UNVALIDATED';

/** The kind of a programme. */
export type ProgrammeKind =
  /** A campaign with a beginning and an end: 专项行动. */
  | 'CAMPAIGN'
  /** A mechanism, a standing way of working: 机制. */
  | 'MECHANISM'
  /** A pilot, tried in some places first: 试点. */
  | 'PILOT'
  /** A system that was built, such as a platform or a network. */
  | 'SYSTEM';

/** An administrative level. */
export type RegionLevel =
  /** A community or village: 社区, 村. */
  | 'COMMUNITY'
  /** A country. */
  | 'COUNTRY'
  /** A county, district or county-level city: 县, 区, 县级市. */
  | 'COUNTY'
  /** A grid cell, the smallest unit of local administration: 网格. */
  | 'GRID'
  /** A level that fits none of the others. */
  | 'OTHER'
  /** A prefecture-level city or autonomous prefecture: 地级市, 自治州. */
  | 'PREFECTURE'
  /** A province, autonomous region or municipality: 省, 自治区, 直辖市. */
  | 'PROVINCE'
  /** A township, town or subdistrict: 乡, 镇, 街道. */
  | 'TOWNSHIP';

/** Selects regions by exactly one of `codes`, `childrenOf` and `descendantsOf`. */
export type RegionSelection = {
  /** Selects the regions directly below the region with this code, or `scheme:code`. */
  childrenOf?: string | null | undefined;
  /** Codes or aliases of regions. A code that exists in several schemes selects all of these regions; `scheme:code` selects one. */
  codes?: Array<string> | null | undefined;
  /** Selects all regions below the region with this code, or `scheme:code`. */
  descendantsOf?: string | null | undefined;
  /** Restricts `descendantsOf` to regions of this administrative level. Default: all levels. */
  level?: RegionLevel | null | undefined;
};

/** The role of an organisation in a task. */
export type ResponsibilityRole =
  /** The organisation cooperates in the task: 配合. */
  | 'COOPERATE'
  /** The organisation leads the task: 牵头. */
  | 'LEAD'
  /** The organisation supervises the task: 督办. */
  | 'SUPERVISE';

/**
 * Rolls values up into totals: regions into larger regions, periods into longer periods, the categories of dimensions into their total.
 * The aggregation rule of each metric says how; a metric whose rule forbids it makes the whole request fail.
 */
export type RollUpInput = {
  /** Returns totals of which a part is missing. Default false: such a total is null, and its coverage tells how many parts reported. */
  allowPartial?: boolean | null | undefined;
  /** Codes of the dimensions to aggregate over. Maximum 8. */
  overBreakdowns?: Array<string> | null | undefined;
  /** Aggregates shorter periods into periods of this frequency that they fill: months into years, days into weeks. */
  overTime?: Frequency | null | undefined;
  /** Aggregates into regions of this level, in the region hierarchy of the last day of each period. Excludes `toRegion`. */
  toLevel?: RegionLevel | null | undefined;
  /** Aggregates into the region with this code, or `scheme:code` if the code exists in several schemes. Excludes `toLevel`. */
  toRegion?: string | null | undefined;
};

/** The kind of a target value. */
export type TargetKind =
  /** A baseline: a value to compare with. */
  | 'BASELINE'
  /** A target: a value to reach. */
  | 'TARGET';

/** Something that a task may be without. */
export type TaskAttribute =
  /** The due date. */
  | 'DUE_DATE'
  /** The lead organisation. */
  | 'LEAD_ORGANIZATION'
  /** The parent task. A task without one is at the top of a tree. */
  | 'PARENT'
  /** The programme. */
  | 'PROGRAMME'
  /** The present rating. */
  | 'RATING'
  /** Subtasks. Progress counts the tasks without any. */
  | 'SUBTASKS'
  /** The working group. */
  | 'WORKING_GROUP';

/** A key for grouping tasks. */
export type TaskGroupKey =
  /** Groups by the month of the due date. */
  | 'DUE_MONTH'
  /** Groups by lead organisation. A task with two leads counts once in the row of each. */
  | 'LEAD_ORGANIZATION'
  /** Groups by the administrative level for which the tasks are set. */
  | 'LEVEL'
  /** Groups by programme. */
  | 'PROGRAMME'
  /** Groups by the present rating. */
  | 'RATING'
  /** Groups by region. */
  | 'REGION'
  /** Groups by status. */
  | 'STATUS'
  /** Groups by working group. */
  | 'WORKING_GROUP';

/** The rule of the traffic lights of a data set's tasks. */
export type TaskLightRule =
  /** The lights of open tasks follow their due dates. */
  | 'DUE_DATE'
  /** An open task that was rated shows the light of its rating; one that was never rated follows its due date. */
  | 'RATING';

/** The sort order of tasks. Tasks without a value of the sort key come last. */
export type TaskOrder =
  /** Sorts by code, ascending. */
  | 'CODE_ASC'
  /** Sorts by code, descending. */
  | 'CODE_DESC'
  /** Sorts by due date, the earliest first. */
  | 'DUE_DATE_ASC'
  /** Sorts by due date, the latest first. */
  | 'DUE_DATE_DESC'
  /** Sorts by the number in the source, ascending. */
  | 'ORDINAL_ASC'
  /** Sorts by the number in the source, descending. */
  | 'ORDINAL_DESC'
  /** Sorts by rolled-up progress, the lowest first. */
  | 'PROGRESS_ASC'
  /** Sorts by rolled-up progress, the highest first. */
  | 'PROGRESS_DESC';

/** The status of a task. */
export type TaskStatus =
  /** The responsible organisations have accepted the task: 签收. */
  | 'ACCEPTED'
  /** The task is cancelled. It counts in no rate. */
  | 'CANCELLED'
  /** The task is completed: 办结. */
  | 'COMPLETED'
  /** The task is in progress. */
  | 'IN_PROGRESS'
  /** The task is set but not yet accepted. */
  | 'PLANNED';

/** A filter for tasks. Values in one list combine with OR, fields with AND. */
export type TaskWhere = {
  /** Code of a data set. Default in `Query.tasks` and `Query.taskProgress`: the default data set; elsewhere: any. */
  dataset?: string | null | undefined;
  /** Selects tasks due on this day or later. */
  dueFrom?: string | null | undefined;
  /** Selects tasks due on this day or earlier. */
  dueTo?: string | null | undefined;
  /** Traffic lights of the tasks today, in the data set's time zone and by its rule. */
  light?: Array<Light> | null | undefined;
  /** Code of a responsible organisation. */
  organization?: string | null | undefined;
  /** Code of the parent task. */
  parent?: string | null | undefined;
  /** Codes of ratings. Selects tasks that were rated so before their present rating. */
  previousRatings?: Array<string> | null | undefined;
  /** Codes of programmes. */
  programmes?: Array<string> | null | undefined;
  /** Selects tasks that got their present rating on this day or later. */
  ratedFrom?: string | null | undefined;
  /** Selects tasks that got their present rating on this day or earlier. */
  ratedTo?: string | null | undefined;
  /** Codes of ratings. Selects tasks that are rated so now. */
  ratings?: Array<string> | null | undefined;
  /** Code or alias of a region. Includes all regions below it. */
  region?: string | null | undefined;
  /** Role of the organisation in the tasks. */
  role?: ResponsibilityRole | null | undefined;
  /** Codes of source documents. Selects tasks that were read from one of them. */
  sources?: Array<string> | null | undefined;
  /** Statuses of the tasks. */
  status?: Array<TaskStatus> | null | undefined;
  /** Part of the code, or of the title in any language. */
  text?: string | null | undefined;
  /** Selects tasks that lack every one of these: with PARENT, the tasks at the top. */
  without?: Array<TaskAttribute> | null | undefined;
  /** Codes of working groups. */
  workingGroups?: Array<string> | null | undefined;
};

/** The trend of a metric, by its data set's rule. */
export type Trend =
  /** The metric improved by more than the rule's margin. */
  | 'IMPROVING'
  /** The metric changed by no more than the rule's margin. */
  | 'MAINTAINING'
  /** The metric cannot be assessed: the comparison fails, for the reason in the observation's change, or neither direction is better. */
  | 'NOT_ASSESSABLE'
  /** The metric worsened by more than the rule's margin. */
  | 'WORSENING';

/** The verdict of a check. */
export type Verdict =
  /** The figure differs by more than rounding explains. */
  | 'FAIL'
  /** The figure cannot be checked: an input is missing or suppressed; `explanation` names it. */
  | 'NOT_CHECKABLE'
  /** The figure agrees with the expected value, within the tolerance for rounding. */
  | 'PASS'
  /** The figure differs but may be right: parts of a sum are missing, another data set publishes another value, a value jumps, or a value has more decimals than its metric. */
  | 'WARN';

export type MeasureFragment = { code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, unit: { code: string, name: string, symbol: string | null } };

export type PassageFragment = { locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } };

export type FigureFragment = { id: string, value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, frequency: Frequency, note: string | null, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> };

export type ChangePartsFragment = { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null };

export type TallyFragment = { total: number, planned: number, accepted: number, inProgress: number, completed: number, cancelled: number, overdue: number, completionRate: string | null };

export type TallyReportsFragment = { total: number, overdue: number, lastReportedOn: string | null, reportedThen: number };

export type CheckPageFragment = { totalCount: number, nodes: Array<{ id: string, rule: CheckRule, verdict: Verdict, explanation: string, periodLabel: string, reported: string | null, expected: string | null, metric: { code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, unit: { code: string, name: string, symbol: string | null } }, region: { code: string, name: string } }> };

export type MetricHomesQueryVariables = Exact<{
  codes: Array<string> | string;
}>;


export type MetricHomesQuery = { metrics: { nodes: Array<{ code: string, dataset: { code: string } }> } };

export type MetricFiguresInQueryVariables = Exact<{
  codes: Array<string> | string;
  dataset: string;
}>;


export type MetricFiguresInQuery = { observations: { nodes: Array<{ period: string }> } };

export type SourceHomeQueryVariables = Exact<{
  code: string;
}>;


export type SourceHomeQuery = { source: { code: string, dataset: { code: string } } | null };

export type SourceReadInQueryVariables = Exact<{
  code: string;
  dataset: string;
}>;


export type SourceReadInQuery = { tasks: { totalCount: number }, metrics: { nodes: Array<{ code: string }> } };

export type SourceFiguresInQueryVariables = Exact<{
  code: string;
  dataset: string;
  metrics: Array<string> | string;
}>;


export type SourceFiguresInQuery = { observations: { nodes: Array<{ period: string }> } };

export type TaskInQueryVariables = Exact<{
  code: string;
  dataset?: string | null | undefined;
}>;


export type TaskInQuery = { task: { dataset: { code: string } } | null };

export type TaskHomesQueryVariables = Exact<{
  code: string;
}>;


export type TaskHomesQuery = { search: { edges: Array<{ node:
        | { __typename: 'Category' }
        | { __typename: 'Check' }
        | { __typename: 'Dataset' }
        | { __typename: 'Dimension' }
        | { __typename: 'Metric' }
        | { __typename: 'Observation' }
        | { __typename: 'Organization' }
        | { __typename: 'Programme' }
        | { __typename: 'Rating' }
        | { __typename: 'Region' }
        | { __typename: 'Release' }
        | { __typename: 'Series' }
        | { __typename: 'Source' }
        | { __typename: 'Target' }
        | { __typename: 'Task', code: string, dataset: { code: string } }
        | { __typename: 'TaskReport' }
        | { __typename: 'Theme' }
        | { __typename: 'Unit' }
        | { __typename: 'WorkingGroup' }
       }> } };

export type CubeChoicesQueryVariables = Exact<{
  dataset: string;
}>;


export type CubeChoicesQuery = { metrics: { totalCount: number, nodes: Array<{ code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, dimensions: Array<{ code: string, name: string }>, availability: { frequencies: Array<Frequency>, regions: { totalCount: number } }, unit: { code: string, name: string, symbol: string | null } }> } };

export type CubeRegionsQueryVariables = Exact<{
  code: string;
}>;


export type CubeRegionsQuery = { metric: { code: string, dimensions: Array<{ code: string, categories: Array<{ code: string, name: string }> }>, availability: { regions: { totalCount: number, nodes: Array<{ code: string, name: string, level: RegionLevel, parent: { code: string, name: string } | null }> } } } | null };

export type CubeCellsQueryVariables = Exact<{
  input: CubeInput;
}>;


export type CubeCellsQuery = { cube: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, rows: Array<{ metricCode: string, regionCode: string, period: string, periodLabel: string, frequency: Frequency, value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, region: { name: string }, coverage: { expected: number, reported: number } | null, breakdown: Array<{ dimension: { code: string }, category: { code: string, name: string } }> }> } };

export type CubePeriodsQueryVariables = Exact<{
  input: CubeInput;
}>;


export type CubePeriodsQuery = { cube: { totalCount: number, rows: Array<{ period: string, periodLabel: string }> } };

export type CubeCellQueryVariables = Exact<{
  code: string;
  input: CubeInput;
}>;


export type CubeCellQuery = { metric: { code: string, aggregation: { overTime: AggregationRule, overRegions: AggregationRule, overBreakdowns: AggregationRule, weight: { name: string } | null }, formula: { expression: string, operands: Array<{ code: string, name: string }> } | null } | null, cube: { totalCount: number, rows: Array<{ regionCode: string, period: string, periodLabel: string, value: string | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, region: { name: string }, breakdown: Array<{ dimension: { code: string, name: string }, category: { code: string, name: string } }>, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> }> } };

export type CubeAbsenceQueryVariables = Exact<{
  region: string;
  isRegion: boolean;
  published: CubeInput;
  parts: CubeInput;
  periods: CubeInput;
  regions: CubeInput;
}>;


export type CubeAbsenceQuery = { region?: { code: string, name: string } | null, published: { totalCount: number }, parts: { totalCount: number, rows: Array<{ breakdown: Array<{ dimension: { code: string } }> }> }, periods: { totalCount: number }, regions: { totalCount: number } };

export type MetricCardQueryVariables = Exact<{
  code: string;
}>;


export type MetricCardQuery = { metric: { definition: string | null, basis: Basis, exact: boolean, minimum: string | null, maximum: string | null, attribution: Attribution | null, code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, dataset: { code: string, title: string, licence: string | null, publisher: { name: string } | null, latestRelease: { version: string } | null, region: { code: string, name: string } | null }, theme: { code: string, name: string }, workingGroup: { code: string, ordinal: number, name: string | null, namedInSource: boolean } | null, programmes: Array<{ code: string, name: string }>, dimensions: Array<{ code: string, name: string, categories: Array<{ code: string, name: string }> }>, availability: { fromLabel: string | null, toLabel: string | null, observationCount: number, frequencies: Array<Frequency>, breakdowns: Array<{ code: string }>, regions: { totalCount: number, nodes: Array<{ code: string, name: string, level: RegionLevel }> } }, aggregation: { overTime: AggregationRule, overRegions: AggregationRule, overBreakdowns: AggregationRule, weight: { code: string, name: string } | null }, formula: { expression: string, factor: string | null, operands: Array<{ code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, unit: { code: string, name: string, symbol: string | null } }> } | null, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }>, tasks: { totalCount: number, nodes: Array<{ id: string, code: string, title: string | null, ordinal: number | null, status: TaskStatus, light: Light | null, dueDate: string | null, rolledUpProgress: string | null, attribution: Attribution | null, dataset: { taskLight: TaskLightRule }, rating: { code: string, name: string, light: Light | null } | null, parent: { code: string, title: string | null, ordinal: number | null } | null, programme: { code: string, name: string } | null, region: { code: string, name: string }, responsibilities: Array<{ role: ResponsibilityRole, organization: { code: string, name: string } }> }> }, unit: { code: string, name: string, symbol: string | null } } | null };

export type WholeDimensionFragment = { code: string, name: string, categories: Array<{ code: string, name: string }> };

export type MetricSeriesQueryVariables = Exact<{
  code: string;
  region: string;
  dataset?: string | null | undefined;
  breakdowns?: Array<BreakdownInput> | BreakdownInput | null | undefined;
  frequency?: Array<Frequency> | Frequency | null | undefined;
  asOf?: string | null | undefined;
  where: MetricObservationWhere;
}>;


export type MetricSeriesQuery = { metric: { code: string, latest: { id: string, value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, frequency: Frequency, note: string | null, estimate: { confidence: string | null, lowerBound: string | null, upperBound: string | null, standardError: string | null, rank: string | null, sourceCount: number | null } | null, reportedBy: { name: string } | null, release: { version: string, publishedAt: string | null, importedAt: string | null }, yoy: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, previous: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, target: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> } | null, assessment: { light: Light | null, trend: Trend, rule: { code: string, description: string } } | null, observations: { totalCount: number, nodes: Array<{ periodEnd: string, id: string, value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, frequency: Frequency, note: string | null, estimate: { lowerBound: string | null, upperBound: string | null } | null, release: { version: string }, yoy: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, previous: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, target: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, revisions: { totalCount: number, nodes: Array<{ id: string, value: string | null, statusFlags: Array<ObservationStatus>, release: { version: string, publishedAt: string | null, importedAt: string | null } }> }, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> }> }, targets: { totalCount: number, nodes: Array<{ id: string, kind: TargetKind, period: string, periodLabel: string, value: string, attainment: string | null, breakdown: Array<{ dimension: { code: string }, category: { code: string } }>, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> }> } } | null };

export type MetricThenQueryVariables = Exact<{
  code: string;
  asOf: string;
  regions?: Array<string> | string | null | undefined;
  breakdowns?: Array<BreakdownInput> | BreakdownInput | null | undefined;
  frequency?: Array<Frequency> | Frequency | null | undefined;
}>;


export type MetricThenQuery = { there: { code: string, usual: { nodes: Array<{ frequency: Frequency, region: { code: string, name: string } }> }, whole: { nodes: Array<{ frequency: Frequency, region: { code: string, name: string } }> }, parts: { nodes: Array<{ frequency: Frequency, region: { code: string, name: string } }> } } | null, anywhere: { code: string, whole: { nodes: Array<{ frequency: Frequency, region: { code: string, name: string } }> }, parts: { nodes: Array<{ frequency: Frequency, region: { code: string, name: string } }> } } | null };

export type PlaceThenFragment = { nodes: Array<{ frequency: Frequency, region: { code: string, name: string } }> };

export type MetricPartsQueryVariables = Exact<{
  input: CubeInput;
}>;


export type MetricPartsQuery = { cube: { totalCount: number, rows: Array<{ value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, region: { name: string }, breakdown: Array<{ dimension: { code: string }, category: { code: string, name: string, validTo: string | null } }> }> } };

export type PartLeadsQueryVariables = Exact<{
  dataset: string;
}>;


export type PartLeadsQuery = { taskProgress: Array<{ leadOrganization: { code: string, name: string } | null, progress: { total: number } }> };

export type MetricRegionsQueryVariables = Exact<{
  input: CubeInput;
}>;


export type MetricRegionsQuery = { cube: { totalCount: number, pageInfo: { hasNextPage: boolean }, rows: Array<{ value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, regionCode: string }> } };

export type MetricCoursesQueryVariables = Exact<{
  input: CubeInput;
}>;


export type MetricCoursesQuery = { cube: { totalCount: number, rows: Array<{ value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, regionCode: string }> } };

export type MetricChecksQueryVariables = Exact<{
  code: string;
}>;


export type MetricChecksQuery = { open: { totalCount: number, nodes: Array<{ id: string, rule: CheckRule, verdict: Verdict, explanation: string, periodLabel: string, reported: string | null, expected: string | null, metric: { code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, unit: { code: string, name: string, symbol: string | null } }, region: { code: string, name: string } }> }, passed: { totalCount: number, nodes: Array<{ id: string, rule: CheckRule, verdict: Verdict, explanation: string, periodLabel: string, reported: string | null, expected: string | null, metric: { code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, unit: { code: string, name: string, symbol: string | null } }, region: { code: string, name: string } }> } };

export type MetricListQueryVariables = Exact<{
  dataset: string;
  where: MetricWhere;
  breakdown?: Array<BreakdownInput> | BreakdownInput | null | undefined;
  after?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type MetricListQuery = { metrics: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, theme: { code: string, name: string }, latest: { id: string, value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, frequency: Frequency, note: string | null, change: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> } | null, unit: { code: string, name: string, symbol: string | null } }> }, all: { totalCount: number, nodes: Array<{ theme: { code: string, name: string }, unit: { code: string, name: string }, dimensions: Array<{ code: string, name: string }> }> } };

export type MetricCategoriesQueryVariables = Exact<{
  where: MetricWhere;
}>;


export type MetricCategoriesQuery = { metrics: { nodes: Array<{ dimensions: Array<{ code: string, name: string, categories: Array<{ code: string, name: string }> }> }> } };

export type CoverageFragment = { fromLabel: string | null, toLabel: string | null, observationCount: number, regions: { totalCount: number } };

export type MetricCoverageQueryVariables = Exact<{
  codes: Array<string> | string;
}>;


export type MetricCoverageQuery = { metrics: { nodes: Array<{ code: string, availability: { fromLabel: string | null, toLabel: string | null, observationCount: number, regions: { totalCount: number } } }> } };

export type FiguresThenQueryVariables = Exact<{
  codes: Array<string> | string;
  dataset: string;
  asOf: string;
}>;


export type FiguresThenQuery = { metrics: { nodes: Array<{ code: string, observations: { nodes: Array<{ period: string }> } }> } };

export type OverviewQueryVariables = Exact<{
  dataset: string;
  asOf?: string | null | undefined;
}>;


export type OverviewQuery = { dataset: { code: string, title: string, licence: string | null, taskLight: TaskLightRule, publisher: { name: string } | null, region: { code: string, name: string } | null, latestRelease: { version: string, publishedAt: string | null, importedAt: string | null, observationCount: number } | null, ratings: Array<{ code: string, name: string, description: string | null, light: Light | null }>, assessmentRules: Array<{ code: string, description: string, yellowDays: number | null }> } | null, workingGroups: Array<{ code: string, ordinal: number, name: string | null, namedInSource: boolean, leadingGroup: { code: string, name: string, heads: Array<{ code: string, name: string }> }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }>, programmes: Array<{ code: string, name: string }>, progress: { total: number, planned: number, accepted: number, inProgress: number, completed: number, cancelled: number, overdue: number, completionRate: string | null } }>, taskProgress: Array<{ progress: { total: number, planned: number, accepted: number, inProgress: number, completed: number, cancelled: number, overdue: number, completionRate: string | null, lastReportedOn: string | null, reportedThen: number } }>, all: { totalCount: number }, green: { totalCount: number }, yellow: { totalCount: number }, red: { totalCount: number }, top: { totalCount: number }, greenByDate: { totalCount: number }, yellowByDate: { totalCount: number }, redByDate: { totalCount: number }, dated: { totalCount: number }, dueFirst: { nodes: Array<{ code: string, title: string | null, ordinal: number | null, dueDate: string | null, status: TaskStatus, light: Light | null, dataset: { taskLight: TaskLightRule }, rating: { code: string } | null, programme: { name: string } | null, responsibilities: Array<{ role: ResponsibilityRole, organization: { name: string } }> }> }, programmes: { totalCount: number, nodes: Array<{ code: string, name: string, kind: ProgrammeKind, attribution: Attribution | null, theme: { code: string, name: string }, workingGroup: { code: string, ordinal: number } | null, progress: { total: number, planned: number, accepted: number, inProgress: number, completed: number, cancelled: number, overdue: number, completionRate: string | null }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> }> }, metrics: { totalCount: number, nodes: Array<{ code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, theme: { code: string, name: string }, dimensions: Array<{ code: string }>, availability: { to: string | null, frequencies: Array<Frequency>, fromLabel: string | null, toLabel: string | null, observationCount: number, regions: { totalCount: number } }, latest: { id: string, value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, frequency: Frequency, note: string | null, yearBefore: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, target: { kind: ChangeKind, absolute: string | null, percent: string | null, points: string | null, published: string | null, gap: string | null, baseValue: string | null, impliedBase: string | null, improvement: boolean | null, reason: ChangeReason | null } | null, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> } | null, unit: { code: string, name: string, symbol: string | null } }> } };

export type CoursesQueryVariables = Exact<{
  metrics: Array<string> | string;
  regions?: Array<string> | string | null | undefined;
  dataset: string;
  asOf?: string | null | undefined;
}>;


export type CoursesQuery = { observations: { nodes: Array<{ number: number | null, value: string | null, statusFlags: Array<ObservationStatus>, period: string, periodLabel: string, frequency: Frequency, metric: { code: string }, region: { code: string }, breakdown: Array<{ category: { code: string } }> }> } };

export type ExtremeRowFragment = { regionCode: string, value: string | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, region: { name: string, level: RegionLevel }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> };

export type ExtremesQueryVariables = Exact<{
  high: CubeInput;
  low: CubeInput;
}>;


export type ExtremesQuery = { high: { totalCount: number, rows: Array<{ regionCode: string, value: string | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, region: { name: string, level: RegionLevel }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> }> }, low: { rows: Array<{ regionCode: string, value: string | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, region: { name: string, level: RegionLevel }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> }> } };

export type TaskRowFragment = { id: string, code: string, title: string | null, ordinal: number | null, status: TaskStatus, light: Light | null, dueDate: string | null, rolledUpProgress: string | null, attribution: Attribution | null, dataset: { taskLight: TaskLightRule }, rating: { code: string, name: string, light: Light | null } | null, parent: { code: string, title: string | null, ordinal: number | null } | null, programme: { code: string, name: string } | null, region: { code: string, name: string }, responsibilities: Array<{ role: ResponsibilityRole, organization: { code: string, name: string } }> };

export type PlanChoicesQueryVariables = Exact<{
  dataset: string;
}>;


export type PlanChoicesQuery = { workingGroups: Array<{ code: string, ordinal: number, name: string | null, namedInSource: boolean }>, programmes: Array<{ programme: { code: string, name: string } | null, progress: { total: number } }>, regions: Array<{ region: { code: string, name: string } | null, progress: { total: number } }>, organs: Array<{ leadOrganization: { code: string, name: string } | null, progress: { total: number } }>, dataset: { code: string, ratings: Array<{ code: string, name: string }> } | null };

export type PlanGroupsQueryVariables = Exact<{
  where: TaskWhere;
  groupBy?: Array<TaskGroupKey> | TaskGroupKey | null | undefined;
}>;


export type PlanGroupsQuery = { all: Array<{ progress: { total: number, planned: number, accepted: number, inProgress: number, completed: number, cancelled: number, overdue: number, completionRate: string | null, lastReportedOn: string | null, reportedThen: number } }>, rows: Array<{ status: TaskStatus | null, dueMonth: string | null, workingGroup: { code: string, ordinal: number, name: string | null, namedInSource: boolean } | null, programme: { code: string, name: string } | null, region: { code: string, name: string } | null, leadOrganization: { code: string, name: string } | null, rating: { code: string, name: string, light: Light | null } | null, progress: { total: number, planned: number, accepted: number, inProgress: number, completed: number, cancelled: number, overdue: number, completionRate: string | null } }> };

export type PlanTasksQueryVariables = Exact<{
  where: TaskWhere;
  orderBy?: Array<TaskOrder> | TaskOrder | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PlanTasksQuery = { tasks: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, code: string, title: string | null, ordinal: number | null, status: TaskStatus, light: Light | null, dueDate: string | null, rolledUpProgress: string | null, attribution: Attribution | null, dataset: { taskLight: TaskLightRule }, rating: { code: string, name: string, light: Light | null } | null, parent: { code: string, title: string | null, ordinal: number | null } | null, programme: { code: string, name: string } | null, region: { code: string, name: string }, responsibilities: Array<{ role: ResponsibilityRole, organization: { code: string, name: string } }> }> } };

export type PlanTreeQueryVariables = Exact<{
  where: TaskWhere;
  orderBy?: Array<TaskOrder> | TaskOrder | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PlanTreeQuery = { tasks: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, code: string, title: string | null, ordinal: number | null, status: TaskStatus, light: Light | null, dueDate: string | null, rolledUpProgress: string | null, attribution: Attribution | null, children: { totalCount: number }, dataset: { taskLight: TaskLightRule }, rating: { code: string, name: string, light: Light | null } | null, parent: { code: string, title: string | null, ordinal: number | null } | null, programme: { code: string, name: string } | null, region: { code: string, name: string }, responsibilities: Array<{ role: ResponsibilityRole, organization: { code: string, name: string } }> }> } };

export type TaskDetailQueryVariables = Exact<{
  code: string;
  dataset: string;
  asOf?: string | null | undefined;
}>;


export type TaskDetailQuery = { task: { titledInSource: boolean, ratedSince: string | null, startDate: string | null, completedDate: string | null, ownProgress: string | null, weight: string, id: string, code: string, title: string | null, ordinal: number | null, status: TaskStatus, light: Light | null, dueDate: string | null, rolledUpProgress: string | null, attribution: Attribution | null, previousRating: { code: string, name: string, light: Light | null } | null, lightRule: { code: string, description: string }, workingGroup: { code: string, ordinal: number, name: string | null, namedInSource: boolean } | null, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }>, children: { totalCount: number, nodes: Array<{ id: string, code: string, title: string | null, ordinal: number | null, status: TaskStatus, light: Light | null, dueDate: string | null, rolledUpProgress: string | null, attribution: Attribution | null, dataset: { taskLight: TaskLightRule }, rating: { code: string, name: string, light: Light | null } | null, parent: { code: string, title: string | null, ordinal: number | null } | null, programme: { code: string, name: string } | null, region: { code: string, name: string }, responsibilities: Array<{ role: ResponsibilityRole, organization: { code: string, name: string } }> }> }, reports: { totalCount: number, nodes: Array<{ id: string, reportedAt: string, status: TaskStatus, progress: string | null, note: string | null, rating: { code: string, name: string, light: Light | null } | null, reportedBy: { name: string } | null, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> }> }, metrics: { totalCount: number, nodes: Array<{ code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, latest: { id: string, value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, frequency: Frequency, note: string | null, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, quote: string | null, source: { code: string, title: string } }> } | null, unit: { code: string, name: string, symbol: string | null } }> }, dataset: { taskLight: TaskLightRule }, rating: { code: string, name: string, light: Light | null } | null, parent: { code: string, title: string | null, ordinal: number | null } | null, programme: { code: string, name: string } | null, region: { code: string, name: string }, responsibilities: Array<{ role: ResponsibilityRole, organization: { code: string, name: string } }> } | null };

export type TaskPlacesFragment = { totalCount: number, nodes: Array<{ dataset: { code: string, title: string } }> };

export type PlanOrganQueryVariables = Exact<{
  code: string;
  dataset: string;
}>;


export type PlanOrganQuery = { organization: { code: string, name: string, workingGroups: Array<{ code: string, ordinal: number, name: string | null, namedInSource: boolean, dataset: { code: string } }>, led: { totalCount: number, nodes: Array<{ dataset: { code: string, title: string } }> }, any: { totalCount: number, nodes: Array<{ dataset: { code: string, title: string } }> } } | null, lead: { totalCount: number }, cooperate: { totalCount: number }, supervise: { totalCount: number } };

export type PlanDatedQueryVariables = Exact<{
  any: TaskWhere;
  dated: TaskWhere;
  open: TaskWhere;
  openDated: TaskWhere;
}>;


export type PlanDatedQuery = { any: { totalCount: number }, dated: { totalCount: number }, open: { totalCount: number }, openDated: { totalCount: number } };

export type ReleaseListQueryVariables = Exact<{
  dataset: string;
}>;


export type ReleaseListQuery = { dataset: { code: string, title: string, releases: { totalCount: number, nodes: Array<{ id: string, seq: number, version: string, publishedAt: string | null, importedAt: string | null, notes: string | null, observationCount: number, contentHash: string }> } } | null, metrics: { totalCount: number, nodes: Array<{ code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, unit: { code: string, name: string, symbol: string | null } }> } };

export type ReleaseCellsQueryVariables = Exact<{
  input: CubeInput;
}>;


export type ReleaseCellsQuery = { cube: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, rows: Array<{ value: string | null, number: number | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, note: string | null, numerator: string | null, denominator: string | null, period: string, periodLabel: string, frequency: Frequency, regionCode: string, region: { name: string }, breakdown: Array<{ dimension: { code: string }, category: { code: string, name: string } }> }> } };

export type SourceListQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SourceListQuery = { sources: { totalCount: number, nodes: Array<{ code: string, title: string, publishedDate: string | null, url: string | null, licence: string | null, dataset: { code: string, title: string }, publisher: { name: string } | null, citations: { totalCount: number } }> } };

export type SourceCardFragment = { code: string, title: string, publishedDate: string | null, url: string | null, licence: string | null, sha256: string | null, publisher: { name: string } | null, citations: { totalCount: number, nodes: Array<{ locator: string, locatorLabel: string, quote: string | null }> } };

export type SourceDocumentQueryVariables = Exact<{
  code: string;
  asOf?: string | null | undefined;
}>;


export type SourceDocumentQuery = { source: { code: string, title: string, publishedDate: string | null, url: string | null, licence: string | null, sha256: string | null, publisher: { name: string } | null, citations: { totalCount: number, nodes: Array<{ locator: string, locatorLabel: string, quote: string | null }> } } | null, now: { code: string, title: string } | null };

export type SourceReleasesQueryVariables = Exact<{
  dataset: string;
}>;


export type SourceReleasesQuery = { dataset: { code: string, releases: { nodes: Array<{ version: string, publishedAt: string | null, importedAt: string | null }> } } | null };

export type SourceThenQueryVariables = Exact<{
  code: string;
  asOf: string;
}>;


export type SourceThenQuery = { source: { code: string, title: string } | null };

export type SourceClaimsQueryVariables = Exact<{
  dataset: string;
}>;


export type SourceClaimsQuery = { checks: { totalCount: number, nodes: Array<{ id: string, verdict: Verdict, explanation: string, reported: string | null, period: string, metric: { code: string }, region: { code: string }, breakdown: Array<{ dimension: { code: string }, category: { code: string } }> }> } };

export type PlaceFragment = { locator: string, locatorLabel: string, source: { code: string } };

export type SourceFiguresQueryVariables = Exact<{
  metrics: Array<string> | string;
  dataset: string;
  source: string;
  asOf?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type SourceFiguresQuery = { observations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, value: string | null, statusFlags: Array<ObservationStatus>, basis: ObservationBasis, numerator: string | null, denominator: string | null, period: string, periodLabel: string, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, source: { code: string } }>, metric: { code: string }, breakdown: Array<{ dimension: { code: string, name: string }, category: { code: string, name: string } }> }> } };

export type SourceReadingsQueryVariables = Exact<{
  dataset: string;
  source: string;
}>;


export type SourceReadingsQuery = { tasks: { totalCount: number, nodes: Array<{ code: string, title: string | null, ordinal: number | null, citations: Array<{ locator: string, locatorLabel: string, source: { code: string } }> }> }, workingGroups: Array<{ code: string, ordinal: number, name: string | null, namedInSource: boolean, citations: Array<{ locator: string, locatorLabel: string, source: { code: string } }> }>, programmes: { totalCount: number, nodes: Array<{ code: string, name: string, citations: Array<{ locator: string, locatorLabel: string, source: { code: string } }> }> } };

export type SourceMetricsQueryVariables = Exact<{
  dataset: string;
  after?: string | null | undefined;
}>;


export type SourceMetricsQuery = { metrics: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, citations: Array<{ locator: string, locatorLabel: string, source: { code: string } }>, unit: { code: string, name: string, symbol: string | null } }> } };

export type SourceMetricsThenQueryVariables = Exact<{
  dataset: string;
  asOf?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type SourceMetricsThenQuery = { metrics: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, observations: { nodes: Array<{ period: string }> } }> } };

export type AimsPageFragment = { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: TargetKind, value: string, periodLabel: string, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, source: { code: string } }> }> };

export type SourceTargetsQueryVariables = Exact<{
  dataset: string;
  after?: string | null | undefined;
}>;


export type SourceTargetsQuery = { metrics: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, targets: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: TargetKind, value: string, periodLabel: string, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, source: { code: string } }> }> }, unit: { code: string, name: string, symbol: string | null } }> } };

export type SourceMoreTargetsQueryVariables = Exact<{
  metric: string;
  after?: string | null | undefined;
}>;


export type SourceMoreTargetsQuery = { metric: { code: string, targets: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: TargetKind, value: string, periodLabel: string, region: { code: string, name: string }, citations: Array<{ locator: string, locatorLabel: string, source: { code: string } }> }> } } | null };

export type SourceChecksQueryVariables = Exact<{
  dataset: string;
}>;


export type SourceChecksQuery = { open: { totalCount: number, nodes: Array<{ id: string, rule: CheckRule, verdict: Verdict, explanation: string, periodLabel: string, reported: string | null, expected: string | null, metric: { code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, unit: { code: string, name: string, symbol: string | null } }, region: { code: string, name: string } }> }, passed: { totalCount: number, nodes: Array<{ id: string, rule: CheckRule, verdict: Verdict, explanation: string, periodLabel: string, reported: string | null, expected: string | null, metric: { code: string, name: string, kind: MetricKind, direction: Direction, decimals: number | null, unitMultiplier: number, unit: { code: string, name: string, symbol: string | null } }, region: { code: string, name: string } }> } };

export type ProgrammePlacesQueryVariables = Exact<{
  code: string;
  dataset: string;
}>;


export type ProgrammePlacesQuery = { programme: { tasks: { totalCount: number } } | null };

export type MetricPlacesQueryVariables = Exact<{
  where: MetricWhere;
  here: MetricWhere;
}>;


export type MetricPlacesQuery = { here: { totalCount: number }, metrics: { nodes: Array<{ dataset: { code: string } }> } };

export type ThemeProgrammesQueryVariables = Exact<{
  theme: string;
  dataset: string;
}>;


export type ThemeProgrammesQuery = { programmes: { nodes: Array<{ code: string }> } };

export type TaskCountQueryVariables = Exact<{
  where: TaskWhere;
}>;


export type TaskCountQuery = { tasks: { totalCount: number } };

export type RegionPlacesQueryVariables = Exact<{
  code: string;
  where: TaskWhere;
}>;


export type RegionPlacesQuery = { tasks: { totalCount: number }, region: { tasks: { nodes: Array<{ dataset: { code: string } }> } } | null };

export type RegionFiguresQueryVariables = Exact<{
  code: string;
  where: MetricWhere;
  asOf?: string | null | undefined;
}>;


export type RegionFiguresQuery = { metrics: { totalCount: number, nodes: Array<{ code: string, dataset: { code: string }, latest: { period: string } | null }> } };

export type OrganizationPlacesQueryVariables = Exact<{
  code: string;
  dataset?: string | null | undefined;
}>;


export type OrganizationPlacesQuery = { lead: { totalCount: number }, any: { totalCount: number }, organization: { led: { nodes: Array<{ dataset: { code: string } }> }, any: { nodes: Array<{ dataset: { code: string } }> } } | null };

export type SearchQueryVariables = Exact<{
  text: string;
  first: number;
  asOf?: string | null | undefined;
}>;


export type SearchQuery = { search: { totalCount: number, edges: Array<{ node:
        | { __typename: 'Category', code: string, name: string, id: string, dimension: { code: string, name: string } }
        | { __typename: 'Check', id: string }
        | { __typename: 'Dataset', code: string, id: string, datasetTitle: string }
        | { __typename: 'Dimension', code: string, name: string, id: string }
        | { __typename: 'Metric', code: string, name: string, id: string, dataset: { code: string, title: string } }
        | { __typename: 'Observation', id: string }
        | { __typename: 'Organization', code: string, name: string, id: string }
        | { __typename: 'Programme', code: string, name: string, id: string, dataset: { code: string, title: string } }
        | { __typename: 'Rating', code: string, name: string, id: string, dataset: { code: string, title: string } }
        | { __typename: 'Region', code: string, name: string, id: string }
        | { __typename: 'Release', version: string, id: string, dataset: { code: string, title: string } }
        | { __typename: 'Series', id: string }
        | { __typename: 'Source', code: string, id: string, sourceTitle: string, dataset: { code: string, title: string } }
        | { __typename: 'Target', id: string }
        | { __typename: 'Task', code: string, title: string | null, ordinal: number | null, id: string, dataset: { code: string, title: string } }
        | { __typename: 'TaskReport', id: string }
        | { __typename: 'Theme', code: string, name: string, id: string }
        | { __typename: 'Unit', code: string, name: string, id: string }
        | { __typename: 'WorkingGroup', code: string, id: string, groupName: string | null, groupOrdinal: number, dataset: { code: string, title: string } }
       }> } };

export type ShellQueryVariables = Exact<{ [key: string]: never; }>;


export type ShellQuery = { datasets: Array<{ code: string, title: string, language: string, timeZone: string, firstRelease: { nodes: Array<{ publishedAt: string | null, importedAt: string | null }> }, latestRelease: { version: string, publishedAt: string | null, importedAt: string | null } | null }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PassageFragmentDoc = new TypedDocumentString(`
    fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}
    `, {"fragmentName":"Passage"}) as unknown as TypedDocumentString<PassageFragment, unknown>;
export const FigureFragmentDoc = new TypedDocumentString(`
    fragment Figure on Observation {
  id
  value
  number
  statusFlags
  basis
  numerator
  denominator
  period
  periodLabel
  frequency
  note
  region {
    code
    name
  }
  citations {
    ...Passage
  }
}
    fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}`, {"fragmentName":"Figure"}) as unknown as TypedDocumentString<FigureFragment, unknown>;
export const ChangePartsFragmentDoc = new TypedDocumentString(`
    fragment ChangeParts on Change {
  kind
  absolute
  percent
  points
  published
  gap
  baseValue
  impliedBase
  improvement
  reason
}
    `, {"fragmentName":"ChangeParts"}) as unknown as TypedDocumentString<ChangePartsFragment, unknown>;
export const TallyFragmentDoc = new TypedDocumentString(`
    fragment Tally on TaskProgress {
  total
  planned
  accepted
  inProgress
  completed
  cancelled
  overdue
  completionRate
}
    `, {"fragmentName":"Tally"}) as unknown as TypedDocumentString<TallyFragment, unknown>;
export const TallyReportsFragmentDoc = new TypedDocumentString(`
    fragment TallyReports on TaskProgress {
  total
  overdue
  lastReportedOn
  reportedThen
}
    `, {"fragmentName":"TallyReports"}) as unknown as TypedDocumentString<TallyReportsFragment, unknown>;
export const MeasureFragmentDoc = new TypedDocumentString(`
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
    `, {"fragmentName":"Measure"}) as unknown as TypedDocumentString<MeasureFragment, unknown>;
export const CheckPageFragmentDoc = new TypedDocumentString(`
    fragment CheckPage on CheckConnection {
  totalCount
  nodes {
    id
    rule
    verdict
    explanation
    metric {
      ...Measure
    }
    periodLabel
    reported
    expected
    region {
      code
      name
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}`, {"fragmentName":"CheckPage"}) as unknown as TypedDocumentString<CheckPageFragment, unknown>;
export const WholeDimensionFragmentDoc = new TypedDocumentString(`
    fragment WholeDimension on Dimension {
  code
  name
  categories {
    code
    name
  }
}
    `, {"fragmentName":"WholeDimension"}) as unknown as TypedDocumentString<WholeDimensionFragment, unknown>;
export const PlaceThenFragmentDoc = new TypedDocumentString(`
    fragment PlaceThen on ObservationConnection {
  nodes {
    frequency
    region {
      code
      name
    }
  }
}
    `, {"fragmentName":"PlaceThen"}) as unknown as TypedDocumentString<PlaceThenFragment, unknown>;
export const CoverageFragmentDoc = new TypedDocumentString(`
    fragment Coverage on Availability {
  fromLabel
  toLabel
  observationCount
  regions(first: 1) {
    totalCount
  }
}
    `, {"fragmentName":"Coverage"}) as unknown as TypedDocumentString<CoverageFragment, unknown>;
export const ExtremeRowFragmentDoc = new TypedDocumentString(`
    fragment ExtremeRow on CubeRow {
  regionCode
  region {
    name
    level
  }
  value
  statusFlags
  basis
  numerator
  denominator
  citations {
    ...Passage
  }
}
    fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}`, {"fragmentName":"ExtremeRow"}) as unknown as TypedDocumentString<ExtremeRowFragment, unknown>;
export const TaskRowFragmentDoc = new TypedDocumentString(`
    fragment TaskRow on Task {
  id
  code
  title
  ordinal
  status
  light
  dueDate
  rolledUpProgress
  attribution
  dataset {
    taskLight
  }
  rating {
    code
    name
    light
  }
  parent {
    code
    title
    ordinal
  }
  programme {
    code
    name
  }
  region {
    code
    name
  }
  responsibilities {
    role
    organization {
      code
      name
    }
  }
}
    `, {"fragmentName":"TaskRow"}) as unknown as TypedDocumentString<TaskRowFragment, unknown>;
export const TaskPlacesFragmentDoc = new TypedDocumentString(`
    fragment TaskPlaces on TaskConnection {
  totalCount
  nodes {
    dataset {
      code
      title
    }
  }
}
    `, {"fragmentName":"TaskPlaces"}) as unknown as TypedDocumentString<TaskPlacesFragment, unknown>;
export const SourceCardFragmentDoc = new TypedDocumentString(`
    fragment SourceCard on Source {
  code
  title
  publishedDate
  url
  licence
  sha256
  publisher {
    name
  }
  citations(first: 1000) {
    totalCount
    nodes {
      locator
      locatorLabel
      quote
    }
  }
}
    `, {"fragmentName":"SourceCard"}) as unknown as TypedDocumentString<SourceCardFragment, unknown>;
export const PlaceFragmentDoc = new TypedDocumentString(`
    fragment Place on Citation {
  locator
  locatorLabel
  source {
    code
  }
}
    `, {"fragmentName":"Place"}) as unknown as TypedDocumentString<PlaceFragment, unknown>;
export const AimsPageFragmentDoc = new TypedDocumentString(`
    fragment AimsPage on TargetConnection {
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
  nodes {
    id
    kind
    value
    periodLabel
    region {
      code
      name
    }
    citations {
      ...Place
    }
  }
}
    fragment Place on Citation {
  locator
  locatorLabel
  source {
    code
  }
}`, {"fragmentName":"AimsPage"}) as unknown as TypedDocumentString<AimsPageFragment, unknown>;
export const MetricHomesDocument = new TypedDocumentString(`
    query MetricHomes($codes: [String!]!) {
  metrics(where: {codes: $codes}, first: 1000) {
    nodes {
      code
      dataset {
        code
      }
    }
  }
}
    `, {"hash":"sha256:5f2972e00b321f0ce88e05933717e1545ae4ec5a6c0f574dcf95274d13b52dde"}) as unknown as TypedDocumentString<MetricHomesQuery, MetricHomesQueryVariables>;
export const MetricFiguresInDocument = new TypedDocumentString(`
    query MetricFiguresIn($codes: [String!]!, $dataset: String!) {
  observations(where: {metrics: $codes, datasets: [$dataset]}, first: 1) {
    nodes {
      period
    }
  }
}
    `, {"hash":"sha256:27bda459208cf9e741d226c405fcc915711f4b70b8e2af6dd07ae38f03d8498d"}) as unknown as TypedDocumentString<MetricFiguresInQuery, MetricFiguresInQueryVariables>;
export const SourceHomeDocument = new TypedDocumentString(`
    query SourceHome($code: String!) {
  source(code: $code) {
    code
    dataset {
      code
    }
  }
}
    `, {"hash":"sha256:f1805b98189092497e0c57ba82e997b3b02a90250b20355ab2b1d4e933f2e8ba"}) as unknown as TypedDocumentString<SourceHomeQuery, SourceHomeQueryVariables>;
export const SourceReadInDocument = new TypedDocumentString(`
    query SourceReadIn($code: String!, $dataset: String!) {
  tasks(where: {dataset: $dataset, sources: [$code]}) {
    totalCount
  }
  metrics(where: {datasets: [$dataset]}, first: 1000) {
    nodes {
      code
    }
  }
}
    `, {"hash":"sha256:b590dc591f243286e06f13423e9a2b36e5abaf8b524804f4e61565a628b14ddf"}) as unknown as TypedDocumentString<SourceReadInQuery, SourceReadInQueryVariables>;
export const SourceFiguresInDocument = new TypedDocumentString(`
    query SourceFiguresIn($code: String!, $dataset: String!, $metrics: [String!]!) {
  observations(
    where: {metrics: $metrics, datasets: [$dataset], sources: [$code]}
    first: 1
  ) {
    nodes {
      period
    }
  }
}
    `, {"hash":"sha256:d77d04a69db1aaa1b507ea181feef5072293598d09135b1bce5043b97ee3440f"}) as unknown as TypedDocumentString<SourceFiguresInQuery, SourceFiguresInQueryVariables>;
export const TaskInDocument = new TypedDocumentString(`
    query TaskIn($code: String!, $dataset: String) {
  task(code: $code, dataset: $dataset) {
    dataset {
      code
    }
  }
}
    `, {"hash":"sha256:8a356e1d198feaa9f5e9b0ad82b520e9a1ffa3fd1a76621d0cc8e5b32fb512bb"}) as unknown as TypedDocumentString<TaskInQuery, TaskInQueryVariables>;
export const TaskHomesDocument = new TypedDocumentString(`
    query TaskHomes($code: String!) {
  search(text: $code, kinds: [TASK], first: 50) {
    edges {
      node {
        __typename
        ... on Task {
          code
          dataset {
            code
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:b48a9a81ee4240630ca8dfb93635c3abc6bfb3a4f8ec68b884379172cc2e154d"}) as unknown as TypedDocumentString<TaskHomesQuery, TaskHomesQueryVariables>;
export const CubeChoicesDocument = new TypedDocumentString(`
    query CubeChoices($dataset: String!) {
  metrics(where: {datasets: [$dataset]}, first: 1000) {
    totalCount
    nodes {
      ...Measure
      dimensions {
        code
        name
      }
      availability {
        frequencies
        regions(first: 1) {
          totalCount
        }
      }
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}`, {"hash":"sha256:dce29af42b0f9cf81fc817316db0d045fa0e705fb9f77702266b91e68237aadc"}) as unknown as TypedDocumentString<CubeChoicesQuery, CubeChoicesQueryVariables>;
export const CubeRegionsDocument = new TypedDocumentString(`
    query CubeRegions($code: String!) {
  metric(code: $code) {
    code
    dimensions {
      code
      categories {
        code
        name
      }
    }
    availability {
      regions(first: 1000) {
        totalCount
        nodes {
          code
          name
          level
          parent {
            code
            name
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:1a041173343da456fa25d5ec71f3d3b93906aaa0b1df32668cdd1757de79d9de"}) as unknown as TypedDocumentString<CubeRegionsQuery, CubeRegionsQueryVariables>;
export const CubeCellsDocument = new TypedDocumentString(`
    query CubeCells($input: CubeInput!) {
  cube(input: $input) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    rows {
      metricCode
      regionCode
      region {
        name
      }
      period
      periodLabel
      frequency
      value
      number
      statusFlags
      basis
      numerator
      denominator
      coverage {
        expected
        reported
      }
      breakdown {
        dimension {
          code
        }
        category {
          code
          name
        }
      }
    }
  }
}
    `, {"hash":"sha256:4dd662e87a90fc21e69630bc49b1f12b2371bf88d8199570d9b1cdecdd9b34a1"}) as unknown as TypedDocumentString<CubeCellsQuery, CubeCellsQueryVariables>;
export const CubePeriodsDocument = new TypedDocumentString(`
    query CubePeriods($input: CubeInput!) {
  cube(input: $input) {
    totalCount
    rows {
      period
      periodLabel
    }
  }
}
    `, {"hash":"sha256:337c7210225818b058049a17ff5c46e28a4807bb2c5caab1394919d010137178"}) as unknown as TypedDocumentString<CubePeriodsQuery, CubePeriodsQueryVariables>;
export const CubeCellDocument = new TypedDocumentString(`
    query CubeCell($code: String!, $input: CubeInput!) {
  metric(code: $code) {
    code
    aggregation {
      overTime
      overRegions
      overBreakdowns
      weight {
        name
      }
    }
    formula {
      expression
      operands {
        code
        name
      }
    }
  }
  cube(input: $input) {
    totalCount
    rows {
      regionCode
      region {
        name
      }
      period
      periodLabel
      value
      statusFlags
      basis
      numerator
      denominator
      breakdown {
        dimension {
          code
          name
        }
        category {
          code
          name
        }
      }
      citations {
        ...Passage
      }
    }
  }
}
    fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}`, {"hash":"sha256:24f0b8baebf44cd46fbd9833fb3aa689a02aa880d900328d0fa06b3cf12bbc79"}) as unknown as TypedDocumentString<CubeCellQuery, CubeCellQueryVariables>;
export const CubeAbsenceDocument = new TypedDocumentString(`
    query CubeAbsence($region: String!, $isRegion: Boolean!, $published: CubeInput!, $parts: CubeInput!, $periods: CubeInput!, $regions: CubeInput!) {
  region(code: $region) @include(if: $isRegion) {
    code
    name
  }
  published: cube(input: $published) {
    totalCount
  }
  parts: cube(input: $parts) {
    totalCount
    rows {
      breakdown {
        dimension {
          code
        }
      }
    }
  }
  periods: cube(input: $periods) {
    totalCount
  }
  regions: cube(input: $regions) {
    totalCount
  }
}
    `, {"hash":"sha256:867d885e958cfb98bef29140f8fbd6b3037111bbffa47ed8713e73bece6d2c98"}) as unknown as TypedDocumentString<CubeAbsenceQuery, CubeAbsenceQueryVariables>;
export const MetricCardDocument = new TypedDocumentString(`
    query MetricCard($code: String!) {
  metric(code: $code) {
    ...Measure
    definition
    basis
    exact
    minimum
    maximum
    attribution
    dataset {
      code
      title
      licence
      publisher {
        name
      }
      latestRelease {
        version
      }
      region {
        code
        name
      }
    }
    theme {
      code
      name
    }
    workingGroup {
      code
      ordinal
      name
      namedInSource
    }
    programmes {
      code
      name
    }
    dimensions {
      ...WholeDimension
    }
    availability {
      fromLabel
      toLabel
      observationCount
      frequencies
      breakdowns {
        code
      }
      regions(first: 1000) {
        totalCount
        nodes {
          code
          name
          level
        }
      }
    }
    aggregation {
      overTime
      overRegions
      overBreakdowns
      weight {
        code
        name
      }
    }
    formula {
      expression
      factor
      operands {
        ...Measure
      }
    }
    citations {
      ...Passage
    }
    tasks(first: 20) {
      totalCount
      nodes {
        ...TaskRow
      }
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}
fragment WholeDimension on Dimension {
  code
  name
  categories {
    code
    name
  }
}
fragment TaskRow on Task {
  id
  code
  title
  ordinal
  status
  light
  dueDate
  rolledUpProgress
  attribution
  dataset {
    taskLight
  }
  rating {
    code
    name
    light
  }
  parent {
    code
    title
    ordinal
  }
  programme {
    code
    name
  }
  region {
    code
    name
  }
  responsibilities {
    role
    organization {
      code
      name
    }
  }
}`, {"hash":"sha256:b82d29c6b9033e00e3c5127205190d97b09bcfa597c107e0f38ca5ddfa90107a"}) as unknown as TypedDocumentString<MetricCardQuery, MetricCardQueryVariables>;
export const MetricSeriesDocument = new TypedDocumentString(`
    query MetricSeries($code: String!, $region: String!, $dataset: String, $breakdowns: [BreakdownInput!], $frequency: [Frequency!], $asOf: DateTime, $where: MetricObservationWhere!) {
  metric(code: $code) {
    code
    latest(
      region: $region
      dataset: $dataset
      breakdown: $breakdowns
      frequency: $frequency
      asOf: $asOf
    ) {
      ...Figure
      estimate {
        confidence
        lowerBound
        upperBound
        standardError
        rank
        sourceCount
      }
      reportedBy {
        name
      }
      release {
        version
        publishedAt
        importedAt
      }
      yoy: change(kind: YOY) {
        ...ChangeParts
      }
      previous: change(kind: PREVIOUS_PERIOD) {
        ...ChangeParts
      }
      target: change(kind: VS_TARGET) {
        ...ChangeParts
      }
    }
    assessment(region: $region, dataset: $dataset) {
      light
      trend
      rule {
        code
        description
      }
    }
    observations(where: $where, orderBy: [PERIOD_ASC], last: 400, asOf: $asOf) {
      totalCount
      nodes {
        ...Figure
        periodEnd
        estimate {
          lowerBound
          upperBound
        }
        release {
          version
        }
        yoy: change(kind: YOY) {
          ...ChangeParts
        }
        previous: change(kind: PREVIOUS_PERIOD) {
          ...ChangeParts
        }
        target: change(kind: VS_TARGET) {
          ...ChangeParts
        }
        revisions(last: 4) {
          totalCount
          nodes {
            id
            value
            statusFlags
            release {
              version
              publishedAt
              importedAt
            }
          }
        }
      }
    }
    targets(region: $region, first: 200) {
      totalCount
      nodes {
        id
        kind
        period
        periodLabel
        value
        attainment
        breakdown {
          dimension {
            code
          }
          category {
            code
          }
        }
        citations {
          ...Passage
        }
      }
    }
  }
}
    fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}
fragment Figure on Observation {
  id
  value
  number
  statusFlags
  basis
  numerator
  denominator
  period
  periodLabel
  frequency
  note
  region {
    code
    name
  }
  citations {
    ...Passage
  }
}
fragment ChangeParts on Change {
  kind
  absolute
  percent
  points
  published
  gap
  baseValue
  impliedBase
  improvement
  reason
}`, {"hash":"sha256:1fa163493ff7d7679b6b5df05d5c104f8108eebe14f9ed82196171c0f7f97d2d"}) as unknown as TypedDocumentString<MetricSeriesQuery, MetricSeriesQueryVariables>;
export const MetricThenDocument = new TypedDocumentString(`
    query MetricThen($code: String!, $asOf: DateTime!, $regions: [String!], $breakdowns: [BreakdownInput!], $frequency: [Frequency!]) {
  there: metric(code: $code) {
    code
    usual: observations(
      where: {regions: $regions, breakdowns: $breakdowns, frequency: $frequency}
      first: 1
      asOf: $asOf
    ) {
      ...PlaceThen
    }
    whole: observations(
      where: {regions: $regions, breakdowns: $breakdowns}
      first: 1
      asOf: $asOf
    ) {
      ...PlaceThen
    }
    parts: observations(where: {regions: $regions}, first: 1, asOf: $asOf) {
      ...PlaceThen
    }
  }
  anywhere: metric(code: $code) {
    code
    whole: observations(
      where: {breakdowns: $breakdowns}
      first: 1
      orderBy: [REGION_ASC]
      asOf: $asOf
    ) {
      ...PlaceThen
    }
    parts: observations(first: 1, orderBy: [REGION_ASC], asOf: $asOf) {
      ...PlaceThen
    }
  }
}
    fragment PlaceThen on ObservationConnection {
  nodes {
    frequency
    region {
      code
      name
    }
  }
}`, {"hash":"sha256:261e4f3a81d2ac0a74eea1760c49f471699fbf0aa2b1e42d0e14b5f379e0e3e3"}) as unknown as TypedDocumentString<MetricThenQuery, MetricThenQueryVariables>;
export const MetricPartsDocument = new TypedDocumentString(`
    query MetricParts($input: CubeInput!) {
  cube(input: $input) {
    totalCount
    rows {
      region {
        name
      }
      value
      number
      statusFlags
      basis
      numerator
      denominator
      period
      periodLabel
      breakdown {
        dimension {
          code
        }
        category {
          code
          name
          validTo
        }
      }
    }
  }
}
    `, {"hash":"sha256:885f6d5e1190fef7137f5bdd937b9c3ba744b9ac4659750962d97a42a892b3e5"}) as unknown as TypedDocumentString<MetricPartsQuery, MetricPartsQueryVariables>;
export const PartLeadsDocument = new TypedDocumentString(`
    query PartLeads($dataset: String!) {
  taskProgress(where: {dataset: $dataset}, groupBy: [LEAD_ORGANIZATION]) {
    leadOrganization {
      code
      name
    }
    progress {
      total
    }
  }
}
    `, {"hash":"sha256:487a944ce78c92c8f8b06573399c8d8466c884b10a770db3ce883a124f5d78b5"}) as unknown as TypedDocumentString<PartLeadsQuery, PartLeadsQueryVariables>;
export const MetricRegionsDocument = new TypedDocumentString(`
    query MetricRegions($input: CubeInput!) {
  cube(input: $input) {
    totalCount
    pageInfo {
      hasNextPage
    }
    rows {
      value
      number
      statusFlags
      basis
      numerator
      denominator
      period
      periodLabel
      regionCode
    }
  }
}
    `, {"hash":"sha256:d093e9dabdb3fd88c22f37555b105db1603a1040923a231e70dd3a29bef3e51b"}) as unknown as TypedDocumentString<MetricRegionsQuery, MetricRegionsQueryVariables>;
export const MetricCoursesDocument = new TypedDocumentString(`
    query MetricCourses($input: CubeInput!) {
  cube(input: $input) {
    totalCount
    rows {
      value
      number
      statusFlags
      basis
      numerator
      denominator
      period
      periodLabel
      regionCode
    }
  }
}
    `, {"hash":"sha256:a4f746642afa49f8ddfc4f3aba0c7b3929d274c6f8819867e9f37472f5d77926"}) as unknown as TypedDocumentString<MetricCoursesQuery, MetricCoursesQueryVariables>;
export const MetricChecksDocument = new TypedDocumentString(`
    query MetricChecks($code: String!) {
  open: checks(
    where: {metrics: [$code], verdicts: [FAIL, WARN, NOT_CHECKABLE]}
    first: 50
  ) {
    ...CheckPage
  }
  passed: checks(where: {metrics: [$code], verdicts: [PASS]}, first: 50) {
    ...CheckPage
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
fragment CheckPage on CheckConnection {
  totalCount
  nodes {
    id
    rule
    verdict
    explanation
    metric {
      ...Measure
    }
    periodLabel
    reported
    expected
    region {
      code
      name
    }
  }
}`, {"hash":"sha256:e6872f3e181e445772544fb93f05b7f5ffe71df3931a39bb7f67afec3a16fe0d"}) as unknown as TypedDocumentString<MetricChecksQuery, MetricChecksQueryVariables>;
export const MetricListDocument = new TypedDocumentString(`
    query MetricList($dataset: String!, $where: MetricWhere!, $breakdown: [BreakdownInput!], $after: String, $asOf: DateTime) {
  metrics(where: $where, first: 100, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...Measure
      theme {
        code
        name
      }
      latest(asOf: $asOf, dataset: $dataset, breakdown: $breakdown) {
        ...Figure
        change(kind: YOY) {
          ...ChangeParts
        }
      }
    }
  }
  all: metrics(where: {datasets: [$dataset]}, first: 1000) {
    totalCount
    nodes {
      theme {
        code
        name
      }
      unit {
        code
        name
      }
      dimensions {
        code
        name
      }
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}
fragment Figure on Observation {
  id
  value
  number
  statusFlags
  basis
  numerator
  denominator
  period
  periodLabel
  frequency
  note
  region {
    code
    name
  }
  citations {
    ...Passage
  }
}
fragment ChangeParts on Change {
  kind
  absolute
  percent
  points
  published
  gap
  baseValue
  impliedBase
  improvement
  reason
}`, {"hash":"sha256:ec7fac234a4a73a33dfebda1d25064a0c24c43f78883bd79b40ec073091915db"}) as unknown as TypedDocumentString<MetricListQuery, MetricListQueryVariables>;
export const MetricCategoriesDocument = new TypedDocumentString(`
    query MetricCategories($where: MetricWhere!) {
  metrics(where: $where, first: 1) {
    nodes {
      dimensions {
        ...WholeDimension
      }
    }
  }
}
    fragment WholeDimension on Dimension {
  code
  name
  categories {
    code
    name
  }
}`, {"hash":"sha256:e1b7f91050cf78ba2a73a95fa56b1617257aa791d884bd35b2f42876cd1a8ff2"}) as unknown as TypedDocumentString<MetricCategoriesQuery, MetricCategoriesQueryVariables>;
export const MetricCoverageDocument = new TypedDocumentString(`
    query MetricCoverage($codes: [String!]!) {
  metrics(where: {codes: $codes}, first: 100) {
    nodes {
      code
      availability {
        ...Coverage
      }
    }
  }
}
    fragment Coverage on Availability {
  fromLabel
  toLabel
  observationCount
  regions(first: 1) {
    totalCount
  }
}`, {"hash":"sha256:a87cf0409f77211dad5bc92caacb2ca45c23a67f4c279f25ef3a0eb44c7ffd5d"}) as unknown as TypedDocumentString<MetricCoverageQuery, MetricCoverageQueryVariables>;
export const FiguresThenDocument = new TypedDocumentString(`
    query FiguresThen($codes: [String!]!, $dataset: String!, $asOf: DateTime!) {
  metrics(where: {codes: $codes}, first: 100) {
    nodes {
      code
      observations(where: {datasets: [$dataset]}, first: 1, asOf: $asOf) {
        nodes {
          period
        }
      }
    }
  }
}
    `, {"hash":"sha256:23de2a791d6ad6bca617530d2f81abe89f2de7dc24fbf5ed2b9cb8446e419fcf"}) as unknown as TypedDocumentString<FiguresThenQuery, FiguresThenQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview($dataset: String!, $asOf: DateTime) {
  dataset(code: $dataset) {
    code
    title
    licence
    publisher {
      name
    }
    region {
      code
      name
    }
    latestRelease {
      version
      publishedAt
      importedAt
      observationCount
    }
    taskLight
    ratings {
      code
      name
      description
      light
    }
    assessmentRules {
      code
      description
      yellowDays
    }
  }
  workingGroups(dataset: $dataset) {
    code
    ordinal
    name
    namedInSource
    leadingGroup {
      code
      name
      heads {
        code
        name
      }
    }
    citations {
      ...Passage
    }
    programmes {
      code
      name
    }
    progress {
      ...Tally
    }
  }
  taskProgress(where: {dataset: $dataset}) {
    progress {
      ...Tally
      ...TallyReports
    }
  }
  all: tasks(where: {dataset: $dataset}) {
    totalCount
  }
  green: tasks(where: {dataset: $dataset, light: [GREEN]}) {
    totalCount
  }
  yellow: tasks(where: {dataset: $dataset, light: [YELLOW]}) {
    totalCount
  }
  red: tasks(where: {dataset: $dataset, light: [RED]}) {
    totalCount
  }
  top: tasks(where: {dataset: $dataset, without: [PARENT]}) {
    totalCount
  }
  greenByDate: tasks(
    where: {dataset: $dataset, light: [GREEN], without: [RATING], status: [PLANNED, ACCEPTED, IN_PROGRESS]}
  ) {
    totalCount
  }
  yellowByDate: tasks(
    where: {dataset: $dataset, light: [YELLOW], without: [RATING], status: [PLANNED, ACCEPTED, IN_PROGRESS]}
  ) {
    totalCount
  }
  redByDate: tasks(
    where: {dataset: $dataset, light: [RED], without: [RATING], status: [PLANNED, ACCEPTED, IN_PROGRESS]}
  ) {
    totalCount
  }
  dated: tasks(where: {dataset: $dataset, dueTo: "9999-12-31"}) {
    totalCount
  }
  dueFirst: tasks(
    where: {dataset: $dataset, status: [PLANNED, ACCEPTED, IN_PROGRESS], without: [SUBTASKS]}
    first: 5
    orderBy: [DUE_DATE_ASC]
  ) {
    nodes {
      code
      title
      ordinal
      dueDate
      status
      light
      dataset {
        taskLight
      }
      rating {
        code
      }
      programme {
        name
      }
      responsibilities {
        role
        organization {
          name
        }
      }
    }
  }
  programmes(where: {dataset: $dataset}, first: 100) {
    totalCount
    nodes {
      code
      name
      kind
      attribution
      theme {
        code
        name
      }
      workingGroup {
        code
        ordinal
      }
      progress {
        ...Tally
      }
      citations {
        ...Passage
      }
    }
  }
  metrics(where: {datasets: [$dataset]}, first: 60) {
    totalCount
    nodes {
      ...Measure
      theme {
        code
        name
      }
      dimensions {
        code
      }
      availability {
        ...Coverage
        to
        frequencies
      }
      latest(asOf: $asOf, dataset: $dataset) {
        ...Figure
        yearBefore: change(kind: YOY) {
          ...ChangeParts
        }
        target: change(kind: VS_TARGET) {
          ...ChangeParts
        }
      }
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}
fragment Figure on Observation {
  id
  value
  number
  statusFlags
  basis
  numerator
  denominator
  period
  periodLabel
  frequency
  note
  region {
    code
    name
  }
  citations {
    ...Passage
  }
}
fragment ChangeParts on Change {
  kind
  absolute
  percent
  points
  published
  gap
  baseValue
  impliedBase
  improvement
  reason
}
fragment Tally on TaskProgress {
  total
  planned
  accepted
  inProgress
  completed
  cancelled
  overdue
  completionRate
}
fragment TallyReports on TaskProgress {
  total
  overdue
  lastReportedOn
  reportedThen
}
fragment Coverage on Availability {
  fromLabel
  toLabel
  observationCount
  regions(first: 1) {
    totalCount
  }
}`, {"hash":"sha256:c8eb5fbf98d90152ddd0f3bcbb570aff5304d53de4ec7899b692a400247fe141"}) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const CoursesDocument = new TypedDocumentString(`
    query Courses($metrics: [String!]!, $regions: [String!], $dataset: String!, $asOf: DateTime) {
  observations(
    where: {metrics: $metrics, regions: $regions, datasets: [$dataset], breakdowns: []}
    first: 1000
    orderBy: [PERIOD_DESC]
    asOf: $asOf
  ) {
    nodes {
      number
      value
      statusFlags
      period
      periodLabel
      frequency
      metric {
        code
      }
      region {
        code
      }
      breakdown {
        category {
          code
        }
      }
    }
  }
}
    `, {"hash":"sha256:5fbd6aec71c84ceefb8c7609dd13c0380cf961384d504bdcde7cf64aa8468edd"}) as unknown as TypedDocumentString<CoursesQuery, CoursesQueryVariables>;
export const ExtremesDocument = new TypedDocumentString(`
    query Extremes($high: CubeInput!, $low: CubeInput!) {
  high: cube(input: $high) {
    totalCount
    rows {
      ...ExtremeRow
    }
  }
  low: cube(input: $low) {
    rows {
      ...ExtremeRow
    }
  }
}
    fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}
fragment ExtremeRow on CubeRow {
  regionCode
  region {
    name
    level
  }
  value
  statusFlags
  basis
  numerator
  denominator
  citations {
    ...Passage
  }
}`, {"hash":"sha256:a4bab6fd678edb409a1795a4f15d427acbbe7b5fc357c5368283382de75f5e57"}) as unknown as TypedDocumentString<ExtremesQuery, ExtremesQueryVariables>;
export const PlanChoicesDocument = new TypedDocumentString(`
    query PlanChoices($dataset: String!) {
  workingGroups(dataset: $dataset) {
    code
    ordinal
    name
    namedInSource
  }
  programmes: taskProgress(where: {dataset: $dataset}, groupBy: [PROGRAMME]) {
    programme {
      code
      name
    }
    progress {
      total
    }
  }
  regions: taskProgress(where: {dataset: $dataset}, groupBy: [REGION]) {
    region {
      code
      name
    }
    progress {
      total
    }
  }
  organs: taskProgress(where: {dataset: $dataset}, groupBy: [LEAD_ORGANIZATION]) {
    leadOrganization {
      code
      name
    }
    progress {
      total
    }
  }
  dataset(code: $dataset) {
    code
    ratings {
      code
      name
    }
  }
}
    `, {"hash":"sha256:3bdb0fa19879a271dd622d0a79c0b9756e61030b85ca5beb9d16289564ce435c"}) as unknown as TypedDocumentString<PlanChoicesQuery, PlanChoicesQueryVariables>;
export const PlanGroupsDocument = new TypedDocumentString(`
    query PlanGroups($where: TaskWhere!, $groupBy: [TaskGroupKey!]) {
  all: taskProgress(where: $where) {
    progress {
      ...Tally
      ...TallyReports
    }
  }
  rows: taskProgress(where: $where, groupBy: $groupBy) {
    workingGroup {
      code
      ordinal
      name
      namedInSource
    }
    programme {
      code
      name
    }
    region {
      code
      name
    }
    leadOrganization {
      code
      name
    }
    status
    dueMonth
    rating {
      code
      name
      light
    }
    progress {
      ...Tally
    }
  }
}
    fragment Tally on TaskProgress {
  total
  planned
  accepted
  inProgress
  completed
  cancelled
  overdue
  completionRate
}
fragment TallyReports on TaskProgress {
  total
  overdue
  lastReportedOn
  reportedThen
}`, {"hash":"sha256:8f2f3040ab51364da2cc2a2a7995cceed43c7c2bcee3ef7ee67817358d8a1adc"}) as unknown as TypedDocumentString<PlanGroupsQuery, PlanGroupsQueryVariables>;
export const PlanTasksDocument = new TypedDocumentString(`
    query PlanTasks($where: TaskWhere!, $orderBy: [TaskOrder!], $first: Int!, $after: String) {
  tasks(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...TaskRow
    }
  }
}
    fragment TaskRow on Task {
  id
  code
  title
  ordinal
  status
  light
  dueDate
  rolledUpProgress
  attribution
  dataset {
    taskLight
  }
  rating {
    code
    name
    light
  }
  parent {
    code
    title
    ordinal
  }
  programme {
    code
    name
  }
  region {
    code
    name
  }
  responsibilities {
    role
    organization {
      code
      name
    }
  }
}`, {"hash":"sha256:827a2162e4ca599c44dfd7204acba05f8c32e9e0ee29c971bc1f475e89d845e3"}) as unknown as TypedDocumentString<PlanTasksQuery, PlanTasksQueryVariables>;
export const PlanTreeDocument = new TypedDocumentString(`
    query PlanTree($where: TaskWhere!, $orderBy: [TaskOrder!], $first: Int!, $after: String) {
  tasks(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...TaskRow
      children {
        totalCount
      }
    }
  }
}
    fragment TaskRow on Task {
  id
  code
  title
  ordinal
  status
  light
  dueDate
  rolledUpProgress
  attribution
  dataset {
    taskLight
  }
  rating {
    code
    name
    light
  }
  parent {
    code
    title
    ordinal
  }
  programme {
    code
    name
  }
  region {
    code
    name
  }
  responsibilities {
    role
    organization {
      code
      name
    }
  }
}`, {"hash":"sha256:918037182bc9b1d912599215bbf7d4a026210f24034275bbacd85c8780a61774"}) as unknown as TypedDocumentString<PlanTreeQuery, PlanTreeQueryVariables>;
export const TaskDetailDocument = new TypedDocumentString(`
    query TaskDetail($code: String!, $dataset: String!, $asOf: DateTime) {
  task(code: $code, dataset: $dataset) {
    ...TaskRow
    titledInSource
    ratedSince
    previousRating {
      code
      name
      light
    }
    startDate
    completedDate
    ownProgress
    weight
    lightRule {
      code
      description
    }
    workingGroup {
      code
      ordinal
      name
      namedInSource
    }
    citations {
      ...Passage
    }
    children(first: 200) {
      totalCount
      nodes {
        ...TaskRow
      }
    }
    reports(last: 100) {
      totalCount
      nodes {
        id
        reportedAt
        status
        progress
        rating {
          code
          name
          light
        }
        note
        reportedBy {
          name
        }
        citations {
          ...Passage
        }
      }
    }
    metrics(first: 50) {
      totalCount
      nodes {
        ...Measure
        latest(asOf: $asOf) {
          ...Figure
        }
      }
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
fragment Passage on Citation {
  locator
  locatorLabel
  quote
  source {
    code
    title
  }
}
fragment Figure on Observation {
  id
  value
  number
  statusFlags
  basis
  numerator
  denominator
  period
  periodLabel
  frequency
  note
  region {
    code
    name
  }
  citations {
    ...Passage
  }
}
fragment TaskRow on Task {
  id
  code
  title
  ordinal
  status
  light
  dueDate
  rolledUpProgress
  attribution
  dataset {
    taskLight
  }
  rating {
    code
    name
    light
  }
  parent {
    code
    title
    ordinal
  }
  programme {
    code
    name
  }
  region {
    code
    name
  }
  responsibilities {
    role
    organization {
      code
      name
    }
  }
}`, {"hash":"sha256:a16311e8d2b7da2e1164650332704851791c78913455f70f8ddc3e93c1bfb733"}) as unknown as TypedDocumentString<TaskDetailQuery, TaskDetailQueryVariables>;
export const PlanOrganDocument = new TypedDocumentString(`
    query PlanOrgan($code: String!, $dataset: String!) {
  organization(code: $code) {
    code
    name
    workingGroups {
      code
      ordinal
      name
      namedInSource
      dataset {
        code
      }
    }
    led: tasks(role: LEAD, first: 1) {
      ...TaskPlaces
    }
    any: tasks(first: 1) {
      ...TaskPlaces
    }
  }
  lead: tasks(
    where: {dataset: $dataset, organization: $code, role: LEAD}
    first: 1
  ) {
    totalCount
  }
  cooperate: tasks(
    where: {dataset: $dataset, organization: $code, role: COOPERATE}
    first: 1
  ) {
    totalCount
  }
  supervise: tasks(
    where: {dataset: $dataset, organization: $code, role: SUPERVISE}
    first: 1
  ) {
    totalCount
  }
}
    fragment TaskPlaces on TaskConnection {
  totalCount
  nodes {
    dataset {
      code
      title
    }
  }
}`, {"hash":"sha256:8113c7c45100c6acf330953318be9e6209bd3bba39db0f5dc6643180338a244e"}) as unknown as TypedDocumentString<PlanOrganQuery, PlanOrganQueryVariables>;
export const PlanDatedDocument = new TypedDocumentString(`
    query PlanDated($any: TaskWhere!, $dated: TaskWhere!, $open: TaskWhere!, $openDated: TaskWhere!) {
  any: tasks(where: $any, first: 1) {
    totalCount
  }
  dated: tasks(where: $dated, first: 1) {
    totalCount
  }
  open: tasks(where: $open, first: 1) {
    totalCount
  }
  openDated: tasks(where: $openDated, first: 1) {
    totalCount
  }
}
    `, {"hash":"sha256:415c2c6dca12b7a2da854195c2ce04f63f27d56c16dad5481faa21c33b0d7587"}) as unknown as TypedDocumentString<PlanDatedQuery, PlanDatedQueryVariables>;
export const ReleaseListDocument = new TypedDocumentString(`
    query ReleaseList($dataset: String!) {
  dataset(code: $dataset) {
    code
    title
    releases(last: 1000) {
      totalCount
      nodes {
        id
        seq
        version
        publishedAt
        importedAt
        notes
        observationCount
        contentHash
      }
    }
  }
  metrics(where: {datasets: [$dataset]}, first: 1000) {
    totalCount
    nodes {
      ...Measure
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}`, {"hash":"sha256:43c7e3483ae82d7b7c2d022feff96f0d7637ee049a76b07cb3140ff6477b9d3e"}) as unknown as TypedDocumentString<ReleaseListQuery, ReleaseListQueryVariables>;
export const ReleaseCellsDocument = new TypedDocumentString(`
    query ReleaseCells($input: CubeInput!) {
  cube(input: $input) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    rows {
      value
      number
      statusFlags
      basis
      note
      numerator
      denominator
      period
      periodLabel
      frequency
      regionCode
      region {
        name
      }
      breakdown {
        dimension {
          code
        }
        category {
          code
          name
        }
      }
    }
  }
}
    `, {"hash":"sha256:05c0544f0eeff6448ddcc6d11942d4cc0befaad7f862624085a073218fedab3d"}) as unknown as TypedDocumentString<ReleaseCellsQuery, ReleaseCellsQueryVariables>;
export const SourceListDocument = new TypedDocumentString(`
    query SourceList($after: String) {
  sources(first: 1000, after: $after) {
    totalCount
    nodes {
      code
      title
      publishedDate
      url
      licence
      dataset {
        code
        title
      }
      publisher {
        name
      }
      citations(first: 1) {
        totalCount
      }
    }
  }
}
    `, {"hash":"sha256:8647280d2af70d996e83c18c8c77f252601982e66956db1db00a716de7cef7f5"}) as unknown as TypedDocumentString<SourceListQuery, SourceListQueryVariables>;
export const SourceDocumentDocument = new TypedDocumentString(`
    query SourceDocument($code: String!, $asOf: DateTime) {
  source(code: $code, asOf: $asOf) {
    ...SourceCard
  }
  now: source(code: $code) {
    code
    title
  }
}
    fragment SourceCard on Source {
  code
  title
  publishedDate
  url
  licence
  sha256
  publisher {
    name
  }
  citations(first: 1000) {
    totalCount
    nodes {
      locator
      locatorLabel
      quote
    }
  }
}`, {"hash":"sha256:92454313d7cbf184486ea46377c0be34e9f6c171148b430e69999457b687a2ff"}) as unknown as TypedDocumentString<SourceDocumentQuery, SourceDocumentQueryVariables>;
export const SourceReleasesDocument = new TypedDocumentString(`
    query SourceReleases($dataset: String!) {
  dataset(code: $dataset) {
    code
    releases(last: 100) {
      nodes {
        version
        publishedAt
        importedAt
      }
    }
  }
}
    `, {"hash":"sha256:e217a271406b1ba4b10edee11b4a9d365efa932f3db5e6197fec4950b124023a"}) as unknown as TypedDocumentString<SourceReleasesQuery, SourceReleasesQueryVariables>;
export const SourceThenDocument = new TypedDocumentString(`
    query SourceThen($code: String!, $asOf: DateTime!) {
  source(code: $code, asOf: $asOf) {
    code
    title
  }
}
    `, {"hash":"sha256:6696fefad30a9fe03ae59eaf75ae8ca9ba8089ef26adb078cfd642d5c898b153"}) as unknown as TypedDocumentString<SourceThenQuery, SourceThenQueryVariables>;
export const SourceClaimsDocument = new TypedDocumentString(`
    query SourceClaims($dataset: String!) {
  checks(where: {dataset: $dataset, rules: [PUBLISHED_CHANGE]}, first: 1000) {
    totalCount
    nodes {
      id
      verdict
      explanation
      reported
      metric {
        code
      }
      region {
        code
      }
      period
      breakdown {
        dimension {
          code
        }
        category {
          code
        }
      }
    }
  }
}
    `, {"hash":"sha256:9833cd14f211c02f023df7d62e016a4e3db70a6b967efe3270f61f5a1a62278e"}) as unknown as TypedDocumentString<SourceClaimsQuery, SourceClaimsQueryVariables>;
export const SourceFiguresDocument = new TypedDocumentString(`
    query SourceFigures($metrics: [String!]!, $dataset: String!, $source: String!, $asOf: DateTime, $after: String) {
  observations(
    where: {metrics: $metrics, datasets: [$dataset], sources: [$source]}
    first: 1000
    after: $after
    orderBy: [PERIOD_DESC]
    asOf: $asOf
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      value
      statusFlags
      basis
      numerator
      denominator
      period
      periodLabel
      region {
        code
        name
      }
      citations {
        ...Place
      }
      metric {
        code
      }
      breakdown {
        dimension {
          code
          name
        }
        category {
          code
          name
        }
      }
    }
  }
}
    fragment Place on Citation {
  locator
  locatorLabel
  source {
    code
  }
}`, {"hash":"sha256:d9b2b57ffa386069722382ebdcaf444dc5ae445f2f8939c71fcf7407525be2ab"}) as unknown as TypedDocumentString<SourceFiguresQuery, SourceFiguresQueryVariables>;
export const SourceReadingsDocument = new TypedDocumentString(`
    query SourceReadings($dataset: String!, $source: String!) {
  tasks(where: {dataset: $dataset, sources: [$source]}, first: 1000) {
    totalCount
    nodes {
      code
      title
      ordinal
      citations {
        ...Place
      }
    }
  }
  workingGroups(dataset: $dataset) {
    code
    ordinal
    name
    namedInSource
    citations {
      ...Place
    }
  }
  programmes(where: {dataset: $dataset}, first: 1000) {
    totalCount
    nodes {
      code
      name
      citations {
        ...Place
      }
    }
  }
}
    fragment Place on Citation {
  locator
  locatorLabel
  source {
    code
  }
}`, {"hash":"sha256:cb88112a76a70d4411268b4d12b56d70b642ddb7d4fe0b67e2fe011aacce3c06"}) as unknown as TypedDocumentString<SourceReadingsQuery, SourceReadingsQueryVariables>;
export const SourceMetricsDocument = new TypedDocumentString(`
    query SourceMetrics($dataset: String!, $after: String) {
  metrics(where: {datasets: [$dataset]}, first: 1000, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...Measure
      citations {
        ...Place
      }
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
fragment Place on Citation {
  locator
  locatorLabel
  source {
    code
  }
}`, {"hash":"sha256:58dfedc2df87a87b3567ad59017e48463001fc08863636e1143b3634fad85d92"}) as unknown as TypedDocumentString<SourceMetricsQuery, SourceMetricsQueryVariables>;
export const SourceMetricsThenDocument = new TypedDocumentString(`
    query SourceMetricsThen($dataset: String!, $asOf: DateTime, $after: String) {
  metrics(where: {datasets: [$dataset]}, first: 1000, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      code
      observations(first: 1, asOf: $asOf) {
        nodes {
          period
        }
      }
    }
  }
}
    `, {"hash":"sha256:3819b9ced22147f8df78b58a89ea6a984108a1b424d0b5b58195d997d6d3e2ed"}) as unknown as TypedDocumentString<SourceMetricsThenQuery, SourceMetricsThenQueryVariables>;
export const SourceTargetsDocument = new TypedDocumentString(`
    query SourceTargets($dataset: String!, $after: String) {
  metrics(where: {datasets: [$dataset]}, first: 200, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...Measure
      targets(first: 20) {
        ...AimsPage
      }
    }
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
fragment Place on Citation {
  locator
  locatorLabel
  source {
    code
  }
}
fragment AimsPage on TargetConnection {
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
  nodes {
    id
    kind
    value
    periodLabel
    region {
      code
      name
    }
    citations {
      ...Place
    }
  }
}`, {"hash":"sha256:0009dfe26ffe3cbd559910027c2687cdb753f8aa13f5dea6d832e5cfe903656f"}) as unknown as TypedDocumentString<SourceTargetsQuery, SourceTargetsQueryVariables>;
export const SourceMoreTargetsDocument = new TypedDocumentString(`
    query SourceMoreTargets($metric: String!, $after: String) {
  metric(code: $metric) {
    code
    targets(first: 1000, after: $after) {
      ...AimsPage
    }
  }
}
    fragment Place on Citation {
  locator
  locatorLabel
  source {
    code
  }
}
fragment AimsPage on TargetConnection {
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
  nodes {
    id
    kind
    value
    periodLabel
    region {
      code
      name
    }
    citations {
      ...Place
    }
  }
}`, {"hash":"sha256:436c229b2696c75ae2e0a979a80ae1ad8019fdcd4167b8e783056fa15dfd61ab"}) as unknown as TypedDocumentString<SourceMoreTargetsQuery, SourceMoreTargetsQueryVariables>;
export const SourceChecksDocument = new TypedDocumentString(`
    query SourceChecks($dataset: String!) {
  open: checks(
    where: {dataset: $dataset, verdicts: [FAIL, WARN, NOT_CHECKABLE]}
    first: 100
  ) {
    ...CheckPage
  }
  passed: checks(where: {dataset: $dataset, verdicts: [PASS]}, first: 20) {
    ...CheckPage
  }
}
    fragment Measure on Metric {
  code
  name
  kind
  direction
  decimals
  unitMultiplier
  unit {
    code
    name
    symbol
  }
}
fragment CheckPage on CheckConnection {
  totalCount
  nodes {
    id
    rule
    verdict
    explanation
    metric {
      ...Measure
    }
    periodLabel
    reported
    expected
    region {
      code
      name
    }
  }
}`, {"hash":"sha256:b0b3a39f70464e20ad0da47d3c9f5b74ffeaac7e3cac3d1a70c849d38b6d93af"}) as unknown as TypedDocumentString<SourceChecksQuery, SourceChecksQueryVariables>;
export const ProgrammePlacesDocument = new TypedDocumentString(`
    query ProgrammePlaces($code: String!, $dataset: String!) {
  programme(code: $code, dataset: $dataset) {
    tasks(first: 1) {
      totalCount
    }
  }
}
    `, {"hash":"sha256:0ba7f01ea220b17e8cb970c10c9e6a56494343eb6ad8bb57ee620055fd352561"}) as unknown as TypedDocumentString<ProgrammePlacesQuery, ProgrammePlacesQueryVariables>;
export const MetricPlacesDocument = new TypedDocumentString(`
    query MetricPlaces($where: MetricWhere!, $here: MetricWhere!) {
  here: metrics(where: $here, first: 1) {
    totalCount
  }
  metrics(where: $where, first: 1) {
    nodes {
      dataset {
        code
      }
    }
  }
}
    `, {"hash":"sha256:4519c6016b076627749b47c97ffd60141a41b507b4cd38d0e02d626594d5e387"}) as unknown as TypedDocumentString<MetricPlacesQuery, MetricPlacesQueryVariables>;
export const ThemeProgrammesDocument = new TypedDocumentString(`
    query ThemeProgrammes($theme: String!, $dataset: String!) {
  programmes(where: {dataset: $dataset, themes: [$theme]}, first: 2) {
    nodes {
      code
    }
  }
}
    `, {"hash":"sha256:b13ece30d8d44b8278b1005e5e57aff9f43c9ae4464a37f4f306c8ccdbd39cc8"}) as unknown as TypedDocumentString<ThemeProgrammesQuery, ThemeProgrammesQueryVariables>;
export const TaskCountDocument = new TypedDocumentString(`
    query TaskCount($where: TaskWhere!) {
  tasks(where: $where, first: 1) {
    totalCount
  }
}
    `, {"hash":"sha256:abc1d056142fd5b27e56752a60c1211bc5a4c781aacfb1fa014d5fae5eabc463"}) as unknown as TypedDocumentString<TaskCountQuery, TaskCountQueryVariables>;
export const RegionPlacesDocument = new TypedDocumentString(`
    query RegionPlaces($code: String!, $where: TaskWhere!) {
  tasks(where: $where, first: 1) {
    totalCount
  }
  region(code: $code) {
    tasks(first: 1) {
      nodes {
        dataset {
          code
        }
      }
    }
  }
}
    `, {"hash":"sha256:cb279fa18e9d683ff7225b74457b50724594be167e1117994d2cbe5b82360b66"}) as unknown as TypedDocumentString<RegionPlacesQuery, RegionPlacesQueryVariables>;
export const RegionFiguresDocument = new TypedDocumentString(`
    query RegionFigures($code: String!, $where: MetricWhere!, $asOf: DateTime) {
  metrics(where: $where, first: 200) {
    totalCount
    nodes {
      code
      dataset {
        code
      }
      latest(region: $code, asOf: $asOf) {
        period
      }
    }
  }
}
    `, {"hash":"sha256:aaa2a1ce1a20b8b22c1ca0d154ba1fff3ad23e91829317f154d9f9161f6ab0c8"}) as unknown as TypedDocumentString<RegionFiguresQuery, RegionFiguresQueryVariables>;
export const OrganizationPlacesDocument = new TypedDocumentString(`
    query OrganizationPlaces($code: String!, $dataset: String) {
  lead: tasks(
    where: {dataset: $dataset, organization: $code, role: LEAD}
    first: 1
  ) {
    totalCount
  }
  any: tasks(where: {dataset: $dataset, organization: $code}, first: 1) {
    totalCount
  }
  organization(code: $code) {
    led: tasks(role: LEAD, first: 1) {
      nodes {
        dataset {
          code
        }
      }
    }
    any: tasks(first: 1) {
      nodes {
        dataset {
          code
        }
      }
    }
  }
}
    `, {"hash":"sha256:b9c177f1ea1c84bd6cfd726c7cb691f31e0017500ffefd226c11f4a7cc061354"}) as unknown as TypedDocumentString<OrganizationPlacesQuery, OrganizationPlacesQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($text: String!, $first: Int!, $asOf: DateTime) {
  search(text: $text, first: $first, asOf: $asOf) {
    totalCount
    edges {
      node {
        __typename
        id
        ... on Metric {
          code
          name
          dataset {
            code
            title
          }
        }
        ... on Programme {
          code
          name
          dataset {
            code
            title
          }
        }
        ... on WorkingGroup {
          code
          groupName: name
          groupOrdinal: ordinal
          dataset {
            code
            title
          }
        }
        ... on Task {
          code
          title
          ordinal
          dataset {
            code
            title
          }
        }
        ... on Region {
          code
          name
        }
        ... on Organization {
          code
          name
        }
        ... on Source {
          code
          sourceTitle: title
          dataset {
            code
            title
          }
        }
        ... on Dataset {
          code
          datasetTitle: title
        }
        ... on Theme {
          code
          name
        }
        ... on Unit {
          code
          name
        }
        ... on Dimension {
          code
          name
        }
        ... on Category {
          code
          name
          dimension {
            code
            name
          }
        }
        ... on Rating {
          code
          name
          dataset {
            code
            title
          }
        }
        ... on Release {
          version
          dataset {
            code
            title
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:ca25129d0170c3ca3a61af18f74b75a0042124221c0852dbdc1063d994f772c1"}) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const ShellDocument = new TypedDocumentString(`
    query Shell {
  datasets {
    code
    title
    language
    timeZone
    firstRelease: releases(first: 1) {
      nodes {
        publishedAt
        importedAt
      }
    }
    latestRelease {
      version
      publishedAt
      importedAt
    }
  }
}
    `, {"hash":"sha256:e2659e80923793e3a51b9692fdd9e70aa55c30acc4809bb4c10d08c1e875917b"}) as unknown as TypedDocumentString<ShellQuery, ShellQueryVariables>;
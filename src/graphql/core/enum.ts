import { builder } from './builder.ts';

export const Attribution = builder.enumType('Attribution', {
  description: 'Whether the source says that something belongs to a working group, or we infer it.',
  values: {
    STATED: { description: 'The source says so.' },
    INFERRED: { description: 'The source does not say so; it follows from what it says.' },
  } as const,
});

export const ProgrammeKind = builder.enumType('ProgrammeKind', {
  description: 'What sort of programme it is.',
  values: {
    CAMPAIGN: { description: 'A drive with a beginning and an end: 专项行动.' },
    PILOT: { description: 'Something tried in some places first: 试点.' },
    MECHANISM: { description: 'A standing way of working: 机制.' },
    SYSTEM: { description: 'Something that was built: a platform, a network.' },
  } as const,
});

export const TaskStatus = builder.enumType('TaskStatus', {
  description: 'How far a task has come.',
  values: {
    PLANNED: { description: 'Set, and not yet taken up.' },
    ACCEPTED: { description: 'Taken up by those who answer for it: 签收.' },
    IN_PROGRESS: { description: 'Being worked on.' },
    COMPLETED: { description: 'Done: 办结.' },
    CANCELLED: { description: 'Given up; it counts in no rate.' },
  } as const,
});

export const Light = builder.enumType('Light', {
  description: "How a task stands against its due date, or a metric against its target, by the data set's rule.",
  values: {
    GREEN: {
      description:
        "Completed, or due after the rule's days; of a metric: the target is reached as far as the rule wants.",
    },
    YELLOW: { description: "Not completed and due within the rule's days; of a metric: the target is nearly reached." },
    RED: { description: 'Past its due date and not completed; of a metric: less than yellow.' },
  } as const,
});

export const ResponsibilityRole = builder.enumType('ResponsibilityRole', {
  description: 'In what way an organisation answers for a task.',
  values: {
    LEAD: { description: 'Answers for it: 牵头.' },
    COOPERATE: { description: 'Helps: 配合.' },
    SUPERVISE: { description: 'Watches over it: 督办.' },
  } as const,
});

export const RegionLevel = builder.enumType('RegionLevel', {
  description: 'An administrative level.',
  values: {
    COUNTRY: { description: 'A country.' },
    PROVINCE: { description: '省, 自治区, 直辖市.' },
    PREFECTURE: { description: '地级市, 自治州.' },
    COUNTY: { description: '县, 区, 县级市.' },
    TOWNSHIP: { description: '乡, 镇, 街道.' },
    COMMUNITY: { description: '社区, 村.' },
    GRID: { description: '网格: the smallest unit of services.' },
    OTHER: { description: 'A level that fits none of the others.' },
  } as const,
});

export const OrganizationKind = builder.enumType('OrganizationKind', {
  description: 'What sort of body an organisation is.',
  values: {
    LEADING_GROUP: { description: '领导小组: set up by several bodies to lead one matter.' },
    PARTY_COMMITTEE: { description: '党委.' },
    GOVERNMENT: { description: '政府.' },
    DEPARTMENT: { description: '部门.' },
    ORGAN: { description: '机关, 系统: police, procuratorate, commissions.' },
    OTHER: { description: 'Any other body.' },
  } as const,
});

export const MetricKind = builder.enumType('MetricKind', {
  description: 'What sort of figure a metric is.',
  values: {
    COUNT: { description: 'How many.' },
    AMOUNT: { description: 'How much, in a unit such as money.' },
    RATE: { description: 'A share, in per cent; its change is in percentage points.' },
    RATIO: { description: 'One figure for each of another.' },
    INDEX: { description: 'A number without a unit, against a base.' },
    SCORE: { description: 'Points of an assessment.' },
  } as const,
});

export const Direction = builder.enumType('Direction', {
  description: 'Whether more of a metric is better.',
  values: {
    HIGHER_IS_BETTER: { description: 'More is better.' },
    LOWER_IS_BETTER: { description: 'Less is better.' },
    NEUTRAL: { description: 'Neither is better by itself.' },
  } as const,
});

export const Basis = builder.enumType('Basis', {
  description: 'What of a period a value measures.',
  values: {
    LEVEL: { description: 'How many there are at its end.' },
    FLOW: { description: 'How many in it.' },
    CUMULATIVE: { description: 'How many since a fixed start.' },
  } as const,
});

export const AggregationRule = builder.enumType('AggregationRule', {
  description: 'How values may be brought together into one.',
  values: {
    SUM: { description: 'By adding.' },
    LAST: { description: 'By taking the last.' },
    AVERAGE: { description: 'By their mean.' },
    WEIGHTED: { description: 'As the sum of numerators over the sum of denominators.' },
    NONE: { description: 'Not at all.' },
  } as const,
});

export const Frequency = builder.enumType('Frequency', {
  description: 'The frequency of a period; SPAN for any other range.',
  values: {
    ANNUAL: { description: 'A calendar year: 2020.' },
    HALF_YEARLY: { description: 'Half a year: 2020-S1.' },
    QUARTERLY: { description: 'A quarter: 2020-Q3.' },
    MONTHLY: { description: 'A month: 2020-11.' },
    WEEKLY: { description: 'An ISO week: 2020-W05.' },
    DAILY: { description: 'A day: 2020-11-03.' },
    SPAN: { description: 'Any other range: 2020-01-01/P11M, ../2020-11.' },
  } as const,
});

export const ObservationStatus = builder.enumType('ObservationStatus', {
  description: 'SDMX OBS_STATUS, in words.',
  values: {
    NORMAL: { description: 'Nothing to remark (A).' },
    BREAK: { description: 'The series breaks here (B).' },
    DEFINITION_DIFFERS: { description: 'Measured by another definition (D).' },
    ESTIMATED: { description: 'Estimated (E).' },
    FORECAST: { description: 'Forecast (F).' },
    IMPUTED: { description: 'Imputed by whoever received the data (I).' },
    MISSING: { description: 'There is no value (M).' },
    NOT_SIGNIFICANT: { description: 'Not significant (N).' },
    PROVISIONAL: { description: 'Provisional (P).' },
    SUPPRESSED: { description: 'There is a value, and it is not published (Q).' },
    LOW_RELIABILITY: { description: 'Of low reliability (U).' },
    UNVALIDATED: { description: 'Not validated (V).' },
  } as const,
});

export const ObservationBasis = builder.enumType('ObservationBasis', {
  description: 'Where a value comes from.',
  values: {
    PUBLISHED: { description: 'The source says it.' },
    COMPUTED: { description: "A formula's result, stored when its inputs are published." },
    ROLLED_UP: { description: 'Added up for one answer. No observation is; only tables that roll up say so.' },
  } as const,
});

export const ChangeKind = builder.enumType('ChangeKind', {
  description: 'With what a value is compared.',
  values: {
    YOY: { description: '同比: with the same period, or the same months, of the year before.' },
    PREVIOUS_PERIOD: { description: '环比: with the period before.' },
    VS_TARGET: { description: 'With the target of the same period.' },
    VS_BASELINE: { description: 'With the baseline of the same period.' },
  } as const,
});

export const ChangeReason = builder.enumType('ChangeReason', {
  description: 'Why a part of a change is null.',
  values: {
    NO_BASE: { description: 'There is no value to compare with.' },
    NO_COUNTERPART: {
      description: 'The calendar has no such period before: week 53, 29 February, the span before a cumulative one.',
    },
    UNKNOWN_START: { description: 'The source does not say when the period began.' },
    ZERO_BASE: { description: 'The base is zero: nothing is a percentage of it.' },
    NEGATIVE_BASE: { description: 'The base is negative: a percentage of it would have the wrong sign.' },
    BREAK_IN_SERIES: { description: 'The series breaks between the two, or one of them has another definition.' },
    SUPPRESSED: { description: 'One of the two is not published.' },
    UNEQUAL_COVERAGE: {
      description: 'The two are totals of different parts, or a total lacks parts of what a target is of.',
    },
  } as const,
});

export const TargetKind = builder.enumType('TargetKind', {
  description: 'What a value that was not observed stands for.',
  values: {
    TARGET: { description: 'What is aimed at.' },
    BASELINE: { description: 'What was started from.' },
  } as const,
});

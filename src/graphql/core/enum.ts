import { builder } from './builder.ts';

export const Attribution = builder.enumType('Attribution', {
  description: 'The basis for assigning something to a working group: stated by the source, or inferred.',
  values: {
    STATED: { description: 'The source states the working group.' },
    INFERRED: { description: 'The source does not state the working group; it is inferred from the source.' },
  } as const,
});

export const ProgrammeKind = builder.enumType('ProgrammeKind', {
  description: 'The kind of a programme.',
  values: {
    CAMPAIGN: { description: 'A campaign with a beginning and an end: 专项行动.' },
    PILOT: { description: 'A pilot, tried in some places first: 试点.' },
    MECHANISM: { description: 'A mechanism, a standing way of working: 机制.' },
    SYSTEM: { description: 'A system that was built, such as a platform or a network.' },
  } as const,
});

export const TaskStatus = builder.enumType('TaskStatus', {
  description: 'The status of a task.',
  values: {
    PLANNED: { description: 'The task is set but not yet accepted.' },
    ACCEPTED: { description: 'The responsible organisations have accepted the task: 签收.' },
    IN_PROGRESS: { description: 'The task is in progress.' },
    COMPLETED: { description: 'The task is completed: 办结.' },
    CANCELLED: { description: 'The task is cancelled. It counts in no rate.' },
  } as const,
});

export const Light = builder.enumType('Light', {
  description:
    "The traffic light of a task by its due date or its rating, or of a metric against its target, by the data set's rule.",
  values: {
    GREEN: {
      description:
        "Green. Task: completed, or open and due in more than the rule's number of days, or rated GREEN. Metric: the attainment reaches the rule's green threshold.",
    },
    YELLOW: {
      description:
        "Yellow. Task: open, and due within the rule's number of days, or rated YELLOW. Metric: the attainment reaches the yellow threshold but not the green one.",
    },
    RED: {
      description:
        'Red. Task: open (neither completed nor cancelled) and past its due date, or rated RED. Metric: the attainment is below the yellow threshold.',
    },
  } as const,
});

export const TaskLightRule = builder.enumType('TaskLightRule', {
  description: "What the traffic lights of a data set's tasks follow.",
  values: {
    DUE_DATE: { description: 'The lights of open tasks follow their due dates.' },
    RATING: {
      description:
        'An open task that was rated shows the light of its rating; one that was never rated follows its due date.',
    },
  } as const,
});

export const ResponsibilityRole = builder.enumType('ResponsibilityRole', {
  description: 'The role of an organisation in a task.',
  values: {
    LEAD: { description: 'The organisation leads the task: 牵头.' },
    COOPERATE: { description: 'The organisation cooperates in the task: 配合.' },
    SUPERVISE: { description: 'The organisation supervises the task: 督办.' },
  } as const,
});

export const RegionLevel = builder.enumType('RegionLevel', {
  description: 'An administrative level.',
  values: {
    COUNTRY: { description: 'A country.' },
    PROVINCE: { description: 'A province, autonomous region or municipality: 省, 自治区, 直辖市.' },
    PREFECTURE: { description: 'A prefecture-level city or autonomous prefecture: 地级市, 自治州.' },
    COUNTY: { description: 'A county, district or county-level city: 县, 区, 县级市.' },
    TOWNSHIP: { description: 'A township, town or subdistrict: 乡, 镇, 街道.' },
    COMMUNITY: { description: 'A community or village: 社区, 村.' },
    GRID: { description: 'A grid cell, the smallest unit of local administration: 网格.' },
    OTHER: { description: 'A level that fits none of the others.' },
  } as const,
});

export const OrganizationKind = builder.enumType('OrganizationKind', {
  description: 'The kind of an organisation.',
  values: {
    LEADING_GROUP: { description: 'A leading group, set up by several organisations to lead one matter: 领导小组.' },
    PARTY_COMMITTEE: { description: 'A Party committee: 党委.' },
    GOVERNMENT: { description: 'A government: 政府.' },
    DEPARTMENT: { description: 'A government department: 部门.' },
    ORGAN: { description: 'An organ or system, such as police, procuratorate or a commission: 机关, 系统.' },
    OTHER: { description: 'Any other organisation.' },
  } as const,
});

export const MetricKind = builder.enumType('MetricKind', {
  description: 'The kind of figure that a metric gives.',
  values: {
    COUNT: { description: 'A count.' },
    AMOUNT: { description: 'An amount in a unit, such as money.' },
    RATE: { description: 'A rate: a share in per cent. It changes in percentage points.' },
    RATIO: { description: 'A ratio: one quantity per unit of another.' },
    INDEX: { description: 'An index: a number without a unit, relative to a base.' },
    SCORE: { description: 'A score: the points of an assessment.' },
  } as const,
});

export const Direction = builder.enumType('Direction', {
  description: 'The direction in which a metric improves.',
  values: {
    HIGHER_IS_BETTER: { description: 'Higher values are better.' },
    LOWER_IS_BETTER: { description: 'Lower values are better.' },
    NEUTRAL: { description: 'Neither higher nor lower values are better.' },
  } as const,
});

export const Basis = builder.enumType('Basis', {
  description: 'The basis on which a value measures its period: at its end, during it, or since a fixed start.',
  values: {
    LEVEL: { description: 'A level (存量): the quantity at the end of the period.' },
    FLOW: { description: 'A flow (流量): the quantity during the period.' },
    CUMULATIVE: {
      description: 'A cumulative figure (累计): the quantity since a fixed start, up to the end of the period.',
    },
  } as const,
});

export const AggregationRule = builder.enumType('AggregationRule', {
  description: 'The rule for aggregating several values into one.',
  values: {
    SUM: { description: 'Adds the values.' },
    LAST: { description: 'Takes the last value.' },
    AVERAGE: { description: 'Takes the mean of the values.' },
    WEIGHTED: { description: 'Divides the sum of the numerators by the sum of the denominators.' },
    NONE: { description: 'Forbids aggregation.' },
  } as const,
});

export const Frequency = builder.enumType('Frequency', {
  description: 'The frequency of a period. SPAN stands for any other range.',
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
  description: 'The status of an observation (SDMX OBS_STATUS). The letter in brackets is the SDMX code.',
  values: {
    NORMAL: { description: 'A normal value (A).' },
    BREAK: { description: 'A break in the series (B).' },
    DEFINITION_DIFFERS: { description: 'The definition differs (D).' },
    ESTIMATED: { description: 'An estimated value (E).' },
    FORECAST: { description: 'A forecast value (F).' },
    IMPUTED: { description: 'A value imputed by the receiver of the data (I).' },
    MISSING: { description: 'A missing value (M).' },
    NOT_SIGNIFICANT: { description: 'A value that is not significant (N).' },
    PROVISIONAL: { description: 'A provisional value (P).' },
    SUPPRESSED: { description: 'A suppressed value: it exists but is not published (Q).' },
    LOW_RELIABILITY: { description: 'A value of low reliability (U).' },
    UNVALIDATED: { description: 'A value that is not validated (V).' },
  } as const,
});

export const ObservationBasis = builder.enumType('ObservationBasis', {
  description: 'The origin of a value.',
  values: {
    PUBLISHED: { description: 'The source publishes the value.' },
    COMPUTED: { description: 'A formula computes the value. It is stored when its inputs are published.' },
    ROLLED_UP: {
      description: 'The value is rolled up for one response. Only cube rows have this origin, never observations.',
    },
  } as const,
});

export const ChangeKind = builder.enumType('ChangeKind', {
  description: 'The kind of comparison: the base with which a value is compared.',
  values: {
    YOY: { description: 'Year on year (同比): against the same period, or the same months, of the year before.' },
    PREVIOUS_PERIOD: { description: 'Against the previous period (环比).' },
    VS_TARGET: { description: 'Against the target of the same period.' },
    VS_BASELINE: { description: 'Against the baseline of the same period.' },
  } as const,
});

export const ChangeReason = builder.enumType('ChangeReason', {
  description: 'The reason why a part of a change is null.',
  values: {
    NO_BASE: { description: 'There is no base to compare with.' },
    NO_COUNTERPART: {
      description:
        'The calendar has no period to compare with: for example week 53, 29 February, or the previous period of a cumulative one.',
    },
    UNKNOWN_START: { description: 'The source does not state the start of the period.' },
    ZERO_BASE: { description: 'The base is zero, so that there is no percentage of it.' },
    NEGATIVE_BASE: { description: 'The base is negative: a percentage of it would have the wrong sign.' },
    BREAK_IN_SERIES: {
      description:
        'There is a break in the series between the value and the base, or the two have different definitions.',
    },
    SUPPRESSED: { description: 'The value or the base is suppressed.' },
    UNEQUAL_COVERAGE: {
      description:
        'The value and the base are totals of different parts, or the total lacks parts that the target covers.',
    },
  } as const,
});

export const TargetKind = builder.enumType('TargetKind', {
  description: 'The kind of a target value.',
  values: {
    TARGET: { description: 'A target: a value to reach.' },
    BASELINE: { description: 'A baseline: a value to compare with.' },
  } as const,
});

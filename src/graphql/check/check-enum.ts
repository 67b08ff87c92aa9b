import { builder } from '../core/builder.ts';

export const CheckRule = builder.enumType('CheckRule', {
  description: 'The arithmetic rule of a check.',
  values: {
    RATIO: {
      description:
        'Checks a published rate or ratio against its numerator and denominator, or the published figure of a metric with an expression against the result of the expression.',
    },
    SUM_OF_PARTS: {
      description:
        'Checks a published total against the sum of the regions below it, or of the categories of a dimension.',
    },
    PUBLISHED_CHANGE: { description: 'Checks a published change against the base.' },
    BOUNDS: {
      description:
        'Checks a value against its bounds: for a rate, 0 and the whole (100 in per cent, 1000 in per mille) unless the metric says otherwise; for a count, not negative. Only values out of bounds have a check.',
    },
    JUMP: {
      description:
        'Checks a value against the value of the period before, by the history of its series and by other regions. Only a step that neither explains has a check.',
    },
    DECIMALS: {
      description:
        'Checks that a count is a whole number, and that a value has no more decimals than its metric declares. Only series that break the rule have a check, at their last such figure; `explanation` counts the others.',
    },
    DUPLICATE: { description: 'Checks a figure that is stated twice. Only differing statements have a check.' },
  } as const,
});

export const Verdict = builder.enumType('Verdict', {
  description: 'The verdict of a check.',
  values: {
    PASS: { description: 'The figure agrees with the expected value, within the tolerance for rounding.' },
    WARN: {
      description:
        'The figure differs but may be right: parts of a sum are missing, another data set publishes another value, a value jumps, or a value has more decimals than its metric.',
    },
    FAIL: { description: 'The figure differs by more than rounding explains.' },
    NOT_CHECKABLE: {
      description: 'The figure cannot be checked: an input is missing or suppressed; `explanation` names it.',
    },
  } as const,
});

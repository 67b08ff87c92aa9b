import { builder } from '../core/builder.ts';

export const CheckRule = builder.enumType('CheckRule', {
  description: 'What is checked of a published figure.',
  values: {
    RATIO: {
      description:
        'A published rate or ratio against its numerator and denominator, and a published figure of a metric with an expression against what that gives.',
    },
    SUM_OF_PARTS: {
      description: 'A published total against the regions below it, or against the categories of a dimension.',
    },
    PUBLISHED_CHANGE: { description: 'A published change against the base.' },
    BOUNDS: {
      description:
        'A value against what it can be: rates within 0 and the whole (100 in per cent, 1000 in per mille) unless the metric says otherwise, counts not negative. Only what is beyond has a check.',
    },
    DUPLICATE: { description: 'One figure stated twice. Only what differs has a check.' },
  } as const,
});

export const Verdict = builder.enumType('Verdict', {
  description: 'What came of a check.',
  values: {
    PASS: { description: 'The figure is what arithmetic says, as far as rounding lets it.' },
    WARN: {
      description:
        'It differs, and may yet be right: parts of a sum are missing, or another data set publishes another value.',
    },
    FAIL: { description: 'It differs by more than rounding can account for.' },
    NOT_CHECKABLE: { description: 'Something that is needed is missing or kept back; the explanation says what.' },
  } as const,
});

import { ComparisonKind } from '../../database/generated/prisma/enums.ts';
import { Decimal } from '../../domain/number/decimal.ts';
import { DEFAULT_LIGHT_RULE } from '../../domain/progress/traffic-light.ts';
import type { Catalogue, Placed } from '../catalogue/catalogue.ts';
import { shown } from '../package/problem.ts';
import { idsOf } from '../write/programme.ts';
import type { Given } from '../write/shared-list.ts';
import { closeOthers, type Release, upsert, type Versioned } from '../write/write.ts';
import type { Complain } from './row-rule.ts';

const ASSESSMENT_RULE: Versioned = {
  table: 'assessment_rule',
  columns: {
    code: 'text',
    metric_id: 'int',
    description: 'jsonb',
    compare: '"ComparisonKind"',
    maintain_within: 'numeric',
    green_from: 'numeric',
    yellow_from: 'numeric',
    yellow_days: 'int',
  },
};

type Row = Placed<'assessment_rules'>;

/** Each metric has one rule at most, the tasks have one at most, and a rule says what its kind needs and nothing else. */
export function checkAssessmentRules(rules: readonly Row[], complain: Complain): void {
  const first = new Map<string | null, Row>();
  for (const rule of rules) {
    const earlier = first.get(rule.metric);
    if (earlier === undefined) first.set(rule.metric, rule);
    else complain('assessment_rules', rule, 'metric', rule.metric, ...secondRule(rule, earlier));
    if (rule.metric === null) checkLightRule(rule, complain);
    else checkMetricRule(rule, complain);
  }
}

function secondRule({ metric }: Row, { code, line }: Row): [message: string, expected: string] {
  const before = `${shown(code)} in line ${line}`;
  return metric === null
    ? [`a rule without a metric is for the lights of tasks, and ${before} is one already`, 'a metric, or one such rule']
    : [`${before} is a rule for the metric ${shown(metric)} already`, 'each metric once'];
}

function checkLightRule(rule: Row, complain: Complain): void {
  for (const column of ['compare', 'maintain_within', 'green_from', 'yellow_from'] as const) {
    if (rule[column] === null) continue;
    const message = `a rule without a metric is for the lights of tasks, which need no ${column}`;
    complain('assessment_rules', rule, column, rule[column], message, 'an empty cell, or a metric');
  }
}

function checkMetricRule(rule: Row, complain: Complain): void {
  const { metric, compare, green_from: green, yellow_from: yellow, yellow_days: days } = rule;
  if (compare === null) {
    const message = `the rule does not say with what the metric ${shown(metric ?? '')} is compared`;
    complain('assessment_rules', rule, 'compare', null, message, Object.values(ComparisonKind).join(', '));
  }
  if (days !== null) {
    const message = 'yellow_days is for the lights of tasks, and the rule is for a metric';
    complain('assessment_rules', rule, 'yellow_days', String(days), message, 'an empty cell, or no metric');
  }
  if ((green === null) !== (yellow === null)) {
    const [missing, given] = green === null ? ['green_from', 'yellow_from'] : ['yellow_from', 'green_from'];
    complain('assessment_rules', rule, missing, null, `there is a ${given} without a ${missing}`, 'both or neither');
  }
  if (green !== null && yellow !== null && new Decimal(yellow).gte(green)) {
    const message = `yellow begins at ${yellow} per cent, where green does or above`;
    complain('assessment_rules', rule, 'yellow_from', yellow, message, `less than ${green}`);
  }
}

export async function writeAssessmentRules(release: Release, given: Given): Promise<void> {
  const { names } = given;
  const rules = given.catalogue.rows.assessment_rules;
  await closeOthers(release, 'assessment_rule', idsOf(given, 'assessment_rule', rules));
  // What is left out is stored as what it stands for, so that whoever reads the rule back sees all of it.
  const rows = rules.map((row) => ({
    ...row,
    id: names.id('assessment_rule', row.code),
    ...(row.metric === null
      ? { metric_id: null, yellow_days: row.yellow_days ?? DEFAULT_LIGHT_RULE.yellowDays }
      : { metric_id: names.id('metric', row.metric), maintain_within: row.maintain_within ?? '0' }),
  }));
  await upsert(release, ASSESSMENT_RULE, rows);
}

/** Rules are for everybody to read, in both languages of the graph. */
export const descriptionNotes = ({ rows }: Catalogue): string[] =>
  (['en', 'zh'] as const).flatMap((language) => {
    const lacks = rows.assessment_rules.filter(
      ({ description }) => !Object.keys(description).some((tag) => isWrittenIn(tag, language)),
    );
    const codes = lacks.map(({ code }) => shown(code)).join(', ');
    return lacks.length === 0
      ? []
      : [`Rules of assessment_rules without a description in ${NAME[language]}: ${codes}.`];
  });

const NAME = { en: 'English', zh: 'Chinese' } as const;
const isWrittenIn = (tag: string, language: string): boolean => new Intl.Locale(tag).language === language;

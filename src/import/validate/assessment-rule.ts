import { ComparisonKind } from '../../database/generated/prisma/enums.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { Decimal } from '../../domain/number/decimal.ts';
import { DEFAULT_LIGHT_RULE } from '../../domain/progress/traffic-light.ts';
import type { PackageCatalogue, Placed } from '../catalogue/catalogue.ts';
import { quoted } from '../package/problem.ts';
import { findIds } from '../write/programme.ts';
import type { Given } from '../write/shared-list.ts';
import { closeOthers, type ReleaseWriter, upsert, type Versioned } from '../write/write.ts';
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
    else complain('assessment_rules', rule, 'metric', rule.metric, ...secondRule(rule, earlier, complain));
    if (rule.metric === null) checkLightRule(rule, complain);
    else checkMetricRule(rule, complain);
  }
}

function secondRule({ metric }: Row, earlier: Row, { lineOf }: Complain): [text: Text, expected: Text] {
  const before = { code: quoted(earlier.code), line: lineOf('assessment_rules', earlier) };
  return metric === null
    ? [message('import.second-light-rule', before), message('import.one-light-rule')]
    : [message('import.second-metric-rule', { ...before, metric: quoted(metric) }), message('import.metric-once')];
}

function checkLightRule(rule: Row, complain: Complain): void {
  for (const column of ['compare', 'maintain_within', 'green_from', 'yellow_from'] as const) {
    if (rule[column] === null) continue;
    const text = message('import.light-rule-column', { column });
    complain('assessment_rules', rule, column, rule[column], text, message('import.empty-or-metric'));
  }
}

function checkMetricRule(rule: Row, complain: Complain): void {
  const { metric, compare, green_from: green, yellow_from: yellow, yellow_days: days } = rule;
  if (compare === null) {
    const text = message('import.rule-without-compare', { metric: quoted(metric ?? '') });
    complain('assessment_rules', rule, 'compare', null, text, list(Object.values(ComparisonKind)));
  }
  if (days !== null) {
    const text = message('import.days-of-metric-rule');
    complain('assessment_rules', rule, 'yellow_days', String(days), text, message('import.empty-or-no-metric'));
  }
  if ((green === null) !== (yellow === null)) {
    const [missing, column] = green === null ? ['green_from', 'yellow_from'] : ['yellow_from', 'green_from'];
    const text = message('import.one-without-other', { column, missing });
    complain('assessment_rules', rule, missing, null, text, message('import.both-or-neither'));
  }
  if (green !== null && yellow !== null && new Decimal(yellow).gte(green)) {
    const text = message('import.yellow-above-green', { yellow, green });
    complain('assessment_rules', rule, 'yellow_from', yellow, text, message('import.less-than', { bound: green }));
  }
}

export async function writeAssessmentRules(release: ReleaseWriter, given: Given): Promise<void> {
  const { names } = given;
  const rules = given.catalogue.rows.assessment_rules;
  await closeOthers(release, 'assessment_rule', findIds(given, 'assessment_rule', rules));
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
export const descriptionNotes = ({ rows }: PackageCatalogue): Text[] =>
  (['en', 'zh'] as const).flatMap((language) => {
    const lacks = rows.assessment_rules.filter(
      ({ description }) => !Object.keys(description).some((tag) => isWrittenIn(tag, language)),
    );
    const codes = list(lacks.map(({ code }) => quoted(code)));
    return lacks.length === 0 ? [] : [message(UNDESCRIBED[language], { codes })];
  });

const UNDESCRIBED = { en: 'import.note-no-english', zh: 'import.note-no-chinese' } as const;
const isWrittenIn = (tag: string, language: string): boolean => new Intl.Locale(tag).language === language;

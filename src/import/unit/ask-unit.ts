import { message } from '../../domain/message/message.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import { type AnswerForm, changeGroup, type Inference, placeChoice } from '../question/inference.ts';
import type { MetricText } from '../shape/metric-text.ts';
import { nameKey } from '../text/plain-text.ts';
import { unitReadings } from '../text/unit-text.ts';
import type { TitleUnit } from './title-unit.ts';

const MAX_UNITS = 20;

/** Asks which of several units the values of a metric are in, which a group of the mapping has for itself. */
export function askPart(
  name: string,
  group: number,
  { text, cell, parts = [] }: TitleUnit,
  inference: Inference,
): void {
  const choices = parts.map((part) => placeChoice('constant', part));
  const shown = { text: JSON.stringify(text.slice(0, 80)), cell, name: JSON.stringify(name) };
  inference.ask(`values.${group}.unit`, message('inference.which-unit-of', shown), choices, {
    options: parts,
    apply: (mapping, answer) => changeGroup(mapping, group, { unit: { constant: answer } }),
  });
}

/** Asks in which unit the values are that no header gives one of. */
export function askUnit({ text, cell }: TitleUnit, known: KnownCodes, inference: Inference): void {
  const { choices, form } = unitForm(known);
  const question = message('inference.which-unit', { text: JSON.stringify(text.slice(0, 80)), cell });
  inference.ask('unit', question, choices, form);
}

/** How it is answered in which unit values are of which nothing says it. */
export function unitForm({ units }: KnownCodes): { readonly choices: readonly string[]; readonly form: AnswerForm } {
  const codes = units.map(({ code }) => code).slice(0, MAX_UNITS);
  const choices = codes.map((code) => placeChoice('constant', code));
  const names = new Set(units.flatMap(({ code, names }) => [code, ...names]).map((name) => name.toLowerCase()));
  const form: AnswerForm = {
    options: codes,
    accepts: (answer) => unitReadings(answer).some(({ base }) => names.has(base)),
    apply: ({ values = [], ...mapping }, answer) => ({
      ...mapping,
      values: values.map((group) => (group.unit === undefined ? { ...group, unit: { constant: answer } } : group)),
    }),
  };
  return { choices, form };
}

/** Asks whether values are in the unit of their metric, where the header gives another one. */
export function askForeignUnit(
  { name, unit, own }: { readonly name: string; readonly unit: string; readonly own: string },
  group: number,
  inference: Inference,
): void {
  const shown = { name: JSON.stringify(name), unit: JSON.stringify(unit), own };
  inference.ask(`values.${group}.unit`, message('inference.foreign-unit', shown), [placeChoice('constant', own)], {
    options: [own],
    apply: (mapping, answer) => changeGroup(mapping, group, { unit: { constant: answer } }),
  });
}

/** A text of a header that multiplies values of a unit that nobody has defined, as Mill. EUR does, and where it stands. */
export interface HeaderMultiple {
  readonly text: string;
  readonly cell: string;
  /** What is left of the unit; null where it is not read. */
  readonly base: string | null;
  /** Reads the unit; what `base` is has to be answered. */
  readonly unit: CodeReading;
}

/** The text of a header that multiplies, where it may be one that names the metric. */
export function headerMultiple({ name: text, place }: MetricText, cell: string): HeaderMultiple {
  const base = unitReadings(text).at(-1)?.base ?? '';
  const { template } = place;
  const unit = { ...place, ...(template === undefined ? {} : { template: template.replace('{metric}', '{unit}') }) };
  return { text, cell, base: base === nameKey(text) ? null : base, unit };
}

/** Asks which unit is multiplied, whichever row of the header names the metric. */
export function askMultiple(
  { text, cell, base, unit }: HeaderMultiple,
  { units }: KnownCodes,
  inference: Inference,
): void {
  const question = message('inference.which-unit', { text: JSON.stringify(text.slice(0, 80)), cell });
  if (base === null) {
    inference.ask('unit', question);
    return;
  }
  const find = (answer: string) =>
    units.find(({ code, names }) => [code, ...names].some((name) => nameKey(name) === nameKey(answer)))?.code;
  const codes = units.map(({ code }) => code).slice(0, MAX_UNITS);
  inference.ask(`unit.codes.${base}`, question, codes, {
    options: codes,
    accepts: (answer) => find(answer) !== undefined,
    apply: ({ values = [], ...mapping }, answer) => ({
      ...mapping,
      values: values.map((group) =>
        group.unit?.header === unit.header
          ? { ...group, unit: { ...group.unit, codes: { ...group.unit?.codes, [base]: find(answer) ?? answer } } }
          : group,
      ),
    }),
  });
}

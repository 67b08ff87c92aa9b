import { message } from '../../domain/message/message.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import { type Inference, readAgain } from '../question/inference.ts';
import type { MetricText } from '../shape/metric-text.ts';

const BETWEEN = ' / ';

/** Chooses what names the metric where several rows of a header do: 小学 above 在校生 is a part of its name, or says something else. */
export class MetricRows {
  readonly #inference: Inference;
  /** The place in the mapping of each form of header that was met. */
  readonly #met = new Map<string, string>();

  constructor(inference: Inference) {
    this.#inference = inference;
  }

  choose(said: readonly MetricText[]): { readonly name: string; readonly place: CodeReading } | null {
    const last = said.at(-1);
    if (last === undefined) return null;
    if (said.length === 1) return last;
    const parts = said.flatMap(({ place }, index) => (index === 0 ? [place] : [{ constant: BETWEEN }, place]));
    const whole = { name: said.map(({ name }) => name).join(BETWEEN), place: { join: parts } };
    const all = [...said, ...(parts.length <= MAX_PARTS ? [whole] : [])];
    const at = this.#ask(
      all.map(({ place }) => JSON.stringify(place)),
      said,
    );
    const given = this.#inference.answers.get(at);
    return all.find(({ place }) => JSON.stringify(place) === given) ?? all.at(-1) ?? last;
  }

  /** Asks once for all columns whose headers are of one form. */
  #ask(choices: readonly string[], said: readonly MetricText[]): string {
    const form = JSON.stringify(said.map(({ place }) => place));
    const met = this.#met.get(form);
    if (met !== undefined) return met;
    const at = this.#met.size === 0 ? 'values.metric' : `values.metric.${this.#met.size + 1}`;
    this.#met.set(form, at);
    if (this.#inference.answers.has(at)) return at;
    const texts = said.map(({ name }) => JSON.stringify(name)).join(', ');
    const question = message('inference.which-header', { texts });
    this.#inference.ask(at, question, choices, { options: choices, apply: readAgain });
    return at;
  }
}

/** How many texts a reading joins. */
const MAX_PARTS = 6;

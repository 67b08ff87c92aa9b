import { message, type Text } from '../../domain/message/message.ts';
import type { Mapping, ValueColumns } from '../mapping/schema.ts';
import type { CatalogueFile } from '../package/format.ts';

/** Something that the file says, and how sure it is. */
export interface Decision {
  /** The part of the mapping. */
  readonly at: string;
  readonly words: Text;
  /** LIKELY is what a person should look at once. */
  readonly sureness: 'CERTAIN' | 'LIKELY';
}

/** Something that the file does not say. */
export interface Question {
  /** The part of the mapping. */
  readonly at: string;
  readonly question: Text;
  readonly choices: readonly string[];
  /** How it can be answered at a terminal; null where that takes more than a word. */
  readonly form: AnswerForm | null;
}

/** What answers a question, and what comes of it. */
export interface AnswerForm {
  readonly options: readonly string[];
  /** The options in words, where they are shown otherwise. */
  readonly labels?: readonly string[];
  /** Whether a text that is none of the options is an answer. */
  readonly accepts?: (text: string) => boolean;
  /** Whether several options may be given, which stand in the answer as a list of JSON. */
  readonly isList?: boolean;
  /** The column that is asked about, as mappings name it: once something else reads it, nobody asks. */
  readonly column?: string;
  readonly apply: (mapping: Mapping, answer: string) => Mapping;
  /** What an answer asks in turn; where one of these stays open, so does the question. */
  readonly further?: (answer: string) => readonly Question[];
}

/** The answer decides how the file is read: it is read once more, and nothing else comes of it. */
export const readAgain = (mapping: Mapping): Mapping => mapping;

/** Changes what a mapping says of one group of columns with values. */
export const changeGroup = (
  { values = [], ...mapping }: Mapping,
  group: number,
  change: Partial<ValueColumns>,
): Mapping => ({
  ...mapping,
  values: values.map((one, index) => (index === group ? { ...one, ...change } : one)),
});

/** A row of a file of definitions; null is what a person has to fill in. */
export type ProposedRow = Readonly<Record<string, string | number | null>>;

/** Collects what comes out of a file. */
export class Inference {
  readonly decisions: Decision[] = [];
  readonly questions: Question[] = [];
  readonly proposals = new Map<CatalogueFile, ProposedRow[]>();

  /** What the units of proposed metrics are called that have to be defined as well, by the name of the metric. */
  readonly unitNames = new Map<string, string>();
  /** Answers that decide how the file is read, by the part of the mapping. */
  readonly answers: ReadonlyMap<string, string>;

  constructor(answers: ReadonlyMap<string, string> = new Map()) {
    this.answers = answers;
  }

  decide(at: string, words: Text, sureness: Decision['sureness'] = 'CERTAIN'): void {
    this.decisions.push({ at, words, sureness });
  }

  ask(at: string, question: Text, choices: readonly string[] = [], form: AnswerForm | null = null): void {
    this.questions.push({ at, question, choices, form });
  }

  /** Whether a question about this part of the mapping is open. */
  isAsked(at: string): boolean {
    return this.questions.some((question) => question.at === at);
  }

  /** Takes out a question that is answered. */
  settle(question: Question): void {
    this.questions.splice(this.questions.indexOf(question), 1);
  }

  propose(file: CatalogueFile, row: ProposedRow): void {
    const rows = this.proposals.get(file);
    if (rows) rows.push(row);
    else this.proposals.set(file, [row]);
  }
}

/** Texts as they stand in a message: the first of them. */
export const shownTexts = (texts: readonly string[]): string => {
  const shown = texts.slice(0, 5).map((text) => JSON.stringify(text.slice(0, 40)));
  return texts.length > 5 ? `${shown.join(', ')}, …` : shown.join(', ');
};

/** A choice as a mapping has it: one place, or what it says itself. */
export const placeChoice = (key: 'column' | 'constant', text: string): string =>
  `{ "${key}": ${JSON.stringify(text)} }`;

/** A column in the words of a person who looks at the sheet. */
export const columnText = (name: string): Text => message('inference.column', { name });

import { message, type Text } from '../../domain/message/message.ts';
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
  readonly at: string;
  readonly question: Text;
  readonly choices: readonly string[];
}

/** A row of a file of definitions; null is what a person has to fill in. */
export type ProposedRow = Readonly<Record<string, string | number | null>>;

/** Collects what comes out of a file. */
export class Inference {
  readonly decisions: Decision[] = [];
  readonly questions: Question[] = [];
  readonly proposals = new Map<CatalogueFile, ProposedRow[]>();

  /** What the units of proposed metrics are called that have to be defined as well, by the name of the metric. */
  readonly unitNames = new Map<string, string>();

  decide(at: string, words: Text, sureness: Decision['sureness'] = 'CERTAIN'): void {
    this.decisions.push({ at, words, sureness });
  }

  ask(at: string, question: Text, choices: readonly string[] = []): void {
    this.questions.push({ at, question, choices });
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

/** A column in the words of a person who looks at the sheet. */
export const columnText = (name: string): Text => message('inference.column', { name });

import type { Text } from '../../domain/message/message.ts';
import { UnreadableFile } from './compression.ts';

/** Where in a file something is that cannot be read. */
export interface UnreadablePlace {
  readonly line?: number;
  /** The part of the file, in the words of its format. */
  readonly part?: string;
  readonly value?: string;
}

/** A part of a file that cannot be read; nothing of the file is. */
export class UnreadablePart extends UnreadableFile {
  readonly place: UnreadablePlace;

  constructor(place: UnreadablePlace, text: Text, expected: Text) {
    super(text, expected);
    this.place = place;
  }
}

import { message, type Text } from '../../domain/message/message.ts';
import { type Problems, placeWords, quoted } from '../package/problem.ts';

const MAX_TOLD = 10;

/** Facts that a publisher's file gives in several cells alike. They are stored once, and told. */
export class RepeatedFacts {
  readonly #problems: Pick<Problems, 'placeOf'>;
  readonly #told: Text[] = [];
  /** How many are left out. */
  count = 0;

  /** `problems` knows where the rows of the package stand in the file. */
  constructor(problems: Pick<Problems, 'placeOf'>) {
    this.#problems = problems;
  }

  /** How many more are told one by one. */
  get room(): number {
    return MAX_TOLD - this.#told.length;
  }

  tell(resource: string, line: number, first: number, figure: string): void {
    const [place, earlier] = [line, first].map((one) => {
      const found = this.#problems.placeOf(resource, one);
      return found === null ? '' : placeWords(found);
    });
    const words = { place: place ?? '', first: earlier ?? '', figure: quoted(figure) };
    this.#told.push(message('mapping.note-repeated', words));
  }

  notes(): readonly Text[] {
    const more = this.count - this.#told.length;
    return more > 0 ? [...this.#told, message('mapping.note-more-repeated', { more })] : this.#told;
  }
}

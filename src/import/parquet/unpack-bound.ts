import { message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';

/** What the pages of a file may unpack to: so many times its own size, or this many bytes, and never more than the greatest. */
const MAX_RATIO = 100;
const MIN_LIMIT = 10_000_000;
const MAX_UNPACKED = 300_000_000;
/** What one page may unpack to. */
const MAX_PAGE = 50_000_000;

/** The bytes that reading a file once may come to. */
export class UnpackBound {
  private readonly size: number;
  private readonly limit: number;
  private unpacked = 0;

  constructor(size: number) {
    this.size = size;
    this.limit = Math.min(MAX_UNPACKED, Math.max(MIN_LIMIT, MAX_RATIO * size));
  }

  /** Counts what is unpacked next. Throws UnreadablePart where it is too much, before there is room made for it. */
  spend(count: number, part: string): void {
    if (count > MAX_PAGE) {
      const text = message('mapping.parquet-page', { count });
      throw new UnreadablePart({ part }, text, message('import.max-bytes', { max: MAX_PAGE }));
    }
    this.unpacked += count;
    if (this.unpacked <= this.limit) return;
    const text = message('import.unpacked-too-large', { size: this.size, max: this.limit });
    throw new UnreadablePart({ part }, text, message('import.unpacked-expected', { ratio: MAX_RATIO }));
  }
}

import { createHash, getHashes, type Hash } from 'node:crypto';
import { message } from '../../domain/message/message.ts';
import type { DeclaredObject } from './declared-object.ts';

/** The size and the hash that a resource declares of its file, and what they are compared with: what was read. */
export class Digest {
  readonly #declared: DeclaredObject;
  readonly #bytes: number | null;
  readonly #hash: { readonly algorithm: string; readonly digest: string; readonly running: Hash } | null;
  #count = 0;

  constructor(declared: DeclaredObject) {
    this.#declared = declared;
    this.#bytes = readSize(declared);
    const named = readHash(declared);
    this.#hash = named === null ? null : { ...named, running: createHash(named.algorithm) };
  }

  update(chunk: Buffer): void {
    this.#count += chunk.length;
    this.#hash?.running.update(chunk);
  }

  /** Refuses a file that is another than the declared one. */
  compare(): void {
    if (this.#bytes !== null && this.#bytes !== this.#count) {
      const text = message('import.other-size', { declared: this.#bytes, found: this.#count });
      this.#declared.refuse('bytes', text, message('import.size-expected', { found: this.#count }));
    }
    if (this.#hash === null) return;
    const { algorithm, digest, running } = this.#hash;
    const found = running.digest('hex');
    if (found === digest) return;
    const text = message('import.other-hash', { algorithm, declared: digest, found });
    const written = algorithm === DEFAULT_ALGORITHM ? found : `${algorithm}:${found}`;
    this.#declared.refuse('hash', text, message('import.hash-expected', { found: written }));
  }
}

const DEFAULT_ALGORITHM = 'md5';

function readSize(declared: DeclaredObject): number | null {
  const value = declared.value('bytes');
  if (value === null) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  const expected = message('import.whole-number', { min: 0, max: Number.MAX_SAFE_INTEGER });
  declared.refuse('bytes', message('import.is-not', { value: JSON.stringify(value), expected }), expected);
  return null;
}

/** `sha256:…`, or the digits alone, which are of md5. */
function readHash(declared: DeclaredObject): { algorithm: string; digest: string } | null {
  const given = declared.text('hash')?.trim();
  if (given === undefined) return null;
  const [, named, digest = ''] = /^(?:([\w-]+):)?([0-9a-f]+)$/i.exec(given) ?? [];
  const algorithm = (named ?? DEFAULT_ALGORITHM).toLowerCase().replace(/^sha-/, 'sha');
  const length = getHashes().includes(algorithm) ? createHash(algorithm).digest('hex').length : null;
  if (length === digest.length) return { algorithm, digest: digest.toLowerCase() };
  declared.refuseUnsupported('hash', message('import.hash-form'));
  return null;
}

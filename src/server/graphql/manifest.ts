import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DomainError } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { hashDocument, normalizeDocumentId } from './persisted-document.ts';

/** Texts by their ids, as GraphQL Code Generator and Relay write them. */
const PLAIN = z.record(z.string(), z.string());
/** As Apollo writes them. */
const APOLLO = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** Reads files of persisted documents. An id that is a hash has to be that of its text. Throws BAD_INPUT, which names the file. */
export function readManifests(paths: readonly string[]): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  for (const path of paths) {
    for (const [given, text] of readManifest(path)) {
      const id = normalizeDocumentId(given);
      if (id.startsWith('sha256:') && id !== `sha256:${hashDocument(text)}`) {
        throw wrong(message('server.manifest-hash', { path, id: given }));
      }
      if ((documents.get(id) ?? text) !== text) throw wrong(message('server.manifest-twice', { path, id: given }));
      documents.set(id, text);
    }
  }
  return documents;
}

function readManifest(path: string): readonly (readonly [id: string, text: string])[] {
  const json = parse(path);
  const apollo = APOLLO.safeParse(json);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => [id, body] as const);
  const plain = PLAIN.safeParse(json);
  if (!plain.success) throw wrong(message('server.manifest-form', { path }));
  return Object.entries(plain.data);
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code, message: reason } = error as NodeJS.ErrnoException;
    throw wrong(message('server.manifest-unreadable', { path, reason: code ?? reason }));
  }
}

const wrong = (text: Text): DomainError => new DomainError('BAD_INPUT', text);

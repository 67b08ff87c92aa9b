import { type DocumentNode, type GraphQLError, type ParseOptions, parse, Source, type SourceLocation } from 'graphql';

const documents = new WeakMap<Source, DocumentNode>();

/**
 * Parses a text. Every error that GraphQL makes of a document counts the lines of its text anew, from the first character on; so the text
 * is taken away once it is parsed, and what lies where is told by the tokens, which know their line and column.
 */
export function parseLocated(text: string, options: ParseOptions): DocumentNode {
  const source = new Source(text);
  const document = parse(source, options);
  documents.set(source, document);
  Object.assign(source, { body: '' });
  return document;
}

/** The document that an error lies in; null: in none that could be parsed. */
export const documentOf = ({ source }: GraphQLError): DocumentNode | null => (source && documents.get(source)) ?? null;

/** Where an error lies, by the tokens that it begins at. */
export function findLocations({ nodes, locations }: GraphQLError): readonly SourceLocation[] | undefined {
  const tokens = nodes?.flatMap(({ loc }) => loc?.startToken ?? []);
  return tokens?.length ? tokens.map(({ line, column }) => ({ line, column })) : locations;
}

import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../../config.ts';
import type { Turn } from '../../domain/core/turns.ts';
import { message } from '../../domain/message/message.ts';
import { isSliceSpent, type TakeTurn, takeTurn } from '../../graphql/core/turn.ts';
import { compile, type Run } from './compile.ts';
import { buildComplexity, type Complexity } from './complexity.ts';
import { refuseIntrospection } from './introspection.ts';
import { parseWithin, tooLarge } from './limit.ts';
import { noNul } from './nul.ts';
import type { DocumentShape } from './shape.ts';

/** One operation of a document, with what was learnt about it. */
export interface Operation {
  readonly node: OperationDefinitionNode;
  readonly complexity: Complexity;
  /** The variables as GraphQL reads them, or what is wrong with them as far as it is told; only with others the operation is weighed and run. */
  coerce(variables: Readonly<Record<string, unknown>>): ReturnType<typeof getVariableValues>;
  /** Whether it runs as compiled code from now on, not step by step. */
  readonly isCompiled: boolean;
  run(variables: Readonly<Record<string, unknown>>, context: object): Promise<ExecutionResult>;
}

/** A text that was read once: what is wrong with it, or what can be run. */
export interface KnownDocument {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
  /** What is done with a long text takes milliseconds at each step: each begins in a turn. */
  readonly isLong: boolean;
  /** Null where the document has no operation of this name, or several and none was named. */
  operation(name: string | null): Operation | null;
}

export interface DocumentOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  /** So many times an operation is run by graphql-js: compiling it costs milliseconds, and is for what comes again. */
  readonly compileAfter: number;
}

const MAX_DOCUMENTS = 1_000;
/** About what a document takes: a character of it some thirty bytes of tree, a field some kilobytes of code. */
const BYTES_PER_CHARACTER = 30;
const BYTES_PER_FIELD = 6_000;
const MAX_BYTES = 64 * 1_048_576;
/** A longer text is read and weighed in steps, between which everything else has its turn: to validate one takes up to tens of milliseconds. */
const LONG_TEXT = 1_000;
/** Rules that are applied in one step. */
const RULES_AT_ONCE = 8;
/** Each is told with the whole value that it was found in. */
const MAX_MISTAKES = 10;
const NO_VARIABLES = { coerced: {} };
const RULES = [...specifiedRules, noNul];

/** Who asks with a text. */
interface Asker {
  /** Clients take turns in having long texts read. */
  readonly client: string;
  /** Why the text is not read for them any more; null: they wait. */
  findObstacle(): Error | null;
}

/** A text that is being read, and all who asked with it. */
interface Reading {
  readonly document: Promise<KnownDocument>;
  readonly askers: Asker[];
}

type DocumentReader = (text: string, asker: Asker) => KnownDocument | Promise<KnownDocument>;

/** Parses and validates a text, and remembers what came of it for the next time, a refusal too. */
export function documentReader(options: DocumentOptions): DocumentReader {
  const readings = new Map<string, Reading>();
  const known = new LRUCache<string, KnownDocument>({ max: MAX_DOCUMENTS, maxSize: MAX_BYTES });
  const keep = (text: string, { document, fields }: ReadDocument) => {
    const size = text.length * BYTES_PER_CHARACTER + fields * BYTES_PER_FIELD + 1_000;
    known.set(text, document, { size: Math.min(size, Math.floor(MAX_BYTES / 10)) });
    return document;
  };
  /** A text is read once for all who ask with it, while one of them is there. */
  const readInTurns = (text: string, asker: Asker): Promise<KnownDocument> => {
    const begun = readings.get(text);
    if (begun) {
      begun.askers.push(asker);
      return begun.document;
    }
    const askers = [asker];
    const turn: Turn = {
      findObstacle: () => {
        let obstacle: Error | null = null;
        for (const one of askers) {
          obstacle = one.findObstacle();
          if (!obstacle) return null;
        }
        // Whoever asks from now on is not to wait for this reading.
        forget();
        return obstacle;
      },
      begin: () => {},
    };
    const document = readInSteps(text, options, () => takeTurn(asker.client, turn)).then((read) => keep(text, read));
    const reading = { document, askers };
    const forget = () => void (readings.get(text) === reading && readings.delete(text));
    readings.set(text, reading);
    document.then(forget, forget);
    return document;
  };
  return (text, asker) => {
    const remembered = known.get(text);
    if (remembered) return remembered;
    if (text.length > LONG_TEXT || isSliceSpent()) return readInTurns(text, asker);
    const parsed = parseText(text, options);
    if ('fields' in parsed) return keep(text, parsed);
    return keep(text, knownDocument(parsed, validateBy(RULES, parsed, options), false, options));
  };
}

interface ReadDocument {
  readonly document: KnownDocument;
  readonly fields: number;
}

interface ParsedDocument {
  readonly document: DocumentNode;
  readonly shape: DocumentShape;
}

/** The document, or the refusal of a text that is none or too large. */
function parseText(text: string, { limits }: DocumentOptions): ParsedDocument | ReadDocument {
  try {
    return parseWithin(limits, text);
  } catch (error) {
    const errors = [refusalOf(error)];
    return { document: { document: null, errors, isLong: false, operation: () => null }, fields: 0 };
  }
}

/** What overflows the stack, whatever it is, lies too deep within itself. */
function refusalOf(error: unknown): GraphQLError {
  const refusal = error instanceof RangeError ? tooLarge(message('server.query-too-deep')) : error;
  if (!(refusal instanceof GraphQLError)) throw refusal;
  return refusal;
}

function validateBy(rules: typeof RULES, { document }: ParsedDocument, { schema }: DocumentOptions): GraphQLError[] {
  try {
    return validate(schema, document, rules).map(inOurTerms);
  } catch (error) {
    return [refusalOf(error)];
  }
}

async function readInSteps(text: string, options: DocumentOptions, takeTurn: TakeTurn): Promise<ReadDocument> {
  await takeTurn();
  const parsed = parseText(text, options);
  if ('fields' in parsed) return parsed;
  const isLong = text.length > LONG_TEXT;
  const errors = isLong ? await validateInSteps(parsed, options, takeTurn) : validateBy(RULES, parsed, options);
  return knownDocument(parsed, errors, isLong, options);
}

/** Applies the rules by a few at a time, until some are broken. */
async function validateInSteps(
  parsed: ParsedDocument,
  options: DocumentOptions,
  takeTurn: TakeTurn,
): Promise<GraphQLError[]> {
  for (let from = 0; from < RULES.length; from += RULES_AT_ONCE) {
    await takeTurn();
    const errors = validateBy(RULES.slice(from, from + RULES_AT_ONCE), parsed, options);
    if (errors.length > 0) return errors;
  }
  return [];
}

function knownDocument(
  { document, shape }: ParsedDocument,
  invalid: readonly GraphQLError[],
  isLong: boolean,
  options: DocumentOptions,
): ReadDocument {
  const refusal = invalid.length === 0 ? refuseIntrospection(options.schema, document) : null;
  const errors = refusal ? [refusal] : invalid;
  const operations = new Map<string | null, Operation>();
  const operation = (name: string | null) => {
    const one = operations.get(name);
    if (one) return one;
    const node = getOperationAST(document, name);
    if (!node) return null;
    const made = operationOf(document, node, shape, options);
    operations.set(name, made);
    return made;
  };
  return { document: { document, errors, isLong, operation }, fields: shape.fields };
}

/** Whether fields of one name fit together costs the square of their number; graphql-js gives it up without a word. */
const inOurTerms = (error: GraphQLError): GraphQLError =>
  error.message === 'Validation aborted.' ? tooLarge(message('server.too-many-like-fields')) : error;

function operationOf(
  document: DocumentNode,
  node: OperationDefinitionNode,
  shape: DocumentShape,
  { schema, compileAfter }: DocumentOptions,
): Operation {
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  let times = 0;
  let compiled: Run | null = null;
  return {
    node,
    complexity: buildComplexity(schema, node, fragments),
    coerce: (variables) =>
      node.variableDefinitions?.length
        ? getVariableValues(schema, node.variableDefinitions, variables, { maxErrors: MAX_MISTAKES })
        : NO_VARIABLES,
    get isCompiled() {
      return compiled !== null || times === compileAfter;
    },
    run: async (variableValues, contextValue) => {
      if (times++ === compileAfter) compiled = await compile(schema, document, node, shape);
      return (
        compiled?.(variableValues, contextValue) ??
        execute({ schema, document, contextValue, variableValues, operationName: node.name?.value })
      );
    },
  };
}

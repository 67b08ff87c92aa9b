import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = {
  ID: 'string',
  Decimal: 'string',
  Date: 'string',
  DateTime: 'string',
  Period: 'string',
  Language: 'string',
};

/** Types for our own example operations, made from the printed schema: what a front-end team does against a running server. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  generates: {
    'schema/generated/': {
      documents: 'schema/operations/*.graphql',
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars,
      },
    },
    // The explorer's, as docs/front-end.md has it: what it asks is sent as text, and nothing of graphql-js is shipped.
    'src/explorer/api/generated/': {
      documents: 'src/explorer/**/*.graphql',
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars,
      },
    },
  },
};

export default config;

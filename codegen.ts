import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types for our own example operations, made from the printed schema: what a front-end team does against a running server. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/*.graphql',
  generates: {
    'schema/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: {
          ID: 'string',
          Decimal: 'string',
          Date: 'string',
          DateTime: 'string',
          Period: 'string',
          Language: 'string',
        },
      },
    },
  },
};

export default config;

import type { CodegenConfig } from '@graphql-codegen/cli';

/** The typed documents of the TypeScript client, from the printed schema and nothing else. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: ['clients/operations/*.graphql'],
  importExtension: '.js',
  generates: {
    'clients/typescript/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        // What travels in JSON: money and decimals are strings, so that no client loses a fen to a float.
        scalars: {
          ID: 'string',
          Money: 'string',
          Decimal: 'string',
          Date: 'string',
          DateTime: 'string',
          YearMonth: 'string',
          AreaCode: 'string',
        },
      },
    },
  },
};

export default config;

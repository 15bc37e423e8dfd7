/** Who may import whom: one row per sentence of the house plan. `test/architecture.test.ts` plants a violation of each. */
const core = '^src/core/';
const ruleFolders = '^src/core/(money|calendar|ledger|identify|dunning|penalties|reminder|log)/';

/** Inside core, from the ground up; a folder may use those before it. */
const ORDER = ['money', 'calendar', 'ledger', 'log', 'identify', 'dunning', 'penalties', 'reminder', 'flow', 'panel'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'No room may need itself through another.', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'core-imports-only-core',
      comment: 'core is pure and the same in browser, Apps Script and Node: it imports core and pure, synchronous packages proved in the bare VM.',
      severity: 'error',
      from: { path: core },
      to: { pathNot: [core, '(^|/)node_modules/(liquidjs|@noble/hashes)/'] },
    },
    {
      name: 'core-from-the-ground-up',
      comment: 'Inside core: money, calendar -> ledger -> log -> identify, dunning, reminder -> flow -> panel. Values only; types may look up.',
      severity: 'error',
      from: { path: `^src/core/(money|calendar)/` },
      to: { path: `^src/core/(${ORDER.slice(2).join('|')})/` },
    },
    { name: 'ledger-knows-no-rule', comment: 'The ledger states facts; it does not decide.', severity: 'error', from: { path: '^src/core/ledger/' }, to: { path: '^src/core/(identify|dunning|penalties|reminder|flow|panel|formats)/', dependencyTypesNot: ['type-only'] } },
    {
      name: 'rules-know-no-screen',
      comment: 'Rule folders import neither formats, panel, flow nor ports.',
      severity: 'error',
      from: { path: ruleFolders },
      to: { path: '^src/core/(formats/|panel/|flow/|ports\\.ts)' , dependencyTypesNot: ['type-only'] },
    },
    { name: 'flow-knows-no-screen', comment: 'A flow decides what happens, panel says it.', severity: 'error', from: { path: '^src/core/flow/' }, to: { path: '^src/core/panel/' } },
    {
      name: 'two-doors-of-core',
      comment: 'Hosts enter core by index.ts; writing.ts is the second door, so that the template engine can be loaded later.',
      severity: 'error',
      from: { path: '^src/(outlook|gmail|server|demo)/' },
      to: { path: core, pathNot: '^src/core/(index|writing|e-invoices)\\.ts$' },
    },
    { name: 'e-invoices-are-read-on-the-server', comment: 'The third door of core, e-invoices.ts, is the server\'s: a mailbox needs a tenth of it, which stands in identify.', severity: 'error', from: { path: '^src/(outlook|gmail|demo)/' }, to: { path: '^src/core/e-invoices\\.ts$' } },
    { name: 'outlook-is-a-host', comment: 'Hosts never import each other.', severity: 'error', from: { path: '^src/outlook/' }, to: { path: '^src/(gmail|server|demo)/' } },
    { name: 'gmail-is-a-host', comment: 'Hosts never import each other.', severity: 'error', from: { path: '^src/gmail/' }, to: { path: '^src/(outlook|server|demo)/' } },
    { name: 'server-is-a-host', comment: 'Hosts never import each other.', severity: 'error', from: { path: '^src/server/' }, to: { path: '^src/(outlook|gmail|demo)/' } },
    { name: 'sql-stays-in-the-store', comment: 'All SQL in server/store.', severity: 'error', from: { path: '^src/', pathNot: '^src/server/store/' }, to: { path: '(^|/)node_modules/(kysely|libsql|pg)/' } },
    { name: 'src-never-imports-test', comment: 'The product does not know its tests.', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    { name: 'nothing-from-outside', comment: 'Nothing is read from beside the checkout.', severity: 'error', from: { path: '^(src|test)/' }, to: { path: '^\\.\\./' } },
    { name: 'every-import-resolves', comment: 'A name that resolves to nothing.', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
};

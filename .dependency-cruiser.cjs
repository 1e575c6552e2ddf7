/** The dependency direction of the packages, judged on the resolved graph. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^packages/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A module loaded lazily may name its loader: that edge does not exist at start.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import', 'type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.test\\.ts$',
          '(^|/)[^/]*\\.config\\.(ts|js|cjs)$',
          '^test/',
          '^tools/',
          '^packages/desk/public/', // named by index.html, not imported
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve is an undeclared or missing dependency.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    only(
      'cloudpayments-is-a-leaf',
      '^packages/cloudpayments/',
      '^packages/cloudpayments/',
      'The protocol library imports no package of ours.',
    ),
    only(
      'wire-is-pure',
      '^packages/cloudpayments/src/wire/',
      '^packages/cloudpayments/src/wire/',
      'wire imports nothing but itself.',
    ),
    {
      name: 'wire-and-domain-import-no-node',
      severity: 'error',
      from: { path: '^packages/(cloudpayments/src/wire|domain)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    only(
      'domain-reaches-wire-only',
      '^packages/domain/',
      '^packages/(domain/|cloudpayments/src/wire/)',
      'domain reaches itself and cloudpayments/wire.',
    ),
    {
      name: 'wire-only-in-from-gateway',
      comment: "Only from-gateway.ts files of the domain translate the gateway's spelling.",
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: ['from-gateway\\.ts$', '\\.test\\.ts$'] },
      to: { path: '^packages/cloudpayments/' },
    },
    only(
      'api-is-a-leaf',
      '^packages/api/',
      '^packages/api/',
      'The HTTP contract imports no package of ours.',
    ),
    only(
      'server-reaches',
      '^packages/server/',
      '^packages/(server|domain|cloudpayments|api)/',
      'server imports domain, cloudpayments, api.',
    ),
    only(
      'simulator-is-independent',
      '^packages/simulator/',
      '^packages/(simulator|cloudpayments)/',
      'The simulator never imports domain or server.',
    ),
    only(
      'contract-is-a-leaf',
      '^packages/contract/src/',
      '^packages/contract/',
      'The contract suite imports no package of ours: it is a third opinion. Its tests start the simulator.',
    ),
    only(
      'desk-reaches-api',
      '^packages/desk/',
      '^packages/(desk|api)/',
      'The desk imports api only.',
    ),
    only(
      'checkout-reaches-api',
      '^packages/checkout/',
      '^packages/(checkout|api)/',
      'The payment page imports api types only.',
    ),
    only(
      'cli-reaches',
      '^packages/cli/',
      '^packages/(cli|api|cloudpayments)/|^packages/(server|simulator|contract)/src/(main|index|options)\\.ts$',
      'cli imports api, cloudpayments and the entry points of server, simulator and contract.',
    ),
    {
      name: 'one-importer-of-the-driver',
      comment: 'Only src/db knows pg.',
      severity: 'error',
      from: { path: '^packages/server/src/', pathNot: '^packages/server/src/db/' },
      to: { path: 'node_modules/(@types/)?pg/' },
    },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      from: {
        path: '^packages/(cloudpayments|domain|api|server|simulator|contract|cli)/src/',
        pathNot: '\\.test\\.ts$',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};

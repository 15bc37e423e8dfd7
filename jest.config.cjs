/** Types are checked by `tsc -b`; here they are only removed. */
module.exports = {
  testEnvironment: 'node',
  // A busy machine of two cores is not a failure; what hangs still ends.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  cacheDirectory: '<rootDir>/.cache/jest',
  testSequencer: '<rootDir>/test/longest-first.cjs',
  // jose is published as ES modules only, and so is the part of unpdf that reads PDFs.
  transformIgnorePatterns: ['/node_modules/(?!(?:jose|unpdf)/)'],
  moduleNameMapper: { '^unpdf/pdfjs$': '<rootDir>/node_modules/unpdf/dist/pdfjs.mjs' },
  transform: {
    '^.+/node_modules/unpdf/.+\\.[cm]js$': '<rootDir>/test/esm-to-commonjs.cjs',
    '^.+/node_modules/jose/.+\\.js$': ['ts-jest', { diagnostics: false, tsconfig: { target: 'ES2022', module: 'CommonJS', moduleResolution: 'bundler', allowJs: true, isolatedModules: true } }],
    '^.+\\.tsx?$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: {
          target: 'ES2022',
          module: 'CommonJS',
          moduleResolution: 'bundler',
          isolatedModules: true,
          verbatimModuleSyntax: false,
          esModuleInterop: true,
          resolveJsonModule: true,
          jsx: 'react-jsx',
          skipLibCheck: true,
        },
      },
    ],
  },
};

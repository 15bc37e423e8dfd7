import tseslint from 'typescript-eslint';

const clockless = 'core is given its day: no clock, chance or host inside';

const lookbehind = 'WebKit before Safari 16.4, which older Outlook for Mac runs on, refuses the whole script for a lookbehind';
const noLookbehind = [
  { selector: 'Literal[regex.pattern=/[(][?]<[!=]/]', message: lookbehind },
  { selector: 'TemplateElement[value.raw=/[(][?]<[!=]/]', message: lookbehind },
  { selector: 'Literal[value=/[(][?]<[!=]/]', message: lookbehind },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.cache/'] },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-syntax': [
        'error',
        { selector: 'CatchClause[body.body.length=0]', message: 'a failure is handled or told, never dropped' },
        { selector: "CallExpression[callee.object.name=/^(describe|test|it)$/][callee.property.name=/^(skip|only|todo)$/]", message: 'no skipped and no focused test' },
        { selector: "MemberExpression[property.name='waitForFunction']", message: 'our pages forbid what it does once it has to wait: untilTrue' },
      ],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    ignores: ['test/property.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'fast-check', message: 'through test/property.ts, which holds the seed' }] }] },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'CatchClause[body.body.length=0]', message: 'a failure is handled or told, never dropped' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clockless },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: clockless },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: clockless },
        { selector: ':function[async=true]', message: 'core is synchronous: Apps Script has no promise to wait for' },
        { selector: "MemberExpression[object.name='Intl']", message: "Intl's output changes with the host's ICU" },
        { selector: 'MemberExpression[property.name=/^(toLocale|get(FullYear|Month|Date|Day|Hours)$)/]', message: "local time and locale belong to the host; core counts in UTC days" },
        ...noLookbehind,
      ],
    },
  },
  {
    files: ['src/outlook/**/*.{ts,tsx}', 'src/gmail/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'CatchClause[body.body.length=0]', message: 'a failure is handled or told, never dropped' }, ...noLookbehind] },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/outlook/office-mail-host.ts', 'src/outlook/host/**'],
    rules: { 'no-restricted-globals': ['error', { name: 'Office', message: 'one place per host speaks the host: office-mail-host.ts and its folder host/' }] },
  },
);

import js from '@eslint/js';
import globals from 'globals';

/** Waiting by the clock hides races; tests await a condition with a deadline instead. */
const noSleeps = [
  {
    selector: "CallExpression[callee.property.name='waitForTimeout']",
    message: 'Await a condition (support/until.mjs) instead of sleeping.',
  },
  {
    selector: "NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout']",
    message: 'Await a condition (support/until.mjs) instead of sleeping.',
  },
];

export default [
  { ignores: ['node_modules', 'e2e/.results', 'fuzz', 'unit', 'tidy'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: globals.node },
    rules: {
      'max-lines': ['error', { max: 399 }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['simulator/page/**/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: globals.browser },
    rules: { 'max-lines': ['error', { max: 399 }], 'prefer-const': 'error', eqeqeq: 'error' },
  },
  {
    files: ['integration/**', 'faults/**', 'e2e/**', 'simulator/**/*.test.mjs'],
    rules: { 'no-restricted-syntax': ['error', ...noSleeps] },
  },
  { files: ['e2e/**'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
];

import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Which folder of src/ may import which: data flows one way, and this keeps it so. */
const allowed = {
  domain: [],
  rules: ['domain'],
  plan: ['domain'],
  report: ['domain'],
  scan: ['domain'],
  settings: ['domain'],
  azure: ['domain'],
  observe: ['domain', 'azure'],
  enforce: ['domain', 'azure', 'observe', 'plan', 'rules'],
  publish: ['domain', 'report'],
};
const zones = Object.entries(allowed).map(([folder, may]) => ({
  target: `./src/${folder}`,
  from: './src',
  except: [folder, ...may].map((name) => `./${name}`),
  message: `src/${folder} may import ${may.length ? may.join(', ') : 'nothing of ours'} only`,
}));

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'build/',
      'demo-output/',
      'coverage/',
      '.mutation/',
      '__tests__/**/corpus/',
      '__tests__/**/fixtures/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    // The root's: that of src/ serves the bundler, which resolves modules its own way.
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...zones,
            { target: './src', from: './sandbox', message: 'src/ does not know the sandbox' },
            { target: './src', from: './__tests__', message: 'src/ does not know the tests' },
            {
              target: './sandbox',
              from: './src',
              message: 'the sandbox is an independent reading of Azure',
            },
          ],
        },
      ],
    },
  },
  {
    // What a pattern reads here was written by others: no text may make it slow, not even by its square.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
      },
    },
  },
);

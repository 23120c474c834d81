/**
 * The fence around the architecture (docs/architecture.md): who imports whom, what pure code may not do, how long a
 * file may be. `tools/lint-fence.long.ts` shows that every row of it bites.
 */
import { createProjectGraphAsync } from '@nx/devkit';
import tseslint from 'typescript-eslint';
import { boundaries } from './tools/lint/boundaries.mjs';
import { imports, testFiles } from './tools/lint/modules.mjs';
import { purity } from './tools/lint/purity.mjs';

// Without a project graph the rule of Nx skips with a warning: make one first, in this process, without a daemon.
process.env.NX_DAEMON = 'false';
await createProjectGraphAsync({ exitOnError: false });

/** Code that decides: types are narrowed there, never asserted. */
const deciding = ['libs/{residence,billing,journal}/src/**/*.ts', 'services/*/src/domain/**/*.ts'];

export default tseslint.config(
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { ignores: ['**/dist/**', '**/generated/**', '**/coverage/**', 'test-results/**', '.nx/**', '.regieboek/**'] },
  {
    name: 'regieboek/typescript',
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // An async method without await still turns what it throws into a rejection: ports promise that.
      '@typescript-eslint/require-await': 'off',
      // Objects with methods are closures here more often than classes; taking such a method out is meant.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 60],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      complexity: ['error', 15],
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    name: 'regieboek/tests',
    files: testFiles,
    rules: {
      'max-lines-per-function': 'off',
      complexity: 'off',
      '@typescript-eslint/max-params': 'off',
      // Tests look into answers in JSON, and what they expect of them is the check of their shape.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'regieboek/readers of ijw leave by throwing a Stop, which never leaves the reader',
    files: ['libs/ijw/src/read/**/*.ts'],
    rules: { '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'file', name: ['Stop', 'Known'] }] }] },
  },
  {
    name: 'regieboek/deciding',
    files: deciding,
    ignores: testFiles,
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  ...boundaries,
  ...imports,
  ...purity,
);

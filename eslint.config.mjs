import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/**
 * Imports run one way: web → ui → replay, recording → contracts, pose; the API takes the same libraries and exports, and
 * never the web's. The framework-free libraries import nothing but each other (contracts: zod).
 */
const boundaries = [
  'error',
  {
    enforceBuildableLibDependency: true,
    allow: [],
    depConstraints: [
      { sourceTag: 'type:pose', onlyDependOnLibsWithTags: [], allowedExternalImports: [] },
      { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: [], allowedExternalImports: ['zod'] },
      {
        sourceTag: 'type:recording',
        onlyDependOnLibsWithTags: ['type:contracts', 'type:pose'],
        allowedExternalImports: [],
      },
      {
        sourceTag: 'type:replay',
        onlyDependOnLibsWithTags: ['type:contracts', 'type:pose'],
        allowedExternalImports: [],
      },
      {
        sourceTag: 'type:exports',
        onlyDependOnLibsWithTags: ['type:contracts', 'type:pose'],
        allowedExternalImports: [],
      },
      { sourceTag: 'type:ui', onlyDependOnLibsWithTags: ['scope:shared'] },
      {
        sourceTag: 'scope:web',
        onlyDependOnLibsWithTags: ['scope:shared', 'type:ui'],
        bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'express', 'socket.io'],
      },
      {
        sourceTag: 'scope:api',
        onlyDependOnLibsWithTags: ['scope:shared'],
        bannedExternalImports: ['@angular/*', '@tensorflow/*', 'socket.io-client'],
      },
      { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['scope:shared'] },
    ],
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/.nx',
      '**/.angular',
      '**/node_modules',
      '**/tmp',
      '**/generated',
      'data',
      '**/public',
      '**/playwright-report',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            'jest.config.ts',
            'apps/*/jest.*.ts',
            'libs/*/jest.*.ts',
            'apps/*/playwright.*.ts',
          ],
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 30,
        },
      },
    },
    rules: {
      '@nx/enforce-module-boundaries': boundaries,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      curly: ['error', 'multi-line'],
      eqeqeq: ['error', 'smart'],
      'no-console': ['error', { allow: ['error', 'warn'] }],
    },
  },
  {
    // Injected classes must stay value imports: Nest and TypeORM read them from the emitted decorator metadata.
    files: ['apps/api/src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: [
      '**/*.spec.ts',
      '**/*.int-spec.ts',
      '**/*.e2e-spec.ts',
      'apps/api/src/testing/**/*.ts',
      '**/jest.*.ts',
      '**/playwright.*.ts',
    ],
    rules: {
      '@nx/enforce-module-boundaries': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'it', property: 'only' },
        { object: 'describe', property: 'only' },
        { object: 'test', property: 'only' },
      ],
    },
  },
  {
    // Tests of processes and browser drive the whole workspace: they start its tools and make their clips with them.
    files: ['apps/api-e2e/src/**/*.ts', 'apps/web-e2e/src/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: ['apps/web/src/**/*.ts', 'libs/ui/src/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        [
          { type: 'element', prefix: 'rc', style: 'kebab-case' },
          // What stands on an element that has to be of its kind, such as a list's.
          { type: 'attribute', prefix: 'rc', style: 'camelCase' },
        ],
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'rc', style: 'camelCase' },
      ],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  {
    files: ['apps/web/src/**/*.html', 'libs/ui/src/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
);

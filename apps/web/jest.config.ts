/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { createCjsPreset } from 'jest-preset-angular/presets';
import { libraries } from '../../tools/jest-node.cjs';

const config: Config = {
  ...createCjsPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' }),
  displayName: 'web',
  rootDir: __dirname,
  roots: ['<rootDir>/src', '<rootDir>/../../libs/ui/src'],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: {
    '/(pose|capture)-worker-factory$': '<rootDir>/src/app/studio/testing/worker-factories.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@reclimb/ui/drawing$': '<rootDir>/../../libs/ui/src/drawing.ts',
    '^@reclimb/ui$': '<rootDir>/../../libs/ui/src/index.ts',
    ...libraries,
  },
};
export default config;

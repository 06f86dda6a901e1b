/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { settings } from '../../tools/jest-node.cjs';

/** The built server as a process of its own: started, stopped, killed, started again. */
const config: Config = {
  ...settings,
  displayName: 'api-e2e',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.e2e-spec.ts'],
  globalSetup: '<rootDir>/../../tools/jest-data-folder-setup.mjs',
  globalTeardown: '<rootDir>/../../tools/jest-data-folder-teardown.mjs',
  testTimeout: 90_000,
};
export default config;

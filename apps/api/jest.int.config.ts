/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { properties, settings } from '../../tools/jest-node.cjs';

/** Integration tests: a real PostgreSQL (started once for the run) and real sockets. */
const config: Config = {
  ...settings,
  displayName: 'api integration',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.int-spec.ts'],
  setupFiles: [properties, 'reflect-metadata'],
  globalSetup: '<rootDir>/../../tools/jest-postgres-setup.mjs',
  globalTeardown: '<rootDir>/../../tools/jest-postgres-teardown.mjs',
  testTimeout: 30_000,
};
export default config;

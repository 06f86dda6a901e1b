/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

/** All unit tests of the workspace; integration and browser tests have configurations of their own. */
const config: Config = {
  // Nothing here waits for time: this ends a test that hangs, and a busy machine is no hang.
  testTimeout: 60_000,
  projects: [
    'apps/api',
    'apps/web',
    'libs/contracts',
    'libs/exports',
    'libs/pose',
    'libs/recording',
    'libs/replay',
  ].map((project) => `<rootDir>/${project}/jest.config.ts`),
};
export default config;

/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { settings } from '../../tools/jest-node.cjs';

const config: Config = {
  ...settings,
  displayName: 'api',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  setupFiles: ['reflect-metadata'],
};
export default config;

/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { properties, settings } from '../../tools/jest-node.cjs';

const config: Config = {
  ...settings,
  displayName: 'api',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  setupFiles: [properties, 'reflect-metadata'],
};
export default config;

/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { settings } from '../../tools/jest-node.cjs';

const config: Config = {
  ...settings,
  displayName: 'exports',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
};
export default config;

import { defineConfig } from '@playwright/test';
import tests from './playwright.config.js';

/** Takes the pictures of the documentation; see tools/screenshots.mjs. */
export default defineConfig({ ...tests, testMatch: '**/*.screenshots.ts', timeout: 300_000 });

// Writes what is made from the controllers and their schemas: openapi.json, and the types of a client of it, which the tests
// of integrations use. With --check it compares and lints instead, for CI. Needs the built API and no database: the
// application is described, not started.
import fs from 'node:fs';
import path from 'node:path';
import { createConfig, formatProblems, getTotals, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';

const root = path.resolve(import.meta.dirname, '..');
const { describeApi } = await import('../apps/api/dist/openapi.js');
const description = await describeApi();

const files = {
  'openapi.json': `${JSON.stringify(description, null, 2)}\n`,
  'apps/api-e2e/src/integrations/api-schema.d.ts': astToString(await openapiTS(description)),
};

/** The linter's recommended rules; what is left out of them says why. */
async function lint() {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      // Health checks and open routes refuse nothing.
      'operation-4xx-response': 'off',
      'no-invalid-media-type-examples': 'error',
      'no-invalid-schema-examples': 'error',
      'parameter-description': 'error',
      // A query that has a name is told parameter by parameter.
      'no-unused-components': 'off',
    },
  });
  const problems = await lintFromString({
    source: files['openapi.json'],
    absoluteRef: 'openapi.json',
    config,
  });
  formatProblems(problems, { format: 'stylish', totals: getTotals(problems), version: '' });
  return problems.length === 0;
}

if (process.argv.includes('--check')) {
  const stale = Object.entries(files).filter(([name, content]) => {
    const file = path.join(root, name);
    return !fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== content;
  });
  for (const [name] of stale) {
    console.error(`${name} is not what the API says. Run "node tools/openapi.mjs" and commit the result.`);
  }
  const isClean = await lint();
  if (stale.length > 0 || !isClean) process.exit(1);
  console.log('openapi.json and the types of its client are up to date, and the linter finds nothing');
} else {
  for (const [name, content] of Object.entries(files)) {
    fs.writeFileSync(path.join(root, name), content);
    console.log(`Wrote ${name}`);
  }
}

// The OpenAPI document, which is committed, and what is made from it.
//
//   node tools/openapi.mjs                writes openapi.json, from the controllers and their schemas
//   node tools/openapi.mjs --check        compares and lints instead, for CI
//   node tools/openapi.mjs --client FILE  writes the types of a client of the committed document, for the tests of integrations
//
// The first two need the built API and no database: the application is described, not started.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createConfig, formatProblems, getTotals, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';

const root = path.resolve(import.meta.dirname, '..');
const file = path.join(root, 'openapi.json');

/** What the API says of itself now. */
async function describe() {
  const { describeApi } = await import('../apps/api/dist/openapi.js');
  return `${JSON.stringify(await describeApi(), null, 2)}\n`;
}

/** The linter's recommended rules; what is left out of them says why. */
async function lint(source) {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      'operation-4xx-response': 'error',
      'no-invalid-media-type-examples': 'error',
      'no-invalid-schema-examples': 'error',
      'parameter-description': 'error',
      // A query's schema that has an id of its own is left out of its operation: it goes without.
      'no-unused-components': 'error',
    },
  });
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  formatProblems(problems, { format: 'stylish', totals: getTotals(problems), version: '' });
  return problems.length === 0;
}

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, client: { type: 'string' } },
});
if (values.client !== undefined) {
  const document = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.mkdirSync(path.dirname(values.client), { recursive: true });
  fs.writeFileSync(values.client, astToString(await openapiTS(document)));
  console.log(`Wrote ${values.client}`);
} else if (values.check) {
  const description = await describe();
  const isFresh = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === description;
  if (!isFresh) {
    console.error(
      'openapi.json is not what the API says. Run "node tools/openapi.mjs" and commit the result.',
    );
  }
  const isClean = await lint(description);
  if (!isFresh || !isClean) process.exit(1);
  console.log('openapi.json is up to date, and the linter finds nothing');
} else {
  fs.writeFileSync(file, await describe());
  console.log('Wrote openapi.json');
}

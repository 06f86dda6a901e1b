// Writes openapi.json from the controllers and their schemas; with --check it only compares, for CI. Needs the built API
// and no database: the application is described, not started.
import fs from 'node:fs';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../openapi.json');
const { describeApi } = await import('../apps/api/dist/openapi.js');
const document = `${JSON.stringify(await describeApi(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const committed = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (committed !== document) {
    console.error(
      'openapi.json is not what the API says. Run "node tools/openapi.mjs" and commit the result.',
    );
    process.exit(1);
  }
  console.log('openapi.json is up to date');
} else {
  fs.writeFileSync(file, document);
  console.log(`Wrote ${path.relative(process.cwd(), file)}`);
}

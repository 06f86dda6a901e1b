// Jest settings shared by every project that runs in Node (the API, the framework-free libraries, api-e2e).
//
// Nest 12 and others ship ES modules only. Jest loads modules itself and cannot require() ES modules before Node 24.9
// (and not even there when a CommonJS package requires Nest back), so every package that declares "type": "module" is
// compiled to CommonJS by swc. Jest caches the result.
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..');

/** Names of all installed packages that are ES modules, nested ones included. */
function esmPackages(dir = path.join(root, 'node_modules'), scope = '') {
  const found = [];
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.isSymbolicLink()) continue;
    if (!scope && entry.name.startsWith('@')) {
      found.push(...esmPackages(path.join(dir, entry.name), `${entry.name}/`));
      continue;
    }
    const manifest = path.join(dir, entry.name, 'package.json');
    if (!fs.existsSync(manifest)) continue;
    if (JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module') found.push(scope + entry.name);
    const nested = path.join(dir, entry.name, 'node_modules');
    if (fs.existsSync(nested)) found.push(...esmPackages(nested));
  }
  return found;
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    },
    module: { type: 'commonjs', importInterop: 'swc' },
    sourceMaps: 'inline',
  },
];

/** Workspace libraries are tested from their sources, so that no test sees a stale build. */
const libraries = Object.fromEntries([
  ['^@reclimb/replay/frames$', path.join(root, 'libs/replay/src/frames.ts')],
  ...['contracts', 'exports', 'pose', 'recording', 'replay'].flatMap((name) => [
    [`^@reclimb/${name}$`, path.join(root, `libs/${name}/src/index.ts`)],
    [`^@reclimb/${name}/testing$`, path.join(root, `libs/${name}/src/testing/index.ts`)],
  ]),
]);

/** Makes property tests repeatable; a project with `setupFiles` of its own names it too. */
const properties = path.join(root, 'tools/jest-properties.cjs');

/** Jest settings; a project adds its displayName and rootDir. */
const settings = {
  testEnvironment: 'node',
  // 'module-sync' is the condition of Node's own require(esm); file-type (used by Nest) exports nothing else.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'module-sync'] },
  transform: { '^.+\\.(ts|js|mjs)$': swc },
  transformIgnorePatterns: [
    `/node_modules/(?!(${[...new Set(esmPackages())].map(escape).join('|')})/|.*\\.mjs$)`,
  ],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', ...libraries },
  setupFiles: [properties],
};

module.exports = { settings, libraries, properties };

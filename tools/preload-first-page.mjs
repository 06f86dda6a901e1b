// The last step of the web app's build: writes into index.html which files a page needs, so that the browser fetches all of
// them at once instead of finding them one within the other. Angular names ten at most, the largest not among them.
//
// Every page needs what main imports. What the library and its frame import on top of that, is for early.js, which alone
// knows the address: it stands in its `data-library`.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const dist = path.resolve(import.meta.dirname, '../apps/web/dist');
/** Sources whose chunks make up the library. */
const LIBRARY = ['apps/web/src/app/shell/shell.ts', 'apps/web/src/app/library/library.ts'];

const { outputs } = JSON.parse(readFileSync(path.join(dist, 'stats.json'), 'utf8'));

function chunkOf(source) {
  const found = Object.keys(outputs).find((name) => outputs[name].entryPoint === source);
  if (!found) throw new Error(`No chunk is made of ${source}`);
  return found;
}

/** A chunk and all that it imports, but for what is loaded when it is needed. */
function collect(chunk, into) {
  if (into.has(chunk)) return into;
  into.add(chunk);
  for (const { path: imported, kind } of outputs[chunk].imports) {
    if (kind === 'import-statement' && imported in outputs) collect(imported, into);
  }
  return into;
}

/** The largest first: it takes longest to arrive and to be compiled. */
const bySize = (chunks) => [...chunks].sort((a, b) => outputs[b].bytes - outputs[a].bytes);

const main = chunkOf('apps/web/src/main.ts');
const initial = collect(main, new Set());
const library = LIBRARY.reduce((chunks, source) => collect(chunkOf(source), chunks), new Set(initial));

const page = path.join(dist, 'browser/index.html');
const html = readFileSync(page, 'utf8').replace(/<link rel="modulepreload"[^>]*>/g, '');
const early = /<script src="early\.js"[^>]*>/;
if (!early.test(html)) throw new Error(`${page} has no early.js`);
const preloads = bySize(initial)
  .filter((chunk) => chunk !== main)
  .map((chunk) => `<link rel="modulepreload" href="${chunk}">`);
const further = bySize(library).filter((chunk) => !initial.has(chunk));
writeFileSync(
  page,
  html
    .replace(early, `<script src="early.js" data-library="${further.join(' ')}">`)
    .replace('<script src="main-', `${preloads.join('')}<script src="main-`),
);

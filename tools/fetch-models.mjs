// `npm run models`: fetches MoveNet's official weights into MODEL_DIR (default DATA_DIR/models) and checks them, for a
// server that will have no network later. The server does the same by itself at first use.
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const { MODEL_NAMES } = await import('../apps/api/dist/models/model-catalogue.js');
const { fetchModel } = await import('../apps/api/dist/models/model-fetcher.js');

const dataDir = process.env.DATA_DIR || path.join(root, 'data');
const source = process.env.MODEL_SOURCE?.replace(/\/+$/, '');
const modelDir = path.resolve(process.env.MODEL_DIR || path.join(dataDir, 'models'));
let failed = 0;
for (const name of MODEL_NAMES) {
  try {
    await fetchModel(name, modelDir, source ? { source } : {});
    console.log(`${name}: in ${path.join(modelDir, name)}`);
  } catch (error) {
    failed += 1;
    console.error(`${name}: ${error.message}`);
  }
}
process.exit(failed > 0 ? 1 : 0);

import { freePort } from './free-port.mjs';
import { newDataFolder, removeDataFolder, RunningServer } from './running-server.mjs';

/** One data folder as a first start leaves it; the tests that are not about the first start begin with copies of it. */
export default async function setup() {
  const folder = newDataFolder();
  const server = RunningServer.launch(folder, await freePort());
  try {
    await server.ready();
    const code = await server.end('SIGINT');
    if (code !== 0) throw new Error(`The first start did not end cleanly:\n${server.output}`);
  } catch (error) {
    server.process.kill('SIGKILL');
    removeDataFolder(folder);
    throw error;
  }
  process.env.RECLIMB_STARTED_FOLDER = folder;
}

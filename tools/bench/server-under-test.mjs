import path from 'node:path';
import { freePort } from '../free-port.mjs';
import { startPostgres } from '../postgres.mjs';
import { newDataFolder, removeDataFolder, RunningServer } from '../running-server.mjs';
import { ReclimbClient } from '../sessions/reclimb-client.mjs';

/** One user plays hundreds. */
const NO_LIMITS = {
  REQUESTS_PER_MINUTE: '0',
  MESSAGES_PER_SECOND: '0',
  CONNECTIONS_PER_USER: '0',
  CONNECTIONS_PER_MINUTE: '0',
  RECORDINGS_PER_USER: '0',
};

/**
 * A database with PostgreSQL's own settings (durability above all) and the built server on it, both processes of their
 * own on a new folder.
 *
 * @template T
 * @param {(server: { url: string, client: ReclimbClient, databaseUrl: string, pid: number, postgresPid: number,
 *   folder: string }) => Promise<T>} use `pid` is the server's, `folder` for files of the bench's own
 * @param {Record<string, string>} env the server's settings, where its limits are not to be lifted
 * @returns {Promise<T>} when all of it has been stopped and removed again
 */
export async function withServer(use, env = NO_LIMITS) {
  const folder = newDataFolder();
  let postgres;
  let server;
  const stop = async () => {
    await server?.end('SIGTERM');
    await postgres?.stop();
    removeDataFolder(folder);
  };
  const interrupted = () => void stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted);
  try {
    postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
    server = await RunningServer.start(path.join(folder, 'data'), await freePort(), {
      DATABASE_URL: postgres.url,
      ...env,
    });
    const { url } = server;
    const client = await ReclimbClient.logIn(url, 'bench@example.org', 'correct horse');
    return await use({
      url,
      client,
      databaseUrl: postgres.url,
      pid: server.process.pid,
      postgresPid: postgres.pid,
      folder,
    });
  } catch (error) {
    if (server) console.error(server.output.slice(-2000));
    throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupted);
    await stop();
  }
}

import { removeDataFolder } from './running-server.mjs';

export default function teardown() {
  removeDataFolder(process.env.RECLIMB_STARTED_FOLDER);
}

import { tmpdir } from 'node:os';
import path from 'node:path';
import { remux } from './remux.js';

describe(remux.name, () => {
  it('does not call a video unusable whose file cannot be read: it is tried again', async () => {
    const gone = path.join(tmpdir(), 'reclimb-no-such-folder');
    const task = { from: path.join(gone, 'upload'), bytes: 10, to: path.join(gone, 'video.mp4') };
    await expect(remux(task)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { streamedVideo } from '../../testing/videos.js';
import { UnprocessableVideo } from './remux-error.js';
import { containerOf, remux } from './remux.js';
import { Remuxer } from './remuxer.js';

/** Paths whose bytes the disk will not give: the file opens, every read of it fails. */
const mockUnreadable = new Set<string>();
jest.mock('node:fs/promises', () => {
  const actual = jest.requireActual<typeof import('node:fs/promises')>('node:fs/promises');
  return {
    ...actual,
    open: async (file: string, flags: string) => {
      const handle = await actual.open(file, flags);
      if (mockUnreadable.has(file)) {
        handle.read = () => Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' }));
      }
      return handle;
    },
  };
});

describe(remux.name, () => {
  let folder: string;
  let from: string;
  let to: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'reclimb-remux-'));
    from = path.join(folder, 'upload');
    to = path.join(folder, 'video.mp4');
  });
  afterEach(async () => {
    mockUnreadable.clear();
    await rm(folder, { recursive: true, force: true });
  });

  it('does not call a video unusable whose file cannot be opened: it is tried again', async () => {
    const gone = path.join(folder, 'gone', 'upload');
    await expect(remux({ from: gone, bytes: 10, to })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not call a video unusable whose bytes the disk will not give', async () => {
    await writeFile(from, await streamedVideo({ container: 'mp4', pictures: 30 }));
    mockUnreadable.add(from);
    await expect(containerOf(from)).rejects.toMatchObject({ code: 'EIO' });
  });

  it('does not call a finished video damaged because the disk will not give it back', async () => {
    const video = await streamedVideo({ container: 'mp4', pictures: 30 });
    await writeFile(from, video);
    mockUnreadable.add(to);
    await expect(remux({ from, bytes: video.length, to })).rejects.toMatchObject({ code: 'EIO' });
  });

  it('takes sound along, and says so when it had to leave it out', async () => {
    const video = await streamedVideo({ container: 'webm', pictures: 30, sound: true });
    await writeFile(from, video);
    const task = { from, bytes: video.length, to };
    expect(await remux(task)).toMatchObject({ packets: 30, soundLeftOut: false });
    video.write('A_XXXX', video.indexOf('A_OPUS'));
    await writeFile(from, video);
    expect(await remux(task)).toMatchObject({ packets: 30, soundLeftOut: true });
  });

  it.each([
    { container: 'webm', sound: false },
    { container: 'webm', sound: true },
    { container: 'mp4', sound: false },
    { container: 'mp4', sound: true },
  ] as const)(
    'writes what it wrote byte by byte again, on another day: an exported $container (sound: $sound) is imported as it was',
    async (kind) => {
      const video = await streamedVideo({ ...kind, pictures: 95, framesPerSecond: 24, title: 'Anna' });
      await writeFile(from, video);
      expect(video.includes('Anna')).toBe(true);
      const report = await remux({ from, bytes: video.length, to });
      const once = await readFile(to);
      expect(once.includes('Anna')).toBe(false);
      const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 86_400_000);
      const again = path.join(folder, 'again');
      expect(await remux({ from: to, bytes: (await stat(to)).size, to: again })).toEqual(report);
      clock.mockRestore();
      expect((await readFile(again)).equals(once)).toBe(true);
    },
  );

  it('gives up a video that takes more memory than it may, instead of processing it for ever', async () => {
    class SmallRemuxer extends Remuxer {
      protected override readonly maxHeapMegabytes = 2;
    }
    const video = await streamedVideo({ container: 'mp4', pictures: 30 });
    await writeFile(from, video);
    const task = { from, bytes: video.length, to };
    await expect(new SmallRemuxer().remux(task, new AbortController().signal)).rejects.toThrow(
      UnprocessableVideo,
    );
  });
});

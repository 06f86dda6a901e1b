import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RecordingPosition, Session } from '@reclimb/contracts';
import { EncodedPacketSink, FilePathSource, Input, MP4, WEBM } from 'mediabunny';
import sharp from 'sharp';
import type { Socket } from 'socket.io-client';
import { MediaStore } from '../../media/media-store.js';
import { ask, eventually, framesOf, startOf, tell } from '../../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../../testing/test-app.js';
import { streamedVideo } from '../../testing/videos.js';
import { FinaliseSession } from './finalise-session.job.js';
import { UploadRetention } from './upload-retention.js';

const PICTURES = 90;

describe('finalising', () => {
  let app: TestApp;
  let climber: TestUser;
  let socket: Socket;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'reclimb-finalise-'));
    app = await startApp({ config: { recordingGraceSeconds: 1 } });
    climber = await app.newUser();
    socket = await app.connect('/recording', climber);
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const read = async (id: string) =>
    (await (await app.fetch(`/api/v1/sessions/${id}`, { user: climber })).json()) as Session;
  const ended = (id: string) =>
    eventually(
      () => read(id),
      ({ status }) => status === 'completed' || status === 'failed',
    );
  const media = () => app.app.get(MediaStore, { strict: false });

  async function upload(video: Buffer, mimeType: string, from = socket): Promise<string> {
    const start = startOf({ video: { mimeType, width: 64, height: 48 } });
    const { sessionId } = await tell<RecordingPosition>(from, 'start_recording', start);
    await tell(from, 'pose_frames', { sessionId, frames: framesOf(0, PICTURES) });
    for (let offset = 0; offset < video.length; offset += 5000) {
      await tell(from, 'video_chunk', { sessionId, offset, data: video.subarray(offset, offset + 5000) });
    }
    return sessionId;
  }
  const stop = (sessionId: string, video: Buffer) =>
    tell(socket, 'stop_recording', { sessionId, frameCount: PICTURES, videoBytes: video.length });

  async function packetsOf(session: Session): Promise<{ times: number[]; bytes: number }> {
    const answer = await app.fetch(session.video?.url ?? '', { user: climber });
    const file = path.join(folder, session.id);
    await writeFile(file, Buffer.from(await answer.arrayBuffer()));
    const input = new Input({ source: new FilePathSource(file), formats: [MP4, WEBM] });
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('There is no video track');
    const times: number[] = [];
    let bytes = 0;
    for await (const packet of new EncodedPacketSink(track).packets()) {
      times.push(packet.timestamp);
      bytes += packet.data.length;
    }
    input.dispose();
    return { times, bytes };
  }

  it('makes no empty picture of a session in which nobody was found', async () => {
    const { sessionId } = await tell<RecordingPosition>(socket, 'start_recording', startOf());
    const frames = framesOf(0, 3).map((frame) => ({ ...frame, poses: [] }));
    await tell(socket, 'pose_frames', { sessionId, frames });
    await tell(socket, 'stop_recording', { sessionId, frameCount: 3, videoBytes: 0 });
    expect(await ended(sessionId)).toMatchObject({ status: 'completed', frameCount: 3, thumbnailUrl: null });
  });

  it.each([
    ['mp4', 'video/mp4; codecs="vp09.00.10.08"', 'video/mp4'],
    ['webm', 'video/webm', 'video/webm'],
  ] as const)(
    'makes a streamed %s seekable and keeps every picture at its time',
    async (container, mimeType, type) => {
      const video = await streamedVideo({ container, pictures: PICTURES });
      const id = await upload(video, mimeType);
      await stop(id, video);
      const session = await ended(id);
      expect(session).toMatchObject({
        status: 'completed',
        duration: 89 / 30,
        interrupted: false,
        video: { mimeType, width: 64, height: 48, url: `/api/v1/sessions/${id}/video` },
        videoFilePath: expect.stringMatching(new RegExp(`^sessions/${id}/video-[0-9a-f]+\\.${container}$`)),
      });
      const { times, bytes } = await packetsOf(session);
      expect(times).toHaveLength(PICTURES);
      expect(bytes).toBe(PICTURES * 400);
      times.forEach((time, index) => expect(Math.abs(time - index / 30)).toBeLessThan(0.001));
      // The raw upload has served its purpose.
      expect(await media().stat(`sessions/${id}/upload`)).toBeNull();

      const part = await app.fetch(session.video?.url ?? '', {
        user: climber,
        headers: { range: 'bytes=-100' },
      });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-type')).toBe(type);
      const size = session.video?.sizeBytes ?? 0;
      expect(part.headers.get('content-range')).toBe(`bytes ${size - 100}-${size - 1}/${size}`);
      expect((await part.arrayBuffer()).byteLength).toBe(100);
      const etag = part.headers.get('etag') ?? '';
      const again = (headers: Record<string, string>, method = 'GET') =>
        app.fetch(session.video?.url ?? '', { user: climber, headers, method });
      expect((await again({ 'if-none-match': etag })).status).toBe(304);
      expect((await again({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
      expect((await again({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
      expect((await again({ range: `bytes=${size}-` })).status).toBe(416);
      const head = await again({}, 'HEAD');
      expect([head.status, head.headers.get('content-length')]).toEqual([200, String(size)]);
      expect(head.headers.get('x-content-type-options')).toBe('nosniff');
      expect(head.headers.get('content-security-policy')).toContain('sandbox');
      expect(head.headers.get('cache-control')).toContain('private');
    },
  );

  it.each([
    ['mp4', 'video/mp4; codecs="vp09.00.10.08"'],
    ['webm', 'video/webm'],
  ] as const)(
    'takes every whole picture of a %s that breaks off, and the rest when its client comes back',
    async (container, mimeType) => {
      const video = await streamedVideo({ container, pictures: PICTURES });
      // In the middle of the fiftieth picture, which lies in the middle of a cluster (or fragment).
      const cutAt = video.indexOf(Buffer.alloc(400, 49)) + 200;
      const leaving = await app.connect('/recording', climber);
      const id = await upload(video.subarray(0, cutAt), mimeType, leaving);
      leaving.disconnect();
      const cut = await ended(id);
      expect(cut).toMatchObject({ status: 'completed', interrupted: true });
      expect((await packetsOf(cut)).times).toHaveLength(49);
      await tell(socket, 'video_chunk', { sessionId: id, offset: cutAt, data: video.subarray(cutAt) });
      await stop(id, video);
      const whole = await ended(id);
      expect(whole).toMatchObject({ interrupted: false });
      expect(whole.videoFilePath).not.toBe(cut.videoFilePath);
      expect((await packetsOf(whole)).times).toHaveLength(PICTURES);
      expect(await media().stat(cut.videoFilePath ?? '')).toBeNull();
    },
  );

  it('says why a video cannot be used, keeps poses and upload, and tries again when asked', async () => {
    const video = Buffer.from('this is no video at all');
    const id = await upload(video, 'video/mp4');
    await stop(id, video);
    const failed = await ended(id);
    expect(failed).toMatchObject({ status: 'failed', video: null, frameCount: PICTURES });
    expect(failed.failureReason).toContain('neither MP4 nor WebM');
    expect(await media().stat(`sessions/${id}/upload`)).toMatchObject({ size: video.length });
    const retried = await app.fetch(`/api/v1/sessions/${id}/retry`, { method: 'POST', user: climber });
    expect(await retried.json()).toMatchObject({ status: 'processing' });
    expect(await ended(id)).toMatchObject({ status: 'failed' });
  });

  it('keeps the upload of a video whose sound it does not understand', async () => {
    const video = await streamedVideo({ container: 'webm', pictures: PICTURES, sound: true });
    video.write('A_XXXX', video.indexOf('A_OPUS'));
    const id = await upload(video, 'video/webm');
    await stop(id, video);
    const session = await ended(id);
    expect(session).toMatchObject({ status: 'completed', interrupted: false });
    expect((await packetsOf(session)).times).toHaveLength(PICTURES);
    expect(await media().stat(`sessions/${id}/upload`)).toMatchObject({ size: video.length });
  });

  it('leaves out bytes that were written but never acknowledged, and leaves them where they are', async () => {
    const video = await streamedVideo({ container: 'webm', pictures: PICTURES });
    const cutAt = video.indexOf(Buffer.alloc(400, 49)) + 200;
    const leaving = await app.connect('/recording', climber);
    const id = await upload(video.subarray(0, cutAt), 'video/webm', leaving);
    // More of the same recording: its client may be back and have them acknowledged while the job runs.
    await media().writeAt(`sessions/${id}/upload`, cutAt, video.subarray(cutAt));
    leaving.disconnect();
    expect((await packetsOf(await ended(id))).times).toHaveLength(49);
    expect(await media().stat(`sessions/${id}/upload`)).toMatchObject({ size: video.length });
  });

  it('keeps the upload of an interrupted session for a late return, and only as long as one may come', async () => {
    const video = await streamedVideo({ container: 'webm', pictures: PICTURES });
    const leaving = await app.connect('/recording', climber);
    const id = await upload(video.subarray(0, video.length - 1000), 'video/webm', leaving);
    leaving.disconnect();
    expect(await ended(id)).toMatchObject({ status: 'completed', interrupted: true });
    const key = `sessions/${id}/upload`;
    expect(await media().stat(key)).not.toBeNull();
    const [job] = await app.dataSource.query(
      `SELECT extract(epoch FROM run_at - now()) / 86400 AS days FROM graphile_worker.jobs WHERE key = $1`,
      [`drop-upload:${id}`],
    );
    expect(Math.round(Number(job.days))).toBe(30);

    const uploads = app.app.get(UploadRetention, { strict: false });
    const rest = { sessionId: id, offset: video.length - 1000, data: video.subarray(-1000, -500) };
    await tell(socket, 'video_chunk', rest);
    await uploads.drop(id);
    // It is being recorded again: nothing of it may go.
    expect(await media().stat(key)).toMatchObject({ size: video.length - 500 });
    await app.dataSource.query(
      `UPDATE session_recording SET last_activity_at = now() - interval '1 hour', writer_id = NULL WHERE id = $1`,
      [id],
    );
    await eventually(
      () => read(id),
      ({ status, interrupted }) => status === 'completed' && interrupted,
    );
    await uploads.drop(id);
    expect(await media().stat(key)).toBeNull();
    expect((await packetsOf(await read(id))).times.length).toBeGreaterThan(0);
    const late = { sessionId: id, offset: video.length - 500, data: video.subarray(-500) };
    expect(await ask(socket, 'video_chunk', late)).toMatchObject({ error: { code: 'conflict' } });
  });

  it('takes the late word of a client that had nothing more to send than a picture', async () => {
    const video = await streamedVideo({ container: 'webm', pictures: PICTURES });
    const leaving = await app.connect('/recording', climber);
    const id = await upload(video, 'video/webm', leaving);
    leaving.disconnect();
    expect(await ended(id)).toMatchObject({ status: 'completed', interrupted: true });
    const image = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'red' } })
      .webp()
      .toBuffer();
    await tell(socket, 'keyframe', { sessionId: id, frameNumber: 45, image });
    await stop(id, video);
    expect(await ended(id)).toMatchObject({ status: 'completed', interrupted: false });
    await eventually(
      () => media().stat(`sessions/${id}/upload`),
      (info) => info === null,
    );
    expect((await packetsOf(await read(id))).times).toHaveLength(PICTURES);
  });

  it('keeps no upload for a late return that came while the session was being finalised', async () => {
    const video = await streamedVideo({ container: 'webm', pictures: PICTURES });
    const leaving = await app.connect('/recording', climber);
    const id = await upload(video, 'video/webm', leaving);
    const store = media();
    const putFile = store.putFile.bind(store);
    let goOn = () => undefined as void;
    const halfway = new Promise<void>((reached) => {
      jest.spyOn(store, 'putFile').mockImplementationOnce(async (key, write) => {
        reached();
        await new Promise<void>((resolve) => (goOn = resolve));
        return putFile(key, write);
      });
    });
    leaving.disconnect();
    await halfway;
    expect(await read(id)).toMatchObject({ status: 'processing', interrupted: true });
    await stop(id, video);
    goOn();
    expect(await ended(id)).toMatchObject({ status: 'completed', interrupted: false });
    await eventually(
      () => store.stat(`sessions/${id}/upload`),
      (info) => info === null,
    );
    const { times } = await packetsOf(await read(id));
    expect(times).toHaveLength(PICTURES);
  });

  it('leaves nothing behind of a session that is deleted while it fails', async () => {
    const { sessionId } = await tell<RecordingPosition>(
      socket,
      'start_recording',
      startOf({ video: { mimeType: 'video/webm', width: 64, height: 48 } }),
    );
    await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 3) });
    await tell(socket, 'video_chunk', { sessionId, offset: 0, data: Buffer.alloc(100, 1) });
    const store = media();
    const put = store.put.bind(store);
    const deleted = new Promise<void>((resolve) => {
      jest.spyOn(store, 'put').mockImplementationOnce(async (key, bytes) => {
        await put(key, bytes);
        await app.dataSource.query('DELETE FROM session_recording WHERE id = $1', [sessionId]);
        resolve();
      });
    });
    await tell(socket, 'stop_recording', { sessionId, frameCount: 3, videoBytes: 100 });
    await deleted;
    await eventually(
      () => store.stat(`sessions/${sessionId}/thumbnail.webp`),
      (info) => info === null,
    );
    expect(await store.stat(`sessions/${sessionId}/upload`)).toBeNull();
  });

  it('clears away what a crash left between the finished row and the end of its job', async () => {
    const video = await streamedVideo({ container: 'webm', pictures: PICTURES });
    const id = await upload(video, 'video/webm');
    await stop(id, video);
    const session = await ended(id);
    const key = `sessions/${id}/upload`;
    await eventually(
      () => media().stat(key),
      (info) => info === null,
    );
    await media().writeAt(key, 0, video);
    await app.app.get(FinaliseSession, { strict: false }).finalise(id, new AbortController().signal);
    expect(await media().stat(key)).toBeNull();
    expect((await packetsOf(session)).times).toHaveLength(PICTURES);
  });

  it('keeps the result of the first of two servers that finalise the same session', async () => {
    const video = await streamedVideo({ container: 'webm', pictures: PICTURES });
    const id = await upload(video, 'video/webm');
    await stop(id, video);
    const finaliser = app.app.get(FinaliseSession, { strict: false });
    await Promise.all([1, 2, 3].map(() => finaliser.finalise(id, new AbortController().signal)));
    const session = await ended(id);
    expect(session).toMatchObject({ status: 'completed', interrupted: false });
    expect((await packetsOf(session)).times).toHaveLength(PICTURES);
    // The session's own job is a fourth; it may still be clearing its result away.
    const videos = await eventually(
      async () =>
        (await readdir(path.join(app.config.mediaDir, 'sessions', id))).filter((name) =>
          name.startsWith('video-'),
        ),
      ({ length }) => length === 1,
    );
    expect(videos).toEqual([path.basename(session.videoFilePath ?? '')]);
  });
});

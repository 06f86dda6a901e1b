import { randomUUID } from 'node:crypto';
import { type Frame, type RecordingPosition, type Session, shortPoses } from '@reclimb/contracts';
import { encodeFrames } from '@reclimb/pose';
import sharp from 'sharp';
import type { Socket } from 'socket.io-client';
import { MediaStore } from '../media/media-store.js';
import { ask, eventually, framesOf, next, startOf, tell } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

describe('/recording', () => {
  let app: TestApp;
  let climber: TestUser;
  let stranger: TestUser;
  let socket: Socket;

  beforeAll(async () => {
    app = await startApp({ config: { recordingGraceSeconds: 1 } });
    climber = await app.newUser();
    stranger = await app.newUser();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    socket = await app.connect('/recording', climber);
  });
  afterEach(() => socket.disconnect());

  const start = (overrides = {}) => tell<RecordingPosition>(socket, 'start_recording', startOf(overrides));
  const session = async (id: string, user = climber): Promise<Session> =>
    (await (await app.fetch(`/api/v1/sessions/${id}`, { user })).json()) as Session;
  const stored = async (id: string): Promise<Frame[]> => {
    const page = await app.fetch(`/api/v1/sessions/${id}/frames?limit=10000`, { user: climber });
    return ((await page.json()) as { items: Frame[] }).items;
  };
  const media = () => app.app.get(MediaStore, { strict: false });

  it('keeps every frame as it was sent, in JSON, packed and in the short form', async () => {
    const { sessionId } = await start();
    const frames = framesOf(0, 30);
    expect(await tell(socket, 'pose_frames', { sessionId, frames: frames.slice(0, 10) })).toEqual({
      nextFrameNumber: 10,
    });
    const packed = encodeFrames(frames.slice(10, 20));
    expect(await tell(socket, 'pose_frames', { sessionId, packed })).toEqual({ nextFrameNumber: 20 });
    const short = Buffer.from(shortPoses(sessionId, encodeFrames(frames.slice(20))));
    expect(await tell(socket, 'poses', short)).toEqual({ nextFrameNumber: 30 });
    const back = await stored(sessionId);
    expect(back.map((frame) => frame.timestamp)).toEqual(frames.map((frame) => frame.timestamp));
    for (const [index, frame] of back.entries()) {
      const sent = frames[index]?.poses[0]?.keypoints ?? [];
      frame.poses[0]?.keypoints.forEach(([x, y, score], place) => {
        expect(Math.abs(x - (sent[place]?.[0] ?? 9))).toBeLessThan(0.0001);
        expect(Math.abs(y - (sent[place]?.[1] ?? 9))).toBeLessThan(0.0001);
        expect(Math.abs(score - (sent[place]?.[2] ?? 9))).toBeLessThan(0.005);
      });
    }
  });

  it('answers a repeated start with the same recording, and how far it is', async () => {
    const sessionId = randomUUID();
    expect(await start({ sessionId })).toEqual({ sessionId, nextFrameNumber: 0, nextVideoOffset: 0 });
    await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 3) });
    expect(await start({ sessionId })).toEqual({ sessionId, nextFrameNumber: 3, nextVideoOffset: 0 });
    expect(
      await ask(socket, 'start_recording', startOf({ sessionId, skeleton: 'blazepose33' })),
    ).toMatchObject({
      error: { code: 'conflict' },
    });
  });

  it('skips what is stored, trims what overlaps, and refuses what lies beyond', async () => {
    const { sessionId } = await start();
    const send = (from: number, to: number) =>
      ask(socket, 'pose_frames', { sessionId, frames: framesOf(from, to) });
    await send(0, 10);
    expect(await send(0, 10)).toEqual({ ok: true, data: { nextFrameNumber: 10 } });
    expect(await send(5, 15)).toEqual({ ok: true, data: { nextFrameNumber: 15 } });
    expect(await send(20, 25)).toMatchObject({
      ok: false,
      error: { code: 'gap', details: { nextFrameNumber: 15 } },
    });
    expect(await send(15, 15)).toEqual({ ok: true, data: { nextFrameNumber: 15 } });
    expect((await stored(sessionId)).map((frame) => frame.frameNumber)).toEqual(
      framesOf(0, 15).map((f) => f.frameNumber),
    );
  });

  it('stores pipelined batches in order, without waiting for answers in between', async () => {
    const { sessionId } = await start({ video: { mimeType: 'video/mp4', width: 640, height: 480 } });
    const sent = Array.from({ length: 40 }, (_, batch) => [
      tell(socket, 'pose_frames', { sessionId, frames: framesOf(batch * 10, batch * 10 + 10) }),
      tell(socket, 'video_chunk', { sessionId, offset: batch * 100, data: Buffer.alloc(100, batch) }),
    ]).flat();
    const stop = tell<Session>(socket, 'stop_recording', { sessionId, frameCount: 400, videoBytes: 4000 });
    await Promise.all(sent);
    expect((await stop).frameCount).toBe(400);
  });

  it.each([
    ['falling timestamps', [1, 0.5], 'frames.1.timestamp'],
    ['equal timestamps', [1, 1], 'frames.1.timestamp'],
  ])('refuses %s within a batch', async (_what, times, path) => {
    const { sessionId } = await start();
    const frames = framesOf(0, 2).map((frame, index) => ({ ...frame, timestamp: times[index] }));
    const answer = await ask(socket, 'pose_frames', { sessionId, frames });
    expect(answer).toMatchObject({ error: { code: 'validation_failed', details: { errors: [{ path }] } } });
    expect((await session(sessionId)).frameCount).toBe(0);
  });

  it('refuses timestamps that do not rise from one batch to the next', async () => {
    const { sessionId } = await start();
    await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 10) });
    const late = framesOf(10, 11).map((frame) => ({ ...frame, timestamp: 9 / 30 }));
    expect(await ask(socket, 'pose_frames', { sessionId, frames: late })).toMatchObject({
      error: { code: 'validation_failed', details: { errors: [{ path: 'frames.0.timestamp' }] } },
    });
  });

  it('refuses poses of another skeleton and holes in a batch, naming the place', async () => {
    const { sessionId } = await start();
    expect(await ask(socket, 'pose_frames', { sessionId, frames: framesOf(0, 2, 33) })).toMatchObject({
      error: { code: 'validation_failed', details: { errors: [{ path: 'frames.0.poses.0.keypoints' }] } },
    });
    const [first, , third] = framesOf(0, 3);
    expect(await ask(socket, 'pose_frames', { sessionId, frames: [first, third] })).toMatchObject({
      error: { code: 'validation_failed', details: { errors: [{ path: 'frames.1.frameNumber' }] } },
    });
  });

  it.each([
    ['start_recording', { name: '' }],
    ['start_recording', null],
    ['pose_frames', { sessionId: 'no-id', frames: [] }],
    ['pose_frames', { sessionId: randomUUID(), packed: 'text' }],
    ['video_chunk', { sessionId: randomUUID(), offset: -1, data: Buffer.alloc(1) }],
    ['keyframe', { sessionId: randomUUID(), frameNumber: 0.5, image: Buffer.alloc(1) }],
    ['marker', { sessionId: randomUUID(), timestamp: 'soon' }],
    ['stop_recording', { sessionId: randomUUID() }],
    ['resume_recording', {}],
    ['cancel_recording', []],
  ])('answers %s with a wrong payload, and stays up', async (event, payload) => {
    expect(await ask(socket, event, payload)).toMatchObject({
      ok: false,
      error: { code: 'validation_failed' },
    });
  });

  it('refuses damaged packed frames as invalid, not as an error of its own', async () => {
    const { sessionId } = await start();
    expect(
      await ask(socket, 'pose_frames', { sessionId, packed: Buffer.from('RCLM nonsense') }),
    ).toMatchObject({
      error: { code: 'validation_failed', details: { errors: [{ path: 'packed' }] } },
    });
  });

  it("hides another user's session behind not_found, on every event", async () => {
    const { sessionId } = await start({ video: { mimeType: 'video/webm', width: 640, height: 480 } });
    await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 2) });
    const other = await app.connect('/recording', stranger);
    for (const [event, payload] of [
      ['start_recording', startOf({ sessionId })],
      ['pose_frames', { sessionId, frames: framesOf(2, 3) }],
      ['pose_frames', { sessionId, frames: [] }],
      ['video_chunk', { sessionId, offset: 0, data: Buffer.from('x') }],
      ['keyframe', { sessionId, frameNumber: 0, image: Buffer.from('x') }],
      ['marker', { sessionId, timestamp: 0 }],
      ['resume_recording', { sessionId }],
      ['stop_recording', { sessionId, frameCount: 2, videoBytes: 0 }],
      ['cancel_recording', { sessionId }],
    ] as const) {
      expect([event, await ask(other, event, payload)]).toMatchObject([
        event,
        { error: { code: 'not_found' } },
      ]);
    }
    expect(await tell(socket, 'pose_frames', { sessionId, frames: framesOf(2, 3) })).toEqual({
      nextFrameNumber: 3,
    });
  });

  it('stores the video by offset: duplicates skipped, overlaps trimmed, gaps refused', async () => {
    const { sessionId } = await start({ video: { mimeType: 'video/webm', width: 640, height: 480 } });
    const whole = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
    const send = (from: number, to: number) =>
      ask(socket, 'video_chunk', { sessionId, offset: from, data: whole.subarray(from, to) });
    expect(await send(0, 400)).toEqual({ ok: true, data: { nextVideoOffset: 400 } });
    expect(await send(0, 400)).toEqual({ ok: true, data: { nextVideoOffset: 400 } });
    expect(await send(300, 700)).toEqual({ ok: true, data: { nextVideoOffset: 700 } });
    expect(await send(800, 900)).toMatchObject({ error: { code: 'gap', details: { nextVideoOffset: 700 } } });
    expect(await send(700, 1000)).toEqual({ ok: true, data: { nextVideoOffset: 1000 } });
    const bytes: Buffer[] = [];
    for await (const part of await media().read(`sessions/${sessionId}/upload`)) bytes.push(part as Buffer);
    expect(Buffer.concat(bytes).equals(whole)).toBe(true);
  });

  it('writes bytes again that a crash left behind before their row was committed', async () => {
    const { sessionId } = await start({ video: { mimeType: 'video/webm', width: 640, height: 480 } });
    await tell(socket, 'video_chunk', { sessionId, offset: 0, data: Buffer.alloc(100, 1) });
    await media().writeAt(`sessions/${sessionId}/upload`, 100, Buffer.alloc(500, 66));
    expect(await tell(socket, 'resume_recording', { sessionId })).toMatchObject({ nextVideoOffset: 100 });
    await tell(socket, 'video_chunk', { sessionId, offset: 100, data: Buffer.alloc(50, 2) });
    const bytes: Buffer[] = [];
    for await (const part of await media().read(`sessions/${sessionId}/upload`, { start: 0, end: 150 })) {
      bytes.push(part as Buffer);
    }
    expect(Buffer.concat(bytes).equals(Buffer.concat([Buffer.alloc(100, 1), Buffer.alloc(50, 2)]))).toBe(
      true,
    );
  });

  it('refuses video where none was declared, and chunks that are too large', async () => {
    const { sessionId } = await start();
    expect(await ask(socket, 'video_chunk', { sessionId, offset: 0, data: Buffer.alloc(1) })).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(
      await ask(socket, 'video_chunk', { sessionId, offset: 0, data: Buffer.alloc(9 * 1024 * 1024) }),
    ).toMatchObject({ error: { code: 'payload_too_large' } });
  });

  it('keeps a picture of a stored frame, without what is hidden in it, and refuses the rest', async () => {
    const { sessionId } = await start();
    const picture = sharp({ create: { width: 32, height: 24, channels: 3, background: 'red' } });
    const jpeg = await picture
      .clone()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .toBuffer();
    const send = (frameNumber: number, image: Buffer) =>
      ask(socket, 'keyframe', { sessionId, frameNumber, image });
    expect(await send(0, jpeg)).toMatchObject({ error: { code: 'gap', details: { nextFrameNumber: 0 } } });
    await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 2) });
    expect(await send(0, jpeg)).toEqual({ ok: true, data: { frameNumber: 0 } });
    expect(await send(0, jpeg)).toEqual({ ok: true, data: { frameNumber: 0 } });
    expect(await send(1, Buffer.from('<svg/>'))).toMatchObject({ error: { code: 'validation_failed' } });
    expect(await send(1, await picture.clone().png().toBuffer())).toMatchObject({
      error: { code: 'validation_failed' },
    });
    expect(await send(1, Buffer.alloc(1024 * 1024 + 1))).toMatchObject({
      error: { code: 'payload_too_large' },
    });
    const list = await app.fetch(`/api/v1/sessions/${sessionId}/keyframes`, { user: climber });
    expect(await list.json()).toEqual([
      { frameNumber: 0, timestamp: 0, url: `/api/v1/sessions/${sessionId}/keyframes/0` },
    ]);
    const image = await app.fetch(`/api/v1/sessions/${sessionId}/keyframes/0`, { user: climber });
    expect(image.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await image.arrayBuffer()).includes('secret place')).toBe(false);
  });

  it('sets a marker once, however often the message is repeated', async () => {
    const { sessionId } = await start();
    const marker = { sessionId, timestamp: 1.5, label: 'crux' };
    const { markerId } = await tell(socket, 'marker', marker);
    expect(await tell(socket, 'marker', marker)).toEqual({ markerId });
    const list = await app.fetch(`/api/v1/sessions/${sessionId}/markers`, { user: climber });
    expect(await list.json()).toEqual([{ id: markerId, timestamp: 1.5, label: 'crux', kind: 'note' }]);
  });

  it('stays open when something is missing at the stop, and ends once when all is there', async () => {
    const { sessionId } = await start();
    await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 30) });
    for (const totals of [
      { frameCount: 31, videoBytes: 0 },
      { frameCount: 29, videoBytes: 0 },
      { frameCount: 30, videoBytes: 5 },
    ]) {
      expect(await ask(socket, 'stop_recording', { sessionId, ...totals })).toMatchObject({
        error: { code: 'gap', details: { nextFrameNumber: 30, nextVideoOffset: 0 } },
      });
    }
    const ended = next<{ status: string }>(
      socket,
      'recording_status',
      ({ status }) => status === 'completed',
    );
    const stopped = await tell<Session>(socket, 'stop_recording', {
      sessionId,
      frameCount: 30,
      videoBytes: 0,
    });
    expect(stopped).toMatchObject({ id: sessionId, frameCount: 30, interrupted: false });
    await ended;
    const again = await tell<Session>(socket, 'stop_recording', { sessionId, frameCount: 30, videoBytes: 0 });
    expect(again).toMatchObject({ id: sessionId, status: 'completed', duration: 29 / 30, video: null });
    const thumbnail = await app.fetch(again.thumbnailUrl ?? '', { user: climber });
    expect((await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata()).format).toBe('webp');
    expect(await ask(socket, 'pose_frames', { sessionId, frames: framesOf(30, 31) })).toMatchObject({
      error: { code: 'conflict' },
    });
  });

  it('forgets a cancelled recording with its media', async () => {
    const { sessionId } = await start({ video: { mimeType: 'video/webm', width: 640, height: 480 } });
    await tell(socket, 'video_chunk', { sessionId, offset: 0, data: Buffer.alloc(10) });
    expect(await tell(socket, 'cancel_recording', { sessionId })).toEqual({});
    expect((await app.fetch(`/api/v1/sessions/${sessionId}`, { user: climber })).status).toBe(404);
    await eventually(
      () => media().stat(`sessions/${sessionId}/upload`),
      (info) => info === null,
    );
  });

  it('tells the client how far it is, at most once a second', async () => {
    const { sessionId } = await start();
    const heard: { frameCount: number }[] = [];
    const begun = performance.now();
    socket.on('recording_status', (status: { frameCount: number }) => heard.push(status));
    for (let batch = 0; batch < 20; batch++) {
      await tell(socket, 'pose_frames', { sessionId, frames: framesOf(batch * 5, batch * 5 + 5) });
    }
    await next<{ frameCount: number }>(socket, 'recording_status', ({ frameCount }) => frameCount === 100);
    // As many as full seconds, the first and the last; how long twenty batches take is up to the machine.
    expect(heard.length).toBeLessThanOrEqual(Math.floor((performance.now() - begun) / 1000) + 2);
  });

  describe('two connections', () => {
    it('hands the recording to the one that resumes, and tells the other', async () => {
      const { sessionId } = await start();
      await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 5) });
      const second = await app.connect('/recording', climber);
      const told = next<{ sessionId: string }>(socket, 'recording_taken_over');
      expect(await tell(second, 'resume_recording', { sessionId })).toEqual({
        nextFrameNumber: 5,
        nextVideoOffset: 0,
        status: 'recording',
      });
      expect(await told).toEqual({ sessionId });
      expect(await ask(socket, 'pose_frames', { sessionId, frames: framesOf(5, 6) })).toMatchObject({
        error: { code: 'conflict' },
      });
      await tell(second, 'pose_frames', { sessionId, frames: framesOf(5, 10) });
      await tell(socket, 'resume_recording', { sessionId });
      expect(await tell(socket, 'pose_frames', { sessionId, frames: framesOf(10, 12) })).toEqual({
        nextFrameNumber: 12,
      });
    });
  });

  describe('a client that is gone', () => {
    it('goes on where it was when it comes back in time', async () => {
      const { sessionId } = await start();
      await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 5) });
      socket.io.engine.close();
      const back = await app.connect('/recording', climber);
      expect(await tell(back, 'resume_recording', { sessionId })).toMatchObject({ nextFrameNumber: 5 });
      expect(await tell(back, 'pose_frames', { sessionId, frames: framesOf(0, 8) })).toEqual({
        nextFrameNumber: 8,
      });
    });

    it('leaves a session that ends by itself, and that takes the rest when the client comes back late', async () => {
      const { sessionId } = await start();
      await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 5) });
      socket.disconnect();
      const ended = await eventually(
        () => session(sessionId),
        ({ status }) => status === 'completed',
      );
      expect(ended).toMatchObject({ interrupted: true, frameCount: 5 });
      socket = await app.connect('/recording', climber);
      expect(await tell(socket, 'resume_recording', { sessionId })).toMatchObject({
        nextFrameNumber: 5,
        status: 'completed',
      });
      expect(await ask(socket, 'stop_recording', { sessionId, frameCount: 9, videoBytes: 0 })).toMatchObject({
        error: { code: 'gap', details: { nextFrameNumber: 5 } },
      });
      await tell(socket, 'pose_frames', { sessionId, frames: framesOf(5, 9) });
      await tell(socket, 'stop_recording', { sessionId, frameCount: 9, videoBytes: 0 });
      const whole = await eventually(
        () => session(sessionId),
        ({ status }) => status === 'completed',
      );
      expect(whole).toMatchObject({ interrupted: false, frameCount: 9, duration: 8 / 30 });
    });

    it('can still throw its recording away when it comes back late', async () => {
      const { sessionId } = await start();
      await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 5) });
      socket.disconnect();
      await eventually(
        () => session(sessionId),
        ({ interrupted }) => interrupted,
      );
      socket = await app.connect('/recording', climber);
      expect(await tell(socket, 'cancel_recording', { sessionId })).toEqual({});
      expect((await app.fetch(`/api/v1/sessions/${sessionId}`, { user: climber })).status).toBe(404);
    });

    it('keeps a session open as long as its client is connected, even if it sends nothing', async () => {
      const { sessionId } = await start();
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect((await session(sessionId)).status).toBe('recording');
    });
  });
});

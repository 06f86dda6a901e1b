import { randomUUID } from 'node:crypto';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { FramesRepository } from '../sessions/frames.repository.js';
import { SessionRecording } from '../sessions/session-recording.entity.js';
import { framesOf } from './recordings.js';
import { type TestApp, type TestUser } from './test-app.js';

/** What {@link storeSession} stores; what is absent is not there. */
export interface StoredSession extends Partial<SessionRecording> {
  frames?: number;
  /** Bytes of the video that is served. */
  video?: number;
  /** Bytes of the upload that is kept. */
  upload?: number;
  /** Bytes of one keyframe, at frame 0. */
  keyframe?: number;
}

/** A session of any age and state, put straight into database and media store. Answers its id. */
export async function storeSession(
  app: TestApp,
  user: TestUser,
  recipe: StoredSession = {},
): Promise<string> {
  const { frames: frameCount = 0, video, upload, keyframe, ...overrides } = recipe;
  const id = randomUUID();
  const media = app.app.get(MediaStore);
  const { manager } = app.dataSource;
  await manager.insert(SessionRecording, {
    id,
    userId: user.id,
    name: 'Blue slab',
    status: 'recording',
    skeleton: 'coco17',
    model: 'movenet-lightning',
    imageWidth: 640,
    imageHeight: 480,
  });
  const repository = app.app.get(FramesRepository);
  await repository.append({
    sessionId: id,
    userId: user.id,
    writerId: null,
    frames: framesOf(0, frameCount),
  });
  const put = async (key: string, size: number | undefined) => {
    if (size !== undefined) await media.put(key, Buffer.alloc(size, 1));
    return size === undefined ? null : key;
  };
  const keyframePath = await put(mediaKeys.keyframe(id, 0, 'jpeg'), keyframe);
  if (keyframePath !== null) await repository.setImagePath(id, 0, keyframePath, 0);
  await manager.update(
    SessionRecording,
    { id },
    {
      status: 'completed',
      ...((video !== undefined || upload !== undefined) && {
        videoMimeType: 'video/mp4',
        videoWidth: 640,
        videoHeight: 480,
      }),
      videoFilePath: await put(mediaKeys.video(id, 'made', 'mp4'), video),
      videoSize: video ?? null,
      rawVideoPath: await put(mediaKeys.upload(id), upload),
      videoBytes: upload ?? video ?? 0,
      ...overrides,
    },
  );
  return id;
}

/** So many days before now. */
export const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

import type { RecordingPosition, Session } from '@reclimb/contracts';
import sharp from 'sharp';
import { eventually, framesOf, startOf, tell } from './recordings.js';
import { type TestApp, type TestUser } from './test-app.js';
import { streamedVideo, type VideoRecipe } from './videos.js';

/** What {@link recordSession} records. */
export interface SessionRecipe {
  frames: number;
  video?: VideoRecipe;
  /** Frames that get a picture. */
  keyframes?: readonly number[];
  markers?: readonly { timestamp: number; label?: string; kind?: string }[];
  /** Fields of the start. */
  start?: Parameters<typeof startOf>[0];
}

/** A session with all that one can have, recorded over the socket and finalised. */
export async function recordSession(app: TestApp, user: TestUser, recipe: SessionRecipe): Promise<Session> {
  const socket = await app.connect('/recording', user);
  const video = recipe.video && (await streamedVideo(recipe.video));
  const { sessionId } = await tell<RecordingPosition>(
    socket,
    'start_recording',
    startOf({
      ...(recipe.video && { video: { mimeType: `video/${recipe.video.container}`, width: 64, height: 48 } }),
      ...recipe.start,
    }),
  );
  await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, recipe.frames) });
  if (video) await tell(socket, 'video_chunk', { sessionId, offset: 0, data: video });
  for (const frameNumber of recipe.keyframes ?? []) {
    const image = await sharp({
      create: { width: 64, height: 48, channels: 3, background: { r: frameNumber % 256, g: 90, b: 30 } },
    })
      .jpeg()
      .toBuffer();
    await tell(socket, 'keyframe', { sessionId, frameNumber, image });
  }
  for (const marker of recipe.markers ?? []) await tell(socket, 'marker', { sessionId, ...marker });
  const totals = { sessionId, frameCount: recipe.frames, videoBytes: video?.length ?? 0 };
  await tell(socket, 'stop_recording', totals);
  socket.disconnect();
  return eventually(
    async () => (await (await app.fetch(`/api/v1/sessions/${sessionId}`, { user })).json()) as Session,
    ({ status }) => status === 'completed',
  );
}

import { framesWithin, loopedFrame } from './clip.mjs';
import { loopedVideo } from './looped-video.mjs';

/** Frames handed to the connection at a time. */
const LINES_AT_ONCE = 500;

/**
 * Records `seconds` of a repeated clip over the REST interface, poses and video at the same time, and waits until the
 * session is completed.
 *
 * @param {import('./reclimb-client.mjs').ReclimbClient} client
 * @param {import('./clip.mjs').Clip} clip
 * @param {{ seconds: number, name?: string, onProgress?: (share: number) => void }} options `onProgress` is told the
 *   share of the frames that has been sent, 0…1
 * @returns {Promise<import('../../libs/contracts/dist/index.js').Session>}
 */
export async function recordClip(client, clip, { seconds, name = clip.name, onProgress = () => {} }) {
  const frameCount = framesWithin(clip, seconds);
  const { model, imageWidth, imageHeight } = clip;
  const { sessionId } = await client.json('POST', '/sessions', {
    name,
    description: `${clip.frames.length} frames, repeated; made by tools/sessions`,
    skeleton: 'coco17',
    model,
    imageWidth,
    imageHeight,
    ...(clip.video && { video: { mimeType: 'video/mp4', width: imageWidth, height: imageHeight } }),
  });
  const [, videoBytes] = await Promise.all([
    sendFrames(client, sessionId, clip, frameCount, onProgress),
    clip.video ? sendVideo(client, sessionId, clip, frameCount) : 0,
  ]);
  await client.json('POST', `/sessions/${sessionId}/finish`, { frameCount, videoBytes });
  return client.whenCompleted(sessionId);
}

async function sendFrames(client, sessionId, clip, frameCount, onProgress) {
  const encoder = new TextEncoder();
  let next = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        if (next === frameCount) return controller.close();
        const end = Math.min(frameCount, next + LINES_AT_ONCE);
        let lines = '';
        while (next < end) lines += `${JSON.stringify(loopedFrame(clip, next++))}\n`;
        controller.enqueue(encoder.encode(lines));
        onProgress(next / frameCount);
      },
    },
    { highWaterMark: 1 },
  );
  const answer = await client.stream('POST', `/sessions/${sessionId}/frames`, body, 'application/x-ndjson');
  const { nextFrameNumber } = await answer.json();
  if (nextFrameNumber !== frameCount) {
    throw new Error(`The server has ${nextFrameNumber} frames instead of ${frameCount}`);
  }
}

async function sendVideo(client, sessionId, clip, pictures) {
  const video = await loopedVideo(clip.video, { period: clip.seconds, pictures });
  const answer = await client.stream('PUT', `/sessions/${sessionId}/video?offset=0`, video, 'video/mp4');
  return (await answer.json()).nextVideoOffset;
}

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, StartRecording } from '@reclimb/contracts';
import { demoSession } from '@reclimb/pose';
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';

/** What must be recorded, whatever happens on the way. */
export interface Take {
  readonly start: StartRecording & { sessionId: string };
  readonly frames: readonly Frame[];
  readonly video: Uint8Array;
}

export const FRAMES_PER_SECOND = 30;

/** The demo's video: a real one, of 300 kB. */
export const demoVideo = () =>
  new Uint8Array(readFileSync(path.resolve(__dirname, '../../../api/assets/demo.mp4')));

/**
 * A streamed MP4 of about this many bytes, as a browser makes it while it records. What is in its pictures does not matter
 * to who only carries them, but that it cannot be compressed.
 */
export async function videoOf(bytes: number): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 1 }),
    target,
  });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: 640, codedHeight: 480 };
  const pictureBytes = 20_000;
  for (let index = 0; index * pictureBytes < bytes; index++) {
    const packet = new EncodedPacket(
      randomBytes(pictureBytes),
      index % FRAMES_PER_SECOND === 0 ? 'key' : 'delta',
      index / FRAMES_PER_SECOND,
      1 / FRAMES_PER_SECOND,
    );
    await source.add(packet, index === 0 ? { decoderConfig } : undefined);
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer());
}

/** A take of the demo's poses, over and over until there are `frameCount`, and this video. */
export function takeOf(name: string, frameCount: number, video: Uint8Array): Take {
  const demo = demoSession();
  const poses = [...demo.frames()].map((frame) => frame.poses);
  const frames = Array.from({ length: frameCount }, (_, frameNumber): Frame => ({
    frameNumber,
    timestamp: frameNumber / FRAMES_PER_SECOND,
    poses: poses[frameNumber % poses.length] as Frame['poses'],
  }));
  const { imageWidth, imageHeight } = demo;
  return {
    start: {
      sessionId: randomUUID(),
      name,
      skeleton: 'coco17',
      model: 'synthetic',
      imageWidth,
      imageHeight,
      ...(video.byteLength > 0 && {
        video: { mimeType: 'video/mp4', width: imageWidth, height: imageHeight },
      }),
    },
    frames,
    video,
  };
}

/** Whether a stored frame is the recorded one within the contract's precision: 0.0001 in x and y, 0.005 in score. */
export function sameFrame(stored: Frame, recorded: Frame | undefined): boolean {
  return (
    stored.frameNumber === recorded?.frameNumber &&
    stored.timestamp === recorded.timestamp &&
    stored.poses.length === recorded.poses.length &&
    stored.poses.every((pose, person) => {
      const other = recorded.poses[person]!;
      return (
        Math.abs(pose.score - other.score) < 0.005 &&
        pose.keypoints.length === other.keypoints.length &&
        pose.keypoints.every(([x, y, score], joint) => {
          const [otherX, otherY, otherScore] = other.keypoints[joint]!;
          return (
            Math.abs(x - otherX) < 0.0001 &&
            Math.abs(y - otherY) < 0.0001 &&
            Math.abs(score - otherScore) < 0.005
          );
        })
      );
    })
  );
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The sha256 of each picture of a video, in order: remuxing moves pictures and changes none. */
export async function picturesOf(video: Uint8Array): Promise<string[]> {
  const input = new Input({ source: new BufferSource(video), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  const pictures: string[] = [];
  if (track) {
    for await (const packet of new EncodedPacketSink(track).packets()) pictures.push(sha256(packet.data));
  }
  return pictures;
}

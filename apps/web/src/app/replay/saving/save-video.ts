import {
  ALL_FORMATS,
  CanvasSource,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  getFirstEncodableVideoCodec,
  Input,
  type InputAudioTrack,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  UrlSource,
  type VideoCodec,
  type VideoSample,
  VideoSampleSink,
} from 'mediabunny';
import type { Size } from '@reclimb/pose';
import { GrowingFile } from './growing-file';
import { PictureMaker } from './picture-maker';
import { SavedFrames } from './saved-frames';
import type { SavedSession, SavingJob } from './saving-messages';

/** What plays everywhere first. */
const CODECS: VideoCodec[] = ['avc', 'hevc', 'vp9', 'av1'];
/** The last picture of a session without video lasts this long in seconds: nothing follows that would say. */
const LAST_PICTURE = 1 / 30;
/** Seconds of a session without video whose frames are gone through at once. */
const STRETCH = 10;
/** Seconds between key frames, so that the file can be sought. */
const KEY_FRAME_SECONDS = 1;

/** A picture with the ghost in it, as a PNG. */
export async function savePicture({
  session,
  look,
  at,
}: Extract<SavingJob, { make: 'picture' }>): Promise<Blob> {
  const frames = new SavedFrames(session, at);
  await frames.reach(at);
  const maker = new PictureMaker(sizeOf(session), frames, look);
  const picture = await (await videoOf(session))?.getSample(at + 0.001);
  maker.draw(picture?.timestamp ?? at, picture ?? null);
  picture?.close();
  return maker.canvas.convertToBlob({ type: 'image/png' });
}

/**
 * The session's video with the ghost burnt in, as an MP4 that begins with the picture shown at `from` and ends before
 * `to`; sound comes along as it is. Without a video, a picture for each recorded frame on a plain ground.
 * @param progress told the share that is done, 0…1
 */
export async function saveVideo(
  { session, look, from, to }: Extract<SavingJob, { make: 'video' }>,
  progress: (share: number) => void,
): Promise<Blob> {
  const size = evenSize(session);
  const codec = await getFirstEncodableVideoCodec(CODECS, size);
  if (!codec) throw new Error('This browser cannot encode a video of this size.');
  const frames = new SavedFrames(session, from);
  const maker = new PictureMaker(size, frames, look);
  const file = new GrowingFile();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target: file.target });
  const pictures = new CanvasSource(maker.canvas, {
    codec,
    quality: QUALITY_HIGH,
    keyFrameInterval: KEY_FRAME_SECONDS,
  });
  output.addVideoTrack(pictures);
  const input = inputOf(session);
  const sound = await soundOf(input, output);
  await output.start();
  const span = Math.max(to - from, LAST_PICTURE);
  let begun: number | undefined;
  for await (const { time, duration, sample } of picturesOf(session, frames, from, to)) {
    begun ??= time;
    await frames.reach(time);
    maker.draw(time, sample);
    sample?.close();
    await pictures.add(time - begun, Math.max(duration, 0.001));
    // Along with the pictures: a player reads a file from its start to its end.
    await sound?.copy(begun, Math.min(to, time + duration));
    progress(Math.min(1, Math.max(0, time - from) / span));
  }
  if (begun === undefined) throw new Error('There is no picture in this stretch.');
  await sound?.copy(begun, to);
  await output.finalize();
  return file.finished('video/mp4');
}

/** The pictures of a stretch, each with its time in the session: those of the video, or one for each frame. */
async function* picturesOf(
  session: SavedSession,
  frames: SavedFrames,
  from: number,
  to: number,
): AsyncGenerator<{ time: number; duration: number; sample: VideoSample | null }> {
  const video = await videoOf(session);
  if (video) {
    for await (const sample of video.samples(from, to)) {
      const { timestamp, duration } = sample;
      // The first one may have come before the stretch and last into it.
      yield { time: timestamp, duration: Math.min(duration, to - timestamp), sample };
    }
    return;
  }
  for (let begin = from; begin < to; begin += STRETCH) {
    const end = Math.min(to, begin + STRETCH);
    await frames.reach(end);
    for (const { time, next } of frames.timesBetween(begin, end)) {
      const until = next !== undefined && next < to ? next : Math.min(to, time + LAST_PICTURE);
      yield { time, duration: until - time, sample: null };
    }
  }
}

function inputOf({ videoUrl }: SavedSession): Input | null {
  if (videoUrl === null) return null;
  return new Input({ formats: ALL_FORMATS, source: new UrlSource(new URL(videoUrl, location.href)) });
}

async function videoOf(session: SavedSession): Promise<VideoSampleSink | null> {
  const track = await inputOf(session)?.getPrimaryVideoTrack();
  return track ? new VideoSampleSink(track) : null;
}

/** Takes the sound over as it is encoded, where an MP4 may hold it; each copy goes on where the one before ended. */
async function soundOf(
  input: Input | null,
  output: Output,
): Promise<{ copy(from: number, to: number): Promise<void> } | null> {
  const track: InputAudioTrack | null = (await input?.getPrimaryAudioTrack()) ?? null;
  const codec = await track?.getCodec();
  const config = await track?.getDecoderConfig();
  if (!track || !codec || !config || !output.format.getSupportedAudioCodecs().includes(codec)) return null;
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  const packets = new EncodedPacketSink(track);
  let packet: EncodedPacket | null | undefined;
  return {
    copy: async (from, to) => {
      if (packet === undefined) packet = (await packets.getPacket(from)) ?? (await packets.getFirstPacket());
      while (packet && packet.timestamp < to) {
        if (packet.timestamp >= from) {
          const moved = packet.clone({ timestamp: packet.timestamp - from });
          await source.add(moved, { decoderConfig: config });
        }
        packet = await packets.getNextPacket(packet);
      }
    },
  };
}

function sizeOf({ width, height }: SavedSession): Size {
  return { width, height };
}

/** H.264 takes even sizes only: one line less is not seen. */
function evenSize({ width, height }: SavedSession): Size {
  return { width: Math.max(2, width - (width % 2)), height: Math.max(2, height - (height % 2)) };
}

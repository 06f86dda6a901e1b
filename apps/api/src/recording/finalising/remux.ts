import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  Input,
  type InputAudioTrack,
  type InputTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import { type DiskSource, openDiskSource } from './disk-source.js';
import { clearMp4Times } from './mp4-times.js';
import { UnprocessableVideo } from './remux-error.js';
import { openUpload } from './upload-source.js';

/** What is to be done. */
export interface RemuxTask {
  /** File of the upload, which is only read. */
  from: string;
  /** How many bytes of it count. */
  bytes: number;
  /** The file to be made. */
  to: string;
}

/** What the finished file holds. */
export interface RemuxReport {
  container: 'mp4' | 'webm';
  /** Seconds, to the end of the last picture. */
  duration: number;
  /** Pictures. */
  packets: number;
  keyFrames: number;
  /** Whether the upload ended in the middle of something, which was left out. */
  truncated: boolean;
  /** Whether the upload has sound of a kind that is not understood, so that the file is without. */
  soundLeftOut: boolean;
}

/** Pictures are known one by one; what the index needs beside them is room for this many more. */
const SPARE_PACKETS = 16;
/** WebM says how long the last picture is shown by the length of the whole alone. One of longer than this is a mistake. */
const LONGEST_LAST_PACKET_SECONDS = 60;

/** A track of the upload, on its way into the finished file. */
interface Lane {
  packets: AsyncGenerator<EncodedPacket, void, unknown>;
  next: EncodedPacket | undefined;
  write(packet: EncodedPacket): Promise<void>;
  count: number;
}

/** Tells which container a file is, by its first bytes. */
export async function containerOf(path: string): Promise<'mp4' | 'webm'> {
  return reading(await openDiskSource(path), async (input) => {
    try {
      const format = await input.getFormat();
      return format === MP4 || format === QTFF ? 'mp4' : 'webm';
    } catch (error) {
      // Whatever the parser stumbled over.
      throw new UnprocessableVideo('The video is neither MP4 nor WebM', { cause: error });
    }
  });
}

/**
 * Writes the video in the first `bytes` of `from` as a seekable file to `to`: an index and a duration, with every packet
 * copied as it is, timestamps included, and nothing else that the upload may hold (titles, places, attachments). An upload
 * that breaks off is taken as far as it can be read. What this has written it writes again byte by byte: a session that is
 * exported and imported keeps its video.
 *
 * @throws UnprocessableVideo when nothing can be made of it; what the disk says when it fails.
 */
export async function remux({ from, bytes, to }: RemuxTask): Promise<RemuxReport> {
  const container = await containerOf(from);
  const upload = await openUpload(from, bytes);
  return reading(upload, async (input) => {
    const video = await primaryVideo(input);
    const audio = await input.getPrimaryAudioTrack();
    const output = new Output({
      format: container === 'mp4' ? new Mp4OutputFormat({ fastStart: 'reserve' }) : new WebMOutputFormat(),
      target: new FilePathTarget(to),
    });
    const lanes = [await videoLane(output, video)];
    const sound = audio && (await audioLane(output, audio));
    if (sound) lanes.push(sound);
    await output.start();
    let { truncated } = upload;
    try {
      if (await copy(lanes, await endOf(input))) truncated = true;
      // A video whose file cannot be read to its end is not shortened: it is tried again.
      if (upload.readError() !== undefined) throw upload.readError();
      await output.finalize();
    } catch (error) {
      await output.cancel();
      throw error;
    }
    if (container === 'mp4') await clearMp4Times(to);
    const written = lanes[0]?.count ?? 0;
    if (written === 0) throw new UnprocessableVideo('The video holds no complete picture');
    const soundLeftOut = audio !== null && sound === null;
    return { ...(await verify(to, written)), container, truncated, soundLeftOut };
  });
}

/** Reads a file as a video and closes it. Where the disk failed, that is the error, whatever the parser made of it. */
async function reading<T>({ source, readError }: DiskSource, use: (input: Input) => Promise<T>): Promise<T> {
  const input = new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    return await use(input);
  } catch (error) {
    throw readError() ?? error;
  } finally {
    input.dispose();
  }
}

async function primaryVideo(input: Input): Promise<InputVideoTrack> {
  try {
    const video = await input.getPrimaryVideoTrack();
    if (video && (await video.getCodec()) !== null) return video;
  } catch (error) {
    throw new UnprocessableVideo('The beginning of the video is damaged', { cause: error });
  }
  throw new UnprocessableVideo('The file holds no video track that is understood');
}

async function videoLane(output: Output, track: InputVideoTrack): Promise<Lane> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (codec === null || decoderConfig === null) {
    throw new UnprocessableVideo('The video does not say how it is encoded');
  }
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, {
    rotation: await track.getRotation(),
    maximumPacketCount: await packetsAtMost(track),
  });
  return lane(track, (packet, first) => source.add(packet, first ? { decoderConfig } : undefined));
}

/** Null when the sound is not understood, or the container cannot hold it. */
async function audioLane(output: Output, track: InputAudioTrack): Promise<Lane | null> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (codec === null || decoderConfig === null || !output.format.getSupportedCodecs().includes(codec)) {
    return null;
  }
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source, { maximumPacketCount: await packetsAtMost(track) });
  return lane(track, (packet, first) => source.add(packet, first ? { decoderConfig } : undefined));
}

function lane(track: InputTrack, add: (packet: EncodedPacket, first: boolean) => Promise<void>): Lane {
  const made: Lane = {
    packets: new EncodedPacketSink(track).packets(),
    next: undefined,
    count: 0,
    async write(packet) {
      await add(packet, made.count === 0);
      made.count += 1;
    },
  };
  return made;
}

/** How many packets the index must have room for. */
async function packetsAtMost(track: InputTrack): Promise<number> {
  let count = 0;
  try {
    for await (const _ of new EncodedPacketSink(track).packets(undefined, undefined, {
      metadataOnly: true,
    })) {
      count += 1;
    }
  } catch {
    // A broken end: what can be counted is all that can be copied.
  }
  return count + SPARE_PACKETS;
}

/** Where the file says that it ends, in seconds; null when it does not say. */
async function endOf(input: Input): Promise<number | null> {
  try {
    return await input.getDurationFromMetadata();
  } catch {
    // A damaged head that the packets can be found without.
    return null;
  }
}

/** Copies the lanes in order of time; answers whether the upload broke off. */
async function copy(lanes: readonly Lane[], end: number | null): Promise<boolean> {
  let truncated = false;
  const advance = async (lane: Lane) => {
    try {
      const step = await lane.packets.next();
      lane.next = step.done === true ? undefined : step.value;
    } catch {
      truncated = true;
      lane.next = undefined;
    }
  };
  for (const lane of lanes) await advance(lane);
  // A picture that depends on one that is missing shows rubbish: the video begins with a key frame.
  const [video] = lanes;
  while (video?.next && video.next.type !== 'key') await advance(video);
  for (;;) {
    let earliest: Lane | undefined;
    for (const lane of lanes) {
      if (lane.next && (!earliest?.next || lane.next.timestamp < earliest.next.timestamp)) earliest = lane;
    }
    if (!earliest?.next) return truncated;
    const packet = earliest.next;
    await advance(earliest);
    await earliest.write(earliest.next ? packet : lasting(packet, end));
  }
}

/** The last packet of a lane: when it does not say how long it lasts, then to the end of the file. */
function lasting(packet: EncodedPacket, end: number | null): EncodedPacket {
  if (packet.duration > 0 || end === null) return packet;
  const duration = end - packet.timestamp;
  if (!(duration > 0) || duration > LONGEST_LAST_PACKET_SECONDS) return packet;
  return packet.clone({ duration });
}

/** Reads the finished file again, as a player would. */
async function verify(
  path: string,
  written: number,
): Promise<Pick<RemuxReport, 'duration' | 'packets' | 'keyFrames'>> {
  return reading(await openDiskSource(path), async (input) => {
    const track = await primaryVideo(input);
    let packets = 0;
    let keyFrames = 0;
    let duration = 0;
    const sink = new EncodedPacketSink(track);
    for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
      packets += 1;
      if (packet.type === 'key') keyFrames += 1;
      duration = Math.max(duration, packet.timestamp + packet.duration);
    }
    if (packets !== written || keyFrames === 0 || !(duration >= 0) || !Number.isFinite(duration)) {
      throw new UnprocessableVideo('The finished video does not hold what was uploaded');
    }
    // Seeking is what the whole effort is for: the picture in the middle must be found by its time.
    if ((await sink.getKeyPacket(duration / 2)) === null && packets > 1) {
      throw new UnprocessableVideo('The finished video cannot be sought');
    }
    return { duration, packets, keyFrames };
  });
}

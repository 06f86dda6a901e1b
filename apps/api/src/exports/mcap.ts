import { McapWriter } from '@mcap/core';
import { CompressedVideo, ImageAnnotations } from '@foxglove/schemas/jsonschema.js';
import type { Frame } from '@reclimb/contracts';
import { type ExportSource, imageAnnotations, messageTime } from '@reclimb/exports';
import type { RecordedVideo } from './video/recorded-video.js';
import { parseAvcConfiguration, toAnnexB } from './video/annex-b.js';

/** The codecs that `foxglove.CompressedVideo` knows, by ours. */
const VIDEO_FORMATS: Readonly<Partial<Record<string, string>>> = { avc: 'h264', vp9: 'vp9', av1: 'av1' };

/** A message on its way: when, on which channel, what. */
interface Message {
  timestamp: number;
  channelId: number;
  sequence: number;
  content: object;
}

/**
 * The session as MCAP: the poses as `foxglove.ImageAnnotations` on `/camera/annotations`, the video, when there is one
 * that the format takes, as `foxglove.CompressedVideo` on `/camera/video`, both on the session's clock (nanoseconds from
 * its start), in order. What there is to know beside is in the metadata record `reclimb`.
 */
export async function* mcap(
  source: ExportSource,
  video: RecordedVideo | null,
): AsyncGenerator<Buffer, void, undefined> {
  const out = new Written();
  const writer = new McapWriter({ writable: out });
  await writer.start({ profile: '', library: 'reclimb' });
  const annotationChannel = await registerChannel(writer, '/camera/annotations', ImageAnnotations);
  const pictures = video && (await pictureReader(video));
  await writer.addMetadata({ name: 'reclimb', metadata: metadataOf(source, video, pictures !== null) });
  const streams = [annotations(source, annotationChannel)];
  if (pictures) {
    streams.push(pictures(await registerChannel(writer, '/camera/video', CompressedVideo)));
  }
  for await (const { timestamp, channelId, sequence, content } of inOrder(streams)) {
    const time = BigInt(Math.round(timestamp * 1e9));
    const data = Buffer.from(JSON.stringify(content));
    await writer.addMessage({ channelId, sequence, logTime: time, publishTime: time, data });
    yield* out.take();
  }
  await writer.end();
  yield* out.take();
}

async function registerChannel(
  writer: McapWriter,
  topic: string,
  schema: typeof ImageAnnotations | typeof CompressedVideo,
): Promise<number> {
  const schemaId = await writer.registerSchema({
    name: schema.title,
    encoding: 'jsonschema',
    data: Buffer.from(JSON.stringify(schema)),
  });
  return writer.registerChannel({ schemaId, topic, messageEncoding: 'json', metadata: new Map() });
}

function metadataOf({ session, markers }: ExportSource, video: RecordedVideo | null, taken: boolean) {
  const left = video && !taken ? `left out: ${video.codec}, or pictures out of order` : 'none';
  return new Map([
    ['session', JSON.stringify(session)],
    ['markers', JSON.stringify(markers)],
    ['video', taken ? (video?.codec ?? '') : left],
  ]);
}

async function* annotations(
  { session, frames }: ExportSource,
  channelId: number,
): AsyncGenerator<Message, void> {
  for await (const frame of frames() as AsyncIterable<Frame>) {
    const { timestamp, frameNumber: sequence } = frame;
    yield { timestamp, channelId, sequence, content: imageAnnotations(session, frame) };
  }
}

/** Null when the format has no place for this video: another codec, or pictures that are not in the order of their time. */
async function pictureReader(
  video: RecordedVideo,
): Promise<((channelId: number) => AsyncGenerator<Message, void>) | null> {
  const format = VIDEO_FORMATS[video.codec];
  if (format === undefined || (await hasReorderedPictures(video))) return null;
  const description = await video.codecDescription();
  const configuration = format === 'h264' && description ? parseAvcConfiguration(description) : null;
  return async function* (channelId) {
    let sequence = 0;
    for await (const packet of video.packets()) {
      const { data, type } = packet;
      // A track may begin before the session does; the format's times cannot.
      const timestamp = Math.max(0, packet.timestamp);
      const bytes = configuration ? toAnnexB(data, configuration, type === 'key') : Buffer.from(data);
      yield {
        timestamp,
        channelId,
        sequence,
        content: {
          timestamp: messageTime(timestamp),
          frame_id: 'camera',
          data: bytes.toString('base64'),
          format,
        },
      };
      sequence += 1;
    }
  };
}

/** Bidirectional pictures are decoded before ones that are shown earlier; the format's readers cannot look ahead. */
async function hasReorderedPictures(video: RecordedVideo): Promise<boolean> {
  let last = -Infinity;
  for await (const timestamp of video.timesInDecodingOrder()) {
    if (timestamp < last) return true;
    last = timestamp;
  }
  return false;
}

/** Merges streams that are ascending in time. */
async function* inOrder(streams: readonly AsyncGenerator<Message, void>[]): AsyncGenerator<Message, void> {
  try {
    const heads = await Promise.all(streams.map(async (stream) => ({ stream, step: await stream.next() })));
    for (;;) {
      let earliest: (typeof heads)[number] | undefined;
      for (const head of heads) {
        if (head.step.done) continue;
        if (!earliest || earliest.step.done || head.step.value.timestamp < earliest.step.value.timestamp) {
          earliest = head;
        }
      }
      if (!earliest || earliest.step.done) return;
      yield earliest.step.value;
      earliest.step = await earliest.stream.next();
    }
  } finally {
    for (const stream of streams) await stream.return();
  }
}

/** What the writer has written and nobody has taken yet: at most a chunk of a megabyte or so. */
class Written {
  private chunks: Buffer[] = [];
  private total = 0n;

  position(): bigint {
    return this.total;
  }

  // The writer uses its buffer again: what is kept must be a copy.
  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    this.chunks.push(Buffer.from(bytes));
    this.total += BigInt(bytes.length);
  }

  *take(): Generator<Buffer, void, undefined> {
    const taken = this.chunks;
    this.chunks = [];
    yield* taken;
  }
}

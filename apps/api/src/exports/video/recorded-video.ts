import {
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  type VideoCodec,
  WEBM,
} from 'mediabunny';
import { sourceOf, type VideoBytes } from './video-bytes.js';

/** What a video file holds. */
export interface VideoInspection {
  /** The presentation times of its pictures in seconds, ascending. */
  pictureTimes: Float64Array;
}

/** A video, opened to read its pictures as they are encoded. Close it. */
export class RecordedVideo {
  private constructor(
    private readonly input: Input,
    private readonly track: InputVideoTrack,
    readonly codec: VideoCodec,
  ) {}

  /** Throws whatever the parser throws for bytes that are no video. */
  static async open(bytes: VideoBytes): Promise<RecordedVideo> {
    const input = new Input({
      source: sourceOf(bytes),
      formats: [MP4, QTFF, WEBM, MATROSKA],
    });
    try {
      const track = await input.getPrimaryVideoTrack();
      const codec = await track?.getCodec();
      if (!track || !codec) throw new Error('The file holds no video track that is understood');
      return new RecordedVideo(input, track, codec);
    } catch (error) {
      input.dispose();
      throw error;
    }
  }

  /** Reads through the whole index, without the pictures. */
  async inspect(): Promise<VideoInspection> {
    let times = new Float64Array(4096);
    let count = 0;
    for await (const packet of this.packetsWithoutData()) {
      if (count === times.length) {
        const larger = new Float64Array(times.length * 2);
        larger.set(times);
        times = larger;
      }
      times[count] = packet.timestamp;
      count += 1;
    }
    // Packets lie in the order of decoding.
    return { pictureTimes: times.slice(0, count).sort() };
  }

  /** The presentation times in the order of decoding, without the pictures. */
  async *timesInDecodingOrder(): AsyncGenerator<number, void, undefined> {
    for await (const { timestamp } of this.packetsWithoutData()) yield timestamp;
  }

  private packetsWithoutData(): AsyncGenerator<EncodedPacket, void, unknown> {
    return new EncodedPacketSink(this.track).packets(undefined, undefined, { metadataOnly: true });
  }

  /** The encoded pictures in the order of decoding. */
  packets(): AsyncGenerator<EncodedPacket, void, unknown> {
    return new EncodedPacketSink(this.track).packets();
  }

  /** What a decoder must know before the first picture; H.264 in MP4 keeps its parameter sets here. */
  async codecDescription(): Promise<Uint8Array | null> {
    const description = (await this.track.getDecoderConfig())?.description;
    if (description === undefined) return null;
    return ArrayBuffer.isView(description)
      ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
      : new Uint8Array(description);
  }

  close(): void {
    this.input.dispose();
  }
}

import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

/** Pictures of a made-up video: what is in the packets does not matter to who only carries them. */
export interface VideoRecipe {
  container: 'mp4' | 'webm';
  pictures: number;
  framesPerSecond?: number;
  /** Whether there is sound (Opus) beside the pictures. */
  sound?: boolean;
  /** A title, written into the file beside them. */
  title?: string;
}

/**
 * A video as a browser streams it while it records: fragmented MP4, or WebM without index and duration. Every thirtieth
 * picture is a key frame.
 */
export async function streamedVideo({
  container,
  pictures,
  framesPerSecond = 30,
  sound = false,
  title,
}: VideoRecipe): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({
    format:
      container === 'mp4'
        ? new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0.5 })
        : new WebMOutputFormat({ appendOnly: true }),
    target,
  });
  if (title !== undefined) output.setMetadataTags({ title });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source);
  const opus = sound ? new EncodedAudioPacketSource('opus') : null;
  if (opus) output.addAudioTrack(opus);
  await output.start();
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: 64, codedHeight: 48 };
  for (let index = 0; index < pictures; index++) {
    const data = new Uint8Array(400).fill(index % 256);
    const packet = new EncodedPacket(
      data,
      index % 30 === 0 ? 'key' : 'delta',
      index / framesPerSecond,
      1 / framesPerSecond,
    );
    await source.add(packet, index === 0 ? { decoderConfig } : undefined);
    const heard = new EncodedPacket(new Uint8Array(50), 'key', packet.timestamp, packet.duration);
    await opus?.add(heard, { decoderConfig: { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000 } });
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer());
}

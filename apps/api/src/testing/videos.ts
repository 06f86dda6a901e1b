import {
  BufferTarget,
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
}

/**
 * A video as a browser streams it while it records: fragmented MP4, or WebM without index and duration. Every thirtieth
 * picture is a key frame.
 */
export async function streamedVideo({
  container,
  pictures,
  framesPerSecond = 30,
}: VideoRecipe): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({
    format:
      container === 'mp4'
        ? new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0.5 })
        : new WebMOutputFormat({ appendOnly: true }),
    target,
  });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source);
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
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer());
}

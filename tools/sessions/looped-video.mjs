import {
  AppendOnlyStreamTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';

/** Seeking wants a key frame at most this far apart. */
const KEY_FRAME_SECONDS = 1;
/** As a studio's recording arrives: fragments of about a second. */
const FRAGMENT_SECONDS = 0.8;

/**
 * The first `pictures` pictures of an MP4 repeated every `period` seconds, as a fragmented MP4. Nothing is encoded
 * anew: the packets are copied with later times.
 *
 * @param {string} path
 * @param {{ period: number, pictures: number }} loop
 * @returns {Promise<ReadableStream<Uint8Array>>} the bytes; an error on the way ends the stream with it
 * @throws Error when the video cannot be repeated so
 */
export async function loopedVideo(path, { period, pictures }) {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error(`${path} holds no video`);
    const decoderConfig = await track.getDecoderConfig();
    const packets = [];
    for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
    checkKeyFrames(path, packets, period);

    const { readable, writable } = new TransformStream();
    const output = new Output({
      format: new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: FRAGMENT_SECONDS }),
      target: new AppendOnlyStreamTarget(writable),
    });
    const source = new EncodedVideoPacketSource(await track.getCodec());
    output.addVideoTrack(source);
    const write = async () => {
      await output.start();
      for (let i = 0; i < pictures; i++) {
        const packet = packets[i % packets.length];
        const timestamp = Math.floor(i / packets.length) * period + packet.timestamp;
        await source.add(
          packet.clone({ timestamp, sequenceNumber: i }),
          i === 0 ? { decoderConfig } : undefined,
        );
      }
      await output.finalize();
    };
    write().catch((error) => writable.abort(error).catch(() => output.cancel()));
    return readable;
  } finally {
    input.dispose();
  }
}

/** Everywhere, also where the clip begins again, a key frame must be near. */
function checkKeyFrames(path, packets, period) {
  const times = packets.filter(({ type }) => type === 'key').map(({ timestamp }) => timestamp);
  times.push(period);
  if (packets[0]?.type !== 'key') throw new Error(`${path} does not begin with a key frame`);
  const widest = Math.max(...times.map((time, i) => time - (times[i - 1] ?? 0)));
  if (widest > KEY_FRAME_SECONDS + 1e-6) {
    throw new Error(`${path} has key frames ${widest.toFixed(2)} s apart: more than ${KEY_FRAME_SECONDS} s`);
  }
  if (packets.some(({ timestamp }, i) => i > 0 && timestamp <= packets[i - 1].timestamp)) {
    throw new Error(`${path} has pictures out of order (B-frames)`);
  }
}

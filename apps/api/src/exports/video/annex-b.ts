const START_CODE = Uint8Array.of(0, 0, 0, 1);

/** What an `avcC` record (ISO/IEC 14496-15 §5.3.3.1) says of a track of H.264. */
export interface AvcConfiguration {
  /** Bytes of the length before each NAL unit: 1, 2 or 4. */
  lengthSize: number;
  /** Sequence and picture parameter sets, in their order. */
  parameterSets: Uint8Array[];
}

/** @throws RangeError when the record is cut short or of an unknown version. */
export function parseAvcConfiguration(record: Uint8Array): AvcConfiguration {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  if (view.getUint8(0) !== 1) throw new RangeError('Unknown version of the H.264 configuration');
  const lengthSize = (view.getUint8(4) & 3) + 1;
  const parameterSets: Uint8Array[] = [];
  let at = 5;
  for (const countMask of [0x1f, 0xff]) {
    const count = view.getUint8(at) & countMask;
    at += 1;
    for (let index = 0; index < count; index++) {
      const length = view.getUint16(at);
      parameterSets.push(slice(record, at + 2, length));
      at += 2 + length;
    }
  }
  return { lengthSize, parameterSets };
}

/**
 * A picture of an MP4 track as Annex B of H.264 has it: NAL units behind start codes, the parameter sets before a key
 * frame.
 *
 * @throws RangeError when a NAL unit reaches beyond the picture.
 */
export function toAnnexB(
  picture: Uint8Array,
  { lengthSize, parameterSets }: AvcConfiguration,
  isKeyFrame: boolean,
): Buffer {
  const parts: Uint8Array[] = isKeyFrame ? parameterSets.flatMap((set) => [START_CODE, set]) : [];
  let at = 0;
  while (at < picture.length) {
    const length = slice(picture, at, lengthSize).reduce((value, byte) => value * 256 + byte, 0);
    parts.push(START_CODE, slice(picture, at + lengthSize, length));
    at += lengthSize + length;
  }
  return Buffer.concat(parts);
}

function slice(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start + length > bytes.length) throw new RangeError('The H.264 data is cut short');
  return bytes.subarray(start, start + length);
}
